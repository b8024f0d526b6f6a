import { err, isUuid, type Refusal, type Result } from '@wardline/kernel';
import {
  type ChecklistId,
  type ChecklistOrder,
  type ChecklistStarted,
  type StepInput,
  startChecklist,
  type TaskId,
  type TicketRefusal,
  type TicketState,
} from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ChecklistTemplateEntity } from './checklist-template.entity.ts';
import { loadTasks } from './task.store.ts';

/** What a checklist is to be made of. */
export interface WantedChecklist {
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

/** Decides a checklist for a locked ticket; a template that is retired starts no more. */
export async function decideChecklist(
  uow: UnitOfWork,
  ticket: TicketState,
  { id, ...wanted }: WantedChecklist,
): Promise<Result<readonly [ChecklistStarted], TicketRefusal | Refusal>> {
  const newId = checkNewId(id, uow.newId);
  if (!newId.ok) return newId;
  const source = await sourceOf(uow, wanted);
  if (!source.ok) return source;
  const tasks = (await loadTasks(uow, [ticket.id])).get(ticket.id) ?? [];
  return startChecklist(
    ticket,
    {
      ...source.value,
      at: uow.now,
      by: uow.session.principal.principal.actor,
      id: newId.value as ChecklistId,
      taskIds: source.value.steps.map(() => uow.newId() as TaskId),
    },
    { taskCount: tasks.length },
  );
}

interface Source {
  readonly name: string;
  readonly order: ChecklistOrder;
  readonly steps: readonly StepInput[];
  readonly template: { readonly id: string; readonly version: number } | null;
}

async function sourceOf(
  uow: UnitOfWork,
  { templateId, name, order, steps }: Omit<WantedChecklist, 'id'>,
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
