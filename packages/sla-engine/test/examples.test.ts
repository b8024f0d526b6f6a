import { expect, test } from 'vitest';
import {
  clockStatusAt,
  definePolicy,
  explain,
  fireTransitions,
  fold,
  step,
  type TicketEvent,
} from '../src/index.ts';
import { at, calendars, clockOf, desk, HOUR, say } from './scenario.ts';

test('the README', () => {
  const policy = definePolicy({
    id: 'gold',
    version: 3,
    kind: 'SLA',
    targets: [
      {
        metric: 'FIRST_RESPONSE',
        calendarId: 'desk',
        budget: { kind: 'BUSINESS_TIME', ms: 3_600_000 },
      },
      {
        metric: 'RESOLVE',
        calendarId: 'desk',
        pauseOn: ['REQUESTER', 'VENDOR'],
        budgetByPriority: { P1: { kind: 'BUSINESS_TIME', ms: 14_400_000 }, P5: null },
        budget: { kind: 'BUSINESS_DAYS', days: 5, endOfDay: true },
        steps: [{ id: 'warn', when: { percent: 75 }, action: 'notify-team' }],
      },
    ],
  });
  if (!policy.ok) throw new Error(policy.error.message);
  const now = at('mon 12:30');
  const context = { calendars: { desk }, policies: [policy.value], now };
  const events: TicketEvent[] = [
    { id: 'e1', at: at('mon 09:00'), seq: 1, type: 'OPENED', priority: 'P1' },
  ];
  const state = fold(policy.value, events, context);
  if (!state.ok) throw new Error(state.error.message);
  const answered: TicketEvent = { id: 'e2', at: at('mon 09:30'), seq: 2, type: 'AGENT_REPLIED' };
  const next = step(state.value, answered, context);
  if (!next.ok) throw new Error(next.error.message);

  expect(clockStatusAt(clockOf(next.value, 'FIRST_RESPONSE'), now, calendars).status).toBe('MET');
  const clock = clockOf(next.value);
  expect(clockStatusAt(clock, now, calendars)).toMatchObject({
    status: 'RUNNING',
    elapsedMs: 3.5 * HOUR,
    remainingMs: HOUR / 2,
  });
  expect(say(clock.dueAt)).toBe('mon 13:00');
  expect(fireTransitions(clock, now, calendars).transitions).toMatchObject([
    { key: 'RESOLVE/1/0/warn', at: at('mon 12:00'), action: 'notify-team' },
  ]);
  expect(explain(clock, now, calendars)).toHaveLength(1);
  const p5 = fold(policy.value, [{ ...events[0], priority: 'P5' } as TicketEvent], context);
  expect(p5.ok && p5.value.clocks.map(({ metric }) => metric)).toEqual(['FIRST_RESPONSE']);
});
