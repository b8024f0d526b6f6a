import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCalendar, type TimeZoneProvider } from '../src/index.ts';
import {
  earliestOfWork,
  intervalAt,
  latestOfWork,
  type OpenTable,
  openTable,
  workAt,
} from '../src/open-table.ts';
import { calendarOf, RUNS } from './arbitraries.ts';

// Law 15: nothing loops. Counted in steps, not in seconds.

/** Any disjoint intervals, from a millisecond to years long, so that directories help little. */
const pairs = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1e4 }), fc.integer({ min: 0, max: 1e12 })), {
    minLength: 2,
    maxLength: 400,
  })
  .map((points) => points.toSorted((a, b) => a - b).slice(0, points.length & ~1));

/** The table with its lists counting every look into them. */
function counted(table: OpenTable) {
  let looks = 0;
  const watch = (list: Float64Array) =>
    new Proxy(list, {
      get(target, name) {
        looks++;
        return Reflect.get(target, name, target);
      },
    });
  return {
    table: {
      ...table,
      opens: watch(table.opens),
      closes: watch(table.closes),
      before: watch(table.before),
    },
    looks: (call: () => void) => {
      looks = 0;
      call();
      return looks;
    },
  };
}

test('a look-up takes at most log2 of the intervals, whatever their shape', () => {
  fc.assert(
    fc.property(pairs, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const table = openTable(0, 1e12 + 1, list);
      const { table: watched, looks } = counted(table);
      const bound = Math.ceil(Math.log2(table.count + 1)) + 8;
      const t = Math.floor(share * 1e12);
      const work = Math.max(1, Math.floor(share * table.total));
      expect(looks(() => intervalAt(watched, t))).toBeLessThanOrEqual(bound);
      expect(looks(() => workAt(watched, t))).toBeLessThanOrEqual(bound);
      expect(looks(() => earliestOfWork(watched, work))).toBeLessThanOrEqual(bound);
      if (work < table.total) {
        expect(looks(() => latestOfWork(watched, work))).toBeLessThanOrEqual(bound);
      }
      // And it is the right one.
      const i = intervalAt(table, t);
      expect(table.closes[i]).toBeGreaterThan(t);
      if (i > 0) expect(table.closes[i - 1]).toBeLessThanOrEqual(t);
      expect(workAt(table, earliestOfWork(table, work))).toBe(work);
    }),
    { numRuns: RUNS * 5 },
  );
});

describe('compiling more years', () => {
  /** A provider that counts how many years it was asked for. */
  function countingZone(): TimeZoneProvider & { years: () => number } {
    let years = 0;
    return {
      version: 'counted',
      isKnown: () => true,
      offsetAt: () => 0,
      transitions: (_zone, from, to) => {
        years += (to - from) / (365 * 86_400_000);
        return [];
      },
      years: () => years,
    };
  }
  const now = Date.UTC(2026, 10, 22);

  test.each([
    ['an amount beyond the last year', Number.MAX_SAFE_INTEGER],
    ['an amount beyond the first year', Number.MIN_SAFE_INTEGER],
  ])('%s: doubled a few times, then never', (_, ms) => {
    const timeZones = countingZone();
    const calendar = calendarOf({ timezone: 'Etc/UTC', weekly: { mon: [['09:00', '09:01']] } });
    expect(compileCalendar(calendar, { timeZones }).add(now, ms)).toBeNull();
    expect(timeZones.years()).toBeLessThan(4 * 302);
  });

  test('a calendar that never opens asks for no year at all', () => {
    const timeZones = countingZone();
    const calendar = calendarOf({
      timezone: 'Etc/UTC',
      weekly: {},
      overrides: { '2026-12-01': [] },
    });
    const never = compileCalendar(calendar, { timeZones });
    expect([never.add(now, 1), never.nextOpen(now), never.nextClose(now)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(timeZones.years()).toBe(0);
  });

  test('counting days to the end of time asks for few years, and ends', () => {
    const timeZones = countingZone();
    const calendar = calendarOf({ timezone: 'Etc/UTC', weekly: { mon: [['09:00', '10:00']] } });
    const desk = compileCalendar(calendar, { timeZones });
    expect(desk.addBusinessDays(now, 100_000)).toBeNull();
    expect(desk.addBusinessDays(now, Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(timeZones.years()).toBeLessThan(8 * 302);
  });
});
