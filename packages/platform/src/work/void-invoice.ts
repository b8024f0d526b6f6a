import { checkText, err, isUuid, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { findContract } from '../contracts/find-contract.ts';
import { lockContracts } from '../contracts/lock-contracts.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { lastExportOf } from './terms.store.ts';
import { InvoiceExportEntity, PartUsedEntity, TimeEntryEntity } from './work.entity.ts';

export interface VoidInvoice {
  readonly invoiceExportId: string;
  /** Why, for all who read the export; at most 500 characters. */
  readonly reason: string;
}

/**
 * Takes back an export that was wrong, the latest of its contract that stands: its work is open again and
 * can be put right, and the month is exported anew under another id. What was voided stays to be read.
 */
export function voidInvoice(
  session: Session,
  { invoiceExportId, reason }: VoidInvoice,
): Promise<WorkResult<{ readonly invoiceExportId: string; readonly contractId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const row = isUuid(invoiceExportId)
      ? await em.findOne(InvoiceExportEntity, { mspId, id: invoiceExportId })
      : null;
    const contract = row && (await findContract(uow, row.contractId));
    if (!contract) return err(notFound(['invoiceExportId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    await lockContracts(uow, contract);
    await em.refresh(row);
    if (row.voidedAt !== null) return err(refusal('INVOICE_VOIDED', 'It was voided already.'));
    const latest = await lastExportOf(uow, contract.id);
    if (latest?.id !== row.id) {
      const message = `Block time goes on from month to month: void ${latest?.period} first.`;
      return err(refusal('INVOICE_NOT_LATEST', message, ['invoiceExportId']));
    }
    const why = checkText(reason, { path: ['reason'], max: 500 });
    if (!why.ok) return why;
    Object.assign(row, { voidedAt: uow.now, voidReason: why.value });
    const taken = { mspId, invoiceExportId: row.id };
    await em.nativeUpdate(TimeEntryEntity, taken, { invoiceExportId: null });
    await em.nativeUpdate(PartUsedEntity, taken, { invoiceExportId: null });
    uow.record({
      type: 'InvoiceVoided',
      recordType: 'Contract',
      recordId: contract.id,
      clinicId: null,
      facts: { invoiceExportId: row.id, period: row.period },
      authority: allowed.value,
    });
    return ok({ invoiceExportId: row.id, contractId: contract.id });
  });
}
