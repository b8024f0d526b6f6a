import type { Row } from '@wardline/platform';
import { ApprovalDecision, WithdrawalCause } from '../approvals/approval.enums.ts';
import { builder, rowType } from '../builder.ts';
import { ClockMetric } from '../clocks/clock.enums.ts';
import { toGlobalId } from '../node/global-id.ts';
import { registerNodeKind } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { LinkKind } from '../relations/relations.enums.ts';
import { Person, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { TaskStatus } from '../tasks/task.enums.ts';
import { VisitEndReason, VisitState } from '../visits/visit.enums.ts';
import { NotDoneCode, NotifiedParty, TestResult } from './details.enums.ts';
import {
  HoldReason,
  Priority,
  ResolutionCode,
  TicketState,
  WorkLogBilling,
  WorkLogKind,
} from './ticket.enums.ts';
import { SlaEntryEvent, TimelineEntryKind } from './timeline.enums.ts';

const TYPE_OF_KIND: Readonly<Record<string, string>> = {
  OPENED: 'TicketOpenedEntry',
  STATE_CHANGED: 'StateChangedEntry',
  ASSIGNED: 'AssignedEntry',
  PRIORITY_CHANGED: 'PriorityChangedEntry',
  PUBLIC_REPLY: 'PublicReply',
  INTERNAL_NOTE: 'InternalNote',
  WORK_LOG: 'WorkLog',
  WORK_LOG_CORRECTED: 'WorkLogCorrectedEntry',
  UPDATED: 'UpdatedEntry',
  WATCHERS_CHANGED: 'WatchersChangedEntry',
  SLA: 'SlaEntry',
  MERGED: 'MergedEntry',
  MERGE_RECEIVED: 'MergeReceivedEntry',
  SPLIT: 'SplitEntry',
  RATED: 'RatedEntry',
  VISIT_PLANNED: 'VisitPlannedEntry',
  VISIT_RESCHEDULED: 'VisitRescheduledEntry',
  VISIT_PROGRESSED: 'VisitProgressedEntry',
  LINKS_CHANGED: 'LinksChangedEntry',
  CHECKLIST_STARTED: 'ChecklistStartedEntry',
  TASK_ANSWERED: 'TaskAnsweredEntry',
  APPROVAL_REQUESTED: 'ApprovalRequestedEntry',
  APPROVAL_DECIDED: 'ApprovalDecidedEntry',
  APPROVALS_WITHDRAWN: 'ApprovalsWithdrawnEntry',
  SERVICE_RESTORED: 'ServiceRestoredEntry',
  NOTIFICATION_RECORDED: 'NotificationRecordedEntry',
};
const typeOf = (row: Row) => TYPE_OF_KIND[row.kind as string] as string;

registerNodeKind('TimelineEntry', {
  typeNames: Object.values(TYPE_OF_KIND),
  columns: ['kind'],
  typeOf,
});

export const TimelineEntry = builder.interfaceRef<Row>('TimelineEntry').implement({
  description:
    'Something that happened to a ticket. Public and internal entries are different types: a client is never shown the internal ones.',
  resolveType: typeOf,
  fields: (t) => ({
    id: idField(t, 'TimelineEntry'),
    kind: column(t, 'kind', TimelineEntryKind, { description: 'What happened.' }),
    at: column(t, 'at', DateTime, { description: 'When.' }),
    author: one(t, 'author', Person, {
      relation: 'person',
      description: 'Who; null for an integration or Wardline itself.',
    }),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
  }),
});

type EntryFields = Parameters<
  NonNullable<Parameters<ReturnType<typeof rowType>['implement']>[0]['fields']>
>[0];

function entry(name: string, description: string, fields?: (t: EntryFields) => object) {
  return rowType(name).implement({
    description,
    interfaces: [TimelineEntry],
    ...(fields ? { fields: fields as never } : {}),
  });
}

/** A fact of the entry, as its event recorded it. */
function fact(t: EntryFields, key: string, type: unknown, description: string, nullable = false) {
  return t.field({
    type: type as never,
    nullable,
    description,
    extensions: readsExtension({ columns: ['facts'] }),
    resolve: ((row: Row) => (row.facts as Record<string, unknown>)[key] ?? null) as never,
  });
}

const body = (t: EntryFields, description: string, nullable = false) =>
  column(t, 'body', 'String', { description, nullable });

entry('TicketOpenedEntry', 'The ticket was opened.', (t) => ({
  priority: fact(t, 'priority', Priority, 'With which priority.'),
}));
entry('StateChangedEntry', 'The ticket went to another state.', (t) => ({
  from: fact(t, 'from', TicketState, 'From which.'),
  to: fact(t, 'to', TicketState, 'To which.'),
  holdReason: fact(t, 'holdReason', HoldReason, 'What it waits for, if on hold.', true),
  resolutionCode: fact(t, 'resolutionCode', ResolutionCode, 'How it ended, if resolved.', true),
  outcome: fact(t, 'outcome', TestResult, 'Of a completed work order.', true),
  notDoneCode: fact(t, 'notDoneCode', NotDoneCode, 'Of a work order that was not done.', true),
  note: column(t, 'note', 'String', {
    column: 'body',
    nullable: true,
    description: 'What was said about it; public.',
  }),
}));
const numberOf = (t: EntryFields) => fact(t, 'number', 'String', 'The other ticket’s number.');
entry('MergedEntry', 'The ticket goes on in another one.', (t) => ({
  intoNumber: numberOf(t),
  note: column(t, 'note', 'String', {
    column: 'body',
    nullable: true,
    description: 'What was said about it; public.',
  }),
}));
entry('MergeReceivedEntry', 'Another ticket goes on in this one.', (t) => ({
  sourceNumber: numberOf(t),
}));
entry('SplitEntry', 'A part of the ticket has a ticket of its own.', (t) => ({
  newNumber: numberOf(t),
}));
entry('RatedEntry', 'Its requester rated how it was resolved.', (t) => ({
  score: fact(t, 'score', 'Int', 'From 1 (bad) to 5 (good).'),
  comment: column(t, 'comment', 'String', {
    column: 'body',
    nullable: true,
    description: 'In their words.',
  }),
}));
const visitId = (t: EntryFields) =>
  t.field({
    type: 'ID',
    description: 'Id of the `Visit`.',
    extensions: readsExtension({ columns: ['facts'] }),
    resolve: (row: Row) => toGlobalId('Visit', (row.facts as { visitId: string }).visitId),
  });
const plan = (t: EntryFields) => ({
  visitId: visitId(t),
  plannedFrom: fact(t, 'plannedFrom', DateTime, 'When it is to begin.'),
  plannedUntil: fact(t, 'plannedUntil', DateTime, 'When it is to be over.'),
});
entry('VisitPlannedEntry', 'Somebody is to come, or to connect.', plan);
entry('VisitRescheduledEntry', 'They come at another time, or somebody else comes.', plan);
entry('VisitProgressedEntry', 'A visit went on, or came to nothing.', (t) => ({
  visitId: visitId(t),
  fromVisit: fact(t, 'from', VisitState, 'From which state of the visit.'),
  toVisit: fact(t, 'to', VisitState, 'To which.'),
  endReason: fact(t, 'reason', VisitEndReason, 'Why it came to nothing, if it did.', true),
}));
entry(
  'LinksChangedEntry',
  'It was linked to another ticket, or no longer is. No client ever sees it.',
  (t) => ({
    linkKind: fact(t, 'kind', LinkKind, 'How.'),
  }),
);
const words = (t: EntryFields, name: string, description: string) =>
  column(t, name, 'String', { column: 'body', nullable: true, description });
entry('ChecklistStartedEntry', 'It was given steps to do. No client ever sees it.', (t) => ({
  name: words(t, 'name', 'The checklist’s name.'),
  steps: fact(t, 'steps', 'Int', 'How many.'),
}));
entry('TaskAnsweredEntry', 'A step was answered or left out. No client ever sees it.', (t) => ({
  status: fact(t, 'status', TaskStatus, 'How it stands now.'),
  number: fact(t, 'number', 'Float', 'What was measured.', true),
  text: words(t, 'text', 'What was said.'),
}));
entry('ApprovalRequestedEntry', 'Somebody was asked to approve. No client ever sees it.', (t) => ({
  stages: fact(t, 'stages', 'Int', 'In how many stages.'),
}));
entry('ApprovalDecidedEntry', 'Somebody decided. No client ever sees it.', (t) => ({
  decision: fact(t, 'decision', ApprovalDecision, 'How.'),
  note: words(t, 'note', 'Why.'),
}));
entry('ApprovalsWithdrawnEntry', 'Approvals lost their force. No client ever sees it.', (t) => ({
  stages: fact(t, 'stages', 'Int', 'How many stages.'),
  because: fact(t, 'because', WithdrawalCause, 'Why.'),
}));
entry('ServiceRestoredEntry', 'The service works again, be it provisionally.', (t) => ({
  restoredAt: fact(t, 'restoredAt', DateTime, 'Since when.'),
}));
entry(
  'NotificationRecordedEntry',
  'Somebody was told because the law says so. No client ever sees it.',
  (t) => ({
    party: fact(t, 'party', NotifiedParty, 'Who.'),
    recipient: column(t, 'recipient', 'String', { column: 'body', description: 'Which one.' }),
    notifiedAt: fact(t, 'notifiedAt', DateTime, 'When.'),
    reference: fact(t, 'reference', 'String', 'Their number for it.', true),
  }),
);
entry('AssignedEntry', 'Team or assignee changed.');
entry('PriorityChangedEntry', 'The priority changed.', (t) => ({
  fromPriority: fact(t, 'from', Priority, 'From which.'),
  toPriority: fact(t, 'to', Priority, 'To which; the same if only its reasons changed.'),
}));
export const PublicReply = entry(
  'PublicReply',
  'Words between the desk and the requester.',
  (t) => ({
    body: body(t, 'The words.'),
    byRequester: fact(t, 'byRequester', 'Boolean', 'Whether the requester speaks.'),
  }),
);
export const InternalNote = entry(
  'InternalNote',
  'Words among those who work on it. No client ever sees it.',
  (t) => ({
    body: body(t, 'The words.'),
  }),
);
export const WorkLog = entry('WorkLog', 'Time that was spent. No client ever sees it.', (t) => ({
  minutes: fact(t, 'minutes', 'Int', 'How many minutes.'),
  workKind: fact(t, 'kind', WorkLogKind, 'Where.'),
  billable: fact(t, 'billable', WorkLogBilling, 'Who pays.'),
  note: column(t, 'note', 'String', {
    column: 'body',
    nullable: true,
    description: 'What was done.',
  }),
}));
interface Terms {
  readonly startedAt: string;
  readonly minutes: number;
  readonly kind: unknown;
  readonly billable: unknown;
}
const WorkLogTerms = builder.objectRef<Terms>('WorkLogTerms').implement({
  description: 'What worked time comes to for whoever pays.',
  fields: (t) => ({
    startedAt: t.field({
      type: DateTime,
      description: 'When it began.',
      resolve: ({ startedAt }) => startedAt as never,
    }),
    minutes: t.exposeInt('minutes', { description: 'How many minutes.' }),
    workKind: t.field({
      type: WorkLogKind,
      description: 'Where.',
      resolve: ({ kind }) => kind as never,
    }),
    billable: t.field({
      type: WorkLogBilling,
      description: 'Who pays.',
      resolve: ({ billable }) => billable as never,
    }),
  }),
});
entry(
  'WorkLogCorrectedEntry',
  'Time that was spent was put right, or taken back. No client ever sees it.',
  (t) => ({
    timeEntryId: t.id({
      description: 'Id of the `TimeEntry`.',
      extensions: readsExtension({ columns: ['facts'] }),
      resolve: (row) =>
        toGlobalId('TimeEntry', (row.facts as { readonly entryId: string }).entryId),
    }),
    before: fact(t, 'from', WorkLogTerms, 'What it was.'),
    after: fact(t, 'to', WorkLogTerms, 'What it is; null: it was taken back.', true),
    reason: column(t, 'reason', 'String', {
      column: 'body',
      nullable: true,
      description: 'Why.',
    }),
  }),
);
entry('UpdatedEntry', 'Fields changed. No client ever sees it.', (t) => ({
  fields: t.stringList({
    description: 'Which fields.',
    extensions: readsExtension({ columns: ['facts'] }),
    resolve: (row) =>
      ((row.facts as { changes: { field: string }[] }).changes ?? []).map((c) => c.field),
  }),
}));
entry(
  'WatchersChangedEntry',
  'Somebody follows the ticket, or no longer does. No client ever sees it.',
);
entry(
  'SlaEntry',
  'Something about the promises that hold for it. No client ever sees it.',
  (t) => ({
    event: fact(t, 'event', SlaEntryEvent, 'What.'),
    metric: fact(t, 'metric', ClockMetric, 'Of which clock, if of one.', true),
    reason: column(t, 'reason', 'String', {
      column: 'body',
      nullable: true,
      description: 'Why, where somebody said.',
    }),
  }),
);
