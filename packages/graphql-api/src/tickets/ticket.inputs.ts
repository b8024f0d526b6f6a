import { builder } from '../builder.ts';
import { DateTime } from '../scalars.ts';
import { NotDoneCode, NotifiedParty, TestResult } from './details.enums.ts';
import { TicketDetailsInput } from './details.inputs.ts';
import {
  CareImpact,
  Channel,
  Domain,
  HoldReason,
  Impact,
  Priority,
  ResolutionCode,
  TicketState,
  TicketType,
  Urgency,
  WorkLogBilling,
  WorkLogKind,
} from './ticket.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand: a retry with the same one cannot make a second. Not the opaque id of the API.';
const ticketId = 'The ticket.';
const expectedVersion =
  'The version you decided on; if the ticket has changed since, nothing is done.';

const tagRules =
  'At most 20 of at most 50 characters each; kept in lower case, each once, in alphabetical order.';

const PriorityOverrideInput = builder.inputType('PriorityOverrideInput', {
  description: 'Another priority than the computed one.',
  fields: (t) => ({
    priority: t.field({ type: Priority, required: true, description: 'Which.' }),
    reason: t.string({
      required: true,
      description:
        'Why; kept with the priority, and read by whoever may read the ticket, its requester too.',
    }),
  }),
});

type InputFields = Parameters<NonNullable<Parameters<typeof builder.inputType>[1]['fields']>>[0];

/** The two questions that raise the care impact. */
const careAnswers = (t: InputFields) => ({
  patientConnected: t.boolean({
    description:
      'Is a patient connected to it? Raises the care impact, never lowers it. Null: not known.',
  }),
  alternativeAvailable: t.boolean({
    description: 'Is there another one, or another way? Null: not known.',
  }),
});
const BY_DESK = 'Decided by those who work on tickets; refused from who asks.';

export const TicketCreateInput = builder.inputType('TicketCreateInput', {
  description: 'A ticket to open.',
  fields: (t) => ({
    id: t.string({ description: clientId }),
    type: t.field({
      type: TicketType,
      required: true,
      description:
        'What kind of work. Clients open INCIDENT, SERVICE_REQUEST and SECURITY_INCIDENT.',
    }),
    clinicId: t.id({ required: true, description: 'The clinic it is for.' }),
    title: t.string({ required: true, description: 'In a few words; at most 200 characters.' }),
    description: t.string({ description: 'In full; at most 20,000 characters.' }),
    requesterId: t.id({ description: 'Who asks. Left out: you, if you are a person.' }),
    channel: t.field({
      type: Channel,
      defaultValue: 'API',
      description: 'How it reached the desk.',
    }),
    domain: t.field({ type: Domain, required: true, description: 'Whose trade it is.' }),
    category: t.string({ description: 'Your own category; at most 100 characters.' }),
    impact: t.field({ type: Impact, description: 'Default: MEDIUM.' }),
    urgency: t.field({ type: Urgency, description: 'Default: MEDIUM.' }),
    careImpact: t.field({ type: CareImpact, description: 'What it does to care. Default: NONE.' }),
    ...careAnswers(t),
    priorityOverride: t.field({
      type: PriorityOverrideInput,
      description: `Another priority than the computed one; never below what the care impact asks for. ${BY_DESK}`,
    }),
    assetIds: t.idList({ description: 'What is affected; of the same clinic, at most 100.' }),
    locationId: t.id({ description: 'Where; of the same clinic.' }),
    teamId: t.id({ description: `The team to work on it. ${BY_DESK}` }),
    assigneeId: t.id({ description: `Who is to work on it. ${BY_DESK}` }),
    watcherIds: t.idList({ description: 'Who follows it; at most 100.' }),
    tags: t.stringList({ description: `${tagRules} Not for clients to give.` }),
    confidential: t.boolean({
      description:
        'Hide it from the clinic’s other staff. Default: false; true for a SECURITY_INCIDENT.',
    }),
    details: t.field({
      type: TicketDetailsInput,
      description: 'What only its type has; a CHANGE and a WORK_ORDER must say their kind.',
    }),
  }),
});

const changeFields = (t: InputFields) => ({
  title: t.string({ description: 'In a few words; at most 200 characters.' }),
  description: t.string({ description: 'In full; at most 20,000 characters.' }),
  domain: t.field({ type: Domain, description: 'Whose trade it is.' }),
  category: t.string({ description: 'Your own category; null: none.' }),
  supportTier: t.int({ description: 'Its support tier, from 1 to 9.' }),
  impact: t.field({ type: Impact, description: 'The impact.' }),
  urgency: t.field({ type: Urgency, description: 'The urgency.' }),
  careImpact: t.field({ type: CareImpact, description: 'What it does to care.' }),
  ...careAnswers(t),
  priorityOverride: t.field({
    type: PriorityOverrideInput,
    description: 'Another priority; null: back to the computed one.',
  }),
  assetIds: t.idList({ description: 'All that is affected: replaces the list.' }),
  locationId: t.id({ description: 'Where; null: nowhere in particular.' }),
  requesterId: t.id({ description: 'Who asks; null: nobody.' }),
  confidential: t.boolean({ description: 'Whether to hide it from the clinic’s other staff.' }),
  tags: t.stringList({
    description: `All of its tags: replaces the list; \`ticketTagsAdd\` adds to it. ${tagRules}`,
  }),
  details: t.field({
    type: TicketDetailsInput,
    description: 'New values for what only its type has; what is left out stays.',
  }),
});
const changesOfFields = 'New values for some fields; what is left out stays.';

export const TicketUpdateInput = builder.inputType('TicketUpdateInput', {
  description: changesOfFields,
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    expectedVersion: t.int({ required: true, description: expectedVersion }),
    ...changeFields(t),
  }),
});

export const TicketChangesInput = builder.inputType('TicketChangesInput', {
  description: changesOfFields,
  fields: changeFields,
});

const tagsInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      ticketId: t.id({ required: true, description: ticketId }),
      tags: t.stringList({ required: true, description: `The tags. ${tagRules}` }),
    }),
  });

export const TicketTagsAddInput = tagsInput(
  'TicketTagsAddInput',
  'Tags that a ticket shall have beside those it has.',
);

export const TicketTagsRemoveInput = tagsInput(
  'TicketTagsRemoveInput',
  'Tags that a ticket shall not have.',
);

const transitionFields = (t: InputFields) => ({
  to: t.field({ type: TicketState, required: true, description: 'Where to.' }),
  holdReason: t.field({ type: HoldReason, description: 'What it waits for; with ON_HOLD.' }),
  resolutionCode: t.field({ type: ResolutionCode, description: 'How it ended; with RESOLVED.' }),
  outcome: t.field({ type: TestResult, description: 'What a work order found; with COMPLETED.' }),
  notDoneCode: t.field({ type: NotDoneCode, description: 'Why not; with NOT_DONE.' }),
  note: t.string({ description: 'What there is to say; the requester reads it.' }),
});

export const TicketTransitionInput = builder.inputType('TicketTransitionInput', {
  description:
    'A state to take a ticket to; `availableTransitions` says which are open and what they require.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    expectedVersion: t.int({ required: true, description: expectedVersion }),
    ...transitionFields(t),
  }),
});

export const TicketMoveInput = builder.inputType('TicketMoveInput', {
  description:
    'A state to take a ticket to; `availableTransitions` says which are open and what they require.',
  fields: transitionFields,
});

const assignFields = (t: InputFields) => ({
  teamId: t.id({ description: 'The team.' }),
  assigneeId: t.id({ description: 'The person; of the team, if there is one.' }),
});

export const TicketAssignInput = builder.inputType('TicketAssignInput', {
  description: 'Who is to work on a ticket; what is left out stays, null is nobody.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    expectedVersion: t.int({ required: true, description: expectedVersion }),
    ...assignFields(t),
  }),
});

export const TicketAssignmentInput = builder.inputType('TicketAssignmentInput', {
  description: 'Who is to work on a ticket; what is left out stays, null is nobody.',
  fields: assignFields,
});

export const PublicReplyAddInput = builder.inputType('PublicReplyAddInput', {
  description: 'Words that the requester reads.',
  fields: (t) => ({
    id: t.string({ description: clientId }),
    ticketId: t.id({ required: true, description: ticketId }),
    body: t.string({ required: true, description: 'The words; at most 20,000 characters.' }),
  }),
});

export const InternalNoteAddInput = builder.inputType('InternalNoteAddInput', {
  description: 'Words that no client ever reads.',
  fields: (t) => ({
    id: t.string({ description: clientId }),
    ticketId: t.id({ required: true, description: ticketId }),
    body: t.string({ required: true, description: 'The words; at most 20,000 characters.' }),
  }),
});

export const WorkLogAddInput = builder.inputType('WorkLogAddInput', {
  description: 'Time spent on a ticket.',
  fields: (t) => ({
    id: t.string({ description: clientId }),
    ticketId: t.id({ required: true, description: ticketId }),
    personId: t.id({ description: 'Who worked. Left out: you.' }),
    minutes: t.int({ required: true, description: 'How many minutes, 1 to 1440.' }),
    kind: t.field({ type: WorkLogKind, required: true, description: 'Where.' }),
    billable: t.field({ type: WorkLogBilling, required: true, description: 'Who pays.' }),
    startedAt: t.field({
      type: DateTime,
      description: 'When it began. Left out: so many minutes ago.',
    }),
    note: t.string({ description: 'What was done.' }),
  }),
});

export const TicketRestorationRecordInput = builder.inputType('TicketRestorationRecordInput', {
  description: 'The service works again, be it by a spare or a workaround.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    restoredAt: t.field({ type: DateTime, description: 'Since when. Default: now.' }),
  }),
});

export const TicketNotificationRecordInput = builder.inputType('TicketNotificationRecordInput', {
  description: 'Somebody was told because the law says so.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    party: t.field({ type: NotifiedParty, required: true, description: 'Who.' }),
    recipient: t.string({ required: true, description: 'Which one; at most 200 characters.' }),
    notifiedAt: t.field({ type: DateTime, description: 'When. Default: now.' }),
    reference: t.string({ description: 'Their number for it.' }),
  }),
});

export const TicketWatcherInput = builder.inputType('TicketWatcherInput', {
  description: 'Somebody to follow a ticket, or no longer.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: ticketId }),
    personId: t.id({ required: true, description: 'Who.' }),
  }),
});
