import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockState,
  clockStatusAt,
  compareEvents,
  dueTransitions,
  explain,
  fireTransitions,
  fold,
  isLive,
  type Policy,
  recomputeClock,
  type SlaContext,
  step,
  type TicketEvent,
  type Transition,
} from '../src/index.ts';
import { events, MONDAY, moment, RUNS, targets } from './arbitraries.ts';
import { always, calendars, desk, HOUR, MINUTE, policyOf, within } from './scenario.ts';

const runs = { numRuns: RUNS };
const END = MONDAY + 20 * 24 * HOUR;

function folded(policy: Policy, history: readonly TicketEvent[], context: SlaContext) {
  const result = fold(policy, history, context);
  if (!result.ok) throw new Error(`${result.error.path.join('.')}: ${result.error.message}`);
  return result.value;
}

function law(
  name: string,
  holds: (policy: Policy, history: TicketEvent[], context: SlaContext, when: number) => void,
) {
  test(name, () => {
    fc.assert(
      fc.property(targets, targets, events, moment, (one, two, history, when) => {
        const [first, second] = [
          policyOf(one, { id: 'any' }),
          policyOf(two, { id: 'any', version: 2 }),
        ];
        holds(first, history, { calendars, policies: [first, second] }, when);
      }),
      runs,
    );
  });
}

describe('law 13: the fold', () => {
  law('does not care in which order, or how often, facts are told', (policy, history, context) => {
    const told = folded(policy, history, context);
    const again = [...history.toReversed(), ...history.slice(0, 3)];
    expect(folded(policy, again, context)).toEqual(told);
  });

  law(
    'of a prefix, then step by step, is the fold of the whole, also through JSON',
    (policy, history, context) => {
      const sorted = history.toSorted(compareEvents);
      const half = Math.floor(sorted.length / 2);
      let state = folded(policy, sorted.slice(0, half), context);
      for (const event of sorted.slice(half)) {
        const next = step(JSON.parse(JSON.stringify(state)), event, context);
        if (!next.ok) throw new Error(next.error.message);
        state = next.value;
        expect(step(state, event, context)).toEqual({ ok: true, value: state });
      }
      expect(state).toEqual(folded(policy, sorted, context));
    },
  );

  law('has at most one live clock a target, and none after a merge', (policy, history, context) => {
    const { clocks, facts } = folded(policy, history, context);
    const live = clocks.filter(isLive).map(({ targetId }) => targetId);
    expect(new Set(live).size).toBe(live.length);
    if (facts.phase === 'MERGED' || facts.phase === 'CANCELLED') expect(live).toEqual([]);
    expect(new Set(clocks.map(({ key }) => key)).size).toBe(clocks.length);
  });

  law('keeps ledgers whole: no gap, no overlap, and they add up', (policy, history, context) => {
    for (const clock of folded(policy, history, context).clocks) {
      const lines = explain(clock, END, calendars);
      for (const [index, line] of lines.entries()) {
        expect(line.to).toBeGreaterThan(line.from);
        if (index > 0) expect(line.from).toBe(lines[index - 1]?.to);
      }
      if (lines[0]) expect(lines[0].from).toBe(clock.startedAt);
      for (const { from, to } of clock.segments) if (to !== null) expect(to).toBeGreaterThan(from);
      const sum = lines.reduce((ms, line) => ms + line.ms, 0);
      expect(sum).toBe(clockStatusAt(clock, END, calendars).elapsedMs);
    }
  });

  law('derives the same again from a stored clock', (policy, history, context) => {
    for (const clock of folded(policy, history, context).clocks) {
      expect(recomputeClock(clock, calendars)).toEqual(clock);
    }
  });
});

describe('breach', () => {
  law(
    'read at an instant is what the fold says at that instant',
    (policy, history, context, when) => {
      const past = history.filter((event) => event.at <= when);
      const state = folded(policy, past, context);
      // A fact that concerns nobody, only to let the fold notice the time.
      const tick: TicketEvent = { id: 'tick', at: when, seq: 1e6, type: 'ACKNOWLEDGED' };
      const still = folded(policy, [...past, tick], context);
      for (const clock of state.clocks.filter(isLive)) {
        const later = still.clocks.find(({ key }) => key === clock.key) as ClockState;
        if (!isLive(later)) continue;
        expect(clockStatusAt(clock, when, calendars)).toEqual(
          clockStatusAt(later, when, calendars),
        );
      }
    },
  );

  law('is the due instant, and never falls into a pause', (policy, history, context) => {
    for (const clock of folded(policy, history, context).clocks) {
      const { breachedAt } = clock;
      if (breachedAt === null || clock.budget.kind === 'FIXED') continue;
      const paused = clock.segments.filter(
        ({ kind, from, to }) =>
          kind !== 'RUNNING' && from < breachedAt && (to === null || to > breachedAt),
      );
      // A recorded breach outlives a later recomputation of the pauses only in CARRY and RESTART.
      if (
        !history.some((event) => event.type.endsWith('_CHANGED') || event.type === 'DEADLINE_SET')
      ) {
        expect(paused).toEqual([]);
        if (clock.status !== 'CANCELLED') expect(clock.dueAt).toBe(breachedAt);
      }
    }
  });
});

describe('pauses', () => {
  const policy = policyOf([within(6, { pauseOn: ['REQUESTER'] })]);
  const opened: TicketEvent = { id: 'o', at: MONDAY + 10 * HOUR, seq: 0, type: 'OPENED' };
  const pause = (from: number, to: number): TicketEvent[] => [
    opened,
    { id: 'p', at: from, seq: 1, type: 'PAUSED', reason: 'REQUESTER' },
    { id: 'r', at: to, seq: 2, type: 'RESUMED' },
  ];
  const dueOf = (history: TicketEvent[], by: Policy = policy) =>
    folded(by, history, { calendars }).clocks[0]?.dueAt as number;
  const due = dueOf([opened]);

  test('that begin and end at one instant change nothing', () => {
    fc.assert(
      fc.property(moment, (when) => {
        fc.pre(when >= opened.at);
        expect(dueOf(pause(when, when))).toBe(due);
      }),
      runs,
    );
  });

  test('move the due instant by their business time, never to an earlier one', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [from, to] = [Math.max(opened.at, Math.min(a, b)), Math.max(opened.at, a, b)];
        const moved = dueOf(pause(from, to));
        expect(moved).toBeGreaterThanOrEqual(due);
        if (from < due)
          expect(moved).toBe(desk.add(due, desk.between(from, to)) === due ? due : moved);
        if (from >= due) expect(moved).toBe(due);
        else expect(desk.between(opened.at, moved) - desk.between(from, to)).toBe(6 * HOUR);
        if (desk.between(from, to) === 0) expect(moved).toBe(due);
      }),
      runs,
    );
  });

  test('of several reasons at once count once', () => {
    const both = policyOf([within(6, { pauseOn: ['REQUESTER', 'VENDOR'] })]);
    fc.assert(
      fc.property(fc.array(moment, { minLength: 4, maxLength: 4 }), (times) => {
        const [a = 0, b = 0, c = 0, d = 0] = times
          .map((t) => Math.max(t, opened.at))
          .sort((x, y) => x - y);
        const overlapping: TicketEvent[] = [
          opened,
          { id: '1', at: a, seq: 1, type: 'PAUSED', reason: 'REQUESTER' },
          { id: '2', at: b, seq: 2, type: 'PAUSED', reason: 'VENDOR' },
          { id: '3', at: c, seq: 3, type: 'RESUMED', reason: 'REQUESTER' },
          { id: '4', at: d, seq: 4, type: 'RESUMED', reason: 'VENDOR' },
        ];
        expect(dueOf(overlapping, both)).toBe(dueOf(pause(a, d), both));
      }),
      runs,
    );
  });

  test('of elapsed time count as elapsed time', () => {
    const days = policyOf([
      { budget: { kind: 'CALENDAR_DAYS', days: 3 }, calendarId: 'always', pauseOn: ['REQUESTER'] },
    ]);
    const [from, to] = [opened.at + HOUR, opened.at + 5 * HOUR];
    expect(dueOf(pause(from, to), days)).toBe(always.add(opened.at, 76 * HOUR));
  });
});

test('a clock that is run minute by minute agrees', () => {
  const kinds = fc.constantFrom('PAUSED', 'RESUMED', 'RESOLVED', 'REOPENED');
  const grid = fc.integer({ min: 0, max: 5 * 1440 }).map((minute) => MONDAY + minute * MINUTE);
  const told = fc.array(fc.tuple(grid, kinds), { maxLength: 8 });
  fc.assert(
    fc.property(told, fc.integer({ min: 1, max: 900 }), (list, minutes) => {
      const opened = { id: 'o', at: MONDAY + 10 * HOUR, seq: -1, type: 'OPENED' } as const;
      const history = list.map(
        ([when, type], seq) =>
          ({ id: `e${seq}`, at: when, seq, type, reason: 'VENDOR' }) as TicketEvent,
      );
      // Only what happens to an open ticket, so that the slow clock needs no rule but these four.
      const after = [opened, ...history.filter((event) => event.at > opened.at)].sort(
        compareEvents,
      );
      const policy = policyOf([
        { budget: { kind: 'BUSINESS_TIME', ms: minutes * MINUTE }, pauseOn: ['VENDOR'] },
      ]);
      const clock = folded(policy, after, { calendars }).clocks[0] as ClockState;

      let [used, paused, done] = [0, false, false];
      let breachedAt: number | null = null;
      let next = 0;
      for (let now = opened.at; now < MONDAY + 6 * 24 * HOUR; now += MINUTE) {
        for (; (after[next]?.at ?? Number.POSITIVE_INFINITY) <= now; next++) {
          const type = after[next]?.type;
          if (type === 'PAUSED') paused = true;
          if (type === 'RESUMED') paused = false;
          if (type === 'RESOLVED') done = true;
          if (type === 'REOPENED') done = false;
          // Used up, and neither done at that instant nor ever again short of it.
          if (used >= minutes && !done) breachedAt ??= now;
        }
        const time = new Date(now).getUTCHours();
        const open = time >= 9 && time < 17 && new Date(now).getUTCDay() % 6 !== 0;
        if (open && !paused && !done) used++;
        const dueNow = now + MINUTE;
        const doneThen = after.some(({ at, type }) => at === dueNow && type === 'RESOLVED');
        if (used === minutes && open && !paused && !done && !doneThen) breachedAt ??= dueNow;
      }
      const reading = clockStatusAt(clock, MONDAY + 6 * 24 * HOUR, calendars);
      expect(reading.elapsedMs).toBe(used * MINUTE);
      expect(reading.breachedAt).toBe(breachedAt);
    }),
    runs,
  );
});

describe('changes', () => {
  law('recomputing under the same rules changes nothing', (policy, history, context) => {
    const calm = history.filter(
      (event) => !event.type.endsWith('_CHANGED') && event.type !== 'DEADLINE_SET',
    );
    const state = folded(policy, calm, context);
    const after: TicketEvent = {
      id: 'same',
      at: END,
      seq: 1e6,
      type: 'POLICY_CHANGED',
      policyId: policy.id,
      version: policy.version,
      mode: 'RECOMPUTE',
    };
    const next = step(state, after, context);
    if (!next.ok) throw new Error(next.error.message);
    for (const clock of state.clocks.filter(isLive)) {
      const same = next.value.clocks.find(({ key }) => key === clock.key) as ClockState;
      const [before, now] = [clock, same].map((one) => clockStatusAt(one, END, calendars));
      expect(now).toEqual(before);
    }
  });
});

describe('transitions', () => {
  law(
    'come in order, each once, however often the sweep comes',
    (policy, history, context, when) => {
      for (const clock of folded(policy, history, context).clocks) {
        const once = dueTransitions(clock, END, calendars);
        expect(once.map(({ at }) => at)).toEqual(
          once.map(({ at }) => at).toSorted((a, b) => a - b),
        );
        const swept: Transition[] = [];
        let row = clock;
        for (const now of [when, when, when + 3 * HOUR, MONDAY + 12 * 24 * HOUR, END, END]) {
          const { clock: next, transitions } = fireTransitions(row, now, calendars);
          for (const { at } of transitions) expect(at).toBeLessThanOrEqual(now);
          swept.push(...transitions);
          row = JSON.parse(JSON.stringify(next));
        }
        expect(new Set(swept.map(({ key }) => key)).size).toBe(swept.length);
        expect(swept.map(({ key }) => key).toSorted()).toEqual(
          once.map(({ key }) => key).toSorted(),
        );
      }
    },
  );

  law('have their first in the column a sweep searches', (policy, history, context) => {
    for (const clock of folded(policy, history, context).clocks) {
      const next = clock.nextTransitionAt;
      if (next === null) expect(dueTransitions(clock, END * 2, calendars)).toEqual([]);
      else {
        expect(dueTransitions(clock, next, calendars)).not.toEqual([]);
        expect(dueTransitions(clock, next - 1, calendars)).toEqual([]);
      }
      if (clock.status === 'CANCELLED') expect(next).toBeNull();
    }
  });
});
