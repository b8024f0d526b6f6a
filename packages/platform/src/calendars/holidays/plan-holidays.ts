import {
  type Calendar,
  type LocalDate,
  type TimeRange,
  WEEKDAYS,
} from '@wardline/business-calendar';
import type { CalendarChange } from '../calendar-change.ts';
import { dayOf, weekdayOf } from './dates.ts';
import type { FoundHoliday, HolidaySource, IgnoredReason } from './found-holiday.ts';
import { withoutPart } from './without-part.ts';

export const HOLIDAY_OUTCOMES = [
  'ADDED',
  'REPLACED',
  'UNCHANGED',
  'REMOVED',
  'SHORTENED',
  'IGNORED',
] as const;
export type HolidayOutcome = (typeof HOLIDAY_OUTCOMES)[number];

/** What becomes of one date. JSON. */
export interface PlannedHoliday {
  /** Null for an ignored entry without one. */
  readonly date: LocalDate | null;
  readonly name: string;
  readonly outcome: HolidayOutcome;
  /** Why it was ignored. */
  readonly reason: IgnoredReason | null;
  /** The names the date had before. */
  readonly before: readonly string[];
  /** What is left of the day, if it is shortened. */
  readonly times: readonly TimeRange[] | null;
  /** Where the source says it. */
  readonly line: number | null;
}

export interface PlanOptions {
  /** Whether a date is one of those taken over. */
  readonly covers: (date: LocalDate) => boolean;
  /** Holidays of those dates that the source does not name go. */
  readonly replace: boolean;
  /** Close early where a day is a holiday in part; else such days are left alone. */
  readonly halfDays: boolean;
}

export interface HolidayPlan {
  readonly entries: readonly PlannedHoliday[];
  readonly change: CalendarChange;
}

/** What taking over a source would do to a calendar: every date with what becomes of it. */
export function planHolidays(
  calendar: Calendar,
  source: HolidaySource,
  { covers, replace, halfDays }: PlanOptions,
): HolidayPlan {
  const within = ({ date }: { readonly date: LocalDate }) => covers(date);
  const found = source.found.filter(within);
  const whole = Map.groupBy(
    found.filter(({ part }) => part === null),
    ({ date }) => date,
  );
  const present = Map.groupBy(calendar.holidays, ({ date }) => date);
  const entries: PlannedHoliday[] = [];
  const none = { reason: null, before: [], times: null, line: null } as const;
  for (const [date, holidays] of whole) {
    const names = [...new Set(holidays.map(({ name }) => name))];
    const before = (present.get(date) ?? []).map(({ name }) => name);
    const outcome =
      before.length === 0 ? 'ADDED' : isSame(names, before) ? 'UNCHANGED' : 'REPLACED';
    const lineOf = (name: string) => holidays.find((each) => each.name === name)?.line ?? null;
    entries.push(
      ...names.map(
        (name) => ({ ...none, date, name, outcome, before, line: lineOf(name) }) as const,
      ),
    );
  }
  const gone = replace ? calendar.holidays.filter((h) => within(h) && !whole.has(h.date)) : [];
  entries.push(
    ...gone.map(
      ({ date, name }) => ({ ...none, date, name, outcome: 'REMOVED', before: [name] }) as const,
    ),
  );
  const removed = new Set(gone.map(({ date }) => date));
  for (const holiday of found) {
    if (holiday.part === null) continue;
    const isHoliday =
      whole.has(holiday.date) || (present.has(holiday.date) && !removed.has(holiday.date));
    entries.push(shorten(calendar, holiday, halfDays, isHoliday));
  }
  for (const entry of source.ignored) entries.push({ ...none, ...entry, outcome: 'IGNORED' });
  entries.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : a.date === b.date ? 0 : 1));
  return { entries, change: changeFor(entries) };
}

/** What becomes of a day that is a holiday in part. */
function shorten(
  calendar: Calendar,
  { date, name, part, line }: FoundHoliday,
  halfDays: boolean,
  isHoliday: boolean,
): PlannedHoliday {
  const entry = { date, name, line, before: [], reason: null, times: null };
  const ignored = (reason: IgnoredReason) => ({ ...entry, outcome: 'IGNORED' as const, reason });
  if (!halfDays || part === null) return ignored('PART_OF_DAY');
  if (isHoliday) return ignored('CLOSED_ANYWAY');
  const weekday = WEEKDAYS[weekdayOf(dayOf(date) as number)] as 'mon';
  const hours = calendar.weekly[weekday];
  const times = withoutPart(hours, part);
  if (JSON.stringify(times) === JSON.stringify(hours)) return ignored('CLOSED_ANYWAY');
  const present = calendar.overrides[date];
  if (!present) return { ...entry, outcome: 'SHORTENED', times };
  return JSON.stringify(present) === JSON.stringify(times)
    ? { ...entry, outcome: 'UNCHANGED', times }
    : ignored('HAS_OVERRIDE');
}

function changeFor(entries: readonly PlannedHoliday[]): CalendarChange {
  const of = (...outcomes: HolidayOutcome[]) =>
    entries.flatMap((e) =>
      e.date !== null && outcomes.includes(e.outcome) ? [{ ...e, date: e.date }] : [],
    );
  return {
    set: {
      holidays: of('ADDED', 'REPLACED').map(({ date, name }) => ({ date, name })),
      overrides: Object.fromEntries(of('SHORTENED').map((e) => [e.date, e.times ?? []])),
    },
    remove: { holidays: of('REMOVED').map(({ date }) => date) },
  };
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name));
