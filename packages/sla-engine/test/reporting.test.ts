import { diffCalendars } from '@wardline/business-calendar';
import { describe, expect, test } from 'vitest';
import {
  attainment,
  explain,
  forecast,
  isAffectedBy,
  recomputeClock,
  simulate,
} from '../src/index.ts';
import {
  at,
  calendar,
  calendars,
  clockOf,
  HOUR,
  history,
  paused,
  policyOf,
  say,
  type Told,
  tell,
  within,
} from './scenario.ts';

const policy = policyOf([within(4, { pauseOn: ['VENDOR'] })]);

describe('the ledger', () => {
  test('says of every span whether it counted, and why not', () => {
    const clock = clockOf(
      tell(policy, [
        ['mon 15:00', 'OPENED'],
        ['mon 16:00', paused('VENDOR', 'Kim')],
        ['tue 10:00', 'RESUMED'],
        ['tue 11:00', 'RESOLVED'],
        ['tue 12:00', 'REOPENED'],
      ]),
    );
    const told = explain(clock, at('wed 10:00'), calendars).map(
      ({ from, to, reason, ms, causes }) =>
        [
          say(from),
          say(to),
          reason,
          ms / HOUR,
          ...causes.map(({ by, reason: why }) => `${why} by ${by}`),
        ].join(' '),
    );
    expect(told).toEqual([
      'mon 15:00 mon 16:00 COUNTED 1',
      'mon 16:00 tue 10:00 PAUSED 0 VENDOR by Kim',
      'tue 10:00 tue 11:00 COUNTED 1',
      'tue 11:00 tue 12:00 STOPPED 0',
      'tue 12:00 tue 17:00 COUNTED 5',
      'tue 17:00 wed 09:00 CLOSED 0',
      'wed 09:00 wed 10:00 COUNTED 1',
    ]);
  });
  test('keeps what a restart threw away', () => {
    const ola = policyOf([within(4, { reset: [{ on: ['ASSIGNED'] }] })], { kind: 'OLA' });
    const clock = clockOf(
      tell(ola, [
        ['mon 09:00', 'OPENED'],
        ['mon 10:00', 'ASSIGNED'],
        ['mon 12:00', 'ASSIGNED'],
      ]),
    );
    expect(
      explain(clock, at('mon 13:00'), calendars).map(({ reason, ms }) => [reason, ms / HOUR]),
    ).toEqual([
      ['RESTARTED', 0],
      ['COUNTED', 1],
    ]);
  });
});

describe('simulate', () => {
  const tickets = [
    ['mon 09:00', 'mon 12:00'],
    ['mon 09:00', 'tue 12:00'],
    ['mon 09:00', null],
  ].map(([opened, resolved], index) => {
    const told: Told[] = [[opened ?? '', 'OPENED']];
    if (resolved) told.push([resolved, 'RESOLVED']);
    told.push(['wed 09:00', { type: 'POLICY_CHANGED', policyId: 'gone', version: 1 }]);
    return { id: `t${index}`, events: history(told) };
  });

  test('tells what tickets would have done under another policy', () => {
    const summary = (business: number) =>
      simulate(policyOf([within(business)]), tickets, { calendars }, at('tue 12:30')).summary;
    expect(summary(2)).toEqual([
      { targetId: 'RESOLVE', met: 0, breached: 3, open: 0, cancelled: 0 },
    ]);
    expect(summary(12)).toEqual([
      { targetId: 'RESOLVE', met: 2, breached: 0, open: 1, cancelled: 0 },
    ]);
  });
  test('names the tickets it cannot fold', () => {
    const broken = {
      id: 'broken',
      events: [{ ...(history([['mon 09:00', 'OPENED']])[0] as never as object), at: Number.NaN }],
    };
    const result = simulate(policy, [...tickets, broken as never], { calendars }, at('tue 14:00'));
    expect(result.refused).toMatchObject([
      { ticketId: 'broken', error: { code: 'SLA_EVENT_INSTANT_INVALID' } },
    ]);
    expect(result.clocks).toHaveLength(3);
  });
});

describe('forecast', () => {
  const running = clockOf(tell(policy, [['mon 15:00', 'OPENED']]));
  const resting = clockOf(
    tell(policy, [
      ['mon 15:00', 'OPENED'],
      ['mon 16:00', paused('VENDOR')],
    ]),
  );

  test('a running clock is at risk in the window before it is due', () => {
    const risk = (when: string) => forecast(running, at(when), 2 * HOUR, calendars)?.atRisk;
    expect(['mon 16:00', 'tue 08:59', 'tue 09:00', 'tue 10:59', 'tue 11:00'].map(risk)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });
  test('a paused clock is due when it would be if it resumed now, and not at risk', () => {
    expect(forecast(resting, at('wed 10:00'), 100 * HOUR, calendars)).toMatchObject({
      projectedDueAt: at('wed 13:00'),
      remainingMs: 3 * HOUR,
      atRisk: false,
    });
  });
  test('a day target, if resumed now, is due at the end of a day', () => {
    const days = policyOf([
      { budget: { kind: 'BUSINESS_DAYS', days: 1, endOfDay: true }, pauseOn: ['VENDOR'] },
    ]);
    const clock = clockOf(
      tell(days, [
        ['mon 15:00', 'OPENED'],
        ['mon 16:00', paused('VENDOR')],
      ]),
    );
    expect(say(forecast(clock, at('wed 10:00'), 0, calendars)?.projectedDueAt)).toBe('thu 17:00');
  });
  test('a clock that ended has none', () => {
    const done = clockOf(
      tell(policy, [
        ['mon 15:00', 'OPENED'],
        ['mon 16:00', 'RESOLVED'],
      ]),
    );
    expect(forecast(done, at('wed 10:00'), 0, calendars)).toBeNull();
  });
});

describe('attainment', () => {
  const clock = (...told: Told[]) => clockOf(tell(policy, told));
  const rows = [
    { clinic: 'north', clock: clock(['mon 09:00', 'OPENED'], ['mon 12:00', 'RESOLVED']) },
    { clinic: 'north', clock: clock(['mon 09:00', 'OPENED'], ['tue 12:00', 'RESOLVED']) },
    { clinic: 'north', clock: clock(['mon 09:00', 'OPENED']) },
    { clinic: 'south', clock: clock(['mon 09:00', 'OPENED'], ['mon 10:00', 'RESOLVED']) },
    { clinic: 'south', clock: clock(['mon 09:00', 'OPENED'], ['mon 10:00', 'CANCELLED']) },
    { clinic: 'south', clock: clock(['mon 09:00', 'OPENED'], ['mon 10:00', 'MERGED']) },
    { clinic: 'south', clock: clock(['mon 09:00', 'OPENED'], ['mon 10:00', paused('VENDOR')]) },
  ].map(({ clinic, clock: state }) => ({ clock: state, dimensions: { clinic } }));
  const week = { from: at('mon 00:00'), to: at('mon+ 00:00') };

  test('open but late is breached; undecided, cancelled and merged do not count', () => {
    expect(
      attainment(
        rows,
        { groupBy: ['clinic', 'metric'], period: week, now: at('fri 09:00') },
        calendars,
      ),
    ).toEqual([
      { group: { clinic: 'north', metric: 'RESOLVE' }, met: 1, breached: 2, ratio: 1 / 3 },
      { group: { clinic: 'south', metric: 'RESOLVE' }, met: 1, breached: 0, ratio: 1 },
    ]);
  });
  test('a breach belongs to the period in which it became late, and is counted once', () => {
    const tuesday = { from: at('tue 00:00'), to: at('wed 00:00') };
    expect(
      attainment(rows, { groupBy: [], period: tuesday, now: at('fri 09:00') }, calendars),
    ).toEqual([]);
  });
  test('a period does not own the instant at which it ends', () => {
    const until = (to: string) =>
      attainment(
        rows.slice(0, 1),
        { groupBy: [], period: { ...week, to: at(to) }, now: at('fri 09:00') },
        calendars,
      );
    expect(until('mon 12:00')).toEqual([]);
    expect(until('mon 12:01')).toHaveLength(1);
  });
  test('what is not late yet is not counted yet', () => {
    const open = rows.slice(2, 3);
    const asked = (now: string) =>
      attainment(open, { groupBy: [], period: week, now: at(now) }, calendars);
    expect(asked('mon 12:59')).toEqual([]);
    expect(asked('mon 13:00')).toEqual([{ group: {}, met: 0, breached: 1, ratio: 0 }]);
  });
});

describe('hours that change under a running clock', () => {
  const holiday = calendar({ holidays: [{ date: '2026-11-24', name: 'A holiday' }] });
  const changed = diffCalendars(calendars.desk, holiday, {
    from: at('mon 00:00'),
    to: at('mon+ 00:00'),
  });
  const told: Told[] = [['mon 15:00', 'OPENED']];

  test('move those whose span meets the change', () => {
    const clock = clockOf(tell(policy, told));
    expect(isAffectedBy(clock, changed)).toBe(true);
    const moved = recomputeClock(clock, { ...calendars, desk: holiday });
    expect([say(clock.dueAt), say(moved.dueAt)]).toEqual(['tue 11:00', 'wed 11:00']);
  });
  test('leave alone those due before it, ended, or late already', () => {
    const before = clockOf(tell(policyOf([within(1)]), told));
    const ended = clockOf(tell(policy, [...told, ['mon 16:00', 'RESOLVED']]));
    const late = clockOf(tell(policy, [...told, ['wed 12:00', 'ACKNOWLEDGED']]));
    const atItsEnd = [{ from: at('mon 16:00'), to: at('mon 17:00') }];
    expect(isAffectedBy(before, atItsEnd)).toBe(false);
    expect([before, ended, late].map((clock) => isAffectedBy(clock, changed))).toEqual([
      false,
      false,
      false,
    ]);
    for (const clock of [ended, late]) {
      expect(recomputeClock(clock, { ...calendars, desk: holiday })).toBe(clock);
    }
  });
  test('concern a paused clock from its start on, for when it resumes', () => {
    const resting = clockOf(tell(policy, [...told, ['mon 16:00', paused('VENDOR')]]));
    expect(isAffectedBy(resting, changed)).toBe(true);
    expect(isAffectedBy(resting, [{ from: at('sat 00:00'), to: at('mon 15:00') }])).toBe(false);
  });
});
