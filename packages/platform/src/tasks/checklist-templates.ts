import { err, isUuid, ok } from '@wardline/kernel';
import { type ChecklistOrder, checkSteps, type Step, type StepInput } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import {
  ChecklistTemplateEntity,
  type ChecklistTemplateRow,
  ChecklistTemplateVersionEntity,
} from './checklist-template.entity.ts';

export interface CreateChecklistTemplate {
  readonly id?: string | undefined;
  readonly name: string;
  /** Default: PARALLEL. */
  readonly order?: ChecklistOrder | undefined;
  readonly steps: readonly StepInput[];
  /** Whether it is the model of a standard change. Default: no. */
  readonly preApproved?: boolean | undefined;
}

export interface UpdateChecklistTemplate {
  readonly templateId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly order?: ChecklistOrder | undefined;
  /** All steps anew: a new version. */
  readonly steps?: readonly StepInput[] | undefined;
  readonly preApproved?: boolean | undefined;
  readonly active?: boolean | undefined;
}

type TemplateResult = Promise<WorkResult<{ readonly templateId: string }>>;
const EVERYWHERE = { clinicId: null, organizationId: null };

/** Writes down steps that many tickets will be given. */
export function createChecklistTemplate(
  session: Session,
  input: CreateChecklistTemplate,
): TemplateResult {
  return unitOfWork(session, async (uow) => {
    const allowed = authorize(uow, 'template:manage', EVERYWHERE);
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const steps = checkSteps(input.steps);
    if (!steps.ok) return steps;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { order = 'PARALLEL', preApproved = false } = input;
    const row = uow.em.create(
      ChecklistTemplateEntity,
      {
        mspId: session.principal.principal.mspId,
        id: id.value,
        name: name.value,
        number: 1,
        order,
        steps: steps.value,
        preApproved,
        active: true,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    await uow.em.flush();
    keepVersion(uow, row, steps.value);
    record(uow, row, 'ChecklistTemplateCreated', { number: 1, preApproved }, allowed.value);
    return ok({ templateId: row.id });
  });
}

/** Changes a template. Other steps are another version; what was begun keeps its own. */
export function updateChecklistTemplate(
  session: Session,
  { templateId, expectedVersion, ...input }: UpdateChecklistTemplate,
): TemplateResult {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const row =
      isUuid(templateId) &&
      (await uow.em.findOne(ChecklistTemplateEntity, { mspId, id: templateId }));
    if (!row) return err(notFound(['templateId']));
    const allowed = authorize(uow, 'template:manage', EVERYWHERE);
    if (!allowed.ok) return allowed;
    if (row.version !== expectedVersion) return err(versionConflict(row.id, row.version));
    const name = checkName(input.name ?? row.name);
    if (!name.ok) return name;
    const steps = checkSteps(input.steps ?? row.steps);
    if (!steps.ok) return steps;
    const order = input.order ?? row.order;
    const changed = input.steps !== undefined || order !== row.order;
    const { preApproved = row.preApproved, active = row.active } = input;
    const number = row.number + (changed ? 1 : 0);
    const fields = { name: name.value, steps: steps.value, order, preApproved, active, number };
    uow.em.assign(row, fields);
    if (changed) keepVersion(uow, row, steps.value);
    const facts = { fields: Object.keys(input), number };
    record(uow, row, 'ChecklistTemplateUpdated', facts, allowed.value);
    return ok({ templateId: row.id });
  });
}

function keepVersion(uow: UnitOfWork, row: ChecklistTemplateRow, steps: readonly Step[]): void {
  const { mspId, id: templateId, number, order } = row;
  uow.em.create(
    ChecklistTemplateVersionEntity,
    { mspId, id: uow.newId(), templateId, number, order, steps, changedAt: uow.now },
    { persist: true },
  );
}

function record(
  uow: UnitOfWork,
  row: ChecklistTemplateRow,
  type: string,
  facts: Readonly<Record<string, unknown>>,
  authority: string,
): void {
  const recordType = 'ChecklistTemplate';
  uow.record({ type, recordType, recordId: row.id, clinicId: null, facts, authority });
}
