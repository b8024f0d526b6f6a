import { err, isUuid } from '@wardline/kernel';
import {
  type CompleteTaskCommand,
  completeTask as decideCompletion,
  skipTask as decideSkipping,
  type TaskId,
} from '@wardline/ticket-core';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { loadLanes } from './load-lanes.ts';
import { TaskEntity } from './task.entity.ts';
import { loadTasks } from './task.store.ts';

export interface CompleteTask
  extends Pick<CompleteTaskCommand, 'passed' | 'number' | 'text' | 'evidence'> {
  readonly taskId: string;
}

export interface SkipTask {
  readonly taskId: string;
  /** Why it is left out. */
  readonly reason: string;
}

export interface AnsweredTask {
  readonly ticketId: string;
  readonly taskId: string;
}

/** Answers a step; a signature only for one's own lane. */
export function completeTask(session: Session, { taskId, ...answer }: CompleteTask) {
  return onItsTicket(session, taskId, async (asked, ticketId) =>
    changeTicket(
      joined(session, asked),
      { ticketId },
      'ticket:task',
      async (ticket, uow, clinic) => {
        const tasks = (await loadTasks(uow, [ticket.id])).get(ticket.id) ?? [];
        const lanes = await loadLanes(uow, clinic);
        const by = session.principal.principal.actor;
        const command = { ...answer, at: uow.now, by, taskId: taskId as TaskId };
        return decideCompletion(ticket, command, { tasks, lanes });
      },
    ),
  );
}

/** Leaves out a step that is not required. */
export function skipTask(session: Session, { taskId, reason }: SkipTask) {
  return onItsTicket(session, taskId, async (asked, ticketId) =>
    changeTicket(joined(session, asked), { ticketId }, 'ticket:task', async (ticket, uow) => {
      const tasks = (await loadTasks(uow, [ticket.id])).get(ticket.id) ?? [];
      const by = session.principal.principal.actor;
      const command = { at: uow.now, by, taskId: taskId as TaskId, text: reason };
      return decideSkipping(ticket, command, { tasks, lanes: [] });
    }),
  );
}

const joined = (session: Session, uow: UnitOfWork): Session => ({
  ...session,
  idempotency: null,
  joins: uow,
});

/** A step is named alone; its ticket is what is locked and changed. */
function onItsTicket(
  session: Session,
  taskId: string,
  work: (uow: UnitOfWork, ticketId: string) => Promise<WorkResult<{ readonly ticketId: string }>>,
): Promise<WorkResult<AnsweredTask>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const task = isUuid(taskId) && (await uow.em.findOne(TaskEntity, { mspId, id: taskId }));
    if (!task) return err(notFound(['taskId']));
    const done = await work(uow, task.ticketId);
    if (!done.ok) return done;
    // The row was read before the lock; what was decided on was read after it.
    return { ok: true, value: { ticketId: done.value.ticketId, taskId: task.id } };
  });
}
