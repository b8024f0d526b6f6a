import { expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  byKey,
  byNurse,
  byTechnician,
  entry,
  minutes,
  monday9,
  nurse,
  taken,
  technician,
} from '../../test/a-ticket.ts';
import { type AddPublicReplyCommand, addPublicReply } from './add-public-reply.ts';

const reply = (command: Partial<AddPublicReplyCommand> = {}, ticket = aTicket()) =>
  addPublicReply(ticket, {
    at: monday9 + minutes(2),
    by: byTechnician,
    entryId: entry(1),
    body: ' On my way. ',
    ...command,
  });
const closed = () => taken(aTicket(), { to: 'CANCELLED', note: 'Found the plug.' });

test('the desk replies', () => {
  expect(accepted(reply())).toEqual([
    {
      type: 'PublicReplyAdded',
      ticketId: aTicket().id,
      at: monday9 + minutes(2),
      by: byTechnician,
      entryId: entry(1),
      body: 'On my way.',
      authorId: technician,
      byRequester: false,
    },
  ]);
});

test('the requester replies, in person or through a mail gateway', () => {
  expect(accepted(reply({ by: byNurse }))).toMatchObject([{ byRequester: true, authorId: nurse }]);
  expect(accepted(reply({ by: byKey, authorId: nurse }))).toMatchObject([{ byRequester: true }]);
});

test('a machine’s words are nobody’s, also where no requester is known', () => {
  const ticket = aTicket({ requesterId: null });
  expect(accepted(reply({ by: byKey }, ticket))).toMatchObject([
    { byRequester: false, authorId: null },
  ]);
});

test.each([
  ['nothing', { body: ' ' }, 'TEXT_EMPTY', ['body']],
  ['20,001 characters', { body: 'x'.repeat(20_001) }, 'TEXT_TOO_LONG', ['body']],
  ['a NUL', { body: 'a\0' }, 'TEXT_NOT_STORABLE', ['body']],
  ['before the ticket was opened', { at: monday9 - 1 }, 'TIME_BEFORE_OPENED', ['at']],
])('refused: %s', (_, command, code, path) => {
  expect(reply(command)).toMatchObject({ ok: false, error: { code, path } });
});

test('refused: a closed ticket, with advice', () => {
  expect(reply({}, closed())).toMatchObject({
    error: { code: 'TICKET_CLOSED', message: expect.stringContaining('follow-up ticket') },
  });
});
