import { checkText, err, type InputPath, ok, type Result, refusal } from '@wardline/kernel';
import {
  type Calendar,
  type CalendarInput,
  type Holiday,
  type TimeRange,
  WEEKDAYS,
  type Weekday,
} from './calendar.ts';
import { checkRanges, isRecord } from './check-ranges.ts';
import type { CalendarRefusal, CalendarRefusalCode } from './errors.ts';
import { runtimeTimeZones, type TimeZoneProvider } from './time-zones.ts';
import { parseDate } from './wall-time.ts';

const FIELDS = ['timezone', 'weekly', 'overrides', 'holidays', 'breaks'];
const MAX_DATES = 5_000;
const MAX_NAME = 200;

/**
 * Checks opening hours and freezes them into an immutable, JSON-serialisable version.
 * @returns the calendar, or the first refusal with the path of the offending entry, such as
 *   `['weekly', 'mon', 1]` for the second interval of Monday. Refused are unknown zones, weekdays
 *   and fields, impossible dates and times, an interval that starts at `24:00` (it is empty),
 *   overlapping intervals of one date, more than 24 intervals a date or 5 000 dates. Intervals
 *   that overlap over midnight, and touching ones, are merged when compiled. A calendar that never
 *   opens is legal: its answers are "never".
 * @example
 * const calendar = defineCalendar({
 *   timezone: 'America/New_York',
 *   weekly: { mon: [['09:00', '12:00'], ['13:00', '17:00']], fri: [['22:00', '06:00']] },
 *   holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
 *   overrides: { '2026-12-24': [['09:00', '12:00']] },
 * });
 */
export function defineCalendar(
  input: CalendarInput,
  options: { readonly timeZones?: TimeZoneProvider } = {},
): Result<Calendar, CalendarRefusal> {
  const zones = options.timeZones ?? runtimeTimeZones;
  if (!isRecord(input)) return no('CALENDAR_NOT_AN_OBJECT', 'A calendar is an object.', []);
  for (const field of Object.keys(input)) {
    if (!FIELDS.includes(field)) {
      return no('CALENDAR_FIELD_UNKNOWN', `A calendar has no field ${field}.`, [field]);
    }
  }
  if (typeof input.timezone !== 'string' || !zones.isKnown(input.timezone)) {
    return no(
      'CALENDAR_TIMEZONE_UNKNOWN',
      'timezone must be an IANA time zone name, such as Europe/Berlin.',
      ['timezone'],
    );
  }
  const weekly = checkWeekly(input.weekly);
  if (!weekly.ok) return weekly;
  const overrides = checkDated(input.overrides ?? {}, 'overrides');
  if (!overrides.ok) return overrides;
  const breaks = checkDated(input.breaks ?? {}, 'breaks');
  if (!breaks.ok) return breaks;
  const holidays = checkHolidays(input.holidays ?? []);
  if (!holidays.ok) return holidays;
  return ok(
    Object.freeze({
      timezone: input.timezone,
      weekly: weekly.value,
      overrides: overrides.value,
      holidays: holidays.value,
      breaks: breaks.value,
    }),
  );
}

function checkWeekly(input: unknown): Result<Calendar['weekly'], CalendarRefusal> {
  if (!isRecord(input)) {
    return no('CALENDAR_RANGES_INVALID', 'weekly must map weekdays to intervals.', ['weekly']);
  }
  for (const day of Object.keys(input)) {
    if (!WEEKDAYS.includes(day as Weekday)) {
      return no('CALENDAR_WEEKDAY_UNKNOWN', `Weekdays are ${WEEKDAYS.join(', ')}.`, [
        'weekly',
        day,
      ]);
    }
  }
  const weekly = {} as Record<Weekday, readonly TimeRange[]>;
  for (const day of WEEKDAYS) {
    const ranges = checkRanges(input[day] ?? [], ['weekly', day]);
    if (!ranges.ok) return ranges;
    weekly[day] = ranges.value;
  }
  return ok(Object.freeze(weekly));
}

function checkDated(
  input: unknown,
  field: 'overrides' | 'breaks',
): Result<Calendar['overrides'], CalendarRefusal> {
  if (!isRecord(input)) {
    return no('CALENDAR_RANGES_INVALID', `${field} must map dates to intervals.`, [field]);
  }
  const dates = Object.keys(input).sort();
  if (dates.length > MAX_DATES) return tooMany(field);
  const dated: Record<string, readonly TimeRange[]> = {};
  for (const date of dates) {
    if (parseDate(date) === null) return noDate([field, date]);
    const ranges = checkRanges(input[date], [field, date]);
    if (!ranges.ok) return ranges;
    dated[date] = ranges.value;
  }
  return ok(Object.freeze(dated));
}

function checkHolidays(input: unknown): Result<readonly Holiday[], CalendarRefusal> {
  if (!Array.isArray(input)) {
    return no('CALENDAR_HOLIDAY_INVALID', 'holidays must be a list.', ['holidays']);
  }
  if (input.length > MAX_DATES) return tooMany('holidays');
  const holidays: Holiday[] = [];
  for (const [index, entry] of input.entries()) {
    const path = ['holidays', index];
    if (!isRecord(entry) || typeof entry.name !== 'string') {
      return no('CALENDAR_HOLIDAY_INVALID', 'A holiday is { date, name }.', path);
    }
    if (typeof entry.date !== 'string' || parseDate(entry.date) === null) {
      return noDate([...path, 'date']);
    }
    const name = checkText(entry.name, { path: [...path, 'name'], max: MAX_NAME });
    if (!name.ok) return no('CALENDAR_HOLIDAY_INVALID', name.error.message, name.error.path);
    holidays.push(Object.freeze({ date: entry.date, name: name.value }));
  }
  holidays.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return ok(Object.freeze(holidays));
}

function noDate(path: InputPath) {
  return no('CALENDAR_DATE_INVALID', 'Dates are YYYY-MM-DD, exist, and lie in 1900–2199.', path);
}

function tooMany(field: string) {
  return no('CALENDAR_TOO_LARGE', `${field} may name at most ${MAX_DATES} dates.`, [field]);
}

function no(code: CalendarRefusalCode, message: string, path: InputPath) {
  return err(refusal(code, message, path));
}
