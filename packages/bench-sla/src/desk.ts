import {
  type CompiledCalendar,
  compileCalendar,
  defineCalendar,
} from '@wardline/business-calendar';

/** The calendar everybody computes with: Monday to Friday, 09:00 to 17:00, ten holidays a year. */
export const TIMEZONE = 'America/New_York';
const YEARS = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031];
const DATES = [
  '01-01',
  '01-19',
  '02-16',
  '05-25',
  '06-19',
  '07-03',
  '09-07',
  '10-12',
  '11-26',
  '12-25',
];
export const HOLIDAYS = YEARS.flatMap((year) => DATES.map((date) => `${year}-${date}`));

const hours = [['09:00', '17:00']] as const;
const defined = defineCalendar({
  timezone: TIMEZONE,
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  holidays: HOLIDAYS.map((date) => ({ date, name: 'A holiday' })),
});
if (!defined.ok) throw new Error(defined.error.message);
export const CALENDAR = defined.value;

/** Compiled for the years of the benchmark, as a server would hold it. */
export const desk: CompiledCalendar = compileCalendar(CALENDAR, {
  horizon: { from: Date.UTC(2025, 0, 1), to: Date.UTC(2031, 11, 1) },
});

/** Whole minutes (one peer knows no smaller unit), spread over 2026, in and out of hours. */
export const STARTS: readonly number[] = Array.from(
  { length: 1024 },
  (_, i) => Date.UTC(2026, 0, 1) + (((i * 7919) % 1024) / 1024) * 365 * 86_400_000,
).map((t) => Math.floor(t / 60_000) * 60_000);
