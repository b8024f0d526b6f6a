import type { TransitionTicketCommand } from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { decideTransition } from './decide-transition.ts';

export interface TransitionTicket
  extends TicketTarget,
    Omit<TransitionTicketCommand, 'at' | 'by'> {}

/**
 * Takes a ticket along one arrow of its lifecycle; clocks pause, resume and stop with it. Resolving a
 * major incident resolves its open children, all or none.
 */
export function transitionTicket(
  session: Session,
  { ticketId, expectedVersion, ...given }: TransitionTicket,
) {
  const by = session.principal.principal.actor;
  return changeTicket(session, { ticketId, expectedVersion }, 'ticket:transition', (ticket, uow) =>
    decideTransition(uow, ticket, { ...given, at: uow.now, by }),
  );
}
