import type { Instant } from '@wardline/kernel';
import type { ClockState } from './clock.ts';
import { noticeBreach } from './clock-moves.ts';
import type { Calendars } from './context.ts';
import { settle } from './settle.ts';
import { pendingTransitions, type Transition } from './transitions.ts';

/**
 * The escalation steps and the breach that are due by `now` and have not been handed out, in the
 * order in which they were due, all at once if several passed.
 * @throws SlaContextError if a calendar the clock counts in is missing.
 */
export function dueTransitions(
  clock: ClockState,
  now: Instant,
  calendars: Calendars,
): Transition[] {
  return pendingTransitions(clock, calendars).filter(({ at }) => at <= now);
}

/**
 * Hands out what is due and marks it as handed out: what a sweep does with one row. Store the
 * clock and the effects in one transaction, with each transition's
 * `key` unique in the ticket.
 * @throws SlaContextError if a calendar the clock counts in is missing.
 * @example
 * const { clock, transitions } = fireTransitions(row, now, calendars);
 */
export function fireTransitions(
  clock: ClockState,
  now: Instant,
  calendars: Calendars,
): { readonly clock: ClockState; readonly transitions: readonly Transition[] } {
  const transitions = dueTransitions(clock, now, calendars);
  if (transitions.length === 0) return { clock, transitions };
  const fired = [...clock.fired, ...transitions.map(({ stepId }) => stepId)];
  return { clock: settle({ ...noticeBreach(clock, now), fired }, calendars), transitions };
}
