import { describe, expect, test } from 'vitest';
import { explain } from '../src/index.ts';
import {
  at,
  calendars,
  clockOf,
  HOUR,
  paused,
  policyOf,
  read,
  resumed,
  say,
  type Told,
  tell,
  within,
} from './scenario.ts';

const hours = (n: number) => ({ kind: 'BUSINESS_TIME', ms: n * HOUR }) as const;
const MODES = ['CARRY', 'RESTART', 'RECOMPUTE'] as const;

describe('a change of priority', () => {
  const policy = policyOf([
    { budget: hours(8), budgetByPriority: { P1: hours(2), P4: hours(16), P5: null } },
  ]);
  const change = (priority: string, mode: (typeof MODES)[number], when = 'mon 12:00'): Told[] => [
    ['mon 09:00', { type: 'OPENED', priority: 'P3' }],
    [when, { type: 'PRIORITY_CHANGED', priority, mode }],
  ];

  test.each([
    // Three hours are gone of the two there are now: late, but not before the change was made.
    ['CARRY', 'mon 12:00', 'BREACHED'],
    ['RESTART', 'mon 14:00', 'RUNNING'],
    // Had it been a P1 from the start, it would have been late at eleven.
    ['RECOMPUTE', 'mon 11:00', 'BREACHED'],
  ] as const)('to a shorter budget: %s', (mode, due, status) => {
    const clock = clockOf(tell(policy, change('P1', mode)));
    expect(read(clock, 'mon 12:00')).toMatchObject({ due, status });
  });

  test.each([
    ['CARRY', 'tue 17:00'],
    ['RESTART', 'wed 12:00'],
    ['RECOMPUTE', 'tue 17:00'],
  ] as const)('to a longer budget: %s', (mode, due) => {
    expect(say(clockOf(tell(policy, change('P4', mode))).dueAt)).toBe(due);
  });

  test('a breach that happened stays, unless the change asks what would have been', () => {
    const late = (mode: (typeof MODES)[number]) =>
      read(clockOf(tell(policy, change('P4', mode, 'tue 10:00'))), 'tue 10:00').status;
    expect(MODES.map(late)).toEqual(['BREACHED', 'BREACHED', 'RUNNING']);
  });

  test('to a priority without the target, and back', () => {
    const gone = tell(policy, change('P5', 'CARRY'));
    expect(clockOf(gone).status).toBe('CANCELLED');
    const back = tell(policy, [
      ...change('P5', 'CARRY'),
      ['mon 13:00', { type: 'PRIORITY_CHANGED', priority: 'P1', mode: 'CARRY' }],
    ]);
    expect(clockOf(back)).toMatchObject({ cycle: 2, status: 'RUNNING' });
    expect(say(clockOf(back).dueAt)).toBe('mon 15:00');
  });

  test('that changes nothing changes nothing', () => {
    const same = clockOf(tell(policy, change('P2', 'RESTART')));
    expect(say(same.dueAt)).toBe('mon 17:00');
  });
});

describe('a change of calendar', () => {
  // The desk is open from nine to five, the late desk from twelve to eight.
  const policy = policyOf([within(8, { pauseOn: ['VENDOR'] })]);
  const moved = (mode: (typeof MODES)[number]): Told[] => [
    ['mon 10:00', 'OPENED'],
    ['mon 11:00', paused('VENDOR')],
    ['mon 13:00', resumed()],
    ['mon 14:00', { type: 'CALENDAR_CHANGED', from: 'desk', to: 'late', mode }],
  ];

  test.each([
    // An hour before the pause and one after it, by the desk; six more by the late desk.
    ['CARRY', 'mon 20:00', 2],
    ['RESTART', 'tue 14:00', 0],
    // By the late desk, the hour before the pause was closed.
    ['RECOMPUTE', 'tue 13:00', 1],
  ] as const)('%s', (mode, due, elapsed) => {
    const clock = clockOf(tell(policy, moved(mode)));
    expect(read(clock, 'mon 14:00')).toMatchObject({ due, elapsed });
  });

  test('is told in the ledger, by whose hours each span counted', () => {
    const clock = clockOf(tell(policy, moved('CARRY')));
    const counted = explain(clock, at('mon 18:00'), calendars).filter((span) => span.counted);
    expect(counted.map(({ from, to, calendarId }) => [say(from), say(to), calendarId])).toEqual([
      ['mon 10:00', 'mon 11:00', 'desk'],
      ['mon 13:00', 'mon 14:00', 'desk'],
      ['mon 14:00', 'mon 18:00', 'late'],
    ]);
  });

  test('holds for the clocks that start later', () => {
    const replies = policyOf([within(2, { metric: 'NEXT_RESPONSE' })]);
    const state = tell(replies, [
      ['mon 09:00', 'OPENED'],
      ['mon 09:30', 'AGENT_REPLIED'],
      ['mon 09:45', { type: 'CALENDAR_CHANGED', from: 'desk', to: 'late' }],
      ['mon 10:00', 'REQUESTER_REPLIED'],
    ]);
    expect(say(clockOf(state, 'NEXT_RESPONSE').dueAt)).toBe('mon 14:00');
  });
});

describe('a change of agreement', () => {
  const gold = policyOf([
    within(4, { pauseOn: ['VENDOR'] }),
    within(1, { metric: 'FIRST_RESPONSE' }),
  ]);
  const silver = policyOf([within(8), within(4, { metric: 'RESTORE' })], { id: 'silver' });
  const told = (mode: (typeof MODES)[number]): Told[] => [
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', paused('VENDOR')],
    ['mon 12:00', { type: 'POLICY_CHANGED', policyId: 'silver', version: 1, mode }],
  ];
  const under = (mode: (typeof MODES)[number]) => tell(gold, told(mode), { policies: [silver] });

  test.each([
    // Silver does not pause for vendors: from now on, from now on at zero, or all along.
    ['CARRY', 'tue 11:00', 'mon 16:00'],
    ['RESTART', 'tue 12:00', 'mon 16:00'],
    ['RECOMPUTE', 'mon 17:00', 'mon 13:00'],
  ] as const)('%s', (mode, resolve, restore) => {
    expect(say(clockOf(under(mode)).dueAt)).toBe(resolve);
    // A target only silver has: from the change, or from the opening.
    expect(say(clockOf(under(mode), 'RESTORE').dueAt)).toBe(restore);
  });

  test('ends what the new one does not promise', () => {
    expect(clockOf(under('CARRY'), 'FIRST_RESPONSE').status).toBe('CANCELLED');
  });

  test('does not start what has already been done', () => {
    const state = tell(
      gold,
      [
        ['mon 09:00', 'OPENED'],
        ['mon 09:30', 'RESTORED'],
        ['mon 12:00', { type: 'POLICY_CHANGED', policyId: 'silver', version: 1 }],
      ],
      { policies: [silver] },
    );
    expect(state.clocks.map(({ targetId }) => targetId)).toEqual(['RESOLVE', 'FIRST_RESPONSE']);
  });

  test('leaves clocks that ended as they were', () => {
    const state = tell(
      gold,
      [
        ['mon 09:00', 'OPENED'],
        ['mon 09:30', 'AGENT_REPLIED'],
        [
          'mon 12:00',
          { type: 'POLICY_CHANGED', policyId: 'silver', version: 1, mode: 'RECOMPUTE' },
        ],
      ],
      { policies: [silver] },
    );
    expect(clockOf(state, 'FIRST_RESPONSE')).toMatchObject({ status: 'MET', policyId: 'gold' });
  });
});

describe('a deadline set by hand', () => {
  const policy = policyOf([within(4, { pauseOn: ['VENDOR'] })]);
  test('gives way to the agreement again, which counted opening hours meanwhile', () => {
    const state = tell(policy, [
      ['mon 15:00', 'OPENED'],
      ['mon 16:00', { type: 'DEADLINE_SET', targetId: 'RESOLVE', dueAt: at('fri 12:00') }],
      ['tue 10:00', { type: 'DEADLINE_SET', targetId: 'RESOLVE', dueAt: null }],
    ]);
    expect(read(clockOf(state), 'tue 10:00')).toMatchObject({ elapsed: 3, due: 'tue 11:00' });
  });
  test('ends a pause, which begins again with the agreement', () => {
    const told: Told[] = [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', paused('VENDOR')],
      ['mon 11:00', { type: 'DEADLINE_SET', targetId: 'RESOLVE', dueAt: at('mon 12:00') }],
    ];
    expect(clockOf(tell(policy, told)).status).toBe('RUNNING');
    const back = tell(policy, [
      ...told,
      ['mon 11:30', { type: 'DEADLINE_SET', targetId: 'RESOLVE', dueAt: null }],
    ]);
    expect(clockOf(back).status).toBe('PAUSED');
  });
});
