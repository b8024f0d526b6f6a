import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  diffCalendars,
  type TimeRange,
  WEEKDAYS,
} from '../src/index.ts';
import {
  amount,
  anyCase,
  anyZone,
  calendarOf,
  distance,
  HOUR,
  RUNS,
  timeOf,
} from './arbitraries.ts';

const runs = { numRuns: RUNS };

/** Runs a law on a compiled calendar and the moment around which its dated entries lie. */
function law<T extends unknown[]>(
  name: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (c: ReturnType<typeof compileCalendar>, t: number, ...values: T) => void,
) {
  test(name, () => {
    fc.assert(
      fc.property(anyCase, fc.tuple<T>(...arbitraries), ({ calendar, at }, values) => {
        holds(compileCalendar(calendar), at, ...values);
      }),
      runs,
    );
  });
}

describe('the 15 laws of business time', () => {
  law('1: between(t, add(t, n)) is n', [amount], (c, t, n) => {
    const due = c.add(t, n);
    if (due !== null) expect(c.between(t, due)).toBe(n);
  });

  law(
    '2: add(t, between(t, u)) is at most u, and u where work has just been done',
    [distance],
    (c, t, d) => {
      const [from, to] = d < 0 ? [t + d, t] : [t, t + d];
      const n = c.between(from, to);
      if (n === 0) return;
      const due = c.add(from, n) as number;
      expect(due).toBeLessThanOrEqual(to);
      expect(due).toBe(c.lastWorked(to));
      if (c.isOpen(to) && c.isOpen(to - 1)) expect(due).toBe(to);
    },
  );

  law('3: add never goes back, in t or in n', [amount, distance], (c, t, n, d) => {
    const later = c.add(t + Math.abs(d), n);
    const more = c.add(t, n + Math.abs(d));
    const due = c.add(t, n);
    if (due === null || later === null || more === null) return;
    expect(later).toBeGreaterThanOrEqual(due);
    expect(more).toBeGreaterThanOrEqual(due);
  });

  law('4: adding twice is adding the sum', [amount, amount], (c, t, a, b) => {
    const first = c.add(t, a);
    if (first !== null) expect(c.add(first, b)).toBe(c.add(t, a + b));
  });

  law('5: between adds up and is antisymmetric', [distance, distance], (c, t, d, e) => {
    expect(c.between(t, t + d) + c.between(t + d, t + e)).toBe(c.between(t, t + e));
    expect(c.between(t + d, t) + c.between(t, t + d)).toBe(0);
  });

  law('6: there and back is the same business time', [amount], (c, t, n) => {
    const due = c.add(t, n);
    const back = due === null ? null : c.add(due, -n);
    if (back !== null) expect(c.between(t, back)).toBe(0);
  });

  law('7: between is at least 0 and at most the time elapsed', [distance], (c, t, d) => {
    const passed = c.between(t, t + Math.abs(d));
    expect(passed).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThanOrEqual(Math.abs(d));
  });

  test('8: around the clock, business time is elapsed time, in every zone', () => {
    fc.assert(
      fc.property(anyCase, anyZone, amount, ({ at }, zone, n) => {
        // Once as the shortcut, once the long way, by an exception that changes nothing.
        const shortcut = compileCalendar(alwaysOpen(zone));
        const date = new Date(at).toISOString().slice(0, 10);
        const allDay: TimeRange[] = [['00:00', '24:00']];
        const long = compileCalendar(
          calendarOf({
            timezone: zone,
            weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, allDay])),
            overrides: { [date]: allDay },
          }),
        );
        for (const c of [shortcut, long]) {
          expect(c.add(at, n)).toBe(at + n);
          expect(c.add(at, -n)).toBe(at - n);
          expect(c.between(at, at + n)).toBe(n);
          expect(c.isOpen(at)).toBe(true);
        }
      }),
      runs,
    );
  });

  test('9: moving a zone without DST and its hours together changes nothing', () => {
    const minute = fc.integer({ min: 0, max: 7 * 1440 });
    const points = fc.uniqueArray(minute, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        points,
        fc.integer({ min: -12, max: 12 }),
        anyCase,
        amount,
        (list, hours, { at }, n) => {
          const base = compileCalendar(weekIn('Etc/GMT', list, 0));
          // POSIX signs: Etc/GMT-3 is three hours ahead of UTC.
          const zone =
            hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
          const moved = compileCalendar(weekIn(zone, list, hours * 60));
          expect(moved.add(at, n)).toBe(base.add(at, n));
          expect(moved.between(at - n, at)).toBe(base.between(at - n, at));
        },
      ),
      runs,
    );
  });

  law(
    '10: cutting an interval in two changes nothing',
    [fc.integer({ min: 1, max: 1439 }), amount],
    (c, t, cut, n) => {
      const weekly = Object.fromEntries(
        WEEKDAYS.map((day) => [day, c.calendar.weekly[day].flatMap((range) => cutAt(range, cut))]),
      );
      const pieces = compileCalendar(calendarOf({ ...c.calendar, weekly }));
      expect(pieces.add(t, n)).toBe(c.add(t, n));
      expect(pieces.intervals(t, t + n)).toEqual(c.intervals(t, t + n));
    },
  );

  law(
    '11: a further holiday makes nothing due earlier, and moves only what meets it',
    [fc.integer({ min: -10, max: 10 }), amount],
    (c, t, days, n) => {
      const date = new Date(t + days * 24 * HOUR).toISOString().slice(0, 10);
      const holidays = [...c.calendar.holidays, { date, name: 'A new holiday' }];
      const after = compileCalendar(calendarOf({ ...c.calendar, holidays }));
      const [old, now] = [c.add(t, n), after.add(t, n)];
      if (old === null || now === null) return;
      expect(now).toBeGreaterThanOrEqual(old);
      const changed = diffCalendars(c, after, { from: t, to: old });
      if (changed.length === 0) expect(now).toBe(old);
      else expect(now).toBeGreaterThan(old);
    },
  );

  law(
    '14: how much was compiled before never shows in an answer',
    [amount, distance],
    (c, t, n, d) => {
      const years = { from: t - 2000 * 24 * HOUR, to: t + 2000 * 24 * HOUR };
      const wide = compileCalendar(c.calendar, { horizon: years });
      const stretched = compileCalendar(c.calendar);
      stretched.isOpen(t - 3000 * 24 * HOUR);
      stretched.isOpen(t + 3000 * 24 * HOUR);
      for (const other of [wide, stretched]) {
        expect(other.add(t, n)).toBe(c.add(t, n));
        expect(other.add(t, -n)).toBe(c.add(t, -n));
        expect(other.between(t, t + d)).toBe(c.between(t, t + d));
        expect(other.nextOpen(t)).toBe(c.nextOpen(t));
        expect(other.nextClose(t)).toBe(c.nextClose(t));
        expect(other.lastWorked(t)).toBe(c.lastWorked(t));
      }
    },
  );

  law(
    'batch is add, one by one',
    [fc.array(fc.tuple(distance, amount), { maxLength: 20 })],
    (c, t, list) => {
      const starts = Float64Array.from(list, ([d]) => t + d);
      const amounts = Float64Array.from(list, ([, n], i) =>
        i % 5 === 0 ? 0 : i % 3 === 0 ? -n : n,
      );
      const out = new Float64Array(list.length);
      c.addBatch(starts, amounts, out);
      const one = Array.from(
        starts,
        (start, i) => c.add(start, amounts[i] as number) ?? Number.NaN,
      );
      expect([...out]).toEqual(one);
      c.addBatch(starts, HOUR, starts);
      expect([...starts]).toEqual(list.map(([d]) => c.add(t + d, HOUR) ?? Number.NaN));
    },
  );

  law('open, closed and their reasons cover every moment once', [distance], (c, t, d) => {
    const [from, to] = d < 0 ? [t + d, t] : [t, t + d];
    const spans = c.spans(from, to);
    expect(spans.map((span) => span.from)).toEqual(
      spans.length > 0 ? [from, ...spans.slice(0, -1).map((span) => span.to)] : [],
    );
    if (to > from) expect(spans.at(-1)?.to).toBe(to);
    const open = spans.filter(({ reason }) => reason === 'OPEN');
    expect(open.map((span) => ({ from: span.from, to: span.to }))).toEqual(c.intervals(from, to));
  });
});

/** Intervals between points of a week (minutes since Monday), moved by some minutes, as hours. */
function weekIn(timezone: string, points: readonly number[], move: number) {
  const sorted = points.toSorted((a, b) => a - b);
  const weekly: Record<string, TimeRange[]> = {};
  const put = (from: number, to: number) => {
    const day = WEEKDAYS[Math.floor(from / 1440) % 7] as string;
    weekly[day] ??= [];
    weekly[day].push([timeOf(from % 1440), timeOf(to % 1440 === 0 ? 1440 : to % 1440)]);
  };
  for (let i = 0; i + 1 < sorted.length; i += 2) {
    let from = (sorted[i] as number) + move + 7 * 1440;
    const to = (sorted[i + 1] as number) + move + 7 * 1440;
    // Cut at midnights: a wall clock without DST makes that the same time.
    for (; from < to; from = Math.min(to, (Math.floor(from / 1440) + 1) * 1440)) {
      put(from, Math.min(to, (Math.floor(from / 1440) + 1) * 1440));
    }
  }
  return calendarOf({ timezone, weekly });
}

/** The two halves of a range, if the minute lies in it and the halves stay on the same date. */
function cutAt(range: TimeRange, minute: number): TimeRange[] {
  const time = timeOf(minute);
  return range[0] < time && (time < range[1] || range[1] <= range[0])
    ? [
        [range[0], time],
        [time, range[1]],
      ]
    : [range];
}
