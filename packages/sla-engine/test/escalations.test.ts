import { describe, expect, test } from 'vitest';
import { dueTransitions, fireTransitions, fold, SlaContextError } from '../src/index.ts';
import {
  at,
  calendars,
  clockOf,
  HOUR,
  history,
  paused,
  policyOf,
  read,
  resumed,
  say,
  type Told,
  tell,
  within,
} from './scenario.ts';

const steps = [
  { id: 'half', when: { percent: 50 }, action: 'tell the team' },
  { id: 'hour before', when: { offsetMs: -HOUR, time: 'BUSINESS' } },
  { id: 'due', when: { percent: 100 } },
  { id: 'hour after', when: { offsetMs: HOUR, time: 'BUSINESS' } },
  { id: 'evening', when: { offsetMs: 8 * HOUR, time: 'WALL' } },
  { id: 'morning', when: { offsetMs: 8 * HOUR, time: 'WALL' }, quietUntilOpen: true },
  { id: 'next day', when: { offsetBusinessDays: 1 } },
  { id: 'three times', when: { percent: 300 } },
] as const;
const policy = policyOf([within(4, { steps, pauseOn: ['VENDOR'] })]);
const after = (told: Told[]) => clockOf(tell(policy, told));
const due = (told: Told[], now: string) =>
  dueTransitions(after(told), at(now), calendars).map(
    (transition) => `${transition.stepId}: ${say(transition.at)}`,
  );

const opened: Told[] = [['mon 13:00', 'OPENED']];

test('several passed at once come in the order in which they were due', () => {
  expect(due(opened, 'fri 12:00')).toEqual([
    'half: mon 15:00',
    'hour before: mon 16:00',
    'BREACH: mon 17:00',
    'due: mon 17:00',
    'evening: tue 01:00',
    'morning: tue 09:00',
    'hour after: tue 10:00',
    'next day: tue 17:00',
    'three times: tue 17:00',
  ]);
});

test('the column a sweep searches is the first that has not been handed out', () => {
  const row = after(opened);
  expect(say(row.nextTransitionAt)).toBe('mon 15:00');
  const swept = fireTransitions(row, at('mon 16:30'), calendars);
  expect(swept.transitions).toEqual([
    {
      key: 'RESOLVE/1/0/half',
      clockKey: 'RESOLVE/1',
      stepId: 'half',
      at: at('mon 15:00'),
      action: 'tell the team',
    },
    {
      key: 'RESOLVE/1/0/hour before',
      clockKey: 'RESOLVE/1',
      stepId: 'hour before',
      at: at('mon 16:00'),
      action: null,
    },
  ]);
  expect(say(swept.clock.nextTransitionAt)).toBe('mon 17:00');
  expect(fireTransitions(swept.clock, at('mon 16:30'), calendars)).toEqual({
    clock: swept.clock,
    transitions: [],
  });
});

test('a breach handed out late is recorded at the due instant', () => {
  const { clock } = fireTransitions(after(opened), at('tue 12:00'), calendars);
  expect(say(clock.breachedAt)).toBe('mon 17:00');
});

test('nothing is due while the clock is paused, and what is left moves by the pause', () => {
  const pausedAt: Told[] = [...opened, ['mon 14:00', paused('VENDOR')]];
  expect(due(pausedAt, 'fri 12:00')).toEqual([]);
  expect(due([...pausedAt, ['tue 10:00', resumed()]], 'tue 12:30')).toEqual([
    'half: tue 11:00',
    'hour before: tue 12:00',
  ]);
});

test('what was due before a pause, and not yet handed out, still is', () => {
  expect(due([...opened, ['mon 15:30', paused('VENDOR')]], 'fri 12:00')).toEqual([
    'half: mon 15:00',
  ]);
});

test('a pause that begins at the very instant of a step, or of the breach, comes after it', () => {
  expect(due([...opened, ['mon 15:00', paused('VENDOR')]], 'fri 12:00')).toEqual([
    'half: mon 15:00',
  ]);
  const atDue = after([...opened, ['mon 17:00', paused('VENDOR')]]);
  expect(read(atDue, 'fri 12:00')).toMatchObject({ status: 'BREACHED', breached: 'mon 17:00' });
});

test('a ticket done in time has nothing left; one done late still tells its breach', () => {
  expect(due([...opened, ['mon 16:00', 'RESOLVED']], 'fri 12:00')).toEqual([]);
  expect(due([...opened, ['tue 09:30', 'RESOLVED']], 'fri 12:00')).toEqual(['BREACH: mon 17:00']);
  expect(due([...opened, ['mon 16:00', 'CANCELLED']], 'fri 12:00')).toEqual([]);
});

test.each([
  { offsetMs: -2 * HOUR, time: 'BUSINESS' },
  { offsetMs: -9 * HOUR, time: 'WALL' },
  { offsetBusinessDays: -3 },
] as const)('a step earlier than the clock happens when the clock begins: %o', (when) => {
  const early = policyOf([within(1, { steps: [{ id: 'early', when }] })]);
  expect(say(clockOf(tell(early, opened)).nextTransitionAt)).toBe('mon 13:00');
});

test('a longer budget does not repeat a step, a shorter one makes it due at once', () => {
  const byPriority = policyOf([
    within(4, {
      steps,
      budgetByPriority: {
        P1: { kind: 'BUSINESS_TIME', ms: HOUR },
        P4: { kind: 'BUSINESS_TIME', ms: 8 * HOUR },
      },
    }),
  ]);
  const fired = { 'RESOLVE/1': ['half'] };
  const changed = (priority: string) => {
    const told = history([...opened, ['mon 15:30', { type: 'PRIORITY_CHANGED', priority }]]);
    const folded = fold(byPriority, told, { calendars, fired });
    if (!folded.ok) throw new Error(folded.error.message);
    return dueTransitions(clockOf(folded.value), at('mon 15:30'), calendars).map(
      ({ stepId }) => stepId,
    );
  };
  expect(changed('P4')).toEqual([]);
  expect(changed('P1')).toContain('BREACH');
  expect(changed('P1')).not.toContain('half');
});

describe('day targets and deadlines', () => {
  const first = (budget: object, when: object) =>
    say(
      clockOf(
        tell(
          policyOf([{ budget: budget as never, steps: [{ id: 'step', when: when as never }] }]),
          [['mon 10:00', 'OPENED']],
        ),
      ).nextTransitionAt,
    );
  test('percent counts up to the end of the day; a business day before due is a close', () => {
    const days = { kind: 'BUSINESS_DAYS', days: 2, endOfDay: true };
    expect(first(days, { percent: 50 })).toBe('tue 13:30');
    expect(first(days, { offsetBusinessDays: -1 })).toBe('tue 17:00');
  });
  test('the whole of a day target is its due instant, an opening, not the close before', () => {
    const days = policyOf([
      {
        budget: { kind: 'BUSINESS_DAYS', days: 2 },
        steps: [{ id: 'all', when: { percent: 100 } }],
      },
    ]);
    const clock = clockOf(tell(days, [['mon 09:00', 'OPENED']]));
    expect(dueTransitions(clock, at('fri 09:00'), calendars).map((one) => say(one.at))).toEqual([
      'wed 09:00',
      'wed 09:00',
    ]);
  });
  test('a share of a fixed deadline is a share of the opening hours until then', () => {
    expect(first({ kind: 'FIXED', at: at('mon 20:00') }, { percent: 50 })).toBe('mon 13:30');
    expect(
      first({ kind: 'FIXED', at: at('tue 10:00') }, { offsetMs: -2 * HOUR, time: 'BUSINESS' }),
    ).toBe('mon 16:00');
  });
});

test('beyond the last instant there is nothing to do', () => {
  const last = Date.UTC(2199, 11, 31, 23);
  const far = policyOf([
    {
      budget: { kind: 'FIXED', at: last },
      steps: [{ id: 'after', when: { offsetMs: 9 * HOUR, time: 'WALL' }, quietUntilOpen: true }],
    },
  ]);
  const clock = clockOf(tell(far, opened));
  expect(dueTransitions(clock, last, calendars).map(({ stepId }) => stepId)).toEqual(['BREACH']);
});

test('a clock read without its calendar says which one is missing', () => {
  const read = () => dueTransitions(after(opened), at('fri 12:00'), { always: calendars.always });
  expect(read).toThrow(SlaContextError);
  expect(read).toThrow(expect.objectContaining({ calendarId: 'desk' }));
});
