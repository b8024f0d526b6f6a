import type { Calendar, TimeRange } from '../src/index.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * The slow truth: steps minute by minute, asks `Intl` what the wall clock shows at each, and looks
 * the answer up in the calendar's own words. It shares no code with the package: no transitions,
 * no intervals, no arithmetic. `monotone` reads a wall clock that never goes back (our rule);
 * `membership` the one on the wall, which in an autumn fold shows an hour twice.
 */
export function minuteOracle(calendar: Calendar, rule: 'monotone' | 'membership') {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: calendar.timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

  function wallAt(t: number): number {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(t)) part[type] = value;
    return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:00Z`);
  }

  /** Whether each minute from `from` (whole minutes) is open, for `count` minutes. */
  function openMinutes(from: number, count: number): boolean[] {
    const open: boolean[] = [];
    let highest = Number.NEGATIVE_INFINITY;
    // More than any fold is long, so that the clock that never goes back knows how far it came.
    for (let i = -25 * 60; i < count; i++) {
      const wall = wallAt(from + i * MINUTE);
      highest = Math.max(highest, wall);
      if (i >= 0) open.push(isOpen(calendar, rule === 'monotone' ? highest : wall));
    }
    return open;
  }

  return { openMinutes };
}

/** Business ms in the first `minutes` of a row of minutes. */
export function slowBetween(open: readonly boolean[], minutes: number): number {
  return open.slice(0, minutes).filter(Boolean).length * MINUTE;
}

/** The minute of the row at whose beginning `minutes` of it are used up, or null if it ends before. */
export function slowAdd(open: readonly boolean[], minutes: number): number | null {
  let left = minutes;
  for (const [index, isOpen] of open.entries()) {
    if (minutes === 0 && isOpen) return index;
    if (isOpen) left -= 1;
    if (minutes > 0 && left === 0) return index + 1;
  }
  return null;
}

function isOpen(calendar: Calendar, wall: number): boolean {
  const shut = covers(calendar.breaks, wall, 0) || covers(calendar.breaks, wall, 1);
  return !shut && [0, 1].some((back) => within(rangesOn(calendar, wall - back * DAY), wall, back));
}

function covers(dated: Calendar['breaks'], wall: number, back: number): boolean {
  return within(dated[dateOf(wall - back * DAY)] ?? [], wall, back);
}

function rangesOn(calendar: Calendar, wall: number): readonly TimeRange[] {
  const date = dateOf(wall);
  const override = calendar.overrides[date];
  if (override) return override;
  if (calendar.holidays.some((holiday) => holiday.date === date)) return [];
  return calendar.weekly[WEEKDAYS[new Date(wall).getUTCDay()] ?? 'sun'];
}

/** `back`: how many days ago the date lies on which the ranges start. */
function within(ranges: readonly TimeRange[], wall: number, back: number): boolean {
  const minute = (((wall % DAY) + DAY) % DAY) / MINUTE + back * 1440;
  return ranges.some(([opens, closes]) => {
    const from = minutes(opens);
    const to = minutes(closes) <= from ? minutes(closes) + 1440 : minutes(closes);
    return from <= minute && minute < to;
  });
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}
