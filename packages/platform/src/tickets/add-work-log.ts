import type { PersonId } from '@wardline/kernel';
import {
  type AddWorkLogCommand,
  addWorkLog as decideWorkLog,
  type EntryId,
} from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { loadPeople } from './ticket.facts.ts';

export interface AddWorkLog
  extends Pick<TicketTarget, 'ticketId'>,
    Omit<AddWorkLogCommand, 'at' | 'by' | 'entryId' | 'personId'> {
  readonly entryId?: EntryId | undefined;
  /** Who worked. Default: the acting member. */
  readonly personId?: PersonId | undefined;
}

/** Records worked time. */
export function addWorkLog(session: Session, { ticketId, entryId, personId, ...log }: AddWorkLog) {
  const { actor } = session.principal.principal;
  return changeTicket(session, { ticketId }, 'ticket:worklog', async (ticket, uow, clinic) => {
    const worker = personId ?? (actor.id as PersonId);
    return decideWorkLog(
      ticket,
      {
        ...log,
        at: uow.now,
        by: actor,
        entryId: entryId ?? (uow.newId() as EntryId),
        personId: worker,
      },
      { people: await loadPeople(uow, clinic, [worker]) },
    );
  });
}
