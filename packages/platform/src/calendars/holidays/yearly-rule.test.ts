import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { yearOf } from './dates.ts';
import { type YearlyRule, yearlyDates } from './yearly-rule.ts';

const RULE: YearlyRule = {
  interval: 1,
  count: null,
  until: null,
  months: [],
  monthDays: [],
  weekdays: [],
};
const dates = (start: string, rule: Partial<YearlyRule>, from: string, to: string) =>
  yearlyDates(start, { ...RULE, ...rule }, { from, to }, () => {});

const THURSDAY = 3;
const MONDAY = 0;

describe('a yearly rule', () => {
  test.each<[string, string, Partial<YearlyRule>, string[]]>([
    ['the same day', '2020-12-25', {}, ['2026-12-25', '2027-12-25']],
    [
      'the fourth Thursday of November',
      '2020-11-26',
      { months: [11], weekdays: [{ weekday: THURSDAY, nth: 4 }] },
      ['2026-11-26', '2027-11-25'],
    ],
    [
      'the last Monday of May',
      '2020-05-25',
      { months: [5], weekdays: [{ weekday: MONDAY, nth: -1 }] },
      ['2026-05-25', '2027-05-31'],
    ],
    [
      'election day: the Tuesday after the first Monday',
      '2020-11-03',
      {
        months: [11],
        monthDays: [2, 3, 4, 5, 6, 7, 8],
        weekdays: [{ weekday: 1, nth: 0 }],
        interval: 2,
      },
      ['2026-11-03'],
    ],
    ['until a date', '2020-07-01', { until: '2026-07-01' }, ['2026-07-01']],
    ['counted from its start', '2020-07-01', { count: 7 }, ['2026-07-01']],
    [
      'the last day of February',
      '2020-02-29',
      { months: [2], monthDays: [-1] },
      ['2026-02-28', '2027-02-28'],
    ],
    ['a leap day', '2020-02-29', {}, []],
    ['a day that never is', '2020-02-01', { months: [2], monthDays: [30] }, []],
  ])('%s', (_what, start, rule, expected) => {
    expect(dates(start, rule, '2026-01-01', '2027-12-31')).toEqual(expected);
  });

  test('says what the iterator of ical.js says, where that one ends', () => {
    const weekday = fc.record({
      weekday: fc.integer({ min: 0, max: 6 }),
      nth: fc.constantFrom(-2, -1, 1, 2, 3, 4),
    });
    const rule = fc.record({
      interval: fc.integer({ min: 1, max: 5 }),
      count: fc.option(fc.integer({ min: 1, max: 12 })),
      months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
      by: fc.oneof(
        fc.record({
          monthDays: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), {
            minLength: 1,
            maxLength: 3,
          }),
        }),
        fc.record({
          weekdays: fc.uniqueArray(weekday, {
            minLength: 1,
            maxLength: 2,
            selector: (w) => w.weekday,
          }),
        }),
      ),
    });
    void fc.assert(
      fc.property(rule, fc.integer({ min: 1995, max: 2026 }), ({ by, ...rest }, year) => {
        const given: YearlyRule = { ...RULE, ...rest, ...by };
        // The start is an instance of its rule, as RFC 5545 asks.
        const [start] = dates(
          `${year}-01-01`,
          { ...given, count: null, interval: 1 },
          `${year}-01-02`,
          `${year}-12-31`,
        );
        if (start === undefined) return;
        const mine = dates(start, given, '1990-01-01', '2040-12-31');
        expect(mine).toEqual(byLibrary(start, given));
      }),
      { numRuns: 300 },
    );
  });

  test('looks at no more days than there are', () => {
    let looked = 0;
    const rule = { ...RULE, months: [2], monthDays: [30], count: 5 };
    const range = { from: '2026-01-01', to: '2199-12-31' };
    yearlyDates('1900-02-01', rule, range, (days) => {
      looked += days;
    });
    expect(looked).toBeLessThan(300 * 29);
  });
});

function byLibrary(start: string, rule: YearlyRule): string[] {
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const recur = ICAL.Recur.fromData({
    freq: 'YEARLY',
    interval: rule.interval,
    ...(rule.count === null ? {} : { count: rule.count }),
    bymonth: [...rule.months].sort((a, b) => a - b),
    ...(rule.monthDays.length > 0 ? { bymonthday: [...rule.monthDays] } : {}),
    ...(rule.weekdays.length > 0
      ? { byday: rule.weekdays.map(({ weekday, nth }) => `${nth}${names[weekday]}`) }
      : {}),
  } as never);
  const iterator = recur.iterator(ICAL.Time.fromDateString(start));
  const found: string[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const date = next.toString();
    if (yearOf(date) > 2040) break;
    found.push(date);
  }
  return found;
}
