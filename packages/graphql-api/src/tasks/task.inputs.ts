import { builder } from '../builder.ts';
import { ChecklistOrder, Lane, StepKind } from './task.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand: a retry with the same one cannot make a second. Not the opaque id of the API.';

const ChecklistStepInput = builder.inputType('ChecklistStepInput', {
  description: 'A step to do.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'What is to be done; at most 200 characters.' }),
    instructions: t.string({ description: 'How; at most 20,000 characters.' }),
    kind: t.field({ type: StepKind, required: true, description: 'What it asks for.' }),
    lane: t.field({ type: Lane, required: true, description: 'Whose step it is.' }),
    required: t.boolean({ description: 'Whether the ticket waits for it. Default: true.' }),
    evidenceRequired: t.boolean({
      description: 'Whether it takes a picture or a document besides. Default: false.',
    }),
    unit: t.string({ description: 'Of a NUMBER, and needed there: its unit.' }),
    min: t.float({ description: 'Of a NUMBER: the least that passes.' }),
    max: t.float({ description: 'Of a NUMBER: the most that passes.' }),
  }),
});

export const ChecklistTemplateCreateInput = builder.inputType('ChecklistTemplateCreateInput', {
  description: 'Steps that many tickets will be given.',
  fields: (t) => ({
    id: t.string({ description: clientId }),
    name: t.string({ required: true, description: 'Its name, unique in the MSP.' }),
    order: t.field({ type: ChecklistOrder, description: 'Default: PARALLEL.' }),
    steps: t.field({
      type: [ChecklistStepInput],
      required: true,
      description: 'The steps in order, 1 to 100.',
    }),
    preApproved: t.boolean({
      description: 'Whether it is the model of a standard change. Default: false.',
    }),
  }),
});

export const ChecklistTemplateUpdateInput = builder.inputType('ChecklistTemplateUpdateInput', {
  description: 'New values for some fields; what is left out stays.',
  fields: (t) => ({
    templateId: t.id({ required: true, description: 'The template.' }),
    expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
    name: t.string({ description: 'Its name.' }),
    order: t.field({ type: ChecklistOrder, description: 'How the steps follow each other.' }),
    steps: t.field({ type: [ChecklistStepInput], description: 'The steps in order, 1 to 100.' }),
    preApproved: t.boolean({ description: 'Whether it is the model of a standard change.' }),
    active: t.boolean({ description: 'Whether it still starts checklists.' }),
  }),
});

export const ChecklistStartInput = builder.inputType('ChecklistStartInput', {
  description: 'Steps to give a ticket: a template’s, or its own.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    id: t.string({ description: clientId }),
    templateId: t.id({ description: 'The template; or else `name` and `steps`.' }),
    name: t.string({ description: 'Its name. Default: the template’s.' }),
    order: t.field({ type: ChecklistOrder, description: 'Default: the template’s, or PARALLEL.' }),
    steps: t.field({ type: [ChecklistStepInput], description: 'The steps in order, 1 to 100.' }),
  }),
});

export const TaskCompleteInput = builder.inputType('TaskCompleteInput', {
  description: 'The answer to a step.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The step.' }),
    passed: t.boolean({ description: 'Whether it is as it should be. Default: true.' }),
    number: t.float({ description: 'Of a NUMBER: what was measured.' }),
    text: t.string({ description: 'Of a TEXT: the answer; of any other: a remark.' }),
    evidence: t.stringList({
      description: 'References to pictures and documents; at most 20 of 500 characters.',
    }),
  }),
});

export const TaskSkipInput = builder.inputType('TaskSkipInput', {
  description: 'A step to leave out; it must not be required.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The step.' }),
    reason: t.string({ required: true, description: 'Why.' }),
  }),
});
