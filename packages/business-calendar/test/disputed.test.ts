import { describe, expect, test } from 'vitest';
import { answer, instant, readVectors, type Vector } from './read-vectors.ts';

const disputed = readVectors('vectors.jsonl').filter((vector) => !vector.agreed);
const of = (dispute: string) => disputed.filter((vector) => vector.dispute === dispute);
const one = (id: string) => disputed.find((vector) => vector.id === id) as Vector;

// The suites assert something else in these; each group says what we answer, and why.

test('every disputed vector is decided below', () => {
  const decided = [
    'rounded-to-second',
    'minimum-1-second',
    'gap-policy',
    '24:00-as-23:59:59.999999',
    'exact-fill-moves-to-next-opening',
    'negative-clamped',
    'wall-clock-day-of-24h-on-a-25h-day',
  ];
  expect(disputed.filter(({ dispute }) => !decided.includes(dispute ?? ''))).toEqual([]);
});

describe('results are exact milliseconds, not rounded to a second', () => {
  test.each(of('rounded-to-second'))('$id $source', (vector) => {
    const got = answer(vector);
    if (vector.kind === 'add') {
      expect(instant(got as string)).not.toBe(instant(vector.expected as string));
      expect(Math.abs(instant(got as string) - instant(vector.expected as string))).toBeLessThan(
        1000,
      );
    } else {
      expect(Math.abs((got as number) - (vector.expected as number))).toBeLessThan(1);
      // Instants in whole milliseconds, so what lies between them is, too.
      expect(Number.isInteger(Math.round((got as number) * 1e6) / 1e3)).toBe(true);
    }
  });
  test('a quarter of a second is a quarter of a second', () => {
    expect(answer(one('v0330'))).toBe(0.25);
    expect(answer(one('v0341'))).toBe(-0.75);
  });
});

describe('no time is no time, not a second', () => {
  test.each(of('minimum-1-second'))('$id', (vector) => {
    expect(answer(vector)).toBe(0);
  });
});

describe('a start in the spring gap is the moment the clock jumped: 02:30 is 03:00', () => {
  test('so Sunday 02:30-03:15 is a quarter of an hour, and opens at 10:00 UTC', () => {
    expect(answer(one('v0029'))).toBe('2006-04-02T10:00:00.000Z');
  });
  test('which leaves a quarter of an hour less to do on Monday', () => {
    expect(answer(one('v0030'))).toBe('2006-04-03T23:44:00.000Z');
    expect(answer(one('v0031'))).toBe(28_800 + 900);
  });
});

describe('24:00 is midnight, exactly', () => {
  test('the close is the last instant of the day plus one', () => {
    expect(answer(one('v0358'))).toBe('2014-04-08T00:00:00.000Z');
    expect(answer(one('v0360'))).toBe('2014-04-08T00:00:00.000Z');
  });
  test('a millisecond before it the day is still open', () => {
    expect(answer(one('v0359'))).toBe('2014-04-08T00:00:00.000Z');
  });
});

test('a budget that fills an interval is due at its close, not at the next opening', () => {
  // Two Sundays of one hour: used up at the end of the second, not a week later.
  expect(answer(one('v0110'))).toBe('2006-01-08T12:00:00.000Z');
});

test('between is signed, not clamped at 0', () => {
  const vector = one('v0098');
  const forward = answer({ ...vector, start: vector.end as string, end: vector.start });
  expect(answer(vector)).toBe(-(forward as number));
  expect(answer(vector)).toBeLessThan(0);
});

test('the day on which the clock goes back has 25 hours', () => {
  expect(answer(one('v0305'))).toBe(25 * 3600);
});
