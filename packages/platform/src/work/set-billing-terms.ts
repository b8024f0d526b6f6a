import {
  type BillingTerms,
  type ContractLine,
  checkNotExported,
  defineBillingTerms,
  isPeriod,
  type Period,
  periodOf,
  type TimeKind,
} from '@wardline/contract-usage';
import { err, isUuid, ok, type Result, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { AssetEntity } from '../assets/asset.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { ContractEntity, ContractLineEntity } from '../contracts/contract.entity.ts';
import { lockContracts } from '../contracts/lock-contracts.ts';
import { rowExists } from '../orm/row-exists.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { lastExportOf, latestTermsOf } from './terms.store.ts';
import { BillingTermsEntity } from './work.entity.ts';

type Without<Line> = Line extends ContractLine ? Omit<Line, 'id' | 'name' | 'covers'> : never;

/** How a line of a contract charges; which clinic and trades it is for, the line itself says. */
export type LineTerms = Without<ContractLine> & {
  readonly contractLineId: string;
  /** Only this work; empty: all. */
  readonly kinds: readonly TimeKind[];
  /** Only work on these assets; empty: all. */
  readonly assetIds: readonly string[];
};

export interface SetBillingTerms extends Omit<BillingTerms, 'lines'> {
  readonly contractId: string;
  /** The version of the terms set last, which these were decided on. Default: 0, there are none yet. */
  readonly expectedVersion?: number | undefined;
  /**
   * The first month that is charged by them, `2026-11`; it holds as a whole. Not one that was exported.
   * Default: the month it is now in their time zone.
   */
  readonly validFrom?: Period | undefined;
  /** Outside of these hours work counts `afterHoursPercent`; null: it never does. */
  readonly calendarId: string | null;
  /** In the order in which work goes to them. */
  readonly lines: readonly LineTerms[];
}

/**
 * Says how a contract charges from a month on, until terms hold that were set from a later one. What was
 * exported stays as it was.
 */
export function setBillingTerms(
  session: Session,
  { contractId, calendarId, lines, validFrom, expectedVersion = 0, ...rest }: SetBillingTerms,
): Promise<WorkResult<{ readonly contractId: string; readonly billingTermsId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const contract = isUuid(contractId)
      ? await uow.em.findOne(ContractEntity, { mspId, id: contractId })
      : null;
    if (!contract) return err(notFound(['contractId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    await lockContracts(uow, contract);
    const latest = await latestTermsOf(uow, contractId);
    const version = latest?.version ?? 0;
    if (version !== expectedVersion) {
      return err(versionConflict(latest?.id ?? contractId, version));
    }
    if (calendarId !== null && !(await rowExists(uow, CalendarEntity, calendarId))) {
      return err(notFound(['calendarId']));
    }
    const covering = await linesOf(uow, contract.id, contract.organizationId, lines);
    if (!covering.ok) return covering;
    const { timeZones } = session.engine.ports;
    const terms = defineBillingTerms({ ...rest, lines: covering.value }, { timeZones });
    if (!terms.ok) return terms;
    const from = validFrom ?? periodOf(uow.now, rest.timezone, { timeZones });
    if (!isPeriod(from)) {
      return err(refusal('PERIOD_INVALID', 'Name a month such as 2026-11.', ['validFrom']));
    }
    const last = await lastExportOf(uow, contractId);
    const open = checkNotExported(from, last?.period ?? null, 'validFrom');
    if (!open.ok) return open;
    const id = uow.newId();
    const { organizationId } = contract;
    const columns = {
      contractId,
      organizationId,
      calendarId,
      validFrom: from,
      createdAt: uow.now,
      withdrawnAt: null,
    };
    uow.em.create(
      BillingTermsEntity,
      { mspId, id, ...columns, version: version + 1, terms: terms.value },
      { persist: true },
    );
    uow.record({
      type: 'BillingTermsSet',
      recordType: 'Contract',
      recordId: contractId,
      clinicId: null,
      facts: { billingTermsId: id, validFrom: from, lines: lines.map((line) => line.kind) },
      authority: allowed.value,
    });
    return ok({ contractId, billingTermsId: id });
  });
}

async function linesOf(
  uow: UnitOfWork,
  contractId: string,
  organizationId: string,
  lines: readonly LineTerms[],
): Promise<Result<ContractLine[], PlatformRefusal>> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const known = await em.find(ContractLineEntity, { mspId, contractId });
  const clinics = await em.find(ClinicEntity, { mspId, organizationId });
  const clinicIds = clinics.map((clinic) => clinic.id);
  const covering: ContractLine[] = [];
  for (const [at, { contractLineId, kinds, assetIds, ...terms }] of lines.entries()) {
    const line = known.find((each) => each.id === contractLineId);
    if (!line) return err(notFound(['lines', at, 'contractLineId']));
    for (const [index, id] of assetIds.entries()) {
      const mine = { mspId, id, clinicId: { $in: clinicIds } };
      const asset = isUuid(id) && (await em.findOne(AssetEntity, mine));
      if (!asset) return err(notFound(['lines', at, 'assetIds', index]));
    }
    const covers = {
      kinds,
      assetIds,
      clinicIds: line.clinicId === null ? [] : [line.clinicId],
      domains: line.domains ?? [],
      categories: line.categories ?? [],
    };
    covering.push({ ...terms, id: line.id, name: line.name, covers } as ContractLine);
  }
  return ok(covering);
}
