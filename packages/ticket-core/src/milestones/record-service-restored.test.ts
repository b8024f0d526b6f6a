import { describe, expect, test } from 'vitest';
import {
  accepted,
  after,
  aTicket,
  aTicketOf,
  byTechnician,
  minutes,
  monday9,
  taken,
} from '../../test/a-ticket.ts';
import { recordServiceRestored } from './record-service-restored.ts';

const at = monday9 + minutes(30);
const restored = (command = {}, ticket = aTicket()) =>
  recordServiceRestored(ticket, { at, by: byTechnician, ...command });

test('care goes on before the cause is found', () => {
  const ticket = after(aTicket(), restored({ restoredAt: monday9 + minutes(12) }));
  expect(ticket).toMatchObject({
    restoredAt: monday9 + minutes(12),
    state: 'NEW',
    resolvedAt: null,
  });
});

test('said twice is said once; corrected is told', () => {
  const ticket = after(aTicket(), restored());
  expect(accepted(restored({ at: at + 5 }, ticket))).toEqual([]);
  expect(accepted(restored({ at: at + 5, restoredAt: at - 5 }, ticket))).toHaveLength(1);
});

test('what is reopened is down again', () => {
  const resolved = taken(after(aTicket(), restored()), { to: 'RESOLVED', resolutionCode: 'FIXED' });
  expect(resolved.restoredAt).toBe(at);
  expect(taken(resolved, { to: 'IN_PROGRESS' }).restoredAt).toBeNull();
});

describe('refused', () => {
  test.each([
    ['tomorrow', { restoredAt: at + 1 }, 'TIME_IN_FUTURE', ['restoredAt']],
    ['before it was opened', { restoredAt: monday9 - 1 }, 'TIME_BEFORE_OPENED', ['restoredAt']],
    ['never', { restoredAt: Number.NaN }, 'INSTANT_INVALID', ['restoredAt']],
  ])('%s', (_, command, code, path) => {
    expect(restored(command)).toMatchObject({ error: { code, path } });
  });
  test('of what is not a service that is down', () => {
    expect(restored({}, aTicketOf('CHANGE'))).toMatchObject({
      error: { code: 'NOT_FOR_THIS_TYPE' },
    });
  });
  test('once it is closed', () => {
    const closed = taken(aTicket(), { to: 'CANCELLED', note: 'Nothing.' });
    expect(restored({}, closed)).toMatchObject({ error: { code: 'TICKET_CLOSED' } });
  });
});
