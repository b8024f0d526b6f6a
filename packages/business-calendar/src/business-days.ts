import { EARLIEST_INSTANT, type Instant, isInstant, LATEST_INSTANT } from '@wardline/kernel';
import { checkAmount, checkInstant } from './arguments.ts';
import type { CompiledCalendar } from './compiled-calendar.ts';
import { type DayRules, rangesOf } from './open-intervals.ts';
import type { TimeZoneProvider } from './time-zones.ts';
import { type WallClock, wallClock } from './wall-clock.ts';
import { DAY_MS, epochDayOfYear, FIRST_YEAR, formatDate, LAST_YEAR, yearOf } from './wall-time.ts';

const FIRST_DAY = Math.floor(EARLIEST_INSTANT / DAY_MS);
const LAST_DAY = Math.floor(LATEST_INSTANT / DAY_MS);

type Hours = Pick<CompiledCalendar, 'between' | 'isOpen' | 'nextOpen' | 'lastWorked'>;

type Days = Pick<
  CompiledCalendar,
  'addBusinessDays' | 'addCalendarDays' | 'endOfBusinessDay' | 'dateOf'
> & {
  /** A wall clock good for all instants between two. */
  clockOver(a: Instant, b: Instant): WallClock;
};

/** The part of a calendar that thinks in dates; the only one that reads the wall clock per call. */
export function dayMath(
  rules: DayRules,
  zones: TimeZoneProvider,
  zone: string,
  hours: Hours,
): Days {
  let covered: { fromYear: number; toYear: number; clock: WallClock } | undefined;

  /** Grows by whole years and about doubles, so that even a far date asks for few transitions. */
  function clockOverDays(fromDay: number, toDay: number): WallClock {
    let fromYear = yearOf(fromDay - 1);
    let toYear = yearOf(toDay + 1) + 1;
    if (covered && fromYear >= covered.fromYear && toYear <= covered.toYear) return covered.clock;
    if (covered) {
      const more = covered.toYear - covered.fromYear;
      if (fromYear < covered.fromYear) fromYear = Math.min(fromYear, covered.fromYear - more);
      if (toYear > covered.toYear) toYear = Math.max(toYear, covered.toYear + more);
      fromYear = Math.max(FIRST_YEAR, Math.min(fromYear, covered.fromYear));
      toYear = Math.min(LAST_YEAR, Math.max(toYear, covered.toYear));
    }
    const clock = wallClock(zones, zone, epochDayOfYear(fromYear), epochDayOfYear(toYear));
    covered = { fromYear, toYear, clock };
    return clock;
  }

  function clockOver(a: Instant, b: Instant): WallClock {
    return clockOverDays(Math.floor(a / DAY_MS), Math.floor(b / DAY_MS));
  }

  function clockAround(day: number): WallClock {
    return clockOverDays(day - 1, day + 2);
  }

  function dayOf(t: Instant): number {
    return Math.floor(clockOver(t, t).toWall(t) / DAY_MS);
  }

  /** The last close of the intervals that start on a date; null if the date does not open. */
  function lastCloseOf(day: number): Instant | null {
    const ranges = rangesOf(rules, day);
    if (ranges.length === 0) return null;
    const clock = clockAround(day);
    for (const range of ranges.toReversed()) {
      const opens = clock.toInstant(day * DAY_MS + range.opens);
      const closes = clock.toInstant(day * DAY_MS + range.closes);
      if (!isInstant(opens) || !isInstant(closes)) continue;
      // Breaks may have eaten the interval, or its end.
      if (hours.between(opens, closes) > 0) return hours.lastWorked(closes);
    }
    return null;
  }

  /** The `n`th opening date after (before) `day`; day itself for 0. */
  function openingDay(day: number, n: number): number | null {
    const step = n < 0 ? -1 : 1;
    if (Math.abs(n) > LAST_DAY - FIRST_DAY) return null;
    let reached = day;
    for (let left = Math.abs(n); left > 0; ) {
      reached += step;
      if (reached < FIRST_DAY || reached > LAST_DAY) return null;
      if (lastCloseOf(reached) !== null) left--;
    }
    return reached;
  }

  return {
    clockOver,
    dateOf(t) {
      checkInstant(t, 't');
      return formatDate(dayOf(t));
    },
    endOfBusinessDay(t) {
      checkInstant(t, 't');
      return lastCloseOf(dayOf(t));
    },
    addBusinessDays(t, n, options = {}) {
      checkInstant(t, 't');
      checkAmount(n, 'n');
      const wall = clockOver(t, t).toWall(t);
      const day = Math.floor(wall / DAY_MS);
      let reached = openingDay(day, n);
      if (reached === null) return null;
      if (options.endOfDay === true) {
        if (lastCloseOf(reached) === null) reached = openingDay(reached, 1);
        return reached === null ? null : lastCloseOf(reached);
      }
      const same =
        reached === day ? t : clockAround(reached).toInstant(wall + (reached - day) * DAY_MS);
      if (!isInstant(same)) return null;
      if (options.snap === false || hours.isOpen(same)) return same;
      return n < 0 ? hours.lastWorked(same) : hours.nextOpen(same);
    },
    addCalendarDays(t, n, options = {}) {
      checkInstant(t, 't');
      checkAmount(n, 'n');
      const wall = clockOver(t, t).toWall(t);
      const day = Math.floor(wall / DAY_MS) + n;
      if (day < FIRST_DAY || day > LAST_DAY) return null;
      const target = options.endOfDay === true ? (day + 1) * DAY_MS : wall + n * DAY_MS;
      const reached = n === 0 && options.endOfDay !== true ? t : clockAround(day).toInstant(target);
      return isInstant(reached) ? reached : null;
    },
  };
}
