import type { Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { TaskFilter } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, type Fields, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import {
  Checklist,
  ChecklistTemplate,
  ChecklistTemplateVersion,
  Person,
  Task,
  Ticket,
} from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { ChecklistOrder, Lane, StepKind, TaskStatus } from './task.enums.ts';

Checklist.implement({
  description: 'Steps that a ticket was given.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Checklist'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    order: column(t, 'order', ChecklistOrder, { description: 'How the steps follow each other.' }),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    template: one(t, 'template', ChecklistTemplate, {
      description: 'The template it was started from; null for one of its own.',
    }),
    templateNumber: column(t, 'templateNumber', 'Int', {
      nullable: true,
      description: 'Which version of the template it began with.',
    }),
    startedAt: column(t, 'startedAt', DateTime, { description: 'When it was started.' }),
    tasks: many(t, 'tasks', Task, 'Task', {
      description: 'Its steps, in order. A clinic’s staff see those of CLINICAL.',
      filter: TaskFilter,
    }),
  }),
});

Task.implement({
  description: 'A step of a ticket, and how it was answered.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Task'),
    position: column(t, 'position', 'Int', { description: 'Its place in the checklist, from 0.' }),
    title: column(t, 'title', 'String', { description: 'What is to be done.' }),
    instructions: column(t, 'instructions', 'String', { description: 'How; may be empty.' }),
    kind: column(t, 'kind', StepKind, { description: 'What it asks for.' }),
    lane: column(t, 'lane', Lane, { description: 'Whose step it is.' }),
    required: column(t, 'required', 'Boolean', { description: 'Whether the ticket waits for it.' }),
    evidenceRequired: column(t, 'evidenceRequired', 'Boolean', {
      description: 'Whether it takes a picture or a document besides.',
    }),
    unit: column(t, 'unit', 'String', { nullable: true, description: 'Of a NUMBER: its unit.' }),
    min: column(t, 'min', 'Float', { nullable: true, description: 'The least that passes.' }),
    max: column(t, 'max', 'Float', { nullable: true, description: 'The most that passes.' }),
    status: column(t, 'status', TaskStatus, { description: 'How it stands.' }),
    number: column(t, 'number', 'Float', { nullable: true, description: 'What was measured.' }),
    text: column(t, 'text', 'String', { nullable: true, description: 'What was said.' }),
    evidence: t.stringList({
      description: 'References to pictures and documents.',
      extensions: readsExtension({ columns: ['evidence'] }),
      resolve: (row) => row.evidence as string[],
    }),
    answeredBy: one(t, 'answeredBy', Person, { description: 'Who answered it.' }),
    answeredAt: column(t, 'answeredAt', DateTime, { nullable: true, description: 'When.' }),
    checklist: one(t, 'checklist', Checklist, { description: 'The checklist it belongs to.' }),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
  }),
});

interface StepRow {
  readonly title: string;
  readonly instructions: string;
  readonly kind: 'CHECK';
  readonly lane: 'IT';
  readonly required: boolean;
  readonly evidenceRequired: boolean;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
}

const ChecklistStep = builder.objectRef<StepRow>('ChecklistStep').implement({
  description: 'A step of a template.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What is to be done.' }),
    instructions: t.exposeString('instructions', { description: 'How; may be empty.' }),
    kind: t.expose('kind', { type: StepKind, description: 'What it asks for.' }),
    lane: t.expose('lane', { type: Lane, description: 'Whose step it is.' }),
    required: t.exposeBoolean('required', { description: 'Whether tickets wait for it.' }),
    evidenceRequired: t.exposeBoolean('evidenceRequired', {
      description: 'Whether it takes a picture or a document besides.',
    }),
    unit: t.exposeString('unit', { nullable: true, description: 'Of a NUMBER: its unit.' }),
    min: t.exposeFloat('min', { nullable: true, description: 'The least that passes.' }),
    max: t.exposeFloat('max', { nullable: true, description: 'The most that passes.' }),
  }),
});

const stepsField = (t: Fields) =>
  t.field({
    type: [ChecklistStep],
    description: 'Its steps, in order.',
    extensions: readsExtension({ columns: ['steps'] }),
    resolve: (row: Row) => row.steps as StepRow[],
  });

ChecklistTemplateVersion.implement({
  description: 'A template as it was from an instant on. What was started then follows it still.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ChecklistTemplateVersion'),
    number: column(t, 'number', 'Int', { description: 'Counts from 1.' }),
    order: column(t, 'order', ChecklistOrder, { description: 'How the steps follow each other.' }),
    steps: stepsField(t),
    changedAt: column(t, 'changedAt', DateTime, { description: 'From when on it was so.' }),
    template: one(t, 'template', ChecklistTemplate, { description: 'The template.' }),
  }),
});

ChecklistTemplate.implement({
  description: 'Steps that many tickets are given.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'ChecklistTemplate'),
    name: column(t, 'name', 'String', { description: 'Its name, unique in the MSP.' }),
    number: column(t, 'number', 'Int', { description: 'The number of its present version.' }),
    order: column(t, 'order', ChecklistOrder, { description: 'How the steps follow each other.' }),
    steps: stepsField(t),
    versions: many(t, 'versions', ChecklistTemplateVersion, 'ChecklistTemplateVersion', {
      description: 'What it was and is, the present version first.',
    }),
    preApproved: column(t, 'preApproved', 'Boolean', {
      description: 'Whether it is the model of a standard change: `details.change.model` names it.',
    }),
    active: column(t, 'active', 'Boolean', { description: 'Whether it still starts checklists.' }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was created.' }),
    version: column(t, 'version', 'Int', {
      description: 'Grows by one with each change; send it as `expectedVersion`.',
    }),
  }),
});
