import type { Actor, Instant } from '@wardline/kernel';
import type { TicketStateChanged } from '../events.ts';
import type { TransitionFacts } from '../facts.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { availableTransitions } from './available-transitions.ts';
import type { TicketStateName } from './state.ts';

/** Somebody of the side that was asked has answered. */
export interface TakeUpAnsweredCommand {
  readonly at: Instant;
  readonly by: Actor;
}

const WITH_SOMEBODY = ['IN_PROGRESS', 'INVESTIGATING', 'SCHEDULED', 'TRIAGED'] as const;
const WITH_NOBODY = ['TRIAGED', 'INVESTIGATING', 'SCHEDULED', 'IN_PROGRESS'] as const;

/**
 * What an answer does to a ticket that waits for its requester: it does not wait any more, so that its
 * clocks go on. It goes back to whoever it is assigned to, or else to those who hand out work. The answer
 * is kept whatever comes of this: where no arrow is open, the ticket stays as it is.
 * @param facts what stands around the ticket; who asked may always answer, so `asRequester` does not count.
 * @returns one `TicketStateChanged`, or nothing.
 */
export function takeUpAnswered(
  ticket: TicketState,
  { at, by }: TakeUpAnsweredCommand,
  facts: TransitionFacts = {},
): readonly TicketStateChanged[] {
  if (ticket.state !== 'ON_HOLD' || ticket.holdReason !== 'REQUESTER') return [];
  const open = availableTransitions(ticket, { ...facts, asRequester: false, at })
    .filter(({ blockedBy, requires }) => blockedBy.length === 0 && requires.length === 0)
    .map(({ to }) => to);
  const wanted: readonly TicketStateName[] =
    ticket.assigneeId === null ? WITH_NOBODY : WITH_SOMEBODY;
  const to = wanted.find((state) => open.includes(state));
  if (to === undefined) return [];
  const nothing = {
    holdReason: null,
    resolutionCode: null,
    note: null,
    outcome: null,
    notDoneCode: null,
  };
  return [
    { type: 'TicketStateChanged', ticketId: ticket.id, at, by, from: 'ON_HOLD', to, ...nothing },
  ];
}
