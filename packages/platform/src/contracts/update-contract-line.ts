import { err, isUuid, ok } from '@wardline/kernel';
import type { Domain } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkSubject } from './check-subject.ts';
import { findContractLine } from './find-contract.ts';
import { checkNotCharged } from './line-use.ts';
import { lockContracts } from './lock-contracts.ts';

/** What is left out stays. */
export interface UpdateContractLine {
  readonly contractLineId: string;
  /** The version the change was decided on. */
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  /** One clinic of the organization; null: all of them. */
  readonly clinicId?: string | null | undefined;
  /** null: every trade. */
  readonly domains?: readonly Domain[] | null | undefined;
  /** null: every category. */
  readonly categories?: readonly string[] | null | undefined;
}

/**
 * Changes a line of a contract. Its name always, which invoices have from then on; what it covers only while
 * no billing terms charge by it (`CONTRACT_LINE_IN_USE`).
 */
export function updateContractLine(
  session: Session,
  { contractLineId, expectedVersion, name, ...subject }: UpdateContractLine,
): Promise<WorkResult<{ readonly contractLineId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const found = await findContractLine(uow, contractLineId);
    if (!found) return err(notFound(['contractLineId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const { line, contract } = found;
    await lockContracts(uow, contract);
    await em.refresh(line);
    if (line.version !== expectedVersion) return err(versionConflict(line.id, line.version));
    if (name !== undefined) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      line.name = checked.value;
    }
    const {
      clinicId = line.clinicId,
      domains = line.domains,
      categories = line.categories,
    } = subject;
    const clinic =
      clinicId === null ||
      (isUuid(clinicId) &&
        (await em.findOne(ClinicEntity, {
          ...{ mspId, id: clinicId, organizationId: contract.organizationId },
        })));
    if (!clinic) return err(notFound(['clinicId']));
    const checked = checkSubject(domains, categories);
    if (!checked.ok) return checked;
    const before = [line.clinicId, line.domains, line.categories];
    if (JSON.stringify(before) !== JSON.stringify([clinicId, domains, categories])) {
      const free = await checkNotCharged(uow, contract.id, line.id);
      if (!free.ok) return free;
      line.clinicId = clinicId;
      line.domains = domains && [...domains];
      line.categories = categories && [...categories];
    }
    const given = { name, ...subject };
    uow.record({
      type: 'ContractLineUpdated',
      recordType: 'Contract',
      recordId: contract.id,
      clinicId: line.clinicId,
      facts: {
        contractLineId: line.id,
        fields: Object.entries(given).flatMap(([k, v]) => (v === undefined ? [] : [k])),
      },
      authority: allowed.value,
    });
    return ok({ contractLineId: line.id });
  });
}
