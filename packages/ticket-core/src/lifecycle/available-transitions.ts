import type { Instant, PersonId } from '@wardline/kernel';
import type { TransitionFacts } from '../facts.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { GUARDS } from './guards.ts';
import {
  DEFAULT_REOPEN_WINDOW_MS,
  type Guard,
  type GuardContext,
  type Lifecycle,
  type Requirement,
  type TransitionBlocker,
  type TransitionRule,
} from './lifecycle.ts';
import { LIFECYCLES } from './lifecycles.ts';
import type { TicketStateName } from './state.ts';

/** One arrow out of the present state, and what stands in its way now. */
export interface AvailableTransition {
  readonly to: TicketStateName;
  /** Empty: `transitionTicket` accepts it, given what it `requires`. */
  readonly blockedBy: readonly TransitionBlocker[];
  /** What the command must bring. */
  readonly requires: readonly Requirement[];
}

export interface AvailabilityFacts extends TransitionFacts {
  /** The instant asked about, usually now: some guards depend on time. */
  readonly at: Instant;
  /** Who would take it there: some do not begin what they approved. Left out: nobody in particular. */
  readonly actorId?: PersonId | null | undefined;
}

/**
 * Where the ticket could go from here. It is also what `transitionTicket` consults, so the two
 * cannot disagree. `ON_HOLD` to `ON_HOLD` stands for another hold reason.
 */
export function availableTransitions(
  ticket: TicketState,
  facts: AvailabilityFacts,
): readonly AvailableTransition[] {
  return rulesFrom(ticket, facts.lifecycle).map((rule) => ({
    to: rule.to,
    blockedBy: blockersOf(rule, ticket, facts),
    requires: rule.requires ?? [],
  }));
}

function rulesFrom(
  ticket: TicketState,
  lifecycle: Lifecycle = LIFECYCLES[ticket.type],
): readonly TransitionRule[] {
  return lifecycle.transitions[ticket.state] ?? [];
}

function blockersOf(
  rule: TransitionRule,
  ticket: TicketState,
  facts: AvailabilityFacts,
): readonly TransitionBlocker[] {
  const context: GuardContext = {
    ticket,
    at: facts.at,
    to: rule.to,
    actorId: facts.actorId ?? null,
    facts,
    reopenWindowMs: facts.reopenWindowMs ?? DEFAULT_REOPEN_WINDOW_MS,
  };
  const guards: Readonly<Record<string, Guard>> = { ...facts.guards, ...GUARDS };
  const notTheirs = facts.asRequester && !rule.byRequester ? [NOT_FOR_REQUESTERS] : [];
  const blockers = (rule.guards ?? []).flatMap((name) => {
    const guard = guards[name];
    // A guard that nobody defined lets nothing through; validateLifecycle reports it at start-up.
    if (!guard) return [{ code: 'GUARD_UNKNOWN', message: `No guard is named ${name}.` }];
    return guard(context) ?? [];
  });
  return [...notTheirs, ...blockers];
}

const NOT_FOR_REQUESTERS: TransitionBlocker = {
  code: 'NOT_FOR_REQUESTERS',
  message: 'That is for those who work on it; reply to tell them.',
};
