import { err, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { AgreementCoverageEntity } from '../agreements/agreement-coverage.entity.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ContractLineEntity } from './contract.entity.ts';
import { findContractLine } from './find-contract.ts';
import { checkNotCharged } from './line-use.ts';
import { lockContracts } from './lock-contracts.ts';

export interface RemoveContractLine {
  readonly contractLineId: string;
}

/**
 * Removes a line that nothing is charged by and that no agreement covers (`CONTRACT_LINE_IN_USE`). Invoices that
 * named it keep its name.
 */
export function removeContractLine(
  session: Session,
  { contractLineId }: RemoveContractLine,
): Promise<WorkResult<{ readonly contractId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const found = await findContractLine(uow, contractLineId);
    if (!found) return err(notFound(['contractLineId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const { line, contract } = found;
    await lockContracts(uow, contract);
    const free = await checkNotCharged(uow, contract.id, line.id);
    if (!free.ok) return free;
    if (await uow.em.findOne(AgreementCoverageEntity, { mspId, contractLineId: line.id })) {
      const message =
        'A service level agreement covers this line: take it out of the agreement first.';
      return err(refusal('CONTRACT_LINE_IN_USE', message));
    }
    const gone = await uow.em.nativeDelete(ContractLineEntity, { mspId, id: line.id });
    // Somebody else was faster.
    if (gone === 0) return err(notFound(['contractLineId']));
    uow.record({
      type: 'ContractLineRemoved',
      recordType: 'Contract',
      recordId: contract.id,
      clinicId: line.clinicId,
      facts: { contractLineId: line.id },
      authority: allowed.value,
    });
    return ok({ contractId: contract.id });
  });
}
