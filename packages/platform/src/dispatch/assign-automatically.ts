import type { Skill } from '@wardline/dispatch';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { chooseForTicket } from './choose-for-ticket.ts';

export interface AssignAutomatically extends TicketTarget {
  /** The team; left out: the ticket's own. */
  readonly teamId?: string | undefined;
  /** What is needed, each at this level at least. */
  readonly skills?: readonly Skill[] | undefined;
}

/** Gives a ticket to whoever of a team it falls to by the team's own rule. */
export function assignTicketAutomatically(
  session: Session,
  { skills = [], teamId = undefined, ...target }: AssignAutomatically,
) {
  return changeTicket(session, target, 'ticket:assign', (ticket, uow) =>
    chooseForTicket(uow, ticket, { teamId: teamId ?? null, skills }),
  );
}
