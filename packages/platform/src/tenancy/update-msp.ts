import { err, ok, refusal } from '@wardline/kernel';
import { type PriorityMatrix, validatePriorityMatrix } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { MspEntity } from './msp.entity.ts';

export interface UpdateMsp {
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  /**
   * Impact × urgency → priority, and what care impact and criticality raise it to at least; null: the
   * default. Tickets opened or changed from then on go by it; the others keep their priority.
   */
  readonly priorityMatrix?: PriorityMatrix | null | undefined;
}

/** Changes the tenant itself. */
export function updateMsp(
  session: Session,
  { expectedVersion, name, priorityMatrix }: UpdateMsp,
): Promise<WorkResult<{ readonly mspId: string }>> {
  return unitOfWork(session, async (uow) => {
    const allowed = authorize(uow, 'msp:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const msp = await uow.em.findOne(MspEntity, { id: session.principal.principal.mspId });
    if (!msp) return err(notFound(['mspId']));
    if (msp.version !== expectedVersion) return err(versionConflict(msp.id, msp.version));
    if (name !== undefined) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      msp.name = checked.value;
    }
    if (priorityMatrix !== undefined) {
      const [problem] = priorityMatrix === null ? [] : validatePriorityMatrix(priorityMatrix);
      if (problem) {
        return err(refusal(problem.code, problem.message, ['priorityMatrix', ...problem.path]));
      }
      msp.priorityMatrix = priorityMatrix;
    }
    const given = { name, priorityMatrix };
    uow.record({
      type: 'MspUpdated',
      recordType: 'Msp',
      recordId: msp.id,
      clinicId: null,
      facts: { fields: Object.entries(given).flatMap(([k, v]) => (v === undefined ? [] : [k])) },
      authority: allowed.value,
    });
    return ok({ mspId: msp.id });
  });
}
