import { type CalendarChange, WEEKDAYS } from '@wardline/platform';
import { builder } from '../builder.ts';
import { LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { Weekday } from './calendar.enums.ts';

const closes = 'When it closes; at or before `opens`: on the next day.';

export const WeeklyHoursInput = builder.inputType('WeeklyHoursInput', {
  description: 'One opening a week.',
  fields: (t) => ({
    day: t.field({ type: Weekday, required: true, description: 'The day on which it opens.' }),
    opens: t.field({ type: LocalTime, required: true, description: 'When it opens.' }),
    closes: t.field({ type: LocalTime, required: true, description: closes }),
  }),
});

export const HolidayInput = builder.inputType('HolidayInput', {
  description: 'A day without weekly hours.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, required: true, description: 'The date there.' }),
    name: t.string({ required: true, description: 'Its name.' }),
  }),
});

const OpeningTimesInput = builder.inputType('OpeningTimesInput', {
  description: 'From a time to a time.',
  fields: (t) => ({
    opens: t.field({ type: LocalTime, required: true, description: 'When it opens.' }),
    closes: t.field({ type: LocalTime, required: true, description: closes }),
  }),
});

export const DatedHoursInput = builder.inputType('DatedHoursInput', {
  description: 'The hours of one date.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, required: true, description: 'The date there.' }),
    times: t.field({
      type: [OpeningTimesInput],
      required: true,
      description: 'From when to when; an empty list as an override: closed all day.',
    }),
  }),
});

export const CalendarChangeInput = builder.inputType('CalendarChangeInput', {
  description:
    'What shall be different from now on; what is left out stays. First what is given whole, then `remove…`, then `set…`.',
  fields: (t) => ({
    timeZone: t.field({ type: TimeZone, description: 'Another time zone.' }),
    weeklyHours: t.field({
      type: [WeeklyHoursInput],
      description: 'All openings of a week, instead of the present ones.',
    }),
    holidays: t.field({
      type: [HolidayInput],
      description: 'All holidays, instead of the present ones.',
    }),
    overrides: t.field({
      type: [DatedHoursInput],
      description: 'All overrides, instead of the present ones.',
    }),
    breaks: t.field({
      type: [DatedHoursInput],
      description: 'All breaks, instead of the present ones.',
    }),
    setHolidays: t.field({
      type: [HolidayInput],
      description: 'Holidays to add; those already on the same date go.',
    }),
    removeHolidays: t.field({ type: [LocalDate], description: 'Dates that are no holidays.' }),
    setOverrides: t.field({
      type: [DatedHoursInput],
      description: 'Dates with hours of their own, e.g. the 24th of December until noon.',
    }),
    removeOverrides: t.field({
      type: [LocalDate],
      description: 'Dates on which the weekly hours hold again.',
    }),
    setBreaks: t.field({
      type: [DatedHoursInput],
      description: 'When it is closed on these dates.',
    }),
    removeBreaks: t.field({ type: [LocalDate], description: 'Dates without a break.' }),
  }),
});

type Range = readonly [string, string];
interface Weekly {
  readonly day: string;
  readonly opens: string;
  readonly closes: string;
}
interface Dated {
  readonly date: string;
  readonly times: readonly { readonly opens: string; readonly closes: string }[];
}
export type ChangeInput = typeof CalendarChangeInput.$inferInput;

/** A week's openings by weekday. */
export function weeklyOf(hours: readonly Weekly[]) {
  const byDay = Object.groupBy(hours, ({ day }) => day.toLowerCase());
  return Object.fromEntries(
    WEEKDAYS.map((day) => [day, (byDay[day] ?? []).map((h): Range => [h.opens, h.closes])]),
  );
}

/** Hours of dates by date; entries of the same date are of one date. */
export function datedOf(hours: readonly Dated[]): Record<string, Range[]> {
  const byDate: Record<string, Range[]> = {};
  for (const { date, times } of hours) {
    byDate[date] = [...(byDate[date] ?? []), ...times.map((h): Range => [h.opens, h.closes])];
  }
  return byDate;
}

export function changeOf(input: ChangeInput): CalendarChange {
  const dated = (hours: readonly Dated[] | null | undefined) =>
    hours ? datedOf(hours) : undefined;
  return {
    timezone: input.timeZone ?? undefined,
    weekly: input.weeklyHours ? weeklyOf(input.weeklyHours) : undefined,
    holidays: input.holidays ?? undefined,
    overrides: dated(input.overrides),
    breaks: dated(input.breaks),
    set: {
      holidays: input.setHolidays ?? undefined,
      overrides: dated(input.setOverrides),
      breaks: dated(input.setBreaks),
    },
    remove: {
      holidays: input.removeHolidays ?? undefined,
      overrides: input.removeOverrides ?? undefined,
      breaks: input.removeBreaks ?? undefined,
    },
  };
}

type Path = readonly (string | number)[];
type Given = Readonly<Record<string, unknown>>;

/**
 * Where the input says what the definition says at a path: `weekly`, `mon`, 1 is the second Monday of
 * `weeklyHours`, `set`, `overrides`, `2026-12-24` the entry of that date in `setOverrides`.
 */
export function hoursPath(path: Path, input: Given): Path {
  if (path[0] === 'set') {
    const [field, ...rest] = hoursPath(path.slice(1), unset(input));
    return field === undefined ? [] : [`set${capital(String(field))}`, ...rest];
  }
  const [field, key, entry] = path;
  switch (field) {
    case 'timezone':
      return ['timeZone'];
    case 'weekly':
      return place(input, 'weeklyHours', (h: Weekly) => h.day.toLowerCase() === key, entry);
    case 'overrides':
    case 'breaks':
      return place(input, field, (h: Dated) => h.date === key, undefined);
    case 'holidays':
      return path;
    default:
      return [];
  }
}

/** The place in a list of the n-th entry that is meant; the list alone if it is not there. */
function place<Entry>(
  input: Given,
  field: string,
  isMeant: (entry: Entry) => boolean,
  nth: string | number | undefined,
): Path {
  const list = (input[field] ?? []) as readonly Entry[];
  const places = list.flatMap((entry, at) => (isMeant(entry) ? [at] : []));
  const at = places[typeof nth === 'number' ? nth : 0];
  return at === undefined ? [field] : [field, at];
}

/** The input as if what is set were given whole. */
function unset(input: Given): Given {
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, value]) =>
      key.startsWith('set') ? [[key.slice(3).toLowerCase(), value]] : [],
    ),
  );
}

const capital = (word: string) => `${word[0]?.toUpperCase()}${word.slice(1)}`;
