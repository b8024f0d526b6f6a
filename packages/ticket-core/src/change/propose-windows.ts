import { err, ok, type Result, refusal } from '@wardline/kernel';
import type { TimeWindow } from '../details/details.ts';
import type { TicketInputRefused } from '../errors.ts';
import { collidingChanges, type WindowFacts } from './find-conflicts.ts';
import { withoutWindows } from './intervals.ts';

/** Find times for a change. */
export interface ProposeWindowsQuery {
  /** How long it takes, in milliseconds: a minute to seven days. */
  readonly durationMs: number;
  /** Where to look; at most 92 days. */
  readonly within: TimeWindow;
  /** How many to find, 1 to 50. Default: 5. */
  readonly count?: number | undefined;
  /** Starts are multiples of it since 1970-01-01T00:00Z, in milliseconds. Default: 15 minutes. */
  readonly stepMs?: number | undefined;
}

/** A time that is free, and how long after it nothing follows. */
export interface ProposedWindow extends TimeWindow {
  /** When the free stretch ends: what is over `until` is room for trouble. */
  readonly freeUntil: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The earliest free windows, at most one in each free stretch, so that the choices differ. A proposed
 * window has no conflict by `findConflicts` with the same facts.
 * @returns refusals: `DURATION_INVALID`, `TIME_OUT_OF_ORDER`, `RANGE_TOO_LONG`, `COUNT_INVALID`.
 */
export function proposeWindows(
  query: ProposeWindowsQuery,
  facts: WindowFacts,
): Result<readonly ProposedWindow[], TicketInputRefused> {
  const { durationMs, within, count = 5, stepMs = 15 * MINUTE } = query;
  if (!Number.isSafeInteger(durationMs) || durationMs < MINUTE || durationMs > 7 * DAY) {
    const message = 'The duration must be a minute to seven days.';
    return err(refusal('DURATION_INVALID', message, ['duration']));
  }
  if (!(within.from < within.until)) {
    return err(
      refusal('TIME_OUT_OF_ORDER', 'Look from a time until a later one.', ['within', 'until']),
    );
  }
  if (within.until - within.from > 92 * DAY) {
    return err(refusal('RANGE_TOO_LONG', 'Look at most 92 days ahead at once.', ['within']));
  }
  if (!Number.isInteger(count) || count < 1 || count > 50) {
    return err(refusal('COUNT_INVALID', 'Ask for 1 to 50 windows.', ['count']));
  }
  if (!Number.isSafeInteger(stepMs) || stepMs < MINUTE || stepMs > DAY) {
    return err(refusal('DURATION_INVALID', 'The step must be a minute to a day.', ['step']));
  }
  const taken = [...facts.careHours, ...facts.blackouts, ...collidingChanges(facts)];
  const proposed: ProposedWindow[] = [];
  for (const free of withoutWindows(within, taken)) {
    const from = Math.ceil(free.from / stepMs) * stepMs;
    const until = from + durationMs;
    if (until <= free.until) proposed.push({ from, until, freeUntil: free.until });
    if (proposed.length === count) break;
  }
  return ok(proposed);
}
