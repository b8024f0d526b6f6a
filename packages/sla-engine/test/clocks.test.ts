import { describe, expect, test } from 'vitest';
import {
  calendar,
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

describe('a clock runs in opening hours', () => {
  const policy = policyOf([within(4)]);
  const clock = clockOf(tell(policy, [['mon 15:00', 'OPENED']]));

  test('from the opening of the ticket to the budget used up', () => {
    expect(read(clock, 'mon 14:00').status).toBe('NOT_STARTED');
    expect(read(clock, 'mon 16:00')).toEqual({
      status: 'RUNNING',
      elapsed: 1,
      remaining: 3,
      due: 'tue 11:00',
    });
    expect(read(clock, 'tue 08:00')).toMatchObject({ elapsed: 2, remaining: 2 });
  });
  test('and is breached at the due instant, not when somebody looks', () => {
    expect(read(clock, 'tue 10:59').status).toBe('RUNNING');
    expect(read(clock, 'fri 12:00')).toMatchObject({
      status: 'BREACHED',
      breached: 'tue 11:00',
      remaining: -25,
    });
  });
  test('done at the very due instant is in time, an instant later is not', () => {
    const done = (when: string) =>
      read(
        clockOf(
          tell(policy, [
            ['mon 15:00', 'OPENED'],
            [when, 'RESOLVED'],
          ]),
        ),
        'fri 12:00',
      ).status;
    expect([done('tue 11:00'), done('tue 11:01')]).toEqual(['MET', 'BREACHED']);
  });
  test('a calendar that never opens is never due, and falls back to nothing', () => {
    const never = { ...calendars, desk: calendar({ weekly: {} }) };
    const state = tell(policy, [['mon 15:00', 'OPENED']], { calendars: never });
    expect(clockOf(state)).toMatchObject({
      status: 'RUNNING',
      dueAt: null,
      nextTransitionAt: null,
    });
  });
});

describe('pauses', () => {
  const policy = policyOf([
    within(4, { pauseOn: ['REQUESTER', 'VENDOR'] }),
    within(4, { metric: 'RESTORE', pauseOn: ['VENDOR'] }),
    within(4, { metric: 'FIRST_RESPONSE' }),
  ]);
  const told: Told[] = [
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', paused('REQUESTER', 'Kim')],
    ['mon 11:00', paused('VENDOR', 'Lee')],
    ['mon 12:00', resumed('REQUESTER')],
    ['mon 13:00', resumed('VENDOR')],
  ];
  const dueOf = (upTo: number, target?: string) =>
    say(clockOf(tell(policy, told.slice(0, upTo)), target).dueAt);

  test('stop the clocks that heed their reason, and no others', () => {
    expect([dueOf(2), dueOf(2, 'RESTORE'), dueOf(2, 'FIRST_RESPONSE')]).toEqual([
      'never',
      'mon 13:00',
      'mon 13:00',
    ]);
    expect([dueOf(5), dueOf(5, 'RESTORE'), dueOf(5, 'FIRST_RESPONSE')]).toEqual([
      'mon 16:00',
      'mon 15:00',
      'mon 13:00',
    ]);
  });
  test('say since when and why', () => {
    const clock = clockOf(tell(policy, told.slice(0, 4)));
    expect(clock.pauseReasons).toEqual(['VENDOR']);
    expect(say(clock.pausedSince)).toBe('mon 10:00');
  });
  test('that were going on when a clock starts hold it from the start', () => {
    const late = tell(policy, [
      ['mon 09:00', paused('VENDOR')],
      ['mon 10:00', 'OPENED'],
    ]);
    expect(clockOf(late)).toMatchObject({ status: 'PAUSED', consumedMs: 0 });
  });
  test('given twice are one; ended without a reason, all end', () => {
    const state = tell(policy, [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', paused('VENDOR')],
      ['mon 11:00', paused('VENDOR')],
      ['mon 11:30', paused('REQUESTER')],
      ['mon 12:00', resumed()],
    ]);
    expect(say(clockOf(state).dueAt)).toBe('mon 15:00');
  });
  test('of a target of its own: as data, and as code', () => {
    const waiting = within(4, {
      pause: [{ on: ['AGENT_REPLIED'] }],
      resume: (event) => event.type === 'REQUESTER_REPLIED',
    });
    const asked: Told[] = [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', 'AGENT_REPLIED'],
      ['mon 11:00', 'UPDATE_POSTED'],
    ];
    expect(clockOf(tell(policyOf([waiting]), asked))).toMatchObject({
      status: 'PAUSED',
      pauseReasons: ['RULE'],
    });
    const answered = tell(policyOf([waiting]), [...asked, ['mon 12:00', 'REQUESTER_REPLIED']]);
    expect(say(clockOf(answered).dueAt)).toBe('mon 15:00');
  });
});

describe('conditions', () => {
  test('ask for fields of the event, or of its data', () => {
    const vendor = policyOf(
      [
        within(4, {
          start: [{ on: ['ASSIGNED'], where: { team: 'vendor' } }],
          stop: [{ on: ['RESTORED'], where: { site: 'A' } }],
        }),
      ],
      { kind: 'UC' },
    );
    const told: Told[] = [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', { type: 'ASSIGNED', team: 'field' }],
      ['mon 11:00', { type: 'ASSIGNED', team: 'vendor' }],
      ['mon 12:00', { type: 'RESTORED', data: { site: 'B' } }],
    ];
    expect(say(clockOf(tell(vendor, told)).startedAt)).toBe('mon 11:00');
    expect(clockOf(tell(vendor, told)).status).toBe('RUNNING');
    const done = tell(vendor, [...told, ['mon 13:00', { type: 'RESTORED', data: { site: 'A' } }]]);
    expect(clockOf(done).status).toBe('MET');
  });
  test('reset: an OLA begins again with the next team, whose warnings come again', () => {
    const ola = policyOf(
      [
        within(4, {
          reset: [{ on: ['ASSIGNED'] }],
          steps: [{ id: 'half', when: { percent: 50 } }],
        }),
      ],
      { kind: 'OLA' },
    );
    const state = tell(ola, [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', { type: 'ASSIGNED', team: 'one' }],
      ['mon 13:00', { type: 'ASSIGNED', team: 'two' }],
    ]);
    expect(clockOf(state)).toMatchObject({ cycle: 1, round: 1, fired: [] });
    expect(say(clockOf(state).dueAt)).toBe('mon 17:00');
    expect(say(clockOf(state).nextTransitionAt)).toBe('mon 15:00');
  });
});

describe('reopening', () => {
  test('keeps what was used and skips the time between', () => {
    const state = tell(policyOf([within(4)]), [
      ['mon 09:00', 'OPENED'],
      ['mon 12:00', 'RESOLVED'],
      ['wed 09:00', 'REOPENED'],
    ]);
    expect(read(clockOf(state), 'wed 09:00')).toMatchObject({
      elapsed: 3,
      remaining: 1,
      due: 'wed 10:00',
    });
  });
  test('of a ticket resolved at the very due instant is due at once, not in the past', () => {
    const state = tell(policyOf([within(4)]), [
      ['mon 09:00', 'OPENED'],
      ['mon 13:00', 'RESOLVED'],
      ['wed 09:00', 'REOPENED'],
    ]);
    expect(read(clockOf(state), 'wed 09:00')).toMatchObject({
      status: 'BREACHED',
      breached: 'wed 09:00',
    });
  });
  test('the same for a target that ends with the day, resolved at that end', () => {
    const days = policyOf([
      { budget: { kind: 'BUSINESS_DAYS', days: 1, endOfDay: true }, pauseOn: ['VENDOR'] },
    ]);
    const told: Told[] = [
      ['mon 10:00', 'OPENED'],
      ['tue 17:00', 'RESOLVED'],
      ['wed 09:00', paused('VENDOR')],
      ['wed 10:00', 'REOPENED'],
    ];
    expect(read(clockOf(tell(days, told)), 'fri 09:00')).toMatchObject({ status: 'PAUSED' });
    const going = clockOf(tell(days, [...told, ['thu 10:00', resumed()]]));
    expect(read(going, 'thu 10:00')).toMatchObject({ status: 'RUNNING', due: 'thu 17:00' });
  });
  test('with a message owes a next response', () => {
    const state = tell(policyOf([within(2, { metric: 'NEXT_RESPONSE' })]), [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', 'AGENT_REPLIED'],
      ['mon 11:00', 'RESOLVED'],
      ['tue 09:00', 'REQUESTER_REPLIED'],
      ['tue 09:00', 'REOPENED'],
    ]);
    expect(say(clockOf(state, 'NEXT_RESPONSE').dueAt)).toBe('tue 11:00');
  });
  test('a thank-you to a resolved ticket owes nothing', () => {
    const state = tell(policyOf([within(2, { metric: 'NEXT_RESPONSE' })]), [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', 'AGENT_REPLIED'],
      ['mon 11:00', 'RESOLVED'],
      ['tue 09:00', 'REQUESTER_REPLIED'],
    ]);
    expect(state.clocks).toEqual([]);
  });
});

describe('updates', () => {
  test('each one met begins the next, until the ticket is resolved', () => {
    const state = tell(policyOf([within(2, { metric: 'UPDATE_CADENCE' })]), [
      ['mon 09:00', 'OPENED'],
      ['mon 09:15', 'ACKNOWLEDGED'],
      ['mon 10:00', 'UPDATE_POSTED'],
      ['mon 13:00', 'AGENT_REPLIED'],
      ['mon 14:00', 'RESOLVED'],
      ['mon 14:30', 'UPDATE_POSTED'],
    ]);
    const readings = state.clocks.map((clock) => read(clock, 'fri 09:00'));
    expect(readings.map(({ status, elapsed }) => [status, elapsed])).toEqual([
      ['MET', 0.75],
      ['BREACHED', 3],
      ['MET', 1],
    ]);
  });
});

describe('the law', () => {
  const breach = policyOf(
    [
      {
        id: 'individuals',
        metric: 'NOTIFY',
        calendarId: 'always',
        budget: { kind: 'CALENDAR_DAYS', days: 60 },
      },
      {
        id: 'authority',
        metric: 'NOTIFY',
        calendarId: 'always',
        budget: { kind: 'BUSINESS_TIME', ms: 72 * HOUR },
      },
    ],
    { kind: 'REGULATORY' },
  );
  test('counts from the discovery, over weekends, until the notice is given', () => {
    const state = tell(breach, [
      ['tue 09:00', { type: 'OPENED', occurredAt: Date.parse('2026-11-20T22:00Z') }],
      ['wed 09:00', 'RESOLVED'],
    ]);
    const [individuals, authority] = state.clocks;
    expect(new Date(individuals?.dueAt ?? 0).toISOString()).toBe('2027-01-19T22:00:00.000Z');
    // 72 hours had passed before anybody wrote it down: late from then on, at that instant.
    expect(new Date(authority?.breachedAt ?? 0).toISOString()).toBe('2026-11-23T22:00:00.000Z');
    expect(individuals?.status).toBe('RUNNING');
  });
  test('can end with the day', () => {
    const days = policyOf(
      [{ metric: 'NOTIFY', budget: { kind: 'CALENDAR_DAYS', days: 2, endOfDay: true } }],
      { kind: 'REGULATORY' },
    );
    const clock = clockOf(tell(days, [['mon 09:00', 'OPENED']]), 'NOTIFY');
    expect(say(clock.dueAt)).toBe('thu 00:00');
  });
});

describe('day targets', () => {
  const days = (rest: object, told: Told[]) =>
    say(
      clockOf(
        tell(
          policyOf([{ budget: { kind: 'BUSINESS_DAYS', days: 2, ...rest }, pauseOn: ['VENDOR'] }]),
          told,
        ),
      ).dueAt,
    );
  test('are due at the same time of day, or at the close', () => {
    expect(days({}, [['mon 10:30', 'OPENED']])).toBe('wed 10:30');
    expect(days({}, [['mon 09:00', 'OPENED']])).toBe('wed 09:00');
    expect(days({ endOfDay: true }, [['mon 10:30', 'OPENED']])).toBe('wed 17:00');
  });
  test('have time left until the end of the day, running or done', () => {
    const policy = policyOf([{ budget: { kind: 'BUSINESS_DAYS', days: 2, endOfDay: true } }]);
    const told: Told[] = [['mon 10:30', 'OPENED']];
    expect(read(clockOf(tell(policy, told)), 'wed 12:00')).toMatchObject({
      status: 'RUNNING',
      remaining: 5,
    });
    const done = (when: string) =>
      read(clockOf(tell(policy, [...told, [when, 'RESOLVED']])), 'fri 12:00');
    expect(done('wed 12:00')).toMatchObject({ status: 'MET', remaining: 5 });
    expect(done('thu 10:00')).toMatchObject({ status: 'BREACHED', remaining: -1 });
  });
  test('opened out of hours count from the next opening', () => {
    expect(days({}, [['sat 12:00', 'OPENED']])).toBe('wed+ 09:00');
  });
  test('an end of day that falls into a pause waits for the end of the day of resumption', () => {
    const told: Told[] = [
      ['mon 10:30', 'OPENED'],
      ['wed 11:00', paused('VENDOR')],
    ];
    expect(days({ endOfDay: true }, told)).toBe('never');
    expect(days({ endOfDay: true }, [...told, ['fri 11:00', resumed()]])).toBe('fri 17:00');
    const again: Told[] = [...told, ['thu 11:00', resumed()], ['thu 12:00', paused('VENDOR')]];
    expect(days({ endOfDay: true }, again)).toBe('never');
    expect(days({ endOfDay: true }, [...again, ['fri 11:00', resumed()]])).toBe('fri 17:00');
  });
});

test('a retroactive start sees the pauses that came before the clock', () => {
  const ola = policyOf([within(4, { startFrom: 'OPENED', pauseOn: ['VENDOR'] })], { kind: 'OLA' });
  const state = tell(ola, [
    ['mon 09:00', 'OPENED'],
    ['mon 10:00', paused('VENDOR')],
    ['mon 12:00', resumed()],
    ['mon 13:00', { type: 'ASSIGNED', team: 'field' }],
  ]);
  expect(read(clockOf(state), 'mon 13:00')).toMatchObject({ elapsed: 2, due: 'mon 15:00' });
});

describe('a promise of one team', () => {
  const team = 'biomed';
  const policy = policyOf(
    [
      within(4, {
        start: [{ on: ['ASSIGNED'], where: { team } }],
        stop: [{ on: ['RESOLVED', 'CLOSED'] }, { on: ['ASSIGNED'], whereNot: { team } }],
        repeats: true,
      }),
    ],
    { kind: 'OLA' },
  );
  const given = (to: string | null) =>
    to === null ? ({ type: 'ASSIGNED' } as const) : ({ type: 'ASSIGNED', team: to } as const);

  test('runs while the team has the ticket, each time anew', () => {
    const state = tell(policy, [
      ['mon 09:00', 'OPENED'],
      ['mon 10:00', given(team)],
      ['mon 11:00', given('desk')],
      ['mon 15:00', given(team)],
      ['mon 16:00', given(team)],
      ['tue 09:30', given(null)],
    ]);
    expect(state.clocks.map(({ key, status, consumedMs }) => [key, status, consumedMs])).toEqual([
      ['RESOLVE/1', 'MET', HOUR],
      ['RESOLVE/2', 'MET', 2.5 * HOUR],
    ]);
  });
});
