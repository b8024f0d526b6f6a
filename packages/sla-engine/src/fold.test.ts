import { describe, expect, test } from 'vitest';
import { at, calendars, clockOf, history, policyOf, tell, within } from '../test/scenario.ts';
import { beginSla, fold, step, type TicketEvent } from './index.ts';

const policy = policyOf([within(4)]);
const opened = history([['mon 09:00', 'OPENED']])[0] as TicketEvent;

describe('a bad history is refused with the place of the mistake', () => {
  const bad = (fields: object) => [opened, { ...opened, id: 'bad', ...fields }] as TicketEvent[];
  test.each([
    ['nothing', [opened, null], 'SLA_EVENT_INVALID', ['events', 1]],
    ['no id', bad({ id: '' }), 'SLA_EVENT_INVALID', ['events', 1, 'id']],
    ['NaN for a time', bad({ at: Number.NaN }), 'SLA_EVENT_INSTANT_INVALID', ['events', 1, 'at']],
    ['half a millisecond', bad({ at: 0.5 }), 'SLA_EVENT_INSTANT_INVALID', ['events', 1, 'at']],
    ['an unsafe integer', bad({ at: 2 ** 60 }), 'SLA_EVENT_INSTANT_INVALID', ['events', 1, 'at']],
    [
      'a text for a time',
      bad({ at: '2026-11-23' }),
      'SLA_EVENT_INSTANT_INVALID',
      ['events', 1, 'at'],
    ],
    ['no order', bad({ seq: Number.NaN }), 'SLA_EVENT_INVALID', ['events', 1, 'seq']],
    ['an unknown type', bad({ type: 'EXPLODED' }), 'SLA_EVENT_INVALID', ['events', 1, 'type']],
    [
      'a pause without a reason',
      bad({ type: 'PAUSED' }),
      'SLA_EVENT_INVALID',
      ['events', 1, 'reason'],
    ],
    [
      'no priority',
      bad({ type: 'PRIORITY_CHANGED' }),
      'SLA_EVENT_INVALID',
      ['events', 1, 'priority'],
    ],
    [
      'an unknown mode',
      bad({ type: 'PRIORITY_CHANGED', priority: 'P1', mode: 'GUESS' }),
      'SLA_EVENT_INVALID',
      ['events', 1, 'mode'],
    ],
    [
      'a discovery at NaN',
      bad({ occurredAt: Number.NaN }),
      'SLA_EVENT_INSTANT_INVALID',
      ['events', 1, 'occurredAt'],
    ],
    [
      'a deadline at NaN',
      bad({ type: 'DEADLINE_SET', targetId: 'RESOLVE', dueAt: Number.NaN }),
      'SLA_EVENT_INSTANT_INVALID',
      ['events', 1, 'dueAt'],
    ],
    [
      'an unknown policy',
      bad({ type: 'POLICY_CHANGED', policyId: 'tin', version: 1 }),
      'SLA_POLICY_MISSING',
      ['events', 1, 'policyId'],
    ],
    [
      'an unknown calendar',
      bad({ type: 'CALENDAR_CHANGED', from: 'desk', to: 'moon' }),
      'SLA_CALENDAR_MISSING',
      ['events', 1, 'to'],
    ],
    [
      'one id for two facts',
      bad({ id: 'e0', type: 'RESOLVED' }),
      'SLA_EVENT_ID_REUSED',
      ['events', 1, 'id'],
    ],
  ])('%s', (_, events, code, path) => {
    const folded = fold(policy, events as TicketEvent[], { calendars });
    expect(folded).toMatchObject({ ok: false, error: { code, path } });
  });

  test('an event from the future, if it is known what now is', () => {
    const now = opened.at - 1;
    expect(fold(policy, [opened], { calendars, now })).toMatchObject({
      ok: false,
      error: { code: 'SLA_EVENT_IN_FUTURE', path: ['events', 0, 'at'] },
    });
    expect(fold(policy, [opened], { calendars, now: opened.at }).ok).toBe(true);
  });

  test('a policy whose calendar was not passed in', () => {
    const folded = fold(policyOf([within(1, { calendarId: 'toString' })]), [], { calendars });
    expect(folded).toMatchObject({ ok: false, error: { code: 'SLA_CALENDAR_MISSING' } });
  });
});

describe('step', () => {
  const context = { calendars, policies: [policy] };
  const state = tell(policy, [
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', 'AGENT_REPLIED'],
  ]);

  test('refuses an event that belongs before one already applied', () => {
    const late: TicketEvent = { id: 'late', at: at('mon 09:30'), seq: 9, type: 'RESOLVED' };
    expect(step(state, late, context)).toMatchObject({
      ok: false,
      error: { code: 'SLA_EVENT_OUT_OF_ORDER', path: ['event', 'at'] },
    });
  });

  test('takes the same event a second time for the first', () => {
    const again: TicketEvent = { id: 'e0', at: at('mon 09:00'), seq: 0, type: 'OPENED' };
    expect(step(state, again, context)).toEqual({ ok: true, value: state });
  });

  test('needs the policy the state is under', () => {
    const stepped = step(state, opened, { calendars, policies: [] });
    expect(stepped).toMatchObject({ ok: false, error: { code: 'SLA_POLICY_MISSING' } });
  });

  test('needs the calendars that came with a change', () => {
    const moved = tell(policy, [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', { type: 'CALENDAR_CHANGED', from: 'desk', to: 'late' }],
    ]);
    const next: TicketEvent = { id: 'next', at: at('mon 11:00'), seq: 9, type: 'ACKNOWLEDGED' };
    const { desk } = calendars;
    expect(step(moved, next, { calendars: { desk }, policies: [policy] })).toMatchObject({
      ok: false,
      error: { code: 'SLA_CALENDAR_MISSING', path: ['calendars'] },
    });
  });

  test('from nothing is the fold', () => {
    expect(step(beginSla(policy), opened, context)).toEqual(fold(policy, [opened], { calendars }));
  });
});

test('equal times count in the order of their sequence numbers', () => {
  const events = history([
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', { type: 'PAUSED', reason: 'VENDOR' }],
    ['mon 10:00', { type: 'RESUMED' }],
  ]);
  const paused = policyOf([within(4, { pauseOn: ['VENDOR'] })]);
  const order = (list: TicketEvent[]) => {
    const folded = fold(paused, list, { calendars });
    return folded.ok ? clockOf(folded.value).status : folded.error.code;
  };
  expect(order(events)).toBe('RUNNING');
  expect(order(events.map((event) => ({ ...event, seq: -event.seq })))).toBe('PAUSED');
});

test('a thousand events cost a bounded number of look-ups each', () => {
  let looks = 0;
  const { desk } = calendars;
  const counted = {
    ...desk,
    between: (a: number, b: number) => {
      looks++;
      return desk.between(a, b);
    },
  };
  const replies = Array.from({ length: 1000 }, (_, i) => ({
    id: `r${i}`,
    at: at('mon 09:00') + i,
    seq: i,
    type: i === 0 ? ('OPENED' as const) : ('ACKNOWLEDGED' as const),
  }));
  const folded = fold(policy, replies, { calendars: { ...calendars, desk: counted } });
  expect(folded.ok).toBe(true);
  // A clock without pauses has one segment, whatever was said meanwhile.
  expect(looks).toBeLessThan(3 * replies.length);
});
