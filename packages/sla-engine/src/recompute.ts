import type { Interval } from '@wardline/business-calendar';
import { type ClockState, isLive } from './clock.ts';
import type { Calendars } from './context.ts';
import { settle } from './settle.ts';

/**
 * True if a change of opening hours or time-zone data in these spans can move anything this clock
 * still has to do. Ended and breached clocks are frozen; a paused one is asked about from its
 * start, because what it used may have changed.
 * @param changed the result of `diffCalendars` for a calendar this clock counts in.
 */
export function isAffectedBy(clock: ClockState, changed: readonly Interval[]): boolean {
  if (!isLive(clock) || clock.breachedAt !== null) return false;
  const until = Math.max(
    clock.dueAt ?? Number.POSITIVE_INFINITY,
    clock.nextTransitionAt ?? Number.NEGATIVE_INFINITY,
  );
  return changed.some(({ from, to }) => to > clock.startedAt && from < until);
}

/**
 * The same clock after its calendar was compiled anew under the same id (other time-zone data, or
 * hours corrected in place): used time, due instant and next transition derived again from the
 * ledger. For a new calendar version, apply a `CALENDAR_CHANGED` event instead.
 * @throws SlaContextError if a calendar the clock counts in is missing.
 */
export function recomputeClock(clock: ClockState, calendars: Calendars): ClockState {
  return isLive(clock) && clock.breachedAt === null ? settle(clock, calendars) : clock;
}
