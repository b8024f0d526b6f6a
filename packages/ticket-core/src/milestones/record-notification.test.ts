import { describe, expect, test } from 'vitest';
import { accepted, after, aTicketOf, byTechnician, days, monday9 } from '../../test/a-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { type RecordNotificationCommand, recordNotification } from './record-notification.ts';

const at = monday9 + days(3);
const breach = () =>
  aTicketOf('SECURITY_INCIDENT', {
    details: { of: 'SECURITY_INCIDENT', discoveredAt: monday9 - days(1), breach: 'BREACH' },
  });
const notified = (command: Partial<RecordNotificationCommand> = {}, ticket = breach()) =>
  recordNotification(ticket, {
    at,
    by: byTechnician,
    party: 'HHS',
    recipient: ' Office for Civil Rights ',
    ...command,
  });

test('who was told, when, under which number', () => {
  const ticket = after(breach(), notified({ notifiedAt: monday9, reference: 'OCR-77' }));
  expect(ticket.notifications).toEqual([
    {
      party: 'HHS',
      recipient: 'Office for Civil Rights',
      notifiedAt: monday9,
      reference: 'OCR-77',
    },
  ]);
});

test('the same again is no second notification', () => {
  const ticket = after(breach(), notified({ notifiedAt: monday9 }));
  expect(accepted(notified({ notifiedAt: monday9 }, ticket))).toEqual([]);
  expect(accepted(notified({ notifiedAt: monday9, party: 'MEDIA' }, ticket))).toHaveLength(1);
});

test('a closed ticket takes it too: nobody can close a duty away', () => {
  const closed: TicketState = { ...breach(), state: 'CLOSED', closedAt: at };
  expect(notified({}, closed).ok).toBe(true);
});

describe('refused', () => {
  test.each([
    ['nobody in particular', { recipient: ' ' }, 'TEXT_EMPTY', ['recipient']],
    ['a party the law does not know', { party: 'MUM' as never }, 'VALUE_UNKNOWN', ['party']],
    ['tomorrow', { notifiedAt: at + 1 }, 'TIME_IN_FUTURE', ['notifiedAt']],
    ['before anybody knew', { notifiedAt: monday9 - days(2) }, 'TIME_OUT_OF_ORDER', ['notifiedAt']],
    ['no instant', { notifiedAt: 0.5 }, 'INSTANT_INVALID', ['notifiedAt']],
  ])('%s', (_, command, code, path) => {
    expect(notified(command)).toMatchObject({ error: { code, path } });
  });
  test('of a request for a keyboard', () => {
    expect(notified({}, aTicketOf('SERVICE_REQUEST'))).toMatchObject({
      error: { code: 'NOT_FOR_THIS_TYPE' },
    });
  });
});
