import { ok } from '@wardline/kernel';
import {
  addPublicReply as decideReply,
  type EntryId,
  type TicketState,
  takeUpAnswered,
} from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { worksOn } from './desk-side.ts';
import { loadTransitionFacts } from './transition-facts.ts';

export interface AddPublicReply extends Pick<TicketTarget, 'ticketId'> {
  /** The caller's own UUID for the entry. */
  readonly entryId?: EntryId | undefined;
  readonly body: string;
}

/**
 * Adds words that the requester reads. A desk's first reply meets the first-response clock; an answer
 * to a ticket that waits for its requester ends the waiting.
 */
export function addPublicReply(session: Session, { ticketId, entryId, body }: AddPublicReply) {
  return changeTicket(
    session,
    { ticketId },
    'ticket:reply',
    async (ticket, uow) => {
      const id = checkNewId(entryId, uow.newId, 'entryId');
      if (!id.ok) return id;
      const by = session.principal.principal.actor;
      const entry = { at: uow.now, by, entryId: id.value as EntryId, body };
      const replied = decideReply(ticket, entry);
      if (!replied.ok) return replied;
      const isAnswer = replied.value[0].byRequester || !(await worksOn(uow, ticket));
      return ok([...replied.value, ...(isAnswer ? await takenUp(uow, ticket) : [])]);
    },
    { followMerge: true },
  );
}

/** Whether it can be taken up is nothing that who answers must be able to see. */
async function takenUp(uow: UnitOfWork, ticket: TicketState) {
  if (ticket.state !== 'ON_HOLD' || ticket.holdReason !== 'REQUESTER') return [];
  const { actor: by } = uow.session.principal.principal;
  const facts = await asService(uow, () => loadTransitionFacts(uow, ticket, []));
  return takeUpAnswered(ticket, { at: uow.now, by }, facts);
}
