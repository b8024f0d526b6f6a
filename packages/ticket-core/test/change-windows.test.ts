import type { AssetId, TicketId } from '@wardline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSET_CRITICALITIES,
  assessRisk,
  findConflicts,
  joinWindows,
  proposeWindows,
  RISK_LEVELS,
  RISK_QUESTIONS,
  withoutWindows,
} from '../src/index.ts';
import { accepted, minutes, monday9, pump, uuid, ventilator } from './a-ticket.ts';

const MINUTE = 60_000;
/** Windows on a grid of minutes over five hours, so that a grid can say who is right. */
const SPAN = 300;
const window = fc
  .tuple(fc.nat(SPAN), fc.nat(SPAN))
  .map(([a, b]) => ({ from: Math.min(a, b) * MINUTE, until: Math.max(a, b) * MINUTE }));
const windows = fc.array(window, { maxLength: 8 });
const minutesOf = (list: readonly { from: number; until: number }[]) => {
  const grid = new Set<number>();
  for (const { from, until } of list) for (let m = from; m < until; m += MINUTE) grid.add(m);
  return grid;
};

describe('intervals, against a grid', () => {
  test('joined: the same minutes, in order, with gaps between', () => {
    fc.assert(
      fc.property(windows, (list) => {
        const joined = joinWindows(list);
        expect(minutesOf(joined)).toEqual(new Set([...minutesOf(list)].sort((a, b) => a - b)));
        for (const [n, each] of joined.entries()) {
          expect(each.from).toBeLessThan(each.until);
          const next = joined[n + 1];
          if (next) expect(each.until).toBeLessThan(next.from);
        }
      }),
    );
  });
  test('taken out: the minutes that are left', () => {
    fc.assert(
      fc.property(window, windows, (whole, taken) => {
        const gone = minutesOf(taken);
        const left = [...minutesOf([whole])].filter((m) => !gone.has(m));
        expect([...minutesOf(withoutWindows(whole, taken))]).toEqual(left);
      }),
    );
  });
});

const asset = fc.constantFrom<AssetId>(pump, ventilator);
const facts = fc.record({
  careHours: windows,
  blackouts: fc.array(
    window.map((w) => ({ ...w, name: 'Audit' })),
    { maxLength: 3 },
  ),
  changes: fc.array(
    fc.tuple(window, fc.subarray<AssetId>([pump, ventilator])).map(([w, assetIds]) => ({
      ...w,
      ticketId: uuid<TicketId>(5),
      number: 'CHG-1',
      assetIds,
    })),
    { maxLength: 4 },
  ),
  assetIds: fc.array(asset, { maxLength: 1 }),
});

describe('proposed windows', () => {
  const query = fc.record({
    durationMs: fc.integer({ min: 1, max: 90 }).map((n) => n * MINUTE),
    within: fc.constant({ from: 0, until: SPAN * MINUTE }),
    count: fc.constant(50),
    stepMs: fc.constantFrom(MINUTE, 15 * MINUTE),
  });
  test('collide with nothing, lie on the step, and none earlier was overlooked', () => {
    fc.assert(
      fc.property(query, facts, (asked, known) => {
        const found = accepted(proposeWindows(asked, known));
        for (const each of found) {
          expect(findConflicts(each, known)).toEqual([]);
          expect(each.until - each.from).toBe(asked.durationMs);
          expect(each.from % asked.stepMs).toBe(0);
          expect(findConflicts({ from: each.from, until: each.freeUntil }, known)).toEqual([]);
        }
        let earliest: number | null = null;
        for (let from = 0; from + asked.durationMs <= SPAN * MINUTE; from += asked.stepMs) {
          if (findConflicts({ from, until: from + asked.durationMs }, known).length === 0) {
            earliest = from;
            break;
          }
        }
        expect(found[0]?.from ?? null).toBe(earliest);
      }),
    );
  });

  test('an empty window is in nobody’s way', () => {
    const at = { from: 6 * MINUTE, until: 6 * MINUTE };
    const known = { ...none, blackouts: [{ ...at, name: 'Audit' }] };
    expect(findConflicts({ from: 0, until: 10 * MINUTE }, known)).toEqual([]);
  });

  const none = { careHours: [], blackouts: [], changes: [], assetIds: [] };
  const within = { from: monday9, until: monday9 + minutes(600) };
  test.each([
    ['no time at all', { durationMs: 0, within }, 'DURATION_INVALID'],
    ['a part of a millisecond', { durationMs: 60_000.5, within }, 'DURATION_INVALID'],
    ['eight days', { durationMs: minutes(8 * 24 * 60), within }, 'DURATION_INVALID'],
    ['backwards', { durationMs: MINUTE, within: { from: 2, until: 1 } }, 'TIME_OUT_OF_ORDER'],
    [
      'at no instant',
      { durationMs: MINUTE, within: { from: Number.NaN, until: 1 } },
      'TIME_OUT_OF_ORDER',
    ],
    [
      'all year',
      { durationMs: MINUTE, within: { from: 0, until: minutes(365 * 24 * 60) } },
      'RANGE_TOO_LONG',
    ],
    ['none', { durationMs: MINUTE, within, count: 0 }, 'COUNT_INVALID'],
    ['in no steps', { durationMs: MINUTE, within, stepMs: 0 }, 'DURATION_INVALID'],
  ])('%s is refused', (_, asked, code) => {
    expect(proposeWindows(asked, none)).toMatchObject({ error: { code } });
  });

  test('what collides is said with when and why', () => {
    const other = { ...within, ticketId: uuid<TicketId>(5), number: 'CHG-5', assetIds: [pump] };
    const known = {
      careHours: [{ from: monday9, until: monday9 + minutes(30) }],
      blackouts: [],
      changes: [other],
      assetIds: [pump],
    };
    const asked = { from: monday9 + minutes(15), until: monday9 + minutes(45) };
    expect(findConflicts(asked, known)).toMatchObject([
      {
        code: 'CARE_HOURS',
        message: 'Care is given from 2026-11-23T09:15:00.000Z until 2026-11-23T09:30:00.000Z.',
      },
      { code: 'OTHER_CHANGE', ticketId: other.ticketId },
    ]);
    expect(findConflicts(asked, { ...known, careHours: [], assetIds: [ventilator] })).toEqual([]);
  });
});

describe('risk', () => {
  const answers = fc.record(
    Object.fromEntries(
      RISK_QUESTIONS.map(({ code, answers: given }) => [
        code,
        fc.constantFrom(...given.map((each) => each.code)),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, string>>;
  const assets = fc.array(
    fc.record({ criticality: fc.constantFrom(...ASSET_CRITICALITIES), dependents: fc.nat(2000) }),
    { maxLength: 4 },
  );
  const grade = (level: string) => RISK_LEVELS.indexOf(level as never);

  test('adds up, and one asset more or a worse answer is never less', () => {
    fc.assert(
      fc.property(answers, assets, assets, (given, some, more) => {
        const risk = assessRisk(given, some);
        expect(risk.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(risk.score);
        const wider = assessRisk(given, [...some, ...more]);
        expect(wider.score).toBeGreaterThanOrEqual(risk.score);
        expect(grade(wider.level)).toBeGreaterThanOrEqual(grade(risk.level));
        for (const { code, answers: choices } of RISK_QUESTIONS) {
          const scores = choices.map(
            (choice) => assessRisk({ ...given, [code]: choice.code }, some).score,
          );
          expect(scores).toEqual([...scores].sort((a, b) => a - b));
          const { [code]: _, ...unanswered } = given;
          expect(assessRisk(unanswered, some).score).toBe(scores.at(-1));
        }
      }),
    );
  });

  test('a routine patch of a printer is low, of a ventilator never, untested on life support high', () => {
    const best = Object.fromEntries(
      RISK_QUESTIONS.map(({ code, answers: a }) => [code, a[0].code]),
    );
    expect(assessRisk(best, [{ criticality: 'LOW', dependents: 0 }])).toEqual({
      score: 0,
      level: 'LOW',
      reasons: [],
      open: [],
    });
    expect(assessRisk(best, [{ criticality: 'LIFE_SUPPORT', dependents: 0 }]).level).toBe('MEDIUM');
    const untested = { ...best, TESTED: 'NOT_TESTED', DONE_BEFORE: 'NEVER' };
    expect(assessRisk(untested, [{ criticality: 'LIFE_SUPPORT', dependents: 1 }]).level).toBe(
      'HIGH',
    );
    expect(assessRisk({}, []).open).toHaveLength(RISK_QUESTIONS.length);
  });
});
