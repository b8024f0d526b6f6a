import { ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkSteps, type EscalationStepInput } from './check-steps.ts';
import { EscalationPolicyEntity } from './escalation-policy.entity.ts';

export interface CreateEscalationPolicy {
  readonly id?: string | undefined;
  readonly name: string;
  readonly steps: readonly EscalationStepInput[];
}

/** Adds steps that the targets of agreements can refer to. */
export function createEscalationPolicy(
  session: Session,
  input: CreateEscalationPolicy,
): Promise<WorkResult<{ readonly escalationPolicyId: string }>> {
  return unitOfWork(session, async (uow) => {
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const steps = await checkSteps(uow, input.steps);
    if (!steps.ok) return steps;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { mspId } = session.principal.principal;
    uow.em.create(
      EscalationPolicyEntity,
      {
        ...{ mspId, id: id.value, name: name.value, steps: [...steps.value] },
        ...{ createdAt: uow.now, version: 1 },
      },
      { persist: true },
    );
    uow.record({
      type: 'EscalationPolicyCreated',
      recordType: 'EscalationPolicy',
      recordId: id.value,
      clinicId: null,
      facts: { steps: steps.value.map((step) => step.id) },
      authority: allowed.value,
    });
    return ok({ escalationPolicyId: id.value });
  });
}
