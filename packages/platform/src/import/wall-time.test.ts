import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wallTimeReader } from './wall-time.ts';

const iso = (zone: string, text: string) => {
  const instant = wallTimeReader(zone)(text);
  return instant === null ? null : new Date(instant).toISOString();
};

test('dates are day first, in the zone that was given', () => {
  expect(iso('UTC', '03-04-2016 01:16')).toBe('2016-04-03T01:16:00.000Z');
  expect(iso('America/New_York', '29-02-2016 01:16')).toBe('2016-02-29T06:16:00.000Z');
  expect(iso('Asia/Kathmandu', '1/2/2016 5:06:07')).toBe('2016-01-31T23:21:07.000Z');
});

test('a time that spring skips is the moment of the change; one that autumn repeats is its first pass', () => {
  expect(iso('America/New_York', '13-03-2016 02:30')).toBe('2016-03-13T07:00:00.000Z');
  expect(iso('America/New_York', '06-11-2016 01:30')).toBe('2016-11-06T05:30:00.000Z');
});

test('what is no date is none', () => {
  for (const text of [
    '30-02-2016 10:00',
    '02-29-2016 10:00',
    '29-02-2016 24:00',
    '29-02-16 10:00',
  ]) {
    expect(iso('UTC', text)).toBeNull();
  }
  for (const text of ['', '29-02-2016', '2016-02-29 10:00', 'yesterday', '01-01-0001 00:00']) {
    expect(iso('UTC', text)).toBeNull();
  }
});

test('what the wall clock of a zone shows is read back as the same instant or, in a fold, an hour earlier', () => {
  const zones = [
    'UTC',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ];
  const minute = fc.integer({
    min: Date.UTC(2000, 0, 1) / 60_000,
    max: Date.UTC(2030, 0, 1) / 60_000,
  });
  fc.assert(
    fc.property(fc.constantFrom(...zones), minute, (timeZone, minutes) => {
      const instant = minutes * 60_000;
      const parts = Object.fromEntries(
        new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
          .formatToParts(instant)
          .map(({ type, value }) => [type, value]),
      );
      const { day, month, year, hour, minute: min } = parts;
      const read = wallTimeReader(timeZone)(`${day}-${month}-${year} ${hour}:${min}`);
      expect([0, 1_800_000, 3_600_000]).toContain(instant - (read ?? 0));
    }),
  );
});
