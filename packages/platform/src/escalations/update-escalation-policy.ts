import { err, isUuid, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkSteps, type EscalationStepInput } from './check-steps.ts';
import { EscalationPolicyEntity } from './escalation-policy.entity.ts';

export interface UpdateEscalationPolicy {
  readonly escalationPolicyId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly steps?: readonly EscalationStepInput[] | undefined;
}

/** Changes steps, for tickets that are measured from then on; clocks that run keep those they have. */
export function updateEscalationPolicy(
  session: Session,
  input: UpdateEscalationPolicy,
): Promise<WorkResult<{ readonly escalationPolicyId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const { escalationPolicyId: id, expectedVersion, name, steps } = input;
    const policy = isUuid(id) && (await uow.em.findOne(EscalationPolicyEntity, { mspId, id }));
    if (!policy) return err(notFound(['escalationPolicyId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    if (policy.version !== expectedVersion) return err(versionConflict(policy.id, policy.version));
    if (name !== undefined) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      policy.name = checked.value;
    }
    if (steps !== undefined) {
      const checked = await checkSteps(uow, steps);
      if (!checked.ok) return checked;
      policy.steps = [...checked.value];
    }
    const fields = Object.entries({ name, steps }).flatMap(([k, v]) =>
      v === undefined ? [] : [k],
    );
    uow.record({
      type: 'EscalationPolicyUpdated',
      recordType: 'EscalationPolicy',
      recordId: policy.id,
      clinicId: null,
      facts: { fields },
      authority: allowed.value,
    });
    return ok({ escalationPolicyId: policy.id });
  });
}
