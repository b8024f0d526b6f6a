import { err, isUuid, type Result } from '@wardline/kernel';
import {
  type ChecklistId,
  type ChecklistOrder,
  startChecklist as decideStart,
  type StepInput,
  type TaskId,
} from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ChecklistTemplateEntity } from './checklist-template.entity.ts';
import { loadTasks } from './task.store.ts';

export interface StartChecklist extends Pick<TicketTarget, 'ticketId'> {
  /** The caller's own UUID for the checklist. */
  readonly id?: string | undefined;
  /** The template to start from; or else name and steps. */
  readonly templateId?: string | undefined;
  /** Default: the template's name. */
  readonly name?: string | undefined;
  /** Default: the template's, or PARALLEL. */
  readonly order?: ChecklistOrder | undefined;
  readonly steps?: readonly StepInput[] | undefined;
}

/** Gives a ticket steps to do: a template's as it is now, or its own. */
export function startChecklist(session: Session, { ticketId, id, ...input }: StartChecklist) {
  const by = session.principal.principal.actor;
  return changeTicket(session, { ticketId }, 'ticket:update', async (ticket, uow) => {
    const newId = checkNewId(id, uow.newId);
    if (!newId.ok) return newId;
    const source = await sourceOf(uow, input);
    if (!source.ok) return source;
    const tasks = (await loadTasks(uow, [ticket.id])).get(ticket.id) ?? [];
    return decideStart(
      ticket,
      {
        ...source.value,
        at: uow.now,
        by,
        id: newId.value as ChecklistId,
        taskIds: source.value.steps.map(() => uow.newId() as TaskId),
      },
      { taskCount: tasks.length },
    );
  });
}

interface Source {
  readonly name: string;
  readonly order: ChecklistOrder;
  readonly steps: readonly StepInput[];
  readonly template: { readonly id: string; readonly version: number } | null;
}

async function sourceOf(
  uow: UnitOfWork,
  { templateId, name, order, steps }: Omit<StartChecklist, 'ticketId' | 'id'>,
): Promise<Result<Source, PlatformRefusal>> {
  if (templateId === undefined) {
    const own = { name: name ?? '', order: order ?? 'PARALLEL', steps: steps ?? [] } as const;
    return { ok: true, value: { ...own, template: null } };
  }
  const { mspId } = uow.session.principal.principal;
  const found =
    isUuid(templateId) &&
    (await uow.em.findOne(ChecklistTemplateEntity, { mspId, id: templateId, active: true }));
  if (!found) return err(notFound(['templateId']));
  return {
    ok: true,
    value: {
      name: name ?? found.name,
      order: order ?? found.order,
      steps: found.steps,
      template: { id: found.id, version: found.number },
    },
  };
}
