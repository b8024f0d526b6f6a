import type { TicketEvent } from '../events.ts';
import type { TaskState } from './task.ts';

/** A ticket's tasks after one more event: `evolveTasks([], history[0])`. */
export function evolveTasks(tasks: readonly TaskState[], event: TicketEvent): readonly TaskState[] {
  switch (event.type) {
    case 'ChecklistStarted':
      return [...tasks, ...event.tasks];
    case 'TaskCompleted':
      return tasks.map((task) =>
        task.id === event.taskId ? { ...task, status: event.status, answer: event.answer } : task,
      );
    case 'TaskSkipped':
      return tasks.map((task) =>
        task.id === event.taskId ? { ...task, status: 'SKIPPED', answer: event.answer } : task,
      );
    default:
      return tasks;
  }
}
