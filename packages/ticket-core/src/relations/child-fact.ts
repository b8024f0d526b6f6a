import type { ChildFact } from '../facts.ts';
import {
  type AvailabilityFacts,
  availableTransitions,
} from '../lifecycle/available-transitions.ts';
import type { TicketState } from '../tickets/ticket.ts';

/** What a parent's transitions must know of an open child: whether it can be resolved with it. */
export function childFact(child: TicketState, facts: AvailabilityFacts): ChildFact {
  const { id, number, state } = child;
  const resolve = availableTransitions(child, facts).find(({ to }) => to === 'RESOLVED');
  const nowhere = { code: 'CHILD_STATE', message: `From ${state} it is not resolved.` };
  return { id, number, blockedBy: resolve ? resolve.blockedBy : [nowhere] };
}
