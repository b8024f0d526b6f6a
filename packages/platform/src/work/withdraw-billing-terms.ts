import { checkNotExported } from '@wardline/contract-usage';
import { err, isUuid, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { findContract } from '../contracts/find-contract.ts';
import { lockContracts } from '../contracts/lock-contracts.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { lastExportOf } from './terms.store.ts';
import { BillingTermsEntity } from './work.entity.ts';

export interface WithdrawBillingTerms {
  readonly billingTermsId: string;
}

/**
 * Takes back terms that were a slip, such as a rise that was called off or a wrong first month, while no
 * month from theirs on is exported: those before them hold instead. They stay to be read.
 */
export function withdrawBillingTerms(
  session: Session,
  { billingTermsId }: WithdrawBillingTerms,
): Promise<WorkResult<{ readonly contractId: string; readonly billingTermsId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const row = isUuid(billingTermsId)
      ? await em.findOne(BillingTermsEntity, { mspId, id: billingTermsId })
      : null;
    const contract = row && (await findContract(uow, row.contractId));
    if (!contract) return err(notFound(['billingTermsId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    await lockContracts(uow, contract);
    await em.refresh(row);
    if (row.withdrawnAt !== null) {
      return err(refusal('TERMS_WITHDRAWN', 'They were withdrawn already.', ['billingTermsId']));
    }
    const last = await lastExportOf(uow, contract.id);
    const open = checkNotExported(row.validFrom, last?.period ?? null, 'billingTermsId');
    if (!open.ok) return open;
    row.withdrawnAt = uow.now;
    uow.record({
      type: 'BillingTermsWithdrawn',
      recordType: 'Contract',
      recordId: contract.id,
      clinicId: null,
      facts: { billingTermsId: row.id, validFrom: row.validFrom },
      authority: allowed.value,
    });
    return ok({ contractId: contract.id, billingTermsId: row.id });
  });
}
