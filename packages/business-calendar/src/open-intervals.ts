import type { Instant } from '@wardline/kernel';
import { type Calendar, type TimeRange, WEEKDAYS } from './calendar.ts';
import { toWallRange, type WallRange } from './check-ranges.ts';
import type { WallClock } from './wall-clock.ts';
import { DAY_MS, parseDate, weekdayOf } from './wall-time.ts';

/** A calendar's rules by epoch day, with every time read once. */
export interface DayRules {
  readonly weekly: readonly (readonly WallRange[])[];
  readonly overrides: ReadonlyMap<number, readonly WallRange[]>;
  readonly breaks: ReadonlyMap<number, readonly WallRange[]>;
  /** Names by date; several sets may name one date. */
  readonly holidays: ReadonlyMap<number, readonly string[]>;
}

export function dayRules(calendar: Calendar): DayRules {
  const holidays = new Map<number, string[]>();
  for (const { date, name } of calendar.holidays) {
    const day = parseDate(date) as number;
    holidays.set(day, [...(holidays.get(day) ?? []), name]);
  }
  return {
    weekly: WEEKDAYS.map((day) => calendar.weekly[day].map(toWallRange)),
    overrides: byDay(calendar.overrides),
    breaks: byDay(calendar.breaks),
    holidays,
  };
}

function byDay(dated: Readonly<Record<string, readonly TimeRange[]>>) {
  const days = new Map<number, readonly WallRange[]>();
  for (const [date, ranges] of Object.entries(dated)) {
    days.set(parseDate(date) as number, ranges.map(toWallRange));
  }
  return days;
}

/** What a date opens before its breaks: override > holiday > weekly hours. */
export function rangesOf(rules: DayRules, day: number): readonly WallRange[] {
  const override = rules.overrides.get(day);
  if (override) return override;
  if (rules.holidays.has(day)) return [];
  return rules.weekly[weekdayOf(day)] as readonly WallRange[];
}

/** True if nothing but the passing of time matters: no zone, no table. */
export function neverCloses(rules: DayRules): boolean {
  const allDay = (ranges: readonly WallRange[]) =>
    ranges[0]?.opens === 0 && ranges[0].closes === DAY_MS;
  return (
    rules.weekly.every(allDay) &&
    rules.overrides.size === 0 &&
    rules.holidays.size === 0 &&
    rules.breaks.size === 0
  );
}

/** True if no date has any hours. */
export function neverOpens(rules: DayRules): boolean {
  const none = (ranges: readonly WallRange[]) => ranges.length === 0;
  return rules.weekly.every(none) && [...rules.overrides.values()].every(none);
}

/** Flat pairs [opens, closes, opens, closes, ...]: ascending, disjoint, not touching, not empty. */
export type Pairs = number[];

/** The open intervals between two instants, from the dates `[fromDay, toDay)`, clipped. */
export function openIntervals(
  rules: DayRules,
  clock: WallClock,
  fromDay: number,
  toDay: number,
  from: Instant,
  to: Instant,
): Pairs {
  const open: Pairs = [];
  const closed: Pairs = [];
  // The night before reaches into the first date.
  for (let day = fromDay - 1; day < toDay; day++) {
    appendRanges(open, rangesOf(rules, day), day, clock, from, to);
    const breaks = rules.breaks.get(day);
    if (breaks) appendRanges(closed, breaks, day, clock, from, to);
  }
  return closed.length === 0 ? open : subtract(open, closed);
}

function appendRanges(
  pairs: Pairs,
  ranges: readonly WallRange[],
  day: number,
  clock: WallClock,
  from: Instant,
  to: Instant,
): void {
  for (const range of ranges) {
    const opens = Math.max(from, clock.toInstant(day * DAY_MS + range.opens));
    const closes = Math.min(to, clock.toInstant(day * DAY_MS + range.closes));
    // A range inside a spring gap, or on a date the zone skipped, does not exist.
    if (closes <= opens) continue;
    const last = pairs.length - 1;
    if (last > 0 && opens <= (pairs[last] as number)) {
      pairs[last] = Math.max(pairs[last] as number, closes);
    } else {
      pairs.push(opens, closes);
    }
  }
}

/** Open time without the closed; both ascending and disjoint. */
function subtract(open: Pairs, closed: Pairs): Pairs {
  const left: Pairs = [];
  let c = 0;
  for (let i = 0; i < open.length; i += 2) {
    let opens = open[i] as number;
    const closes = open[i + 1] as number;
    while (c < closed.length && (closed[c + 1] as number) <= opens) c += 2;
    for (let k = c; k < closed.length && (closed[k] as number) < closes; k += 2) {
      if ((closed[k] as number) > opens) left.push(opens, closed[k] as number);
      opens = Math.max(opens, closed[k + 1] as number);
    }
    if (opens < closes) left.push(opens, closes);
  }
  return left;
}
