import {
  type Actor,
  checkText,
  err,
  type Instant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { ChecklistStarted } from '../events.ts';
import { checkAt, checkChoice, checkNotFinal } from '../tickets/check-input.ts';
import { LIMITS, type TicketState } from '../tickets/ticket.ts';
import { checkSteps, type StepInput } from './check-steps.ts';
import {
  CHECKLIST_ORDERS,
  type ChecklistId,
  type ChecklistOrder,
  type TaskId,
  type TaskState,
} from './task.ts';

/** Put a list of steps on a ticket, from a template or written for it. */
export interface StartChecklistCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly id: ChecklistId;
  /** An id for each step, in their order. */
  readonly taskIds: readonly TaskId[];
  readonly name: string;
  readonly order: ChecklistOrder;
  readonly steps: readonly StepInput[];
  /** The template and its version, if the steps are one's. */
  readonly template?: { readonly id: string; readonly version: number } | null | undefined;
}

export interface ChecklistFacts {
  /** How many tasks the ticket has already. */
  readonly taskCount: number;
}

/** The most tasks one ticket has, over all its checklists. */
const MOST_TASKS = 300;

/**
 * Starts a checklist. It keeps the steps as they were then: a template that changes later changes
 * nothing that was begun.
 * @returns one `ChecklistStarted`; refusals: `TICKET_CLOSED`, `STEPS_COUNT`, those of a step.
 */
export function startChecklist(
  ticket: TicketState,
  command: StartChecklistCommand,
  { taskCount }: ChecklistFacts,
): Result<readonly [ChecklistStarted], TicketRefusal> {
  const { at, by, id, taskIds, order, template = null } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const name = checkText(command.name, { path: ['name'], max: LIMITS.title });
  if (!name.ok) return name;
  const known = checkChoice(order, CHECKLIST_ORDERS, ['order']);
  if (!known.ok) return known;
  const steps = checkSteps(command.steps);
  if (!steps.ok) return steps;
  if (taskCount + steps.value.length > MOST_TASKS) {
    return err(refusal('STEPS_COUNT', `A ticket has at most ${MOST_TASKS} tasks.`, ['steps']));
  }
  const tasks = steps.value.map((step, position): TaskState => {
    const taskId = taskIds[position];
    if (taskId === undefined) throw new TypeError('A step without an id is a bug of the caller.');
    return { ...step, id: taskId, checklistId: id, order, position, status: 'OPEN', answer: null };
  });
  return ok([
    {
      type: 'ChecklistStarted',
      ticketId: ticket.id,
      at,
      by,
      checklistId: id,
      name: name.value,
      order,
      template,
      tasks,
    },
  ] as const);
}
