import { expect, test } from 'vitest';
import {
  accepted,
  after,
  aTicket,
  biomed,
  byTechnician,
  minutes,
  monday9,
  nurse,
  stranger,
  uuid,
} from '../../test/a-ticket.ts';
import { addWatcher } from './add-watcher.ts';

const watch = (personId = biomed, ticket = aTicket(), at = monday9 + minutes(1)) =>
  addWatcher(ticket, { at, by: byTechnician, personId }, { people: [nurse, biomed] });

test('somebody follows, once', () => {
  const watched = after(aTicket(), watch());
  expect(watched.watcherIds).toEqual([biomed]);
  expect(accepted(watch(biomed, watched))).toEqual([]);
});

test('refused: nobody known, before the opening, the hundred-and-first', () => {
  expect(watch(stranger)).toMatchObject({ error: { code: 'NOT_FOUND', path: ['personId'] } });
  expect(watch(biomed, aTicket(), monday9 - 1)).toMatchObject({
    error: { code: 'TIME_BEFORE_OPENED' },
  });
  const crowded = {
    ...aTicket(),
    watcherIds: Array.from({ length: 100 }, (_, n) => uuid<typeof nurse>(500 + n)),
  };
  expect(watch(biomed, crowded)).toMatchObject({
    error: { code: 'LIST_TOO_LONG', path: ['personId'] },
  });
});
