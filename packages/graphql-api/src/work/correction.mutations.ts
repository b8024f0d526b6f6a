import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf } from '../node/global-id.ts';
import { TimeEntry } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { WorkLogBilling, WorkLogKind } from '../tickets/ticket.enums.ts';
import { partUsed, ticket } from './work.returns.ts';
import { workLogWarnings } from './work-log-warning.type.ts';

const timeEntry = {
  description: 'The worked time.',
  record: { type: TimeEntry, shape: 'TimeEntry', id: 'timeEntryId' },
} as const;
const OTHERS = 'What others recorded takes `ticket:correct-work`.';
const reason = 'Why; at most 500 characters.';

defineMutation('workLogCorrect', {
  description: `Puts right what was logged, until it stands on an invoice (\`WORK_INVOICED\`). The first entry stays in the timeline, the correction follows it. ${OTHERS}`,
  input: builder.inputType('WorkLogCorrectInput', {
    description: 'What holds instead; what is left out stays.',
    fields: (t) => ({
      timeEntryId: t.id({ required: true, description: 'The worked time.' }),
      expectedVersion: t.int({ required: true, description: 'Its version you decided on.' }),
      startedAt: t.field({ type: DateTime, description: 'When it began.' }),
      minutes: t.int({ description: 'How long: 1 to 1440.' }),
      kind: t.field({ type: WorkLogKind, description: 'Where.' }),
      billable: t.field({ type: WorkLogBilling, description: 'Who pays.' }),
      reason: t.string({ required: true, description: reason }),
    }),
  }),
  returns: { ticket, timeEntry, warnings: workLogWarnings },
  run: (desk, { timeEntryId, expectedVersion, reason, ...changes }) =>
    desk.work.correctLog({
      ...given(changes),
      ...{ expectedVersion, reason, timeEntryId: uuidOf('TimeEntry', timeEntryId) },
    }),
});

defineMutation('workLogVoid', {
  description: `Takes back what was logged, until it stands on an invoice: it counts for nothing and stays to be seen. ${OTHERS}`,
  input: builder.inputType('WorkLogVoidInput', {
    description: 'What to take back.',
    fields: (t) => ({
      timeEntryId: t.id({ required: true, description: 'The worked time.' }),
      expectedVersion: t.int({ required: true, description: 'Its version you decided on.' }),
      reason: t.string({ required: true, description: reason }),
    }),
  }),
  returns: { ticket, timeEntry },
  run: (desk, { timeEntryId, ...input }) =>
    desk.work.voidLog({ ...input, timeEntryId: uuidOf('TimeEntry', timeEntryId) }),
});

defineMutation('partUsedVoid', {
  description: `Takes back a part that was not used, until it stands on an invoice: it counts for nothing and stays to be seen. ${OTHERS}`,
  input: builder.inputType('PartUsedVoidInput', {
    description: 'Which part.',
    fields: (t) => ({
      partUsedId: t.id({ required: true, description: 'The part.' }),
      reason: t.string({ required: true, description: reason }),
    }),
  }),
  returns: { ticket, partUsed },
  run: (desk, { partUsedId, reason }) =>
    desk.work.voidPart({ reason, partUsedId: uuidOf('PartUsed', partUsedId) }),
});
