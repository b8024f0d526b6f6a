import {
  type BillingTerms,
  type ContractLine,
  defineBillingTerms,
  type TimeKind,
} from '@wardline/contract-usage';
import { err, isUuid, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { AssetEntity } from '../assets/asset.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { ContractEntity, ContractLineEntity } from '../contracts/contract.entity.ts';
import { rowExists } from '../orm/row-exists.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
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
  /** Outside of these hours work counts `afterHoursPercent`; null: it never does. */
  readonly calendarId: string | null;
  /** In the order in which work goes to them. */
  readonly lines: readonly LineTerms[];
}

/** Says how a contract charges from now on; what was exported stays as it was. */
export function setBillingTerms(
  session: Session,
  { contractId, calendarId, lines, ...rest }: SetBillingTerms,
): Promise<WorkResult<{ readonly contractId: string; readonly billingTermsId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const contract = isUuid(contractId)
      ? await uow.em.findOne(ContractEntity, { mspId, id: contractId })
      : null;
    if (!contract) return err(notFound(['contractId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    if (calendarId !== null && !(await rowExists(uow, CalendarEntity, calendarId))) {
      return err(notFound(['calendarId']));
    }
    const covering = await linesOf(uow, contract.id, contract.organizationId, lines);
    if (!covering.ok) return covering;
    const { timeZones } = session.engine.ports;
    const terms = defineBillingTerms({ ...rest, lines: covering.value }, { timeZones });
    if (!terms.ok) return terms;
    const id = uow.newId();
    const { organizationId } = contract;
    const columns = { contractId, organizationId, calendarId, createdAt: uow.now };
    uow.em.create(
      BillingTermsEntity,
      { mspId, id, ...columns, terms: terms.value },
      { persist: true },
    );
    uow.record({
      type: 'BillingTermsSet',
      recordType: 'Contract',
      recordId: contractId,
      clinicId: null,
      facts: { billingTermsId: id, lines: lines.map((line) => line.kind) },
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
    };
    covering.push({ ...terms, id: line.id, name: line.name, covers } as ContractLine);
  }
  return ok(covering);
}
