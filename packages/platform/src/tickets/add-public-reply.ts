import { addPublicReply as decideReply, type EntryId } from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';

export interface AddPublicReply extends Pick<TicketTarget, 'ticketId'> {
  /** The caller's own UUID for the entry. */
  readonly entryId?: EntryId | undefined;
  readonly body: string;
}

/** Adds words that the requester reads. A desk's first reply meets the first-response clock. */
export function addPublicReply(session: Session, { ticketId, entryId, body }: AddPublicReply) {
  return changeTicket(
    session,
    { ticketId },
    'ticket:reply',
    async (ticket, uow) => {
      const id = checkNewId(entryId, uow.newId, 'entryId');
      if (!id.ok) return id;
      return decideReply(ticket, {
        at: uow.now,
        by: session.principal.principal.actor,
        entryId: id.value as EntryId,
        body,
      });
    },
    { followMerge: true },
  );
}
