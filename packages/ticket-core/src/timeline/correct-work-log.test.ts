import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  byTechnician,
  entry,
  minutes,
  monday9,
  technician,
} from '../../test/a-ticket.ts';
import { correctWorkLog, type WorkLogChanges, type WorkLogFacts } from './correct-work-log.ts';
import { WORK_LOG_BILLINGS, WORK_LOG_KINDS } from './work-log.ts';

const logged: WorkLogFacts = {
  entryId: entry(1),
  personId: technician,
  startedAt: monday9,
  minutes: 45,
  kind: 'ON_SITE',
  billable: 'CONTRACT',
  invoiced: false,
  voided: false,
};
const now = monday9 + minutes(120);
const correct = (
  changes: WorkLogChanges | null,
  facts: Partial<WorkLogFacts> = {},
  reason = 'Wrong.',
) =>
  correctWorkLog(
    aTicket(),
    { at: now, by: byTechnician, changes, reason },
    { ...logged, ...facts },
  );

test('says what it was and what it is; what is left out stays', () => {
  expect(accepted(correct({ minutes: 54, billable: 'BILLABLE' }, {}, ' Two digits. '))).toEqual([
    {
      type: 'WorkLogCorrected',
      ticketId: aTicket().id,
      at: now,
      by: byTechnician,
      entryId: entry(1),
      personId: technician,
      from: { startedAt: monday9, minutes: 45, kind: 'ON_SITE', billable: 'CONTRACT' },
      to: { startedAt: monday9, minutes: 54, kind: 'ON_SITE', billable: 'BILLABLE' },
      reason: 'Two digits.',
    },
  ]);
});

test('what never happened is taken back', () => {
  expect(accepted(correct(null))).toMatchObject([{ to: null }]);
});

test.each([
  ['WORK_INVOICED', [], correct({ minutes: 1 }, { invoiced: true })],
  ['WORK_INVOICED', [], correct(null, { invoiced: true })],
  ['WORK_VOIDED', [], correct({ minutes: 1 }, { voided: true })],
  ['WORK_VOIDED', [], correct(null, { voided: true })],
  ['MINUTES_OUT_OF_RANGE', ['minutes'], correct({ minutes: 0 })],
  ['MINUTES_OUT_OF_RANGE', ['minutes'], correct({ minutes: 1.5 })],
  ['VALUE_UNKNOWN', ['kind'], correct({ kind: 'BY_BOAT' as never })],
  ['VALUE_UNKNOWN', ['billable'], correct({ billable: 'MAYBE' as never })],
  ['TIME_IN_FUTURE', ['startedAt'], correct({ startedAt: now + 1 })],
  ['TIME_IN_FUTURE', ['startedAt'], correct({ startedAt: Number.NaN })],
  ['TEXT_EMPTY', ['reason'], correct({ minutes: 1 }, {}, ' ')],
  ['TEXT_EMPTY', ['reason'], correct(null, {}, '')],
] as const)('%s at %j', (code, path, result) => {
  expect(result).toMatchObject({ ok: false, error: { code, path } });
});

test('something is told exactly if something differs', () => {
  const change = fc.record(
    {
      startedAt: fc.constantFrom(monday9, monday9 - minutes(5)),
      minutes: fc.constantFrom(45, 1, 1440),
      kind: fc.constantFrom(...WORK_LOG_KINDS),
      billable: fc.constantFrom(...WORK_LOG_BILLINGS),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(change, (changes) => {
      const events = accepted(correct(changes));
      const { startedAt, minutes, kind, billable } = logged;
      const wanted = { startedAt, minutes, kind, billable, ...changes };
      const same = Object.entries(wanted).every(([k, v]) => logged[k as 'minutes'] === v);
      expect(events.map(({ to }) => to)).toEqual(same ? [] : [wanted]);
    }),
  );
});
