import { describe, expect, test } from 'vitest';
import {
  accepted,
  after,
  aTicket,
  byNurse,
  byTechnician,
  days,
  minutes,
  monday9,
  taken,
} from '../../test/a-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { type TransitionTicketCommand, transitionTicket } from './transition-ticket.ts';

const go = (ticket: TicketState, command: Partial<TransitionTicketCommand>, facts = {}) =>
  transitionTicket(
    ticket,
    { at: monday9 + minutes(30), by: byTechnician, to: 'IN_PROGRESS', ...command },
    facts,
  );
const resolved = () =>
  taken(aTicket(), { to: 'RESOLVED', resolutionCode: 'FIXED', note: 'New cable.' });
const onHold = () => taken(aTicket(), { to: 'ON_HOLD', holdReason: 'VENDOR' });
const closed = () => taken(resolved(), { to: 'CLOSED' });

describe('given an open ticket', () => {
  test('it goes along its lifecycle, and the event says how', () => {
    const held = accepted(
      go(aTicket(), { to: 'ON_HOLD', holdReason: 'PARTS', note: 'Ordered a roller.' }),
    );
    expect(held).toEqual([
      {
        type: 'TicketStateChanged',
        ticketId: aTicket().id,
        at: monday9 + minutes(30),
        by: byTechnician,
        from: 'NEW',
        to: 'ON_HOLD',
        holdReason: 'PARTS',
        resolutionCode: null,
        note: 'Ordered a roller.',
        outcome: null,
        notDoneCode: null,
      },
    ]);
    expect(after(aTicket(), { ok: true, value: held })).toMatchObject({
      state: 'ON_HOLD',
      holdReason: 'PARTS',
    });
  });

  test('resolving records when, how and the note', () => {
    expect(resolved()).toMatchObject({
      state: 'RESOLVED',
      resolvedAt: monday9 + minutes(1),
      resolutionCode: 'FIXED',
      resolutionNote: 'New cable.',
      closedAt: null,
    });
  });

  test('going back to work clears the hold reason', () => {
    expect(taken(onHold(), { to: 'IN_PROGRESS' })).toMatchObject({
      state: 'IN_PROGRESS',
      holdReason: null,
      reopenCount: 0,
    });
  });

  test('on hold for another reason is news; for the same it is not', () => {
    expect(accepted(go(onHold(), { to: 'ON_HOLD', holdReason: 'VENDOR' }))).toEqual([]);
    expect(accepted(go(onHold(), { to: 'ON_HOLD', holdReason: 'REQUESTER' }))).toHaveLength(1);
  });
});

describe('given a resolved ticket', () => {
  test('it is reopened until the last millisecond of the window, and remembers it', () => {
    const end = monday9 + minutes(1) + days(14);
    const reopened = after(resolved(), go(resolved(), { at: end, by: byNurse, note: 'Again.' }));
    expect(reopened).toMatchObject({
      state: 'IN_PROGRESS',
      resolvedAt: null,
      resolutionCode: null,
      resolutionNote: null,
      reopenCount: 1,
    });
    expect(go(resolved(), { at: end + 1 })).toMatchObject({
      error: {
        code: 'TRANSITION_REFUSED',
        from: 'RESOLVED',
        to: 'IN_PROGRESS',
        blockedBy: [
          {
            code: 'REOPEN_WINDOW_OVER',
            message: expect.stringContaining('2026-12-07T09:01:00.000Z'),
          },
        ],
      },
    });
  });

  test('the window is policy', () => {
    const late = { at: monday9 + days(1) };
    expect(go(resolved(), late, { reopenWindowMs: minutes(60) }).ok).toBe(false);
    expect(go(resolved(), late, { reopenWindowMs: days(30) }).ok).toBe(true);
  });

  test('closing keeps how it was resolved', () => {
    expect(closed()).toMatchObject({
      state: 'CLOSED',
      resolutionCode: 'FIXED',
      resolutionNote: 'New cable.',
    });
    expect(closed().closedAt).toBe(monday9 + minutes(1));
  });
});

describe('refused', () => {
  test('a closed ticket stays closed, with advice', () => {
    expect(go(closed(), {})).toMatchObject({
      error: {
        code: 'TRANSITION_REFUSED',
        blockedBy: [{ code: 'TICKET_CLOSED', message: expect.stringContaining('follow-up') }],
      },
    });
  });

  test('an arrow that is not there names those that are', () => {
    expect(go(aTicket(), { to: 'CLOSED' })).toMatchObject({
      error: {
        path: ['to'],
        blockedBy: [
          {
            code: 'NO_SUCH_TRANSITION',
            message:
              'From NEW it goes to TRIAGED, IN_PROGRESS, ON_HOLD, RESOLVED, CANCELLED, not to CLOSED.',
          },
        ],
      },
    });
  });

  test.each([
    ['an unknown state', { to: 'WAITING' }, 'VALUE_UNKNOWN', ['to']],
    ['on hold for nothing', { to: 'ON_HOLD' }, 'HOLD_REASON_REQUIRED', ['holdReason']],
    ['on hold for lunch', { to: 'ON_HOLD', holdReason: 'LUNCH' }, 'VALUE_UNKNOWN', ['holdReason']],
    ['resolved somehow', { to: 'RESOLVED' }, 'RESOLUTION_CODE_REQUIRED', ['resolutionCode']],
    [
      'resolved by magic',
      { to: 'RESOLVED', resolutionCode: 'MAGIC' },
      'VALUE_UNKNOWN',
      ['resolutionCode'],
    ],
    [
      'resolved unrecorded though not imported',
      { to: 'RESOLVED', resolutionCode: 'NOT_RECORDED' },
      'VALUE_UNKNOWN',
      ['resolutionCode'],
    ],
    ['cancelled without a word', { to: 'CANCELLED', note: ' ' }, 'NOTE_REQUIRED', ['note']],
    [
      'a hold reason where none belongs',
      { holdReason: 'PARTS' },
      'DETAIL_NOT_ACCEPTED',
      ['holdReason'],
    ],
    [
      'a code where none belongs',
      { resolutionCode: 'FIXED' },
      'DETAIL_NOT_ACCEPTED',
      ['resolutionCode'],
    ],
    ['a novel as note', { note: 'x'.repeat(20_001) }, 'TEXT_TOO_LONG', ['note']],
    ['before it was opened', { at: monday9 - 1 }, 'TIME_BEFORE_OPENED', ['at']],
    ['at no instant', { at: Number.POSITIVE_INFINITY }, 'INSTANT_INVALID', ['at']],
  ])('%s', (_, command, code, path) => {
    const outcome = go(aTicket(), command as Partial<TransitionTicketCommand>);
    expect(outcome).toMatchObject({ ok: false, error: { code, path } });
  });
});

test('an imported ticket may say that its resolution was not recorded', () => {
  const imported = aTicket({ channel: 'IMPORT' });
  expect(go(imported, { to: 'RESOLVED', resolutionCode: 'NOT_RECORDED' }).ok).toBe(true);
});

test('already there, nothing said: nothing happens', () => {
  expect(accepted(go(resolved(), { to: 'RESOLVED' }))).toEqual([]);
  expect(
    accepted(go(resolved(), { to: 'RESOLVED', resolutionCode: 'FIXED', note: 'New cable.' })),
  ).toEqual([]);
  expect(accepted(go(closed(), { to: 'CLOSED' }))).toEqual([]);
});

test('already there, something else said: refused, not swallowed', () => {
  expect(go(resolved(), { to: 'RESOLVED', resolutionCode: 'DUPLICATE' })).toMatchObject({
    error: { code: 'TRANSITION_REFUSED', blockedBy: [{ code: 'NO_SUCH_TRANSITION' }] },
  });
});
