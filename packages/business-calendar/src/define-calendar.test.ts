import { describe, expect, test } from 'vitest';
import { alwaysOpen, type CalendarInput, compileCalendar, defineCalendar } from './index.ts';

const nineToFive = [['09:00', '17:00']] as const;
const office: CalendarInput = { timezone: 'Europe/Berlin', weekly: { mon: nineToFive } };

/** Input as it comes from outside: no type has looked at it. */
const refused = (input: unknown) => {
  const result = defineCalendar(input as CalendarInput);
  return result.ok ? 'accepted' : { code: result.error.code, path: result.error.path };
};

describe('a bad calendar is refused with the place of the mistake', () => {
  const weekly = (ranges: unknown) => ({ ...office, weekly: { mon: ranges } });

  test.each([
    ['nothing', null, 'CALENDAR_NOT_AN_OBJECT', []],
    ['a list', [], 'CALENDAR_NOT_AN_OBJECT', []],
    ['an unknown field', { ...office, holliday: [] }, 'CALENDAR_FIELD_UNKNOWN', ['holliday']],
    ['no zone', { weekly: {} }, 'CALENDAR_TIMEZONE_UNKNOWN', ['timezone']],
    [
      'an unknown zone',
      { ...office, timezone: 'Mars/Base' },
      'CALENDAR_TIMEZONE_UNKNOWN',
      ['timezone'],
    ],
    [
      'an offset for a zone',
      { ...office, timezone: '+02:00' },
      'CALENDAR_TIMEZONE_UNKNOWN',
      ['timezone'],
    ],
    ['an empty zone', { ...office, timezone: '' }, 'CALENDAR_TIMEZONE_UNKNOWN', ['timezone']],
    ['no hours', { timezone: 'UTC' }, 'CALENDAR_RANGES_INVALID', ['weekly']],
    [
      'an unknown weekday',
      { ...office, weekly: { monday: [] } },
      'CALENDAR_WEEKDAY_UNKNOWN',
      ['weekly', 'monday'],
    ],
    ['hours that are no list', weekly('09:00-17:00'), 'CALENDAR_RANGES_INVALID', ['weekly', 'mon']],
    ['half an interval', weekly([['09:00']]), 'CALENDAR_RANGES_INVALID', ['weekly', 'mon', 0]],
    ['an interval of nothing', weekly([[]]), 'CALENDAR_RANGES_INVALID', ['weekly', 'mon', 0]],
    ['hour 25', weekly([['09:00', '25:00']]), 'CALENDAR_TIME_INVALID', ['weekly', 'mon', 0, 1]],
    ['minute 60', weekly([['09:60', '17:00']]), 'CALENDAR_TIME_INVALID', ['weekly', 'mon', 0, 0]],
    [
      'a time after 24:00',
      weekly([['09:00', '24:01']]),
      'CALENDAR_TIME_INVALID',
      ['weekly', 'mon', 0, 1],
    ],
    ['a number for a time', weekly([[9, 17]]), 'CALENDAR_TIME_INVALID', ['weekly', 'mon', 0, 0]],
    [
      'an empty interval',
      weekly([['24:00', '24:00']]),
      'CALENDAR_RANGE_EMPTY',
      ['weekly', 'mon', 0],
    ],
    [
      'overlapping intervals, named by their place in the input',
      weekly([
        ['13:00', '17:00'],
        ['09:00', '12:00'],
        ['11:59', '12:30'],
      ]),
      'CALENDAR_RANGES_OVERLAP',
      ['weekly', 'mon', 2],
    ],
    [
      'an overlap over midnight within one date',
      weekly([
        ['20:00', '06:00'],
        ['23:00', '24:00'],
      ]),
      'CALENDAR_RANGES_OVERLAP',
      ['weekly', 'mon', 1],
    ],
    [
      '25 intervals',
      weekly(Array.from({ length: 25 }, () => ['09:00', '10:00'])),
      'CALENDAR_TOO_LARGE',
      ['weekly', 'mon'],
    ],
    [
      '30 February',
      { ...office, overrides: { '2026-02-30': [] } },
      'CALENDAR_DATE_INVALID',
      ['overrides', '2026-02-30'],
    ],
    [
      '29 February of a common year',
      { ...office, breaks: { '2025-02-29': [] } },
      'CALENDAR_DATE_INVALID',
      ['breaks', '2025-02-29'],
    ],
    [
      'the year 1899',
      { ...office, overrides: { '1899-12-31': [] } },
      'CALENDAR_DATE_INVALID',
      ['overrides', '1899-12-31'],
    ],
    [
      '__proto__ as a date',
      JSON.parse('{"timezone":"UTC","weekly":{},"breaks":{"__proto__":[]}}'),
      'CALENDAR_DATE_INVALID',
      ['breaks', '__proto__'],
    ],
    [
      'a bad interval of a date',
      { ...office, breaks: { '2026-01-05': [['12:00', 'noon']] } },
      'CALENDAR_TIME_INVALID',
      ['breaks', '2026-01-05', 0, 1],
    ],
    [
      'holidays that are no list',
      { ...office, holidays: {} },
      'CALENDAR_HOLIDAY_INVALID',
      ['holidays'],
    ],
    [
      'a holiday without a name',
      { ...office, holidays: [{ date: '2026-01-01' }] },
      'CALENDAR_HOLIDAY_INVALID',
      ['holidays', 0],
    ],
    [
      'a holiday with an empty name',
      { ...office, holidays: [{ date: '2026-01-01', name: ' ' }] },
      'CALENDAR_HOLIDAY_INVALID',
      ['holidays', 0, 'name'],
    ],
    [
      'a holiday on no date',
      { ...office, holidays: [{ date: '1 May', name: 'May Day' }] },
      'CALENDAR_DATE_INVALID',
      ['holidays', 0, 'date'],
    ],
    [
      'too many holidays',
      {
        ...office,
        holidays: Array.from({ length: 5001 }, () => ({ date: '2026-01-01', name: 'x' })),
      },
      'CALENDAR_TOO_LARGE',
      ['holidays'],
    ],
  ])('%s', (_, input, code, path) => {
    expect(refused(input)).toEqual({ code, path });
  });
});

test('a calendar is frozen through and through, sorted, and survives JSON', () => {
  const result = defineCalendar({
    ...office,
    weekly: {
      mon: [
        ['13:00', '17:00'],
        ['09:00', '12:00'],
      ],
    },
    holidays: [
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2026-01-01', name: ' New Year ' },
    ],
  });
  if (!result.ok) throw new Error(result.error.message);
  const calendar = result.value;
  expect(calendar.weekly.mon).toEqual([
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ]);
  expect(calendar.weekly.tue).toEqual([]);
  expect(calendar.holidays.map(({ name }) => name)).toEqual(['New Year', 'Christmas Day']);
  for (const part of [
    calendar,
    calendar.weekly,
    calendar.weekly.mon,
    calendar.weekly.mon[0],
    calendar.holidays,
  ]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
  expect(defineCalendar(JSON.parse(JSON.stringify(calendar)))).toEqual({
    ok: true,
    value: calendar,
  });
});

test('a change of the input afterwards changes nothing', () => {
  const monday: [string, string][] = [['09:00', '17:00']];
  const result = defineCalendar({ ...office, weekly: { mon: monday } });
  monday[0] = ['00:00', '24:00'];
  expect(result.ok && result.value.weekly.mon).toEqual([['09:00', '17:00']]);
});

test('a close at the opening is a whole day, and one that never opens is legal', () => {
  const day = defineCalendar({ timezone: 'UTC', weekly: { mon: [['09:00', '09:00']] } });
  if (!day.ok) throw new Error(day.error.message);
  const monday = Date.UTC(2026, 10, 23);
  expect(compileCalendar(day.value).between(monday, monday + 3 * 86_400_000)).toBe(86_400_000);
  expect(defineCalendar({ timezone: 'UTC', weekly: {} }).ok).toBe(true);
});

test('alwaysOpen is what defineCalendar would make of it', () => {
  const allDay = [['00:00', '24:00']] as const;
  const week = {
    mon: allDay,
    tue: allDay,
    wed: allDay,
    thu: allDay,
    fri: allDay,
    sat: allDay,
    sun: allDay,
  };
  expect(defineCalendar({ timezone: 'Asia/Tokyo', weekly: week })).toEqual({
    ok: true,
    value: alwaysOpen('Asia/Tokyo'),
  });
});
