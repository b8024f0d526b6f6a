import { EARLIEST_INSTANT, type Instant, LATEST_INSTANT } from '@wardline/kernel';
import { type DayRules, neverCloses, neverOpens, openIntervals } from './open-intervals.ts';
import { type OpenTable, openTable } from './open-table.ts';
import type { TimeZoneProvider } from './time-zones.ts';
import { wallClock } from './wall-clock.ts';
import { DAY_MS, epochDayOfYear, FIRST_YEAR, LAST_YEAR, yearOf } from './wall-time.ts';

const END = LATEST_INSTANT + 1;

/** A compiled range of whole years `[fromYear, toYear)`. */
export interface Horizon {
  readonly fromYear: number;
  readonly toYear: number;
  readonly table: OpenTable;
}

/** The horizon of the whole years that contain two instants. */
export function horizonOver(
  rules: DayRules,
  zones: TimeZoneProvider,
  zone: string,
  from: Instant,
  to: Instant,
): Horizon {
  const constant = neverCloses(rules) ? [EARLIEST_INSTANT, END] : neverOpens(rules) ? [] : null;
  if (constant) {
    const table = openTable(EARLIEST_INSTANT, END, constant);
    return { fromYear: FIRST_YEAR, toYear: LAST_YEAR, table };
  }
  // A day of margin: the zone's year turns up to a day before or after UTC's.
  const fromYear = Math.max(FIRST_YEAR, yearOf(Math.floor(from / DAY_MS) - 1));
  const toYear = Math.min(LAST_YEAR, yearOf(Math.floor(to / DAY_MS) + 1) + 1);
  return compileYears(rules, zones, zone, fromYear, toYear);
}

/** True if there is no more to compile after (or before) this horizon. */
export function isComplete(horizon: Horizon, direction: 1 | -1): boolean {
  return direction > 0 ? horizon.toYear >= LAST_YEAR : horizon.fromYear <= FIRST_YEAR;
}

/** The horizon, about twice as long, so that reaching any year costs few compilations. */
export function extend(
  horizon: Horizon,
  rules: DayRules,
  zones: TimeZoneProvider,
  zone: string,
  direction: 1 | -1,
): Horizon {
  const { fromYear, toYear } = horizon;
  const more = Math.max(2, toYear - fromYear);
  return direction > 0
    ? compileYears(rules, zones, zone, fromYear, Math.min(LAST_YEAR, toYear + more))
    : compileYears(rules, zones, zone, Math.max(FIRST_YEAR, fromYear - more), toYear);
}

function compileYears(
  rules: DayRules,
  zones: TimeZoneProvider,
  zone: string,
  fromYear: number,
  toYear: number,
): Horizon {
  const fromDay = epochDayOfYear(fromYear);
  const toDay = epochDayOfYear(toYear);
  const clock = wallClock(zones, zone, fromDay, toDay);
  const from = Math.max(EARLIEST_INSTANT, clock.toInstant(fromDay * DAY_MS));
  const to = Math.min(END, clock.toInstant(toDay * DAY_MS));
  const pairs = openIntervals(rules, clock, fromDay, toDay, from, to);
  return { fromYear, toYear, table: openTable(from, to, pairs) };
}
