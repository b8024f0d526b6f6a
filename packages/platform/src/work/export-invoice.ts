import {
  exportPeriod,
  invoiceDocument,
  isPeriod,
  noTerms,
  termsIn,
} from '@wardline/contract-usage';
import { err, isUuid, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { ContractEntity } from '../contracts/contract.entity.ts';
import { lockContracts } from '../contracts/lock-contracts.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { loadUsage } from './usage.store.ts';
import { InvoiceExportEntity, PartUsedEntity, TimeEntryEntity } from './work.entity.ts';

export interface ExportInvoice {
  readonly id?: string | undefined;
  readonly contractId: string;
  /** A month that is over, `2026-11`, in the contract's time zone. */
  readonly period: string;
}

/**
 * Exports a month of a contract to accounting. Once: asked again it answers with what was exported then,
 * unless that was voided. The work on it stays on it; work that comes late is on the next one.
 */
export function exportInvoice(
  session: Session,
  { id: wanted, contractId, period }: ExportInvoice,
): Promise<WorkResult<{ readonly invoiceExportId: string; readonly contractId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const contract = isUuid(contractId)
      ? await em.findOne(ContractEntity, { mspId, id: contractId })
      : null;
    if (!contract) return err(notFound(['contractId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    await lockContracts(uow, contract);
    if (!isPeriod(period)) {
      return err(refusal('PERIOD_INVALID', 'Name a month such as 2026-11.', ['period']));
    }
    const before = await em.findOne(InvoiceExportEntity, {
      ...{ mspId, contractId, period },
      voidedAt: null,
    });
    if (before) return ok({ invoiceExportId: before.id, contractId });
    const loaded = await loadUsage(uow, contract, period, { locked: true });
    const { history, input, next } = loaded;
    const held = termsIn(history, period);
    if (!held || next === null) return noTerms();
    const { timeZones } = session.engine.ports;
    const decided = exportPeriod(
      held.terms,
      { ...input, counts: held.counts },
      { now: uow.now, next },
      { timeZones, hours: held.hours },
    );
    if (!decided.ok) return decided;
    const id = checkNewId(wanted, uow.newId);
    if (!id.ok) return id;
    const { usage, lockedIds } = decided.value;
    const head = { exportId: id.value, contract: { id: contractId, name: contract.name } };
    em.create(
      InvoiceExportEntity,
      {
        mspId,
        id: id.value,
        contractId,
        organizationId: contract.organizationId,
        period,
        currency: usage.currency,
        totalMinor: usage.totalMinor,
        document: invoiceDocument(usage, head),
        closing: usage.closing,
        exportedAt: uow.now,
        voidedAt: null,
        voidReason: null,
      },
      { persist: true },
    );
    await em.flush();
    const taken = { mspId, id: { $in: [...lockedIds] }, invoiceExportId: null };
    await em.nativeUpdate(TimeEntryEntity, taken, { invoiceExportId: id.value });
    await em.nativeUpdate(PartUsedEntity, taken, { invoiceExportId: id.value });
    uow.record({
      type: 'InvoiceExported',
      recordType: 'Contract',
      recordId: contractId,
      clinicId: null,
      facts: {
        invoiceExportId: id.value,
        period,
        totalMinor: usage.totalMinor,
        currency: usage.currency,
        entries: lockedIds.length,
      },
      authority: allowed.value,
    });
    return ok({ invoiceExportId: id.value, contractId });
  });
}
