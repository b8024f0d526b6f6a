import { describe, expect, test } from 'vitest';
import {
  alwaysOpen,
  type CalendarInput,
  type CompiledCalendar,
  compileCalendar,
  type TimeRange,
  WEEKDAYS,
} from '../src/index.ts';
import { calendarOf } from './arbitraries.ts';

// Bugs that users of other libraries reported, by the number of the research and the link; each
// must never be one of ours. Those of service-level engines (10-22, 24) are in the SLA engine.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hours: TimeRange[] = [['09:00', '17:00']];
const workdays = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
const every = (ranges: TimeRange[]) => Object.fromEntries(WEEKDAYS.map((day) => [day, ranges]));
const calendar = (input: Partial<CalendarInput>) =>
  compileCalendar(calendarOf({ timezone: 'Etc/UTC', weekly: workdays, ...input }));
const at = (text: string) => Date.parse(text);
const iso = (t: number | null) => (t === null ? 'never' : new Date(t).toISOString().slice(0, 16));

test('1: moment-business-time#58, an hour from the first 02:00 of the fold is an hour', () => {
  const desk = calendar({ timezone: 'Europe/Amsterdam', weekly: every([['00:00', '24:00']]) });
  const first = at('2016-10-30T02:00:00+02:00');
  expect(desk.add(first, HOUR)).toBe(first + HOUR);
  expect(iso(desk.add(first, HOUR))).toBe('2016-10-30T01:00');
});

test('2: moment-business-time#17, a difference wholly outside hours ends, and is 0', () => {
  const desk = calendar({});
  expect(desk.between(at('2016-10-15T10:00Z'), at('2016-10-16T18:00Z'))).toBe(0);
  expect(desk.between(at('2016-10-16T18:00Z'), at('2016-10-15T10:00Z'))).toBe(0);
});

describe('3: working_hours#45, #46, #44, days of transition', () => {
  const paris = calendar({ timezone: 'Europe/Paris', weekly: every(hours) });
  test.each([
    ['2020-03-29', '07:00', '15:00'],
    ['2020-10-25', '08:00', '16:00'],
  ])('%s opens and closes by the wall clock', (date, opens, closes) => {
    expect(iso(paris.nextOpen(at(`${date}T00:00Z`)))).toBe(`${date}T${opens}`);
    expect(iso(paris.nextClose(at(`${date}T00:00Z`)))).toBe(`${date}T${closes}`);
  });
  test('and thirds of seconds neither drift nor loop', () => {
    let t: number | null = at('2020-10-24T00:00Z');
    for (let i = 0; i < 3000; i++) t = t === null ? null : paris.add(t, 33_333);
    expect(t).toBe(paris.add(at('2020-10-24T00:00Z'), 3000 * 33_333));
  });
});

test('4: vue-business-hours#26, no endless loop on the day of the fold', () => {
  const desk = calendar({ timezone: 'America/New_York', weekly: { sun: [['01:00', '02:00']] } });
  // 01:00 to 02:00 is shown twice: two hours.
  expect(desk.between(at('2026-11-01T00:00Z'), at('2026-11-02T00:00Z'))).toBe(2 * HOUR);
  expect(iso(desk.add(at('2026-11-01T00:00Z'), 2 * HOUR))).toBe('2026-11-01T07:00');
});

test('5: rapidpro#6905, a midnight rule moves on after a day of 25 hours', () => {
  const desk = calendar({ timezone: 'America/New_York', weekly: every([['00:00', '00:01']]) });
  const opens = desk.nextOpen(at('2026-11-01T04:01Z'));
  expect(iso(opens)).toBe('2026-11-02T05:00');
});

describe('6: biz#37, #139, #66', () => {
  test('24:00 on days of 23 and 25 hours', () => {
    const night = calendar({ timezone: 'America/New_York', weekly: { sun: [['22:00', '24:00']] } });
    expect(iso(night.nextClose(at('2026-03-08T12:00Z')))).toBe('2026-03-09T04:00');
    expect(iso(night.nextClose(at('2026-11-01T12:00Z')))).toBe('2026-11-02T05:00');
  });
  test('an endpoint belongs to one side only', () => {
    const halves = calendar({
      weekly: {
        mon: [
          ['09:00', '12:00'],
          ['12:00', '17:00'],
        ],
      },
    });
    expect(halves.intervals(at('2026-11-23T00:00Z'), at('2026-11-24T00:00Z'))).toHaveLength(1);
    expect(halves.isOpen(at('2026-11-23T12:00Z'))).toBe(true);
  });
  test('an interval that a break leaves empty is dropped', () => {
    const desk = calendar({ breaks: { '2026-11-23': hours } });
    expect(iso(desk.nextOpen(at('2026-11-23T08:00Z')))).toBe('2026-11-24T09:00');
  });
});

test('7: zammad#3180, around the clock has no closed minute at midnight', () => {
  for (const desk of [
    compileCalendar(alwaysOpen('Europe/Berlin')),
    calendar({ timezone: 'Europe/Berlin', weekly: every([['00:00', '24:00']]) }),
    calendar({
      timezone: 'Europe/Berlin',
      weekly: every([
        ['00:00', '12:00'],
        ['12:00', '00:00'],
      ]),
    }),
  ]) {
    const [from, to] = [at('2026-03-20T00:00Z'), at('2026-04-05T00:00Z')];
    expect(desk.intervals(from, to)).toEqual([{ from, to }]);
    expect(desk.nextClose(from)).toBeNull();
  }
});

test('8: chatwoot#5254, #6733, business_time#227, easyappointments#388, 21:00-02:00 in one rule', () => {
  const bar = calendar({ weekly: { fri: [['21:00', '02:00']] } });
  const friday = at('2026-11-27T21:00Z');
  expect(bar.between(friday, friday + DAY)).toBe(5 * HOUR);
  expect(bar.isOpen(at('2026-11-28T01:59Z'))).toBe(true);
  expect(iso(bar.add(friday, 6 * HOUR))).toBe('2026-12-04T22:00');
});

describe('9: business_time#36, dbt_zendesk#117, #92, a holiday is a date of its own zone', () => {
  test.each([
    ['Pacific/Kiritimati', 14],
    ['Pacific/Pago_Pago', -11],
    ['Asia/Kathmandu', 5.75],
  ])('%s', (timezone, offset) => {
    const desk = calendar({
      timezone,
      weekly: every([['00:00', '24:00']]),
      holidays: [{ date: '2026-07-01', name: 'A holiday' }],
    });
    const begins = at('2026-07-01T00:00Z') - offset * HOUR;
    expect([begins - 1, begins, begins + DAY - 1, begins + DAY].map(desk.isOpen)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

test('23: frappe/helpdesk#2212, lunch', () => {
  const desk = calendar({
    weekly: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
    },
  });
  expect(iso(desk.add(at('2026-11-23T11:00Z'), 2 * HOUR))).toBe('2026-11-23T14:00');
});

test('25: osTicket#6739, each of the 127 sets of weekdays', () => {
  const monday = at('2026-11-23T00:00Z');
  for (let set = 1; set < 128; set++) {
    const days = WEEKDAYS.filter((_, bit) => set & (1 << bit));
    const desk = calendar({ weekly: Object.fromEntries(days.map((day) => [day, hours])) });
    expect(desk.between(monday, monday + 7 * DAY)).toBe(days.length * 8 * HOUR);
    const first = WEEKDAYS.findIndex((_, bit) => set & (1 << bit));
    expect(desk.nextOpen(monday)).toBe(monday + first * DAY + 9 * HOUR);
    // A week's hours from Monday on end with the last open day.
    const last = WEEKDAYS.findLastIndex((_, bit) => set & (1 << bit));
    expect(desk.add(monday, days.length * 8 * HOUR)).toBe(monday + last * DAY + 17 * HOUR);
  }
});

describe('26: dayjs#1714, #1236, #1805, #1857', () => {
  test('right in both passes of the fold, and asking twice changes nothing', () => {
    const desk = calendar({ timezone: 'America/New_York', weekly: { sun: [['01:30', '03:00']] } });
    // First pass of 01:30 to 03:00: two and a half hours.
    expect(iso(desk.nextOpen(at('2026-11-01T00:00Z')))).toBe('2026-11-01T05:30');
    expect(desk.between(at('2026-11-01T00:00Z'), at('2026-11-02T00:00Z'))).toBe(2.5 * HOUR);
    const opens = desk.nextOpen(at('2026-11-01T00:00Z')) as number;
    expect(desk.nextOpen(opens)).toBe(opens);
  });
  test('once its years are compiled, an operation asks for no time zone', () => {
    const asked = counting();
    const desk = asked.compile({ timezone: 'America/New_York' });
    desk.add(at('2026-11-01T00:00Z'), 4 * HOUR);
    const before = asked.count();
    for (let i = 0; i < 1000; i++) desk.add(at('2026-11-01T00:00Z') + i * HOUR, 4 * HOUR);
    expect(asked.count()).toBe(before);
  });
});

/** A calendar that counts how often it asks about time zones. */
function counting() {
  let asked = 0;
  const fixed = -5 * HOUR;
  return {
    count: () => asked,
    compile: (input: Partial<CalendarInput>): CompiledCalendar =>
      compileCalendar(calendarOf({ timezone: 'Etc/UTC', weekly: workdays, ...input }), {
        timeZones: {
          version: 'counted',
          isKnown: () => true,
          offsetAt: () => {
            asked++;
            return fixed;
          },
          transitions: () => {
            asked++;
            return [];
          },
        },
      }),
  };
}
