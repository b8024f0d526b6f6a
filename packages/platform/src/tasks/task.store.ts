import type { PersonId } from '@wardline/kernel';
import type {
  ChecklistId,
  ChecklistOrder,
  TaskAnswer,
  TaskId,
  TaskState,
  TicketEvent,
  TicketState,
} from '@wardline/ticket-core';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ChecklistEntity, TaskEntity, type TaskRow } from './task.entity.ts';

const tenant = (uow: UnitOfWork) => uow.session.principal.principal.mspId;

/** Keeps what an event says of checklists and their steps. */
export async function saveTasks(
  uow: UnitOfWork,
  ticket: TicketState,
  event: TicketEvent,
): Promise<void> {
  const mspId = tenant(uow);
  const where = { mspId, ticketId: ticket.id, clinicId: ticket.clinicId };
  switch (event.type) {
    case 'ChecklistStarted': {
      const { checklistId: id, name, order, template, tasks } = event;
      uow.add(ChecklistEntity, {
        ...where,
        id,
        name,
        order,
        templateId: template?.id ?? null,
        templateNumber: template?.version ?? null,
        startedAt: event.at,
      });
      for (const { order: _order, answer: _answer, ...task } of tasks) {
        uow.add(TaskEntity, { ...where, ...task, ...NOT_ANSWERED });
      }
      return;
    }
    case 'TaskCompleted':
      await answer(uow, event.taskId, event.status, event.answer);
      return;
    case 'TaskSkipped':
      await answer(uow, event.taskId, 'SKIPPED', event.answer);
  }
}

const NOT_ANSWERED = {
  number: null,
  text: null,
  evidence: [],
  answeredBy: null,
  answeredAt: null,
};

async function answer(
  uow: UnitOfWork,
  id: string,
  status: TaskState['status'],
  { number, text, evidence, personId, at }: TaskAnswer,
): Promise<void> {
  const task = await uow.em.findOneOrFail(TaskEntity, { mspId: tenant(uow), id });
  uow.em.assign(task, { status, number, text, evidence, answeredBy: personId, answeredAt: at });
}

/** All tasks of some tickets, by ticket; of a client's session those that are shown to it. */
export async function loadTasks(
  uow: UnitOfWork,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TaskState[]>> {
  if (ticketIds.length === 0) return new Map();
  const mspId = tenant(uow);
  const ofTickets = { mspId, ticketId: { $in: [...ticketIds] } };
  const rows = await uow.em.find(TaskEntity, ofTickets, { orderBy: { position: 'asc' } });
  if (rows.length === 0) return new Map();
  const checklists = await uow.em.find(ChecklistEntity, ofTickets);
  const orders = new Map(checklists.map(({ id, order }) => [id, order]));
  const byTicket = Map.groupBy(rows, (row) => row.ticketId);
  return new Map(
    [...byTicket].map(([ticketId, own]) => [
      ticketId,
      own.map((row) => toTask(row, orders.get(row.checklistId) ?? 'PARALLEL')),
    ]),
  );
}

/** The templates of the checklists that some tickets were given, by ticket. */
export async function loadTemplateIds(
  uow: UnitOfWork,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const where = {
    mspId: tenant(uow),
    ticketId: { $in: [...ticketIds] },
    templateId: { $ne: null },
  };
  const rows = await uow.em.find(ChecklistEntity, where);
  const byTicket = Map.groupBy(rows, (row) => row.ticketId);
  return new Map(
    [...byTicket].map(([id, own]) => [id, own.flatMap(({ templateId }) => templateId ?? [])]),
  );
}

function toTask(row: TaskRow, order: ChecklistOrder): TaskState {
  const { id, checklistId, position, title, instructions, kind, lane, required } = row;
  const { evidenceRequired, unit, min, max, status, number, text, evidence } = row;
  const step = { title, instructions, kind, lane, required, evidenceRequired, unit, min, max };
  const { answeredBy, answeredAt: at } = row;
  return {
    ...step,
    id: id as TaskId,
    checklistId: checklistId as ChecklistId,
    order,
    position,
    status,
    answer:
      answeredBy === null || at === null
        ? null
        : { number, text, evidence, personId: answeredBy as PersonId, at },
  };
}
