import type { Instant } from '@wardline/kernel';
import type { ClockState } from './clock.ts';
import { clockStatusAt } from './clock-status.ts';
import type { Calendars } from './context.ts';
import { countedIn, dueOf } from './due.ts';
import { beginSegment } from './segments.ts';

/** What {@link forecast} expects of a clock that is still live. */
export interface ClockForecast {
  readonly clockKey: string;
  readonly remainingMs: number | null;
  /** When it is due; for a paused clock, when it would be if it resumed at `now`. Null: never. */
  readonly projectedDueAt: Instant | null;
  /** Running, not late, and due within the window. A paused clock cannot become late. */
  readonly atRisk: boolean;
}

/**
 * What a live clock is heading for.
 * @param windowMs how far ahead "at risk" looks, in elapsed ms.
 * @returns null for a clock that ended.
 * @throws SlaContextError if a calendar the clock counts in is missing.
 */
export function forecast(
  clock: ClockState,
  now: Instant,
  windowMs: number,
  calendars: Calendars,
): ClockForecast | null {
  const reading = clockStatusAt(clock, now, calendars);
  if (!reading.isLive) return null;
  const projectedDueAt =
    clock.dueAt ?? (reading.isPaused ? dueIfResumed(clock, now, calendars) : null);
  return {
    clockKey: clock.key,
    remainingMs: reading.remainingMs,
    projectedDueAt,
    atRisk: reading.status === 'RUNNING' && clock.dueAt !== null && clock.dueAt <= now + windowMs,
  };
}

function dueIfResumed(clock: ClockState, now: Instant, calendars: Calendars): Instant | null {
  const calendarId = countedIn(clock.budget, clock.calendarId);
  const running = { kind: 'RUNNING', calendarId, causes: [] } as const;
  const segments = beginSegment(clock.segments, now, running);
  return dueOf({ ...clock, segments }, calendars);
}
