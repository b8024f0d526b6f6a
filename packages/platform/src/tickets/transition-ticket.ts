import type { TransitionTicketCommand } from '@wardline/ticket-core';
import { openCorrective } from '../relations/open-corrective.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { decideTransition } from './decide-transition.ts';

export interface TransitionTicket
  extends TicketTarget,
    Omit<TransitionTicketCommand, 'at' | 'by'> {}

/**
 * Takes a ticket along one arrow of its lifecycle; clocks pause, resume and stop with it. Resolving a
 * major incident resolves its open children, all or none; a work order that failed opens its repair.
 */
export function transitionTicket(
  session: Session,
  { ticketId, expectedVersion, ...given }: TransitionTicket,
) {
  const by = session.principal.principal.actor;
  return changeTicket(
    session,
    { ticketId, expectedVersion },
    'ticket:transition',
    async (ticket, uow, clinic) => {
      const decision = await decideTransition(uow, ticket, { ...given, at: uow.now, by });
      if (!decision.ok) return decision;
      const corrective = await openCorrective(uow, ticket, clinic, decision.value);
      return corrective.ok ? decision : corrective;
    },
  );
}
