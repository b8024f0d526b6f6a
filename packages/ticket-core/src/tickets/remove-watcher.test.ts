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
} from '../../test/a-ticket.ts';
import { removeWatcher } from './remove-watcher.ts';

const command = { at: monday9 + minutes(1), by: byTechnician, personId: nurse };
const watched = () => aTicket({ watcherIds: [biomed, nurse] });

test('somebody stops following; nobody else does', () => {
  expect(after(watched(), removeWatcher(watched(), command)).watcherIds).toEqual([biomed]);
});

test('somebody who does not follow: nothing', () => {
  expect(accepted(removeWatcher(aTicket(), command))).toEqual([]);
});

test('refused: before the ticket was opened', () => {
  expect(removeWatcher(watched(), { ...command, at: monday9 - 1 })).toMatchObject({
    error: { code: 'TIME_BEFORE_OPENED' },
  });
});
