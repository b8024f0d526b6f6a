import type { Instant } from '@wardline/kernel';
import { isInstant } from '@wardline/kernel';
import { checkInstant } from './arguments.ts';
import { type LocalDate, WEEKDAYS, type Weekday } from './calendar.ts';
import { runtimeTimeZones, type TimeZoneProvider } from './time-zones.ts';
import { type WallClock, wallClock } from './wall-clock.ts';
import {
  DAY_MS,
  epochDayOfYear,
  formatDate,
  parseDate,
  parseTime,
  weekdayOf,
  yearOf,
} from './wall-time.ts';

/** The wall clock of one time zone: from dates and times to instants and back. */
export interface ZoneClock {
  readonly timezone: string;
  /**
   * The instant at which the wall clock shows `time` on `date`: the first of two in an autumn fold,
   * the transition itself for a time that a spring gap skips. `24:00` is the end of the date.
   * @returns null if either is no date or time, or the instant lies outside 1900–2199.
   */
  instantOf(date: LocalDate, time: string): Instant | null;
  /** The date the wall clock shows. Throws `CalendarArgumentError` for what is no instant. */
  dateOf(t: Instant): LocalDate;
}

/**
 * The wall clock of a zone, for what happens at a time of day rather than within opening hours, such
 * as the hand-off of an on-call rotation.
 * @param timezone an IANA name that the provider knows.
 * @example
 * zoneClock('America/New_York').instantOf('2026-03-09', '09:00'); // 13:00Z; the day before the
 * // clocks went forward it was 14:00Z
 */
export function zoneClock(
  timezone: string,
  options: { readonly timeZones?: TimeZoneProvider } = {},
): ZoneClock {
  const zones = options.timeZones ?? runtimeTimeZones;
  const years = new Map<number, WallClock>();
  const clockOf = (epochDay: number): WallClock => {
    const year = yearOf(epochDay);
    let clock = years.get(year);
    if (!clock) {
      clock = wallClock(zones, timezone, epochDayOfYear(year), epochDayOfYear(year + 1));
      years.set(year, clock);
    }
    return clock;
  };
  return {
    timezone,
    instantOf(date, time) {
      const day = parseDate(date);
      const ms = parseTime(time);
      if (day === null || ms === null) return null;
      const at = clockOf(day).toInstant(day * DAY_MS + ms);
      return isInstant(at) ? at : null;
    },
    dateOf(t) {
      checkInstant(t, 't');
      return formatDate(Math.floor(clockOf(Math.floor(t / DAY_MS)).toWall(t) / DAY_MS));
    },
  };
}

/**
 * The date `days` later (earlier if negative).
 * @returns null if `date` is none, or the answer lies outside 1900–2199.
 */
export function addDays(date: LocalDate, days: number): LocalDate | null {
  const day = parseDate(date);
  if (day === null || !Number.isSafeInteger(days)) return null;
  const reached = day + days;
  return reached < epochDayOfYear(1900) || reached >= epochDayOfYear(2200)
    ? null
    : formatDate(reached);
}

/** The dates from `a` to `b`, negative if `b` is earlier; null if either is no date. */
export function daysBetween(a: LocalDate, b: LocalDate): number | null {
  const [from, to] = [parseDate(a), parseDate(b)];
  return from === null || to === null ? null : to - from;
}

/** The day of the week of a date; null if it is none. */
export function weekdayOfDate(date: LocalDate): Weekday | null {
  const day = parseDate(date);
  return day === null ? null : (WEEKDAYS[weekdayOf(day)] ?? null);
}
