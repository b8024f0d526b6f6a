import type { ClockState } from './clock.ts';
import type { EventKey } from './event.ts';
import type { Policy } from './policy.ts';
import { NO_FACTS, type TicketFacts } from './ticket-facts.ts';

/** Everything a fold knows after some events: plain JSON, the input of the next {@link step}. */
export interface SlaState {
  readonly policyId: string;
  readonly policyVersion: number;
  readonly facts: TicketFacts;
  /** Every clock ever started, in that order; each cycle is its own. */
  readonly clocks: readonly ClockState[];
  /** The last event applied; nothing may be inserted before it. */
  readonly last: EventKey | null;
  /** Ids of the events applied. */
  readonly seen: readonly string[];
}

/** The state of a ticket to which nothing has happened yet. */
export function beginSla(policy: Policy): SlaState {
  return {
    policyId: policy.id,
    policyVersion: policy.version,
    facts: NO_FACTS,
    clocks: [],
    last: null,
    seen: [],
  };
}
