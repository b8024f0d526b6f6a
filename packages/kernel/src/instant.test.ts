import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EARLIEST_INSTANT,
  formatInstant,
  isInstant,
  LATEST_INSTANT,
  parseInstant,
} from './index.ts';

const instants = fc.integer({ min: EARLIEST_INSTANT, max: LATEST_INSTANT });

describe('instants', () => {
  test('what is written is read back', () => {
    fc.assert(fc.property(instants, (at) => parseInstant(formatInstant(at)) === at));
  });

  test('an offset moves the wall time, not the instant', () => {
    expect(parseInstant('2026-11-22T09:30:00+01:00')).toBe(Date.UTC(2026, 10, 22, 8, 30));
    expect(parseInstant('2026-11-22t03:30:00-05:00')).toBe(Date.UTC(2026, 10, 22, 8, 30));
  });

  test('fractions beyond milliseconds are cut off', () => {
    expect(parseInstant('2026-11-22T08:30:00.1239Z')).toBe(Date.UTC(2026, 10, 22, 8, 30, 0, 123));
    expect(parseInstant('2026-11-22T08:30:00.5Z')).toBe(Date.UTC(2026, 10, 22, 8, 30, 0, 500));
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01',
    '1899-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '2026-01-01T00:00:00+24:00',
    '+275760-09-13T00:00:00Z',
    '',
    'soon',
  ])('%s is no instant', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('only whole milliseconds of the stored years are instants', () => {
    for (const value of [
      Number.NaN,
      Infinity,
      0.5,
      EARLIEST_INSTANT - 1,
      LATEST_INSTANT + 1,
      2 ** 60,
    ]) {
      expect(isInstant(value)).toBe(false);
    }
    expect(isInstant(0)).toBe(true);
  });
});
