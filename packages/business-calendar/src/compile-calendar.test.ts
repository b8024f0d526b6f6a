import { describe, expect, test } from 'vitest';
import {
  alwaysOpen,
  CalendarArgumentError,
  type CalendarInput,
  type CompileOptions,
  compileCalendar,
  defineCalendar,
} from './index.ts';

const HOUR = 3_600_000;
const hours = [['09:00', '17:00']] as const;
const workdays = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };

function calendar(input: Partial<CalendarInput>, options?: CompileOptions) {
  const defined = defineCalendar({ timezone: 'UTC', weekly: workdays, ...input });
  if (!defined.ok) throw new Error(defined.error.message);
  return compileCalendar(defined.value, options);
}

const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (t: number | null) => (t === null ? 'never' : new Date(t).toISOString().slice(0, 16));

describe('the rules at the edges of an interval', () => {
  const desk = calendar({}); // Monday 2026-11-23
  const [opens, closes] = [utc('2026-11-23T09:00'), utc('2026-11-23T17:00')];

  test('the opening instant is open, the closing instant is not', () => {
    expect([opens - 1, opens, closes - 1, closes].map(desk.isOpen)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a budget that fills the day is due at the close, not at the next opening', () => {
    expect(desk.add(opens, 8 * HOUR)).toBe(closes);
    expect(iso(desk.add(opens, 8 * HOUR + 1))).toBe('2026-11-24T09:00');
  });

  test('nothing to add is the next opening', () => {
    expect(desk.add(opens + 1, 0)).toBe(opens + 1);
    expect(iso(desk.add(closes, 0))).toBe('2026-11-24T09:00');
    expect(iso(desk.nextOpen(closes))).toBe('2026-11-24T09:00');
  });

  test('counting back leads to the latest instant: an opening rather than the close before', () => {
    expect(desk.add(closes, -8 * HOUR)).toBe(opens);
    expect(iso(desk.add(closes, -8 * HOUR - 1))).toBe('2026-11-20T16:59');
  });

  test('the next close is after now; the last work is now or before', () => {
    expect(desk.nextClose(closes - 1)).toBe(closes);
    expect(iso(desk.nextClose(closes))).toBe('2026-11-24T17:00');
    expect(desk.lastWorked(closes)).toBe(closes);
    expect(iso(desk.lastWorked(opens))).toBe('2026-11-20T17:00');
    expect(desk.lastWorked(opens + 1)).toBe(opens + 1);
  });

  test('a range that is empty, or upside down, holds no interval', () => {
    expect(desk.intervals(opens + 1, opens + 1)).toEqual([]);
    expect(desk.intervals(closes - 1, opens + 1)).toEqual([]);
    expect(desk.spans(closes - 1, opens + 1)).toEqual([]);
  });

  test('between is signed, and 0 between two closed instants', () => {
    expect(desk.between(closes, opens)).toBe(-8 * HOUR);
    expect(desk.between(closes, closes + HOUR)).toBe(0);
  });
});

describe('precedence: break, dated override, holiday, weekly hours', () => {
  const date = '2026-11-23';
  const holidays = [{ date, name: 'A holiday' }];
  const open = (input: Partial<CalendarInput>) =>
    calendar(input)
      .intervals(utc('2026-11-23T00:00'), utc('2026-11-24T00:00'))
      .map(({ from, to }) => `${iso(from).slice(11)}-${iso(to).slice(11)}`);

  test('a holiday removes the weekly hours', () => {
    expect(open({ holidays })).toEqual([]);
  });
  test('an override beats a holiday and the weekly hours; an empty one closes', () => {
    expect(open({ holidays, overrides: { [date]: [['10:00', '12:00']] } })).toEqual([
      '10:00-12:00',
    ]);
    expect(open({ overrides: { [date]: [] } })).toEqual([]);
  });
  test('a break beats them all, also over midnight', () => {
    const overrides = { [date]: [['10:00', '20:00']] } as const;
    expect(
      open({
        overrides,
        breaks: {
          [date]: [
            ['12:00', '13:00'],
            ['19:00', '24:00'],
          ],
        },
      }),
    ).toEqual(['10:00-12:00', '13:00-19:00']);
    expect(open({ breaks: { '2026-11-22': [['23:00', '10:00']] } })).toEqual(['10:00-17:00']);
  });
  test('a break that eats an interval leaves nothing of it', () => {
    expect(open({ breaks: { [date]: [['09:00', '17:00']] } })).toEqual([]);
  });
  test('a night belongs to the date on which it begins', () => {
    const nights = { mon: [['22:00', '06:00']], tue: [['22:00', '06:00']] } as const;
    const desk = calendar({ weekly: nights, holidays: [{ date: '2026-11-24', name: 'Tuesday' }] });
    expect(desk.isOpen(utc('2026-11-24T05:59'))).toBe(true);
    expect(desk.isOpen(utc('2026-11-24T22:00'))).toBe(false);
    expect(desk.isOpen(utc('2026-11-25T02:00'))).toBe(false);
  });
});

describe('what lies at the edge of what is compiled', () => {
  const year = { from: utc('2026-02-01T00:00'), to: utc('2026-11-01T00:00') };
  const night = [['22:00', '06:00']] as const;
  const nights = {
    mon: night,
    tue: night,
    wed: night,
    thu: night,
    fri: night,
    sat: night,
    sun: night,
  };

  test('the night before the first date belongs to it', () => {
    const desk = calendar({ weekly: nights }, { horizon: year });
    expect(desk.isOpen(utc('2026-01-01T03:00'))).toBe(true);
    expect(desk.intervals(utc('2026-01-01T00:00'), utc('2026-01-02T00:00'))).toHaveLength(2);
  });

  test('a close after the last compiled date is found', () => {
    const allDay = [['00:00', '24:00']] as const;
    const weekdays = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay };
    const desk = calendar({ weekly: weekdays }, { horizon: year });
    expect(iso(desk.nextClose(utc('2026-12-30T12:00')))).toBe('2027-01-02T00:00');
  });

  test('an interval inside a spring gap, and on a date that never was, does not exist', () => {
    const gap = calendar({ timezone: 'America/New_York', weekly: { sun: [['02:10', '02:50']] } });
    expect(gap.intervals(utc('2026-03-08T00:00'), utc('2026-03-09T00:00'))).toEqual([]);
    // Samoa went from 29 December 2011 to the 31st.
    const apia = calendar({ timezone: 'Pacific/Apia', weekly: { fri: hours } });
    expect(apia.intervals(utc('2011-12-28T00:00'), utc('2012-01-02T00:00'))).toEqual([]);
  });
});

describe('never', () => {
  const never = calendar({ weekly: {} });
  const now = utc('2026-11-22T00:00');

  test('a calendar that never opens says so, and does not fall back to the wall clock', () => {
    expect(never.add(now, HOUR)).toBeNull();
    expect(never.add(now, 0)).toBeNull();
    expect(never.add(now, -HOUR)).toBeNull();
    expect([never.nextOpen(now), never.nextClose(now), never.lastWorked(now)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(never.addBusinessDays(now, 1)).toBeNull();
    expect(never.between(now, now + HOUR)).toBe(0);
    expect(never.intervals(now, now + HOUR)).toEqual([]);
    const out = new Float64Array(2);
    never.addBatch(Float64Array.of(now, now), HOUR, out);
    expect([...out]).toEqual([Number.NaN, Number.NaN]);
  });

  test('single open dates are used up, then it is never', () => {
    const once = calendar({ weekly: {}, overrides: { '2026-12-01': [['09:00', '11:00']] } });
    expect(iso(once.add(now, 2 * HOUR))).toBe('2026-12-01T11:00');
    expect(once.add(now, 2 * HOUR + 1)).toBeNull();
    expect(once.nextOpen(utc('2026-12-01T11:00'))).toBeNull();
  });

  test('around the clock never closes, and an answer after 2199 is never', () => {
    const always = compileCalendar(alwaysOpen('Europe/Paris'));
    expect(always.nextClose(now)).toBeNull();
    expect(always.add(now, 200 * 366 * 24 * HOUR)).toBeNull();
    expect(always.add(now, -200 * 366 * 24 * HOUR)).toBeNull();
    expect(calendar({}).add(now, Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(calendar({}).add(now, Number.MIN_SAFE_INTEGER)).toBeNull();
  });

  test('the first and the last instant are inside', () => {
    const [first, last] = [utc('1900-01-01T00:00'), utc('2200-01-01T00:00') - 1];
    const desk = calendar({});
    expect(desk.between(first, last)).toBeGreaterThan(0);
    expect(desk.nextOpen(last)).toBeNull();
    expect(desk.lastWorked(first)).toBeNull();
    expect(desk.add(first, 0)).toBe(utc('1900-01-01T09:00'));
  });
});

describe('an argument no caller should send is thrown at, by name', () => {
  const now = utc('2026-11-22T00:00');
  const bad: [string, (c: ReturnType<typeof calendar>) => unknown, string, string][] = [
    ['NaN', (c) => c.isOpen(Number.NaN), 'CALENDAR_INSTANT_INVALID', 't'],
    ['Infinity', (c) => c.nextOpen(Number.POSITIVE_INFINITY), 'CALENDAR_INSTANT_INVALID', 't'],
    ['half a millisecond', (c) => c.add(now + 0.5, 1), 'CALENDAR_INSTANT_INVALID', 't'],
    [
      'seconds for milliseconds, far in the past',
      (c) => c.between(-1e14, now),
      'CALENDAR_INSTANT_INVALID',
      't',
    ],
    ['an unsafe integer', (c) => c.add(now, 2 ** 53), 'CALENDAR_AMOUNT_INVALID', 'ms'],
    ['an amount that is NaN', (c) => c.add(now, Number.NaN), 'CALENDAR_AMOUNT_INVALID', 'ms'],
    ['a fraction of a millisecond', (c) => c.add(now, 0.1), 'CALENDAR_AMOUNT_INVALID', 'ms'],
    ['a negative fraction', (c) => c.add(now, -0.1), 'CALENDAR_AMOUNT_INVALID', 'ms'],
    ['half a day', (c) => c.addBusinessDays(now, 0.5), 'CALENDAR_AMOUNT_INVALID', 'n'],
    [
      'a batch with a bad start',
      (c) => c.addBatch(Float64Array.of(now, Number.NaN), 1, new Float64Array(2)),
      'CALENDAR_INSTANT_INVALID',
      't',
    ],
    [
      'a batch with a bad amount',
      (c) => c.addBatch(Float64Array.of(now), Float64Array.of(0.5), new Float64Array(1)),
      'CALENDAR_AMOUNT_INVALID',
      'ms',
    ],
    ['a date of NaN', (c) => c.dateOf(Number.NaN), 'CALENDAR_INSTANT_INVALID', 't'],
  ];
  test.each(bad)('%s', (_, call, code, name) => {
    for (const desk of [calendar({}), calendar({ weekly: {} })]) {
      expect(() => call(desk)).toThrow(CalendarArgumentError);
      expect(() => call(desk)).toThrow(expect.objectContaining({ code, path: [name] }));
    }
  });
  test('a horizon that is no instant', () => {
    expect(() => calendar({}, { horizon: { from: Number.NaN, to: 0 } })).toThrow(
      CalendarArgumentError,
    );
  });
});
