import { describe, expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  byTechnician,
  days,
  minutes,
  monday9,
  taken,
  technician,
} from '../../test/a-ticket.ts';
import { availableTransitions, evolveAll, recordVisit } from '../index.ts';

const plan = {
  personId: technician,
  from: monday9 + days(1),
  until: monday9 + days(1) + minutes(60),
};
const common = { at: monday9 + minutes(5), by: byTechnician, visitId: 'v' } as const;
const planned = { ...common, kind: 'PLANNED', plan } as const;
const ended = {
  ...common,
  kind: 'PROGRESSED',
  from: 'PLANNED',
  to: 'CANCELLED',
  reason: 'OTHER',
} as const;

describe('a visit is told of on its ticket', () => {
  test('and changes nothing of it', () => {
    const ticket = aTicket();
    const events = accepted(recordVisit(ticket, planned));
    expect(events).toEqual([
      {
        type: 'VisitPlanned',
        ticketId: ticket.id,
        at: common.at,
        by: byTechnician,
        visitId: 'v',
        ...plan,
      },
    ]);
    expect(evolveAll(ticket, events)).toEqual(ticket);
  });

  test('with what it was before, when it is moved', () => {
    const previous = { ...plan, from: plan.from - minutes(30) };
    const [event] = accepted(
      recordVisit(aTicket(), { ...common, kind: 'RESCHEDULED', plan, previous }),
    );
    expect(event).toMatchObject({ type: 'VisitRescheduled', ...plan, previous });
  });

  test('nothing is planned for a closed ticket, but what is open can be ended', () => {
    const closed = taken(aTicket(), { to: 'CANCELLED', note: 'Twice' });
    expect(recordVisit(closed, { ...planned, at: monday9 + days(1) })).toMatchObject({
      error: { code: 'TICKET_CLOSED', path: ['ticketId'] },
    });
    expect(accepted(recordVisit(closed, { ...ended, at: monday9 + days(1) }))).toMatchObject([
      { type: 'VisitProgressed', to: 'CANCELLED', reason: 'OTHER' },
    ]);
  });

  test.each([
    ['before the ticket', { at: monday9 - 1 }, 'TIME_BEFORE_OPENED'],
    ['ending before it begins', { plan: { ...plan, until: plan.from } }, 'TIME_OUT_OF_ORDER'],
    ['at no time', { plan: { ...plan, from: Number.NaN } }, 'TIME_OUT_OF_ORDER'],
  ])('%s is refused', (_, over, code) => {
    expect(recordVisit(aTicket(), { ...planned, ...over })).toMatchObject({ error: { code } });
  });
});

describe('as long as somebody is to come', () => {
  const blockers = (openVisits: number, to: string) =>
    availableTransitions(aTicket(), { at: monday9, openVisits })
      .find((each) => each.to === to)
      ?.blockedBy.map(({ code, message }) => [code, message]);

  test('a ticket is neither closed nor cancelled; it may be resolved', () => {
    expect(blockers(1, 'CANCELLED')).toEqual([
      ['VISITS_OPEN', 'A visit is planned or under way: end or cancel first.'],
    ]);
    expect(blockers(2, 'CANCELLED')?.[0]?.[1]).toMatch(/^2 visits are /);
    expect(blockers(1, 'RESOLVED')).toEqual([]);
    expect(blockers(0, 'CANCELLED')).toEqual([]);
  });
});
