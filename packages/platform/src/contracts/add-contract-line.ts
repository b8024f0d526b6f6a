import { err, isUuid, ok } from '@wardline/kernel';
import type { Domain } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkSubject } from './check-subject.ts';
import { ContractEntity, ContractLineEntity } from './contract.entity.ts';

export interface AddContractLine {
  readonly id?: string | undefined;
  readonly contractId: string;
  readonly name: string;
  /** One clinic of the organization; left out: all of them. */
  readonly clinicId?: string | null | undefined;
  /** Left out: every trade. */
  readonly domains?: readonly Domain[] | null | undefined;
  /** Left out: every category. At most 100. */
  readonly categories?: readonly string[] | null | undefined;
}

/** Adds to a contract what it pays for; agreements can cover such a line. */
export function addContractLine(
  session: Session,
  input: AddContractLine,
): Promise<WorkResult<{ readonly contractLineId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const contract =
      isUuid(input.contractId) &&
      (await em.findOne(ContractEntity, { mspId, id: input.contractId }));
    if (!contract) return err(notFound(['contractId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const { organizationId } = contract;
    const { clinicId = null, domains = null, categories = null } = input;
    const clinic =
      clinicId === null ||
      (isUuid(clinicId) &&
        (await em.findOne(ClinicEntity, { mspId, id: clinicId, organizationId })));
    if (!clinic) return err(notFound(['clinicId']));
    const name = checkName(input.name);
    if (!name.ok) return name;
    const subject = checkSubject(domains, categories);
    if (!subject.ok) return subject;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    em.create(
      ContractLineEntity,
      {
        ...{ mspId, id: id.value, contractId: contract.id, organizationId, clinicId },
        ...{ name: name.value, domains: domains && [...domains] },
        categories: categories && [...categories],
        ...{ createdAt: uow.now, version: 1 },
      },
      { persist: true },
    );
    uow.record({
      type: 'ContractLineAdded',
      recordType: 'Contract',
      recordId: contract.id,
      clinicId,
      facts: { contractLineId: id.value, domains },
      authority: allowed.value,
    });
    return ok({ contractLineId: id.value });
  });
}
