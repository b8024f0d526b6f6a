import { describe, expect, test } from 'vitest';
import {
  aTicket,
  aTicketOf,
  biomed,
  byTechnician,
  facts,
  lakeside,
  minutes,
  monday9,
  nurse,
  pump,
  taken,
  technician,
  uuid,
  ventilator,
} from '../../test/a-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { addPublicReply } from '../timeline/add-public-reply.ts';
import { mergeTicket } from './merge-ticket.ts';

const source = aTicket({ watcherIds: [biomed], assetIds: [ventilator], patientConnected: true });
const target = aTicket({ id: uuid(2), number: 'INC-2', requesterId: technician, assetIds: [pump] });
const none = { openRequiredTasks: 0, openChildren: 0, assets: facts.assets ?? [] };
const merge = (from: TicketState, into: TicketState, known = none) =>
  mergeTicket(
    from,
    into,
    { at: monday9 + minutes(5), by: byTechnician, note: 'Same pump.' },
    known,
  );

test('the target takes over people, assets and the graver danger; the source points to it', () => {
  const outcome = merge(source, target);
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.source.map((event) => event.type)).toEqual(['TicketMerged', 'LinkAdded']);
  expect(outcome.value.source[0]).toMatchObject({
    from: 'NEW',
    intoNumber: 'INC-2',
    note: 'Same pump.',
  });
  expect(outcome.value.target).toMatchObject([
    { type: 'MergeReceived', sourceNumber: 'INC-1042' },
    { type: 'TicketUpdated' },
    { type: 'TicketPriorityChanged', to: 'P1' },
    { type: 'WatcherAdded', personId: nurse },
    { type: 'WatcherAdded', personId: biomed },
  ]);
});

test('what was merged takes no more words', () => {
  const gone: TicketState = { ...source, state: 'MERGED', mergedIntoId: target.id };
  const reply = { at: monday9, by: byTechnician, entryId: uuid<never>(3), body: 'Hello?' };
  expect(addPublicReply(gone, reply)).toMatchObject({
    error: { code: 'TICKET_CLOSED', message: expect.stringContaining('merged') },
  });
});

describe('refused', () => {
  const secret = { ...source, confidential: true };
  const resolved = taken(target, { to: 'RESOLVED', resolutionCode: 'FIXED' });
  const closed = taken(source, { to: 'CANCELLED', note: 'No.' });
  test.each([
    ['into itself', merge(source, source), 'MERGE_INTO_ITSELF'],
    ['into another clinic', merge(source, { ...target, clinicId: lakeside }), 'MERGE_OTHER_CLINIC'],
    ['a change', merge(aTicketOf('CHANGE', { id: uuid(5) }), target), 'MERGE_TYPES'],
    [
      'a security incident',
      merge(aTicketOf('SECURITY_INCIDENT', { id: uuid(5) }), target),
      'MERGE_TYPES',
    ],
    ['into what nobody works on', merge(source, resolved), 'MERGE_TARGET_NOT_OPEN'],
    ['what has ended', merge(closed, target), 'TICKET_CLOSED'],
    ['a secret into the open', merge(secret, target), 'MERGE_WOULD_WIDEN'],
    ['a parent', merge(source, target, { ...none, openChildren: 1 }), 'MERGE_HAS_CHILDREN'],
    ['open work', merge(source, target, { ...none, openRequiredTasks: 1 }), 'REQUIRED_TASKS_OPEN'],
  ])('%s', (_, outcome, code) => {
    expect(outcome).toMatchObject({ ok: false, error: { code } });
  });
});
