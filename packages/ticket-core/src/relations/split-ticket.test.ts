import { describe, expect, test } from 'vitest';
import {
  aTicket,
  aTicketOf,
  byTechnician,
  days,
  entry,
  facts,
  minutes,
  monday9,
  nurse,
  pump,
  taken,
  uuid,
} from '../../test/a-ticket.ts';
import { evolveAll } from '../evolve.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { followUpTicket } from './follow-up-ticket.ts';
import { type SplitTicketCommand, splitTicket } from './split-ticket.ts';

const at = monday9 + minutes(9);
const entries = [
  { id: entry(1), kind: 'PUBLIC_REPLY', body: 'And the pump?', authorId: nurse, at: monday9 },
  { id: entry(2), kind: 'INTERNAL_NOTE', body: 'Ask HTM.', authorId: null, at: monday9 },
] as const;
const split = (ticket: TicketState, command: Partial<SplitTicketCommand> = {}) =>
  splitTicket(
    ticket,
    {
      at,
      by: byTechnician,
      id: uuid(77),
      number: 'INC-77',
      title: 'Pump',
      entryIds: [entry(1), entry(2)],
      copyIds: [entry(11), entry(12)],
      ...command,
    },
    { ...facts, entries },
  );

test('copies go, originals stay, and what was internal is internal', () => {
  const outcome = split(aTicket({ confidential: true, assetIds: [pump] }));
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { source, opened } = outcome.value;
  expect(source).toMatchObject([{ type: 'TicketSplit', newNumber: 'INC-77' }]);
  expect(evolveAll(null, opened)).toMatchObject({
    number: 'INC-77',
    requesterId: nurse,
    confidential: true,
    assetIds: [pump],
    state: 'NEW',
  });
  expect(opened.slice(1)).toMatchObject([
    { type: 'LinkAdded', link: { kind: 'SPLIT_FROM' } },
    { type: 'EntryCopied', kind: 'PUBLIC_REPLY', entryId: entry(11), body: 'And the pump?' },
    { type: 'EntryCopied', kind: 'INTERNAL_NOTE', entryId: entry(12), body: 'Ask HTM.' },
  ]);
});

describe('refused', () => {
  test.each([
    ['nothing', split(aTicket(), { entryIds: [], copyIds: [] }), 'SPLIT_NOTHING'],
    ['what is not there', split(aTicket(), { entryIds: [entry(3)] }), 'NOT_FOUND'],
    ['no title', split(aTicket(), { title: ' ' }), 'TEXT_EMPTY'],
    ['of a change', split(aTicketOf('CHANGE')), 'NOT_FOR_THIS_TYPE'],
    ['of what has ended', split(taken(aTicket(), { to: 'CANCELLED', note: 'x' })), 'TICKET_CLOSED'],
  ])('%s', (_, outcome, code) => {
    expect(outcome).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a follow-up', () => {
  const command = {
    at,
    by: byTechnician,
    id: uuid<TicketState['id']>(88),
    number: 'INC-88',
    type: 'INCIDENT',
    title: 'Again',
    channel: 'PHONE',
  } as const;
  const closed = taken(
    aTicket({ assetIds: [pump], confidential: true }),
    { to: 'RESOLVED', resolutionCode: 'FIXED' },
    { to: 'CLOSED' },
  );

  test('begins with what the closed ticket knew, and is as confidential', () => {
    const outcome = followUpTicket(closed, { ...command, confidential: false }, facts);
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome.value).toMatchObject([
      { ticket: { requesterId: nurse, assetIds: [pump], confidential: true, domain: 'IT' } },
      { link: { kind: 'FOLLOWS', fromId: command.id, toId: closed.id } },
    ]);
  });
  test('of a ticket that still takes replies is refused', () => {
    const resolved = taken(aTicket(), { to: 'RESOLVED', resolutionCode: 'FIXED' });
    const until = (resolved.resolvedAt ?? 0) + days(14);
    const follow = (instant: number) =>
      followUpTicket(resolved, { ...command, at: instant }, facts);
    expect(follow(until)).toMatchObject({ error: { code: 'FOLLOWS_OPEN' } });
    expect(follow(until + 1).ok).toBe(true);
    expect(followUpTicket(aTicket(), command, facts)).toMatchObject({
      error: { code: 'FOLLOWS_OPEN' },
    });
  });
});
