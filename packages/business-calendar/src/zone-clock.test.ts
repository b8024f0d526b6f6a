import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekdayOfDate, zoneClock } from './index.ts';

const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
const dates = fc
  .integer({ min: 0, max: 60_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

describe('the wall clock of a zone', () => {
  test('nine in the morning is another instant after the clocks went forward', () => {
    const clock = zoneClock('America/New_York');
    expect(clock.instantOf('2026-03-07', '09:00')).toBe(Date.parse('2026-03-07T14:00:00Z'));
    expect(clock.instantOf('2026-03-08', '09:00')).toBe(Date.parse('2026-03-08T13:00:00Z'));
  });

  test('a skipped time is the transition, a repeated one its first pass, 24:00 the next midnight', () => {
    const clock = zoneClock('Europe/Berlin');
    expect(clock.instantOf('2026-03-29', '02:30')).toBe(Date.parse('2026-03-29T01:00:00Z'));
    expect(clock.instantOf('2026-10-25', '02:30')).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(clock.instantOf('2026-10-25', '24:00')).toBe(clock.instantOf('2026-10-26', '00:00'));
  });

  test('later on the wall is never earlier in time, and a date is that of its noon', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), dates, times, times, (zone, date, a, b) => {
        const clock = zoneClock(zone);
        const [first, second] = [a, b].sort() as [string, string];
        expect(clock.instantOf(date, first) as number).toBeLessThanOrEqual(
          clock.instantOf(date, second) as number,
        );
        expect(clock.dateOf(clock.instantOf(date, '12:00') as number)).toBe(date);
      }),
    );
  });

  test.each([
    ['2026-02-30', '09:00'],
    ['2026-02-28', '25:00'],
    ['soon', '09:00'],
  ])('%s %s is no time', (date, time) => {
    expect(zoneClock('UTC').instantOf(date, time)).toBeNull();
  });
});

test('dates add up, and know their weekday', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -1000, max: 1000 }), (date, days) => {
      const reached = addDays(date, days) as string;
      expect(daysBetween(date, reached)).toBe(days);
    }),
  );
  expect(weekdayOfDate('2026-11-22')).toBe('sun');
  expect([
    addDays('2199-12-31', 1),
    addDays('x', 1),
    daysBetween('x', 'y'),
    weekdayOfDate(''),
  ]).toEqual([null, null, null, null]);
});
