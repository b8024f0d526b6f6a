import type { TicketType } from '../tickets/ticket.ts';
import type { TaskState } from './task.ts';

/** The part of `TransitionFacts` that tasks give. */
export interface TaskSummary {
  readonly openRequiredTasks: readonly { readonly title: string }[];
  readonly failedTasks: number;
}

/** Whether a required step that stands so is still to be done. */
export const holdsBack = (type: TicketType, status: TaskState['status']) =>
  status === 'OPEN' || (status === 'FAILED' && type !== 'WORK_ORDER');

/**
 * What a ticket's tasks mean for its transitions. A failed step holds a ticket back until it is mended
 * and answered anew; on a work order it is a finding, and forbids the outcome PASS instead.
 */
export function summarizeTasks(
  type: TicketType,
  tasks: readonly Pick<TaskState, 'title' | 'required' | 'status'>[],
): TaskSummary {
  return {
    openRequiredTasks: tasks.filter(({ required, status }) => required && holdsBack(type, status)),
    failedTasks: tasks.filter(({ status }) => status === 'FAILED').length,
  };
}
