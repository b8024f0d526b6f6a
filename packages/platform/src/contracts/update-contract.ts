import { boundsOf, checkEnd, termsIn } from '@wardline/contract-usage';
import { err, type Instant, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { lastExportOf, termsOf } from '../work/terms.store.ts';
import { findContract } from './find-contract.ts';
import { lockContracts } from './lock-contracts.ts';

export interface UpdateContract {
  readonly contractId: string;
  /** The version the change was decided on. */
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  /** The first instant at which it does not hold any more; null: without end. */
  readonly validUntil?: Instant | null | undefined;
}

/**
 * Renames a contract, or says when it ends. What was exported stays as it is: the days of exported months are
 * neither taken back nor added to.
 */
export function updateContract(
  session: Session,
  { contractId, expectedVersion, name, validUntil }: UpdateContract,
): Promise<WorkResult<{ readonly contractId: string }>> {
  return unitOfWork(session, async (uow) => {
    const contract = await findContract(uow, contractId);
    if (!contract) return err(notFound(['contractId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    await lockContracts(uow, contract);
    if (contract.version !== expectedVersion) {
      return err(versionConflict(contract.id, contract.version));
    }
    if (name !== undefined) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      contract.name = checked.value;
    }
    if (validUntil !== undefined) {
      const fine = checkEnd(contract, validUntil, await settledUntil(uow, contract.id));
      if (!fine.ok) return fine;
      contract.validUntil = validUntil;
    }
    const given = { name, validUntil };
    uow.record({
      type: 'ContractUpdated',
      recordType: 'Contract',
      recordId: contract.id,
      clinicId: null,
      facts: {
        fields: Object.entries(given).flatMap(([k, v]) => (v === undefined ? [] : [k])),
        ...(validUntil === undefined ? {} : { validUntil }),
      },
      authority: allowed.value,
    });
    return ok({ contractId: contract.id });
  });
}

/** Where the last exported month of a contract ends; null: none was exported. */
async function settledUntil(uow: UnitOfWork, contractId: string): Promise<Instant | null> {
  const last = await lastExportOf(uow, contractId);
  if (!last) return null;
  const history = (await termsOf(uow, [contractId])).get(contractId) ?? [];
  const { timeZones } = uow.session.engine.ports;
  const zone = termsIn(history, last.period)?.terms.timezone ?? 'UTC';
  return boundsOf(last.period, zone, { timeZones }).to;
}
