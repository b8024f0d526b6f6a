import { isUuid } from '@wardline/kernel';
import {
  type AddLinkCommand,
  addLink as decideAdding,
  removeLink as decideRemoving,
} from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { loadLinkEnd, loadLinksAround, lockEnds, lockLinksOf } from './relations.store.ts';

export interface LinkTickets
  extends Pick<TicketTarget, 'ticketId'>,
    Pick<AddLinkCommand, 'kind' | 'targetId'> {}

/** Says how a ticket stands to another: "this CHILD_OF that". */
export function addLink(session: Session, { ticketId, kind, targetId }: LinkTickets) {
  const by = session.principal.principal.actor;
  return unitOfWork(session, async (asked) => {
    await lockLinksOf(asked, ticketId);
    // A parent that ends lets its children go: whoever comes to it waits, and sees that it has ended.
    if (kind === 'CHILD_OF') await lockEnds(asked, [ticketId, targetId]);
    const joined = { ...session, idempotency: null, joins: asked };
    return changeTicket(joined, { ticketId }, 'ticket:link', async (ticket, uow) => {
      const target = isUuid(targetId) ? await loadLinkEnd(uow, targetId) : null;
      const links = target ? await loadLinksAround(uow, kind, ticket.id, target.id) : [];
      return decideAdding(ticket, { at: uow.now, by, kind, targetId }, { target, links });
    });
  });
}

/** Takes a link back; nothing happens if there is none. */
export function removeLink(session: Session, { ticketId, kind, targetId }: LinkTickets) {
  const by = session.principal.principal.actor;
  return changeTicket(session, { ticketId }, 'ticket:link', async (ticket, uow) => {
    const links = isUuid(targetId) ? await loadLinksAround(uow, kind, ticket.id, targetId) : [];
    return decideRemoving(ticket, { at: uow.now, by, kind, targetId }, { links });
  });
}
