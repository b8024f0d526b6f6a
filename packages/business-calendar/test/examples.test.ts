import { expect, test } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  defineCalendar,
  diffCalendars,
  intlTimeZones,
} from '../src/index.ts';
import { calendarOf, HOUR } from './arbitraries.ts';

// The examples of the reference documentation, executed.

const hours = [['09:00', '17:00']] as const;
const workdays = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };

test('defineCalendar', () => {
  const calendar = defineCalendar({
    timezone: 'America/New_York',
    weekly: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      fri: [['22:00', '06:00']],
    },
    holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
    overrides: { '2026-12-24': [['09:00', '12:00']] },
  });
  expect(calendar.ok).toBe(true);
});

test('compileCalendar', () => {
  const desk = compileCalendar(calendarOf({ timezone: 'America/New_York', weekly: workdays }));
  const opened = Date.parse('2026-11-20T21:00:00Z');
  expect(desk.add(opened, 4 * HOUR)).toBe(Date.parse('2026-11-23T17:00:00Z'));
  expect(desk.between(opened, opened + 7 * 24 * HOUR)).toBe(40 * HOUR);
});

test('alwaysOpen', () => {
  expect(compileCalendar(alwaysOpen('UTC')).add(0, 3_600_000)).toBe(3_600_000);
});

test('intlTimeZones', () => {
  const zones = intlTimeZones({ version: '2026c' });
  expect(zones.offsetAt('Asia/Kathmandu', 0)).toBe(19_800_000);
});

test('diffCalendars', () => {
  const before = compileCalendar(calendarOf({ timezone: 'UTC', weekly: workdays }));
  const holidays = [{ date: '2026-11-26', name: 'Thanksgiving Day' }];
  const after = compileCalendar(calendarOf({ timezone: 'UTC', weekly: workdays, holidays }));
  const year = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
  expect(diffCalendars(before, after, year)).toEqual([
    { from: Date.parse('2026-11-26T09:00Z'), to: Date.parse('2026-11-26T17:00Z') },
  ]);
});
