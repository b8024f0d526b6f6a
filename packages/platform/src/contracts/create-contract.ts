import { err, type Instant, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { rowExists } from '../orm/row-exists.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ContractEntity } from './contract.entity.ts';

export interface CreateContract {
  readonly id?: string | undefined;
  readonly organizationId: string;
  readonly name: string;
  /** Default: now. */
  readonly validFrom?: Instant | undefined;
  /** The first instant at which it does not hold any more; null: without end. */
  readonly validUntil?: Instant | null | undefined;
}

/** Writes down that an organization has bought something; `addLine` says what. */
export function createContract(
  session: Session,
  input: CreateContract,
): Promise<WorkResult<{ readonly contractId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { organizationId, validFrom = uow.now, validUntil = null } = input;
    if (!(await rowExists(uow, OrganizationEntity, organizationId))) {
      return err(notFound(['organizationId']));
    }
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    if (validUntil !== null && validUntil <= validFrom) {
      return err(refusal('PERIOD_INVALID', 'validUntil must lie after validFrom.', ['validUntil']));
    }
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { mspId } = session.principal.principal;
    uow.em.create(
      ContractEntity,
      {
        ...{ mspId, id: id.value, organizationId, name: name.value, validFrom, validUntil },
        ...{ createdAt: uow.now, version: 1 },
      },
      { persist: true },
    );
    uow.record({
      type: 'ContractCreated',
      recordType: 'Contract',
      recordId: id.value,
      clinicId: null,
      facts: { organizationId },
      authority: allowed.value,
    });
    return ok({ contractId: id.value });
  });
}
