import type { PriorityExplanation, Row } from '@wardline/platform';
import { Criticality } from '../assets/asset.enums.ts';
import { builder, rowType } from '../builder.ts';
import { changeFields } from '../changes/change.types.ts';
import {
  ApprovalStageFilter,
  AssetFilter,
  AssetOrder,
  ClockFilter,
  ClockOrder,
  PersonFilter,
  PersonOrder,
  TaskFilter,
  TicketFilter,
  TicketLinkFilter,
  TicketOrder,
  TimelineFilter,
  TimelineOrder,
} from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import {
  ApprovalStage,
  Asset,
  Checklist,
  Clinic,
  Clock,
  KnownError,
  Location,
  Person,
  Task,
  Team,
  Ticket,
  TicketAgreement,
  TicketLink,
} from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { availableTransitionsField } from './available-transitions.ts';
import { detailsField, notificationsField, ratingField } from './details.types.ts';
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
} from './ticket.enums.ts';
import { tagsField } from './ticket-tags.ts';
import { TimelineEntry } from './timeline.types.ts';
import { viewerCanField } from './viewer-can.ts';

const PriorityReasonType = builder
  .objectRef<PriorityExplanation['reasons'][number]>('PriorityReason')
  .implement({
    description: 'One step of how a priority came about.',
    fields: (t) => ({
      code: t.exposeString('code', {
        description: '`MATRIX`, `CARE_ANSWERS`, `CARE_IMPACT`, `ASSET_CRITICALITY` or `OVERRIDE`.',
      }),
      message: t.exposeString('message', { description: 'In words.' }),
      raisedTo: t.field({
        type: Priority,
        nullable: true,
        description: 'What it raised the priority to; null where it set it.',
        resolve: (reason) => reason.raisedTo,
      }),
    }),
  });

const explanation = (row: Row) => row.priorityReason as PriorityExplanation;
const explained = readsExtension({ columns: ['priorityReason'] });

// Its object is the ticket's row: the level alone costs a column, the reasons only who asks for them.
const TicketPriority = rowType('TicketPriority').implement({
  description: 'A priority with the whole reason for it.',
  fields: (t) => ({
    level: column(t, 'level', Priority, { column: 'priority', description: 'The priority.' }),
    base: t.field({
      type: Priority,
      description: 'What impact × urgency alone gave.',
      extensions: explained,
      resolve: (row) => explanation(row).base,
    }),
    reasons: t.field({
      type: [PriorityReasonType],
      description: 'How it came about, in order.',
      extensions: explained,
      resolve: (row) => [...explanation(row).reasons],
    }),
    impact: t.field({
      type: Impact,
      description: 'The impact it was computed from.',
      extensions: explained,
      resolve: (row) => explanation(row).inputs.impact,
    }),
    urgency: t.field({
      type: Urgency,
      description: 'The urgency it was computed from.',
      extensions: explained,
      resolve: (row) => explanation(row).inputs.urgency,
    }),
    careImpact: t.field({
      type: CareImpact,
      description: 'The care impact it was computed from.',
      extensions: explained,
      resolve: (row) => explanation(row).inputs.careImpact,
    }),
    statedCareImpact: t.field({
      type: CareImpact,
      description: 'What somebody said; the answers to the two questions may be graver.',
      extensions: explained,
      resolve: (row) => explanation(row).inputs.statedCareImpact,
    }),
    criticality: t.field({
      type: Criticality,
      nullable: true,
      description: 'The highest criticality among the affected assets.',
      extensions: explained,
      resolve: (row) => explanation(row).inputs.criticality,
    }),
    overrideReason: t.string({
      nullable: true,
      description: 'Why somebody decided otherwise, if they did.',
      extensions: explained,
      resolve: (row) => explanation(row).override?.reason ?? null,
    }),
  }),
});

Ticket.implement({
  description: 'A piece of work somebody asked for.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Ticket'),
    number: column(t, 'number', 'String', {
      description: 'For people, unique in the MSP: `INC-1042`.',
    }),
    type: column(t, 'type', TicketType, { description: 'What kind of work.' }),
    title: column(t, 'title', 'String', { description: 'In a few words.' }),
    description: column(t, 'description', 'String', { description: 'In full; may be empty.' }),
    state: column(t, 'state', TicketState, { description: 'Where it is in its lifecycle.' }),
    holdReason: column(t, 'holdReason', HoldReason, {
      nullable: true,
      description: 'What it waits for; set while on hold.',
    }),
    priority: t.field({
      type: TicketPriority,
      description: 'How urgent, and why.',
      extensions: readsExtension({ embedded: true }),
      resolve: (row: Row) => row,
    }),
    impact: column(t, 'impact', Impact, { description: 'How many and how much are affected.' }),
    urgency: column(t, 'urgency', Urgency, { description: 'How soon it begins to hurt.' }),
    careImpact: column(t, 'careImpact', CareImpact, { description: 'What it does to care.' }),
    patientConnected: column(t, 'patientConnected', 'Boolean', {
      nullable: true,
      description: 'Whether a patient is connected to it; null: not asked or not known.',
    }),
    alternativeAvailable: column(t, 'alternativeAvailable', 'Boolean', {
      nullable: true,
      description: 'Whether there is another one or another way; null: not asked or not known.',
    }),
    details: detailsField(t),
    notifications: notificationsField(t),
    domain: column(t, 'domain', Domain, { description: 'Whose trade it is.' }),
    category: column(t, 'category', 'String', {
      nullable: true,
      description: 'The MSP’s own category.',
    }),
    channel: column(t, 'channel', Channel, { description: 'How it reached the desk.' }),
    confidential: column(t, 'confidential', 'Boolean', {
      description: 'Hidden from the clinic’s other staff.',
    }),
    clinic: one(t, 'clinic', Clinic, {
      nullable: true,
      description: 'The clinic. Null only for a key without the scope to read clinics.',
    }),
    location: one(t, 'location', Location, { description: 'Where.' }),
    requester: one(t, 'requester', Person, { description: 'Who asked; null for a machine.' }),
    team: one(t, 'team', Team, { description: 'The team that works on it.' }),
    assignee: one(t, 'assignee', Person, { description: 'Who works on it.' }),
    assets: many(t, 'assets', Asset, 'Asset', {
      description: 'What is affected.',
      filter: AssetFilter,
      orderBy: AssetOrder,
    }),
    watchers: many(t, 'watchers', Person, 'Person', {
      description: 'Who follows it.',
      filter: PersonFilter,
      orderBy: PersonOrder,
    }),
    supportTier: column(t, 'supportTier', 'Int', {
      description:
        'How far up it is: 1, where it begins, is the first line. Co-managed agreements say whose which tier is.',
    }),
    tags: tagsField(t),
    timeline: many(t, 'timeline', TimelineEntry, 'TimelineEntry', {
      description: 'What happened, oldest first: `last: 3` gives the latest three.',
      filter: TimelineFilter,
      orderBy: TimelineOrder,
    }),
    clocks: many(t, 'clocks', Clock, 'Clock', {
      description: 'Its clocks, one a promise and round.',
      filter: ClockFilter,
      orderBy: ClockOrder,
    }),
    agreements: many(t, 'agreements', TicketAgreement, 'TicketAgreement', {
      description: 'Which agreements measure it, and why these.',
    }),
    mergedInto: one(t, 'mergedInto', Ticket, {
      description: 'The ticket that goes on in its place, if it was merged.',
    }),
    mergedTickets: many(t, 'mergedTickets', Ticket, 'Ticket', {
      description: 'The tickets that go on in this one; each keeps its own timeline.',
      filter: TicketFilter,
      orderBy: TicketOrder,
    }),
    approvals: many(t, 'approvals', ApprovalStage, 'ApprovalStage', {
      description: 'Who was asked to approve it, and where that stands.',
      filter: ApprovalStageFilter,
    }),
    ...changeFields(t),
    checklists: many(t, 'checklists', Checklist, 'Checklist', {
      description: 'The lists of steps it was given.',
    }),
    tasks: many(t, 'tasks', Task, 'Task', {
      description: 'Its steps over all checklists. A clinic’s staff see those of CLINICAL.',
      filter: TaskFilter,
    }),
    links: many(t, 'links', TicketLink, 'TicketLink', {
      description: 'How it stands to other tickets.',
      filter: TicketLinkFilter,
    }),
    linkedFrom: many(t, 'linkedFrom', TicketLink, 'TicketLink', {
      description: 'How other tickets stand to it: its children, its problems, what it blocks.',
      filter: TicketLinkFilter,
    }),
    knownErrors: many(t, 'knownErrors', KnownError, 'KnownError', {
      description: 'How to live with the problems behind it, until they are solved.',
    }),
    rating: ratingField(t),
    resolutionCode: column(t, 'resolutionCode', ResolutionCode, {
      nullable: true,
      description: 'How it ended.',
    }),
    resolutionNote: column(t, 'resolutionNote', 'String', {
      nullable: true,
      description: 'How it ended, in words; public.',
    }),
    reopenCount: column(t, 'reopenCount', 'Int', {
      description: 'How often it came back after being resolved.',
    }),
    openedAt: column(t, 'openedAt', DateTime, { description: 'When it was opened.' }),
    updatedAt: column(t, 'updatedAt', DateTime, { description: 'When it last changed here.' }),
    stateSince: column(t, 'stateSince', DateTime, {
      description: 'Since when it is in its state, and waits for what it waits for.',
    }),
    requesterRepliedAt: column(t, 'requesterRepliedAt', DateTime, {
      nullable: true,
      description: 'When its requester, or another of the clinic’s side, last replied.',
    }),
    deskRepliedAt: column(t, 'deskRepliedAt', DateTime, {
      nullable: true,
      description: 'When the desk last replied.',
    }),
    restoredAt: column(t, 'restoredAt', DateTime, {
      nullable: true,
      description: 'When the service worked again, be it provisionally.',
    }),
    resolvedAt: column(t, 'resolvedAt', DateTime, {
      nullable: true,
      description: 'When it was last resolved.',
    }),
    closedAt: column(t, 'closedAt', DateTime, {
      nullable: true,
      description: 'When it was closed or cancelled.',
    }),
    availableTransitions: availableTransitionsField(t),
    viewerCan: viewerCanField(t),
    version: column(t, 'version', 'Int', {
      description: 'Grows by one with each change; send it as `expectedVersion`.',
    }),
  }),
});
