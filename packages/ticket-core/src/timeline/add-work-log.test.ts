import { expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  byTechnician,
  entry,
  minutes,
  monday9,
  stranger,
  taken,
  technician,
} from '../../test/a-ticket.ts';
import { type AddWorkLogCommand, addWorkLog } from './add-work-log.ts';

const log = (command: Partial<AddWorkLogCommand> = {}, ticket = aTicket()) =>
  addWorkLog(
    ticket,
    {
      at: monday9 + minutes(90),
      by: byTechnician,
      entryId: entry(1),
      personId: technician,
      minutes: 45,
      kind: 'ON_SITE',
      billable: 'CONTRACT',
      ...command,
    },
    { people: [technician] },
  );

test('worked time is recorded', () => {
  expect(accepted(log({ note: ' Changed the roller. ' }))).toMatchObject([
    {
      type: 'WorkLogAdded',
      personId: technician,
      minutes: 45,
      kind: 'ON_SITE',
      billable: 'CONTRACT',
      note: 'Changed the roller.',
    },
  ]);
});

test('from one minute to a day, also after closing', () => {
  const closed = taken(aTicket(), { to: 'CANCELLED', note: 'Found the plug.' });
  expect(log({ minutes: 1 }).ok).toBe(true);
  expect(log({ minutes: 1440 }, closed).ok).toBe(true);
});

test.each([
  [{ minutes: 0 }, 'MINUTES_OUT_OF_RANGE', ['minutes']],
  [{ minutes: 1441 }, 'MINUTES_OUT_OF_RANGE', ['minutes']],
  [{ minutes: 1.5 }, 'MINUTES_OUT_OF_RANGE', ['minutes']],
  [{ minutes: Number.NaN }, 'MINUTES_OUT_OF_RANGE', ['minutes']],
  [{ kind: 'DREAMING' as never }, 'VALUE_UNKNOWN', ['kind']],
  [{ billable: 'LATER' as never }, 'VALUE_UNKNOWN', ['billable']],
  [{ note: '\ud800' }, 'TEXT_NOT_STORABLE', ['note']],
  [{ personId: stranger }, 'NOT_FOUND', ['personId']],
  [{ at: monday9 - 1 }, 'TIME_BEFORE_OPENED', ['at']],
])('refused: %o', (command, code, path) => {
  expect(log(command)).toMatchObject({ ok: false, error: { code, path } });
});
