import type ICAL from 'ical.js';
import { dayOf } from './dates.ts';
import type { YearlyRule } from './yearly-rule.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const KNOWN = new Set([
  'freq',
  'interval',
  'count',
  'until',
  'wkst',
  'bymonth',
  'bymonthday',
  'byday',
]);

/** The event's RRULE; null if it has none, UNSUPPORTED for whatever no holiday comes by. */
export function readYearlyRule(component: ICAL.Component): YearlyRule | null | 'UNSUPPORTED' {
  const rules = component.getAllProperties('rrule');
  if (component.getFirstProperty('exrule') || rules.length > 1) return 'UNSUPPORTED';
  const [rule] = rules;
  if (!rule) return null;
  const json = (rule.toJSON() as unknown[])[3] as Readonly<Record<string, unknown>>;
  if (json.freq !== 'YEARLY' || Object.keys(json).some((key) => !KNOWN.has(key))) {
    return 'UNSUPPORTED';
  }
  const months = listOf(json.bymonth).map(Number);
  const monthDays = listOf(json.bymonthday).map(Number);
  const weekdays = listOf(json.byday).map(weekdayOf);
  const until = json.until === undefined ? null : String(json.until).slice(0, 10);
  const interval = Number(json.interval ?? 1);
  const count = json.count === undefined ? null : Number(json.count);
  const isWhole = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most;
  const sound =
    isWhole(interval, 300) &&
    (count === null || isWhole(count, 100_000)) &&
    (until === null || dayOf(until) !== null) &&
    months.every((month) => isWhole(month, 12)) &&
    monthDays.every((day) => isWhole(Math.abs(day), 31)) &&
    weekdays.every(
      (day) => day !== null && Math.abs(day.nth) <= 53 && (day.nth === 0 || monthDays.length === 0),
    );
  if (!sound) return 'UNSUPPORTED';
  return {
    interval,
    count,
    until,
    months,
    monthDays,
    weekdays: weekdays.flatMap((day) => (day ? [day] : [])),
  };
}

/** `4TH`: the fourth Thursday, `-1MO`: the last Monday, `MO`: each. */
function weekdayOf(text: unknown) {
  const [, nth, day = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(String(text)) ?? [];
  const weekday = WEEKDAYS.indexOf(day);
  return weekday < 0 ? null : { weekday, nth: Number(nth ?? 0) };
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
