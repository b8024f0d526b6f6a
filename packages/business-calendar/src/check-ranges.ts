import { err, type InputPath, ok, type Result, refusal } from '@wardline/kernel';
import type { TimeRange } from './calendar.ts';
import type { CalendarRefusal, CalendarRefusalCode } from './errors.ts';
import { DAY_MS, parseTime } from './wall-time.ts';

// A bound on what one date can cost, far above any real shift plan.
const MAX_RANGES = 24;

/** An interval in ms of the wall clock since the midnight its date starts with. */
export interface WallRange {
  readonly opens: number;
  /** Later than `opens`; above 24 hours when it runs into the next day. */
  readonly closes: number;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a range that has been checked. */
export function toWallRange(range: TimeRange): WallRange {
  const opens = parseTime(range[0]) as number;
  const closes = parseTime(range[1]) as number;
  return { opens, closes: closes <= opens ? closes + DAY_MS : closes };
}

/** The intervals of one date, sorted and frozen, or the refusal that names the bad one. */
export function checkRanges(
  input: unknown,
  path: InputPath,
): Result<readonly TimeRange[], CalendarRefusal> {
  if (!Array.isArray(input)) {
    return no('CALENDAR_RANGES_INVALID', 'Intervals are a list of [opens, closes].', path);
  }
  if (input.length > MAX_RANGES) {
    return no('CALENDAR_TOO_LARGE', `A date may have at most ${MAX_RANGES} intervals.`, path);
  }
  const found: { range: TimeRange; wall: WallRange; at: number }[] = [];
  for (const [at, entry] of input.entries()) {
    if (!Array.isArray(entry) || entry.length !== 2) {
      return no('CALENDAR_RANGES_INVALID', 'An interval is [opens, closes].', [...path, at]);
    }
    for (const [end, time] of entry.entries()) {
      if (typeof time !== 'string' || parseTime(time) === null) {
        return no('CALENDAR_TIME_INVALID', 'Times are HH:MM, from 00:00 to 24:00.', [
          ...path,
          at,
          end,
        ]);
      }
    }
    const range = Object.freeze([entry[0], entry[1]] as const) as TimeRange;
    const wall = toWallRange(range);
    if (wall.opens >= DAY_MS) {
      return no(
        'CALENDAR_RANGE_EMPTY',
        'An interval that starts at 24:00 is empty; write it as 00:00 of the next day.',
        [...path, at],
      );
    }
    found.push({ range, wall, at });
  }
  found.sort((a, b) => a.wall.opens - b.wall.opens);
  for (let i = 1; i < found.length; i++) {
    const [before, here] = [found[i - 1], found[i]];
    if (before && here && here.wall.opens < before.wall.closes) {
      return no(
        'CALENDAR_RANGES_OVERLAP',
        `${here.range.join('–')} overlaps ${before.range.join('–')} of the same date.`,
        [...path, here.at],
      );
    }
  }
  return ok(Object.freeze(found.map((entry) => entry.range)));
}

function no(code: CalendarRefusalCode, message: string, path: InputPath) {
  return err(refusal(code, message, path));
}
