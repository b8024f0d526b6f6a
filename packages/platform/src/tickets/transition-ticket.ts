import {
  transitionTicket as decideTransition,
  type TransitionTicketCommand,
} from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';

export interface TransitionTicket
  extends TicketTarget,
    Omit<TransitionTicketCommand, 'at' | 'by'> {}

/** Takes a ticket along one arrow of its lifecycle; clocks pause, resume and stop with it. */
export function transitionTicket(
  session: Session,
  { ticketId, expectedVersion, ...command }: TransitionTicket,
) {
  return changeTicket(
    session,
    { ticketId, expectedVersion },
    'ticket:transition',
    async (ticket, uow) =>
      decideTransition(
        ticket,
        { ...command, at: uow.now, by: session.principal.principal.actor },
        { asRequester: session.principal.principal.side === 'CLIENT' },
      ),
  );
}
