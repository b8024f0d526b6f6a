import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutes, monday9 } from '../../test/a-ticket.ts';
import { checkWorkTime, type WorkSpan } from './check-work-time.ts';

const midnight = monday9 - minutes(9 * 60);
const day = (n: number) => ({
  from: midnight + minutes(1440 * n),
  to: midnight + minutes(1440 * (n + 1)),
});
const span = (hour: number, hours: number): WorkSpan => ({
  startedAt: midnight + minutes(hour * 60),
  minutes: hours * 60,
});
const codes = (own: WorkSpan, others: readonly WorkSpan[], days = [day(0)]) => {
  const checked = checkWorkTime(own, others, days);
  return checked.ok ? checked.value.map(({ code }) => code) : checked.error.code;
};

test.each([
  ['nothing else', span(9, 2), [], []],
  ['one after the other', span(9, 2), [span(11, 1), span(8, 1)], []],
  ['two at once', span(9, 2), [span(10, 3)], ['OVERLAPS_OTHER_WORK']],
  ['a day, and nothing else', span(0, 24), [], []],
  ['a day twice', span(0, 24), [span(0, 24)], 'WORK_EXCEEDS_DAY'],
  ['a day and a minute of it', { ...span(12, 1), minutes: 1 }, [span(0, 24)], 'WORK_EXCEEDS_DAY'],
  ['what the night before leaves of it', span(8, 16), [span(-4, 12)], []],
])('%s', (_, own, others, expected) => {
  expect(codes(own, others)).toEqual(expected);
});

test('the date on which the clocks go forward has 23 hours', () => {
  const short = { from: midnight, to: midnight + minutes(23 * 60) };
  expect(codes(span(0, 23), [], [short])).toEqual([]);
  expect(codes(span(0, 22), [span(20, 3)], [short])).toBe('WORK_EXCEEDS_DAY');
});

test('a span over midnight is checked on both dates', () => {
  const days = [day(0), day(1)];
  expect(codes(span(22, 4), [span(24, 23)], days)).toBe('WORK_EXCEEDS_DAY');
  expect(codes(span(22, 4), [span(26, 22)], days)).toEqual([]);
});

test('law: what is accepted one after the other never exceeds a date', () => {
  const spans = fc.array(
    fc.record({
      startedAt: fc.integer({ min: 0, max: 2879 }).map((m) => midnight + minutes(m)),
      minutes: fc.integer({ min: 1, max: 1440 }),
    }),
    { maxLength: 12 },
  );
  const days = [0, 1, 2, 3].map(day);
  fc.assert(
    fc.property(spans, (asked) => {
      const kept: WorkSpan[] = [];
      for (const each of asked) if (checkWorkTime(each, kept, days).ok) kept.push(each);
      for (const { from, to } of days) {
        const worked = kept.reduce((sum, each) => {
          const end = each.startedAt + minutes(each.minutes);
          return sum + Math.max(0, Math.min(end, to) - Math.max(each.startedAt, from));
        }, 0);
        expect(worked).toBeLessThanOrEqual(to - from);
      }
    }),
  );
});
