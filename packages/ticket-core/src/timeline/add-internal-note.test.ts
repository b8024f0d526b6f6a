import { expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  byKey,
  byTechnician,
  entry,
  minutes,
  monday9,
  taken,
  technician,
} from '../../test/a-ticket.ts';
import { addInternalNote } from './add-internal-note.ts';

const command = {
  at: monday9 + minutes(2),
  by: byTechnician,
  entryId: entry(1),
  body: ' Third roller this year. ',
};

test('a note is another type than a reply', () => {
  expect(accepted(addInternalNote(aTicket(), command))).toEqual([
    {
      type: 'InternalNoteAdded',
      ticketId: aTicket().id,
      at: command.at,
      by: byTechnician,
      entryId: entry(1),
      body: 'Third roller this year.',
      authorId: technician,
    },
  ]);
});

test('a key carries somebody’s words, or its own', () => {
  expect(accepted(addInternalNote(aTicket(), { ...command, by: byKey }))).toMatchObject([
    { authorId: null },
  ]);
  expect(
    accepted(addInternalNote(aTicket(), { ...command, by: byKey, authorId: technician })),
  ).toMatchObject([{ authorId: technician }]);
});

test('a closed ticket still learns', () => {
  const closed = taken(aTicket(), { to: 'CANCELLED', note: 'Found the plug.' });
  expect(addInternalNote(closed, command).ok).toBe(true);
});

test.each([
  ['nothing', { body: '' }, 'TEXT_EMPTY', ['body']],
  ['too much', { body: 'x'.repeat(20_001) }, 'TEXT_TOO_LONG', ['body']],
  ['at no instant', { at: Number.NaN }, 'INSTANT_INVALID', ['at']],
])('refused: %s', (_, change, code, path) => {
  expect(addInternalNote(aTicket(), { ...command, ...change })).toMatchObject({
    error: { code, path },
  });
});
