import { rateTicket as decideRating, type RateTicketCommand } from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';

export interface RateTicket
  extends Pick<TicketTarget, 'ticketId'>,
    Pick<RateTicketCommand, 'score' | 'comment'> {}

/** Says what the requester thinks of how it was resolved. */
export function rateTicket(session: Session, { ticketId, ...command }: RateTicket) {
  const by = session.principal.principal.actor;
  return changeTicket(session, { ticketId }, 'ticket:rate', async (ticket, uow) =>
    decideRating(ticket, { ...command, at: uow.now, by }),
  );
}
