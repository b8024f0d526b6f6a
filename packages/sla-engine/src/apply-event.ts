import type { Instant } from '@wardline/kernel';
import { applyChange } from './apply-change.ts';
import { type ClockState, isLive } from './clock.ts';
import {
  cancelClock,
  isRulePaused,
  noticeBreach,
  pauseOrRun,
  reopenClock,
  restartClock,
  startClock,
  stopClock,
} from './clock-moves.ts';
import type { SlaContext } from './context.ts';
import type { TicketEvent } from './event.ts';
import { budgetFor, type Policy, type Target } from './policy.ts';
import type { SlaState } from './sla-state.ts';
import { learn, type TicketFacts } from './ticket-facts.ts';
import { matches } from './trigger.ts';

/** One checked event on a state whose last event it follows. Pure and total. */
export function applyEvent(
  state: SlaState,
  event: TicketEvent,
  policy: Policy,
  context: SlaContext,
): SlaState {
  const before = state.facts;
  const facts = learn(before, event);
  const clocks = state.clocks.map((clock) => noticeBreach(clock, event.at));
  const changed = applyChange({ ...state, facts, clocks }, event, policy, context);
  let next = changed.clocks;
  for (const target of changed.policy.targets) {
    next = liveOn(next, target, changed.policy, event, before, facts, context);
  }
  return {
    policyId: changed.policy.id,
    policyVersion: changed.policy.version,
    facts,
    clocks: next,
    last: { at: event.at, seq: event.seq, id: event.id },
    seen: [...state.seen, event.id],
  };
}

/** What the event does to one target's clocks: cancel, stop, reset, reopen, pause, then start. */
function liveOn(
  clocks: readonly ClockState[],
  target: Target,
  policy: Policy,
  event: TicketEvent,
  before: TicketFacts,
  facts: TicketFacts,
  { calendars }: SlaContext,
): readonly ClockState[] {
  const { at } = event;
  const happens = (trigger: Target['start']) => matches(trigger, event, before);
  const index = clocks.findLastIndex((clock) => clock.targetId === target.id);
  const current = clocks[index];
  let clock = current;

  if (clock && isLive(clock)) {
    if (happens(target.cancel)) clock = cancelClock(clock, at, calendars);
    else if (happens(target.stop)) clock = stopClock(clock, at, calendars);
    else {
      if (happens(target.reset)) clock = restartClock(clock, at, facts, calendars);
      const rulePaused = happens(target.pause) || (isRulePaused(clock) && !happens(target.resume));
      clock = pauseOrRun(clock, rulePaused, at, facts, calendars);
    }
  } else if (clock?.status === 'MET' && event.type === 'REOPENED' && target.onReopen === 'RESUME') {
    clock = reopenClock(clock, at, facts, calendars);
  }
  const updated = clock && clock !== current ? clocks.with(index, clock) : clocks;

  if (clock && isLive(clock)) return updated;
  const again = event.type === 'REOPENED' && target.onReopen === 'NEW_CYCLE' && clock !== undefined;
  const starts = again || (happens(target.start) && (!clock || target.repeats));
  const budget = budgetFor(target, facts.priority);
  if (!starts || budget === null || facts.phase !== 'OPEN') return updated;
  const cycle = (clock?.cycle ?? 0) + 1;
  const start = cycle === 1 ? startOf(target, event, facts) : at;
  return [...updated, startClock(policy, target, budget, cycle, start, at, facts, calendars)];
}

/** A retroactive start is never later than the event that makes the clock start. */
function startOf(target: Target, event: TicketEvent, facts: TicketFacts): Instant {
  if (target.startFrom === 'EVENT') return event.at;
  const opened = facts.openedAt ?? event.at;
  const start = target.startFrom === 'OCCURRED' ? (facts.occurredAt ?? opened) : opened;
  return Math.min(start, event.at);
}
