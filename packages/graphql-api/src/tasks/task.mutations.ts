import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { ChecklistTemplate, Task, Ticket } from '../rows.ts';
import {
  ChecklistStartInput,
  ChecklistTemplateCreateInput,
  ChecklistTemplateUpdateInput,
  TaskCompleteInput,
  TaskSkipInput,
} from './task.inputs.ts';

const template = {
  description: 'The template.',
  record: { type: ChecklistTemplate, shape: 'ChecklistTemplate', id: 'templateId' },
} as const;
const ticket = {
  description: 'The ticket as it is now.',
  record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
} as const;
const task = {
  description: 'The step.',
  record: { type: Task, shape: 'Task', id: 'taskId' },
} as const;
const stepsOf = (steps: readonly object[] | null | undefined) =>
  (steps?.map((step) => given(step)) ?? undefined) as never;

defineMutation('checklistTemplateCreate', {
  description: 'Writes down steps that many tickets will be given.',
  input: ChecklistTemplateCreateInput,
  returns: { checklistTemplate: template },
  run: (desk, { steps, ...input }) =>
    desk.checklistTemplates.create({ ...given(input), name: input.name, steps: stepsOf(steps) }),
});

defineMutation('checklistTemplateUpdate', {
  description:
    'Changes a template. Other steps are another version; checklists that were begun keep theirs.',
  input: ChecklistTemplateUpdateInput,
  returns: { checklistTemplate: template },
  conflictsOn: 'ChecklistTemplate',
  run: (desk, { templateId, expectedVersion, steps, ...input }) =>
    desk.checklistTemplates.update({
      ...given(input),
      templateId: uuidOf('ChecklistTemplate', templateId),
      expectedVersion,
      steps: stepsOf(steps),
    }),
});

defineMutation('checklistStart', {
  description: 'Gives a ticket steps to do.',
  input: ChecklistStartInput,
  returns: { ticket },
  run: (desk, { ticketId, templateId, id, name, order, steps }) =>
    desk.tickets.startChecklist({
      ticketId: uuidOf('Ticket', ticketId),
      templateId: optionalUuidOf('ChecklistTemplate', templateId ?? undefined),
      id: id ?? undefined,
      name: name ?? undefined,
      order: order ?? undefined,
      steps: stepsOf(steps),
    }),
});

defineMutation('taskComplete', {
  description:
    'Answers a step, or corrects its answer until its lane has signed. A number out of its range is an answer: the step has failed. One person signs for one lane.',
  input: TaskCompleteInput,
  returns: { task, ticket },
  run: (desk, { taskId, passed, number, text, evidence }) =>
    desk.tickets.completeTask({
      taskId: uuidOf('Task', taskId),
      passed: passed ?? undefined,
      number,
      text,
      evidence: evidence ?? undefined,
    }),
});

defineMutation('taskSkip', {
  description: 'Leaves out a step that is not required.',
  input: TaskSkipInput,
  returns: { task, ticket },
  run: (desk, { taskId, reason }) =>
    desk.tickets.skipTask({ taskId: uuidOf('Task', taskId), reason }),
  pathOf: (path) => path.map((key) => (key === 'text' ? 'reason' : key)),
});
