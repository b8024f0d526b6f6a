import type { PersonId } from '@wardline/kernel';
import { addWatcher as decideAdding, removeWatcher as decideRemoving } from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { loadPeople } from './ticket.facts.ts';

export interface ChangeWatcher extends Pick<TicketTarget, 'ticketId'> {
  readonly personId: PersonId;
}

/** Lets somebody follow a ticket. A watcher reads what the requester reads. */
export function addWatcher(session: Session, { ticketId, personId }: ChangeWatcher) {
  return changeTicket(session, { ticketId }, 'ticket:watch', async (ticket, uow, clinic) =>
    decideAdding(
      ticket,
      { at: uow.now, by: session.principal.principal.actor, personId },
      { people: await loadPeople(uow, clinic, [personId]) },
    ),
  );
}

/** Ends somebody's following; nothing happens if they did not follow. */
export function removeWatcher(session: Session, { ticketId, personId }: ChangeWatcher) {
  return changeTicket(session, { ticketId }, 'ticket:watch', async (ticket, uow) =>
    decideRemoving(ticket, { at: uow.now, by: session.principal.principal.actor, personId }),
  );
}
