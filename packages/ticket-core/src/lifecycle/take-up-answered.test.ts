import { describe, expect, test } from 'vitest';
import { aTicketOf, byNurse, minutes, monday9, taken, technician } from '../../test/a-ticket.ts';
import { HOLD_REASONS } from '../tickets/ticket.ts';
import { availableTransitions } from './available-transitions.ts';
import { extendLifecycle } from './extend-lifecycle.ts';
import { LIFECYCLES } from './lifecycles.ts';
import { takeUpAnswered } from './take-up-answered.ts';

const at = monday9 + minutes(30);
const waiting = (type: 'INCIDENT' | 'WORK_ORDER' | 'SERVICE_REQUEST', holdReason = 'REQUESTER') =>
  taken(aTicketOf(type), { to: 'ON_HOLD', holdReason: holdReason as never });
const answered = (...[ticket, facts]: [ReturnType<typeof waiting>, object?]) =>
  takeUpAnswered(ticket, { at, by: byNurse }, facts);

describe('an answer', () => {
  test.each([
    ['INCIDENT', null, 'TRIAGED'],
    ['INCIDENT', technician, 'IN_PROGRESS'],
    ['WORK_ORDER', null, 'SCHEDULED'],
    ['WORK_ORDER', technician, 'IN_PROGRESS'],
    ['SERVICE_REQUEST', null, 'TRIAGED'],
  ] as const)('%s with %s goes on as %s', (type, assigneeId, to) => {
    expect(answered({ ...waiting(type), assigneeId })).toMatchObject([
      { type: 'TicketStateChanged', from: 'ON_HOLD', to, holdReason: null, by: byNurse, at },
    ]);
  });

  test.each(HOLD_REASONS.filter((reason) => reason !== 'REQUESTER'))(
    'to one that waits for %s changes nothing',
    (reason) => expect(answered(waiting('INCIDENT', reason))).toEqual([]),
  );

  test('to one that does not wait changes nothing', () =>
    expect(answered(aTicketOf('INCIDENT'))).toEqual([]));

  test('goes along no arrow that is blocked: it is kept, and the ticket waits on', () => {
    const ticket = waiting('SERVICE_REQUEST');
    const needed = { ...ticket, details: { ...ticket.details, approvalRequired: true } as never };
    const open = availableTransitions(needed, { at }).filter(({ blockedBy: [first] }) => !first);
    expect(open.map(({ to }) => to)).not.toContain('TRIAGED');
    expect(answered(needed)).toEqual([]);
  });

  test('goes by an embedder’s own arrows', () => {
    const remove = { ON_HOLD: ['TRIAGED'] } as const;
    const lifecycle = extendLifecycle(LIFECYCLES.INCIDENT, { remove });
    if (!lifecycle.ok) throw new Error('refused');
    expect(answered(waiting('INCIDENT'), { lifecycle: lifecycle.value })).toMatchObject([
      { to: 'IN_PROGRESS' },
    ]);
  });
});
