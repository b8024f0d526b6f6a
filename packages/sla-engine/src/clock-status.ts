import type { Instant } from '@wardline/kernel';
import type { ClockState } from './clock.ts';
import { usedBy } from './consumption.ts';
import { type Calendars, calendarOf } from './context.ts';
import { countedIn } from './due.ts';

/** What people call it. BREACHED wins: a late clock stays late, running, paused or stopped. */
export type ReadStatus = 'NOT_STARTED' | 'RUNNING' | 'PAUSED' | 'MET' | 'BREACHED' | 'CANCELLED';

/** A stored clock as it reads at one instant. */
export interface ClockReading {
  readonly status: ReadStatus;
  /** Not stopped and not cancelled. A BREACHED clock may be running on. */
  readonly isLive: boolean;
  readonly isPaused: boolean;
  /** Counted so far, in ms of the clock's kind of time. */
  readonly elapsedMs: number;
  /** Negative once overdue; null if the calendar never opens long enough. */
  readonly remainingMs: number | null;
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
}

/**
 * A stored clock read at an instant: nothing needs to be written for time to pass.
 * @param now the instant to read it at; not before the clock's last event.
 * @throws SlaContextError if a calendar the clock counts in is missing.
 * @example
 * clockStatusAt(clock, now, calendars).remainingMs; // 5_400_000: an hour and a half
 */
export function clockStatusAt(clock: ClockState, now: Instant, calendars: Calendars): ClockReading {
  const isPaused = clock.status === 'PAUSED';
  const running = clock.status === 'RUNNING';
  const breachedAt = breachedBy(clock, now);
  const elapsedMs = running ? usedBy(clock.segments, now, calendars) : clock.consumedMs;
  return {
    status: statusAt(clock, now),
    isLive: running || isPaused,
    isPaused,
    elapsedMs,
    remainingMs: remaining(clock, elapsedMs, calendars),
    dueAt: clock.dueAt,
    breachedAt,
  };
}

/**
 * Counted time until the due instant, which may be later than the budget alone: at the end of a
 * day. While paused there is no due instant, and what is left of the budget is all there is to say.
 */
function remaining(clock: ClockState, elapsedMs: number, calendars: Calendars): number | null {
  const { dueAt, metAt, segments } = clock;
  if (dueAt === null) return clock.targetMs === null ? null : clock.targetMs - elapsedMs;
  const full = usedBy(segments, dueAt, calendars);
  if (metAt === null || metAt >= dueAt) return full - elapsedMs;
  const calendarId = countedIn(clock.budget, clock.calendarId);
  const spared =
    calendarId === null ? dueAt - metAt : calendarOf(calendars, calendarId).between(metAt, dueAt);
  return full + spared - elapsedMs;
}

/** The columns a status can be told from. */
export type ClockColumns = Pick<ClockState, 'status' | 'startedAt' | 'dueAt' | 'breachedAt'>;

/**
 * The status alone, from a clock's columns and without its calendar: what a list of clocks needs.
 * @param now the instant to read it at; not before the clock's last event.
 */
export function statusAt(clock: ClockColumns, now: Instant): ReadStatus {
  if (clock.status === 'CANCELLED') return 'CANCELLED';
  if (now < clock.startedAt) return 'NOT_STARTED';
  return breachedBy(clock, now) !== null ? 'BREACHED' : clock.status;
}

function breachedBy({ status, dueAt, breachedAt }: ClockColumns, now: Instant): Instant | null {
  const overdue = status === 'RUNNING' && dueAt !== null && dueAt <= now;
  return breachedAt ?? (overdue ? dueAt : null);
}
