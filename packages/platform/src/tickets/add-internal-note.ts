import { addInternalNote as decideNote, type EntryId } from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';

export interface AddInternalNote extends Pick<TicketTarget, 'ticketId'> {
  /** The caller's own UUID for the entry. */
  readonly entryId?: EntryId | undefined;
  readonly body: string;
}

/** Adds words among those who do the work; no client ever reads them. */
export function addInternalNote(session: Session, { ticketId, entryId, body }: AddInternalNote) {
  return changeTicket(
    session,
    { ticketId },
    'ticket:note',
    async (ticket, uow) => {
      const id = checkNewId(entryId, uow.newId, 'entryId');
      if (!id.ok) return id;
      return decideNote(ticket, {
        at: uow.now,
        by: session.principal.principal.actor,
        entryId: id.value as EntryId,
        body,
      });
    },
    { followMerge: true },
  );
}
