import { diffCalendars } from '@wardline/business-calendar';
import { describe, expect, test } from 'vitest';
import { dueTransitions, explain, isAffectedBy } from '../src/index.ts';
import {
  at,
  calendar,
  calendars,
  clockOf,
  HOUR,
  paused,
  policyOf,
  read,
  resumed,
  say,
  tell,
  WORKDAYS,
  within,
} from './scenario.ts';

// Bugs that users of other service desks reported, by the number of the research and the link;
// each must never be one of ours. Those of opening hours (1-9, 23, 25, 26) are in the calendar.

test('10: zammad#390, an unexpected holiday explains the due date', () => {
  const withHoliday = calendar({ holidays: [{ date: '2026-11-26', name: 'Thanksgiving Day' }] });
  const mine = { ...calendars, desk: withHoliday };
  const state = tell(policyOf([within(4)]), [['wed 15:00', 'OPENED']], { calendars: mine });
  expect(say(clockOf(state).dueAt)).toBe('fri 11:00');
  const why = explain(clockOf(state), at('fri 11:00'), mine);
  expect(
    why.map(({ from, to, reason, holidays }) => [say(from), say(to), reason, ...holidays]),
  ).toEqual([
    ['wed 15:00', 'wed 17:00', 'COUNTED'],
    ['wed 17:00', 'thu 00:00', 'CLOSED'],
    ['thu 00:00', 'fri 00:00', 'HOLIDAY', 'Thanksgiving Day'],
    ['fri 00:00', 'fri 09:00', 'CLOSED'],
    ['fri 09:00', 'fri 11:00', 'COUNTED'],
  ]);
});

describe('11: zammad#534, #4353, #4037', () => {
  const opened = [['mon 10:00', 'OPENED']] as const;
  test('a changed calendar moves the due date', () => {
    const moved = tell(policyOf([within(4)]), [
      ...opened,
      ['mon 11:00', { type: 'CALENDAR_CHANGED', from: 'desk', to: 'late' }],
    ]);
    expect(say(clockOf(moved).dueAt)).toBe('mon 15:00');
  });
  test('an agreement without the target ends its clock', () => {
    const empty = policyOf([], { id: 'none' });
    const ended = tell(
      policyOf([within(4)]),
      [...opened, ['mon 11:00', { type: 'POLICY_CHANGED', policyId: 'none', version: 1 }]],
      { policies: [empty] },
    );
    expect(clockOf(ended)).toMatchObject({
      status: 'CANCELLED',
      dueAt: null,
      nextTransitionAt: null,
    });
  });
  test('a clock that the change does not meet is not touched', () => {
    const clock = clockOf(tell(policyOf([within(4)]), [...opened]));
    const friday = calendar({ weekly: { ...WORKDAYS, fri: [] } });
    const monday = calendar({ weekly: { ...WORKDAYS, mon: [['09:00', '12:00']] } });
    const week = { from: at('mon 00:00'), to: at('sun 00:00') };
    expect(isAffectedBy(clock, diffCalendars(calendars.desk, friday, week))).toBe(false);
    expect(isAffectedBy(clock, diffCalendars(calendars.desk, monday, week))).toBe(true);
  });
});

describe('12: zammad#3140, #3410, #5177, #2082, #2579, replies', () => {
  const policy = policyOf([
    within(1, { metric: 'FIRST_RESPONSE' }),
    within(2, { metric: 'NEXT_RESPONSE' }),
    within(4, { metric: 'UPDATE_CADENCE' }),
  ]);
  const asked = [
    ['mon 09:00', 'OPENED'],
    ['mon 09:10', 'REQUESTER_REPLIED'],
    ['mon 09:30', 'AGENT_REPLIED'],
  ] as const;

  test('while the first response is owed, neither a next response nor an update is', () => {
    const state = tell(policy, [...asked.slice(0, 2)]);
    expect(state.clocks.map(({ metric }) => metric)).toEqual(['FIRST_RESPONSE']);
  });
  test('the first reply starts the update clock', () => {
    expect(say(clockOf(tell(policy, [...asked]), 'UPDATE_CADENCE').dueAt)).toBe('mon 13:30');
  });
  test('the next response is due from the first unanswered message, and ends with the reply', () => {
    const waiting = tell(policy, [
      ...asked,
      ['mon 10:00', 'REQUESTER_REPLIED'],
      ['mon 11:30', 'REQUESTER_REPLIED'],
    ]);
    expect(say(clockOf(waiting, 'NEXT_RESPONSE').dueAt)).toBe('mon 12:00');
    const answered = tell(policy, [
      ...asked,
      ['mon 10:00', 'REQUESTER_REPLIED'],
      ['mon 11:30', 'AGENT_REPLIED'],
    ]);
    expect(read(clockOf(answered, 'NEXT_RESPONSE'), 'tue 12:00')).toMatchObject({
      status: 'MET',
      elapsed: 1.5,
    });
  });
  test('every exchange is kept, the longest too', () => {
    const state = tell(policy, [
      ...asked,
      ['mon 10:00', 'REQUESTER_REPLIED'],
      ['mon 13:00', 'AGENT_REPLIED'],
      ['mon 14:00', 'REQUESTER_REPLIED'],
      ['mon 14:30', 'AGENT_REPLIED'],
    ]);
    const cycles = state.clocks.filter(({ metric }) => metric === 'NEXT_RESPONSE');
    expect(cycles.map(({ key, consumedMs }) => [key, consumedMs / HOUR])).toEqual([
      ['NEXT_RESPONSE/1', 3],
      ['NEXT_RESPONSE/2', 0.5],
    ]);
    expect(read(cycles[0] as never, 'tue 09:00')).toMatchObject({
      status: 'BREACHED',
      breached: 'mon 12:00',
    });
  });
  test('closing ends them all, with what they took', () => {
    const state = tell(policy, [
      ...asked,
      ['mon 10:00', 'REQUESTER_REPLIED'],
      ['mon 11:00', 'CLOSED'],
    ]);
    expect(state.clocks.map(({ status, consumedMs }) => [status, consumedMs / HOUR])).toEqual([
      ['MET', 0.5],
      ['MET', 1.5],
      ['MET', 1],
    ]);
  });
});

test('13: zammad#904, a merged ticket leaves no clock', () => {
  const state = tell(policyOf([within(1), within(4, { metric: 'RESTORE' })]), [
    ['mon 09:00', 'OPENED'],
    ['mon 09:30', 'MERGED'],
    ['mon 09:40', 'AGENT_REPLIED'],
    ['mon 09:50', 'REQUESTER_REPLIED'],
  ]);
  expect(state.clocks.map(({ status, nextTransitionAt }) => [status, nextTransitionAt])).toEqual([
    ['CANCELLED', null],
    ['CANCELLED', null],
  ]);
});

test('14: zammad#4432, an escalation can wait for open hours', () => {
  const quiet = within(4, {
    calendarId: 'desk',
    steps: [
      { id: 'loud', when: { offsetMs: 2 * HOUR, time: 'WALL' } },
      { id: 'quiet', when: { offsetMs: 2 * HOUR, time: 'WALL' }, quietUntilOpen: true },
    ],
  });
  const clock = clockOf(tell(policyOf([quiet]), [['mon 13:00', 'OPENED']]));
  const due = dueTransitions(clock, at('wed 00:00'), calendars);
  expect(due.map(({ stepId, at: when }) => [stepId, say(when)])).toEqual([
    ['BREACH', 'mon 17:00'],
    ['loud', 'mon 19:00'],
    ['quiet', 'tue 09:00'],
  ]);
});

test('15: glpi#10594, #14937, #9082, a day target counts its pause in the same calendar', () => {
  const days = policyOf([{ budget: { kind: 'BUSINESS_DAYS', days: 2 }, pauseOn: ['REQUESTER'] }]);
  const over = (from: string, to: string) =>
    say(
      clockOf(
        tell(days, [
          ['mon 10:00', 'OPENED'],
          [from, paused('REQUESTER')],
          [to, resumed()],
        ]),
      ).dueAt,
    );
  expect(over('mon 12:00', 'mon 13:00')).toBe('wed 11:00');
  // A night's pause is no pause, a night and an hour is an hour.
  expect(over('mon 17:00', 'tue 09:00')).toBe('wed 10:00');
  expect(over('mon 16:00', 'tue 09:00')).toBe('wed 11:00');
});

test('16: glpi#6902, a pause survives a change of agreement', () => {
  const silver = policyOf([within(8, { pauseOn: ['REQUESTER'] })], { id: 'silver' });
  const told = [
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', paused('REQUESTER')],
    ['mon 12:00', { type: 'POLICY_CHANGED', policyId: 'silver', version: 1 }],
  ] as const;
  const context = { policies: [silver] };
  const gold = policyOf([within(4, { pauseOn: ['REQUESTER'] })]);
  const waiting = clockOf(tell(gold, [...told], context));
  expect(waiting).toMatchObject({ status: 'PAUSED', dueAt: null, policyId: 'silver' });
  expect(say(waiting.pausedSince)).toBe('mon 10:00');
  const resumedClock = clockOf(tell(gold, [...told, ['mon 14:00', resumed()]], context));
  expect(say(resumedClock.dueAt)).toBe('tue 13:00');
});

test('17: glpi#24481, a paused clock never breaches', () => {
  const policy = policyOf([within(4, { pauseOn: ['VENDOR'] })]);
  const clock = clockOf(
    tell(policy, [
      ['mon 09:00', 'OPENED'],
      ['mon 12:59', paused('VENDOR')],
    ]),
  );
  expect(read(clock, 'fri 17:00')).toMatchObject({ status: 'PAUSED', due: 'never' });
  expect(dueTransitions(clock, at('fri 17:00'), calendars)).toEqual([]);
  expect(clock.nextTransitionAt).toBeNull();
});

describe('18: glpi#23359, the gap between resolved and reopened is a rule, not an accident', () => {
  const told = [
    ['mon 09:00', 'OPENED'],
    ['mon 11:00', 'RESOLVED'],
    ['tue 09:00', 'REOPENED'],
  ] as const;
  test.each([
    ['RESUME', 'RUNNING', 'tue 11:00', 1],
    ['NEW_CYCLE', 'RUNNING', 'tue 13:00', 2],
    ['KEEP', 'MET', 'mon 13:00', 1],
  ] as const)('%s', (onReopen, status, due, cycle) => {
    const clock = clockOf(tell(policyOf([within(4, { onReopen })]), [...told]));
    expect(clock).toMatchObject({ status, cycle });
    expect(say(clock.dueAt)).toBe(due);
  });
});

describe('19: glpi#15429, #687', () => {
  test('an hour before due is an hour of business time before due', () => {
    const early = within(2, {
      steps: [{ id: 'early', when: { offsetMs: -HOUR, time: 'BUSINESS' } }],
    });
    const clock = clockOf(tell(policyOf([early]), [['mon 16:30', 'OPENED']]));
    expect([say(clock.dueAt), say(clock.nextTransitionAt)]).toEqual(['tue 10:30', 'tue 09:30']);
  });
  test('a ticket opened out of hours counts from the opening', () => {
    const clock = clockOf(tell(policyOf([within(1)]), [['sat 12:00', 'OPENED']]));
    expect(say(clock.dueAt)).toBe('mon+ 10:00');
  });
});

test('20: glpi#1911, an SLA starts when the customer asks, an OLA when the team is given it', () => {
  const told = [
    ['mon 09:00', 'OPENED'],
    ['mon 11:00', { type: 'ASSIGNED', team: 'field' }],
  ] as const;
  const due = (kind: 'SLA' | 'OLA') =>
    say(clockOf(tell(policyOf([within(4)], { kind }), [...told])).dueAt);
  expect([due('SLA'), due('OLA')]).toEqual(['mon 13:00', 'mon 15:00']);
  const fromOpening = policyOf([within(4, { startFrom: 'OPENED' })], { kind: 'OLA' });
  expect(say(clockOf(tell(fromOpening, [...told])).dueAt)).toBe('mon 13:00');
});

test('21: glpi#17186, a deadline set by hand is not moved by a pause', () => {
  const policy = policyOf([within(4, { pauseOn: ['REQUESTER'] })]);
  const state = tell(policy, [
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', { type: 'DEADLINE_SET', targetId: 'RESOLVE', dueAt: at('wed 12:00') }],
    ['mon 11:00', paused('REQUESTER')],
    ['tue 11:00', { type: 'PRIORITY_CHANGED', priority: 'P1' }],
  ]);
  expect(read(clockOf(state), 'wed 11:00')).toMatchObject({ status: 'RUNNING', due: 'wed 12:00' });
  expect(read(clockOf(state), 'wed 12:00')).toMatchObject({
    status: 'BREACHED',
    breached: 'wed 12:00',
  });
});

test('22: frappe/helpdesk#2449, #1675, #2214, erpnext#47029 and four more, holds are business time', () => {
  const policy = policyOf([within(4, { pauseOn: ['REQUESTER'] })]);
  const state = tell(policy, [
    ['mon 15:00', 'OPENED'],
    ['mon 16:00', paused('REQUESTER')],
    ['tue 10:00', resumed()],
  ]);
  // Three hours were left, whatever the hold was by the wall clock; the start is still the start.
  expect(say(clockOf(state).dueAt)).toBe('tue 13:00');
  expect(say(clockOf(state).startedAt)).toBe('mon 15:00');
});

describe('24: chatwoot#13392, #10178, #15024', () => {
  const policy = policyOf([within(2, { onReopen: 'KEEP' })]);
  const late = [
    ['mon 09:00', 'OPENED'],
    ['mon 12:00', 'RESOLVED'],
  ] as const;
  test('the clock stops on resolve, and how late it was is frozen', () => {
    const clock = clockOf(tell(policy, [...late]));
    const frozen = { status: 'BREACHED', elapsed: 3, remaining: -1, breached: 'mon 11:00' };
    expect(read(clock, 'mon 12:00')).toMatchObject(frozen);
    expect(read(clock, 'fri 12:00')).toMatchObject(frozen);
  });
  test('a completed clock stays frozen after a reopening', () => {
    const clock = clockOf(
      tell(policy, [...late, ['tue 09:00', 'REOPENED'], ['tue 10:00', 'AGENT_REPLIED']]),
    );
    expect(clock.metAt).toBe(at('mon 12:00'));
    expect(read(clock, 'fri 12:00')).toMatchObject({ elapsed: 3 });
  });
});
