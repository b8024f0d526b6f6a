import { err, type Instant, isUuid, ok, type Result, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { checkName, checkNewId } from '../checks.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { AgreementEntity, type AgreementTarget } from './agreement.entity.ts';

/** The longest budget: ten years of business time. */
const MAX_BUDGET_MS = 10 * 366 * 24 * 60 * 60 * 1000;

export interface CreateAgreement {
  readonly id?: string | undefined;
  readonly name: string;
  /** SLA: with the customer. OLA: inside the house. UC: an underpinning contract with a vendor. */
  readonly kind: 'SLA' | 'OLA' | 'UC';
  /** One of the two, or neither: it then covers whatever no other agreement covers. */
  readonly organizationId?: string | null | undefined;
  readonly clinicId?: string | null | undefined;
  readonly targets: readonly AgreementTarget[];
  /** Default: now. */
  readonly validFrom?: Instant | undefined;
  readonly validUntil?: Instant | null | undefined;
}

/** Puts an agreement in force. Tickets opened from then on are measured by it. */
export function createAgreement(
  session: Session,
  input: CreateAgreement,
): Promise<WorkResult<{ readonly agreementId: string }>> {
  return unitOfWork(session, async (uow) => {
    const nowhere = { clinicId: null, organizationId: null };
    const allowed = authorize(uow, 'agreement:manage', nowhere);
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const references = await checkReferences(uow, input);
    if (!references.ok) return references;
    const budgets = checkTargets(input.targets);
    if (!budgets.ok) return budgets;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { clinicId = null, organizationId = null, kind, targets } = input;
    const validFrom = input.validFrom ?? uow.now;
    const validUntil = input.validUntil ?? null;
    if (validUntil !== null && validUntil <= validFrom) {
      return err(refusal('PERIOD_INVALID', 'validUntil must lie after validFrom.', ['validUntil']));
    }
    const { mspId } = session.principal.principal;
    uow.em.create(
      AgreementEntity,
      {
        mspId,
        id: id.value,
        name: name.value,
        kind,
        organizationId,
        clinicId,
        targets: [...targets],
        validFrom,
        validUntil,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'AgreementCreated',
      recordType: 'Agreement',
      recordId: id.value,
      clinicId,
      facts: { kind, organizationId, metrics: targets.map((target) => target.metric) },
      authority: allowed.value,
    });
    return ok({ agreementId: id.value });
  });
}

async function checkReferences(
  { em, session }: UnitOfWork,
  { clinicId = null, organizationId = null, targets }: CreateAgreement,
): Promise<Result<true, PlatformRefusal>> {
  const { mspId } = session.principal.principal;
  if (clinicId !== null && organizationId !== null) {
    return err(
      refusal('SCOPE_AMBIGUOUS', 'Give clinicId or organizationId, not both.', ['organizationId']),
    );
  }
  const clinic =
    clinicId === null ||
    (isUuid(clinicId) && (await em.findOne(ClinicEntity, { mspId, id: clinicId })));
  if (!clinic) return err(notFound(['clinicId']));
  const organization =
    organizationId === null ||
    (isUuid(organizationId) &&
      (await em.findOne(OrganizationEntity, { mspId, id: organizationId })));
  if (!organization) return err(notFound(['organizationId']));
  for (const [index, { calendarId }] of targets.entries()) {
    if (calendarId === null) continue;
    const found =
      isUuid(calendarId) && (await em.findOne(CalendarEntity, { mspId, id: calendarId }));
    if (!found) return err(notFound(['targets', index, 'calendarId']));
  }
  return ok(true);
}

function checkTargets(targets: readonly AgreementTarget[]): Result<true, PlatformRefusal> {
  const seen = new Set<string>();
  if (targets.length === 0) {
    return err(
      refusal('TARGETS_EMPTY', 'An agreement promises something: give targets.', ['targets']),
    );
  }
  for (const [index, target] of targets.entries()) {
    if (seen.has(target.metric)) {
      return err(
        refusal('TARGET_TWICE', `${target.metric} is there twice.`, ['targets', index, 'metric']),
      );
    }
    seen.add(target.metric);
    for (const [priority, budget] of Object.entries(target.budget)) {
      if (!Number.isSafeInteger(budget) || budget <= 0 || budget > MAX_BUDGET_MS) {
        return err(
          refusal('BUDGET_OUT_OF_RANGE', 'A budget is a positive duration of at most ten years.', [
            'targets',
            index,
            'budget',
            priority,
          ]),
        );
      }
    }
  }
  return ok(true);
}
