import { isPeriod, predictPeriod, type Usage } from '@wardline/contract-usage';
import { err, isUuid, refusal } from '@wardline/kernel';
import { asService } from '../access/as-service.ts';
import { authorize } from '../access/authorize.ts';
import { ContractEntity } from '../contracts/contract.entity.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { loadUsage } from './usage.store.ts';

export interface ContractUsage {
  readonly contractId: string;
  /** A month, `2026-11`, in the contract's time zone. */
  readonly period: string;
}

/**
 * What a month of a contract that is not exported would cost as things are, after those before it that are
 * not either: nothing is written, nothing is locked.
 */
export function contractUsage(
  session: Session,
  { contractId, period }: ContractUsage,
): Promise<WorkResult<Usage>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const contract = isUuid(contractId)
      ? await uow.em.findOne(ContractEntity, { mspId, id: contractId })
      : null;
    if (!contract) return err(notFound(['contractId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    if (!isPeriod(period)) {
      return err(refusal('PERIOD_INVALID', 'Name a month such as 2026-11.', ['period']));
    }
    // What a month costs does not depend on who asks: clinics denied to them are on the invoice too.
    const { history, input, last } = await asService(uow, () => loadUsage(uow, contract, period));
    const { timeZones } = session.engine.ports;
    return predictPeriod(history, input, last?.period ?? null, { timeZones });
  });
}
