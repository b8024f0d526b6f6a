import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  after,
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
import { evolveAll } from '../evolve.ts';
import { isMoreUrgent } from '../priority/compute-priority.ts';
import {
  CARE_IMPACTS,
  IMPACTS,
  PRIORITIES,
  type Priority,
  URGENCIES,
} from '../priority/priority.ts';
import type { OpenTicketCommand } from '../tickets/open-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { updateTicket } from '../tickets/update-ticket.ts';
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

interface Said extends Partial<OpenTicketCommand> {
  readonly overriding: Priority | null;
}
/** An override below the floor of care is refused: then there is none. */
function aTicketSaid({ overriding, ...said }: Said, who: Partial<OpenTicketCommand>): TicketState {
  const plain = aTicket({ ...said, ...who });
  if (overriding === null) return plain;
  const priorityOverride = { priority: overriding, reason: 'They said so.' };
  const changed = updateTicket(
    plain,
    { at: plain.openedAt, by: byTechnician, changes: { priorityOverride } },
    facts,
  );
  return changed.ok ? after(plain, changed) : plain;
}

test('whatever made either urgent, what goes on is as urgent as both', () => {
  const opened = fc.record({
    impact: fc.constantFrom(...IMPACTS),
    urgency: fc.constantFrom(...URGENCIES),
    careImpact: fc.constantFrom(...CARE_IMPACTS),
    assetIds: fc.subarray([pump, ventilator]),
    overriding: fc.option(fc.constantFrom(...PRIORITIES), { nil: null }),
  });
  fc.assert(
    fc.property(opened, opened, (one, other) => {
      const [from, into] = [
        aTicketSaid(one, {}),
        aTicketSaid(other, { id: uuid(2), number: 'INC-2' }),
      ];
      const outcome = merge(from, into);
      if (!outcome.ok) throw new Error(outcome.error.message);
      const after = evolveAll(into, outcome.value.target);
      for (const before of [from, into]) {
        expect(isMoreUrgent(before.priority, after?.priority ?? 'P5')).toBe(false);
      }
    }),
  );
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
