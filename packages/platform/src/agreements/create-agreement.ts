import { err, type Instant, ok, type Result, refusal } from '@wardline/kernel';
import { AGREEMENT_KINDS, type AgreementKind } from '@wardline/sla-engine';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { rowExists } from '../orm/row-exists.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { AgreementEntity } from './agreement.entity.ts';
import { AgreementCoverageEntity } from './agreement-coverage.entity.ts';
import { AgreementVersionEntity } from './agreement-version.entity.ts';
import { type CoverageColumns, type CoverageInput, checkCoverage } from './check-coverage.ts';
import { checkTerms } from './check-terms.ts';
import type { AgreementTermsInput } from './terms.ts';

export interface CreateAgreement {
  readonly id?: string | undefined;
  readonly name: string;
  /** SLA: with the customer. OLA: inside the house. UC: with a vendor. REGULATORY: the law. */
  readonly kind: AgreementKind;
  /** Of an OLA or UC: whose promise it is. Left out: of whoever has the ticket. */
  readonly teamId?: string | null | undefined;
  /** What it covers; nothing yet if left out. At most 100. */
  readonly coverage?: readonly CoverageInput[] | undefined;
  readonly terms: AgreementTermsInput;
  /** True puts it in force at once; otherwise the terms are a draft, to be simulated and published. */
  readonly publish?: boolean | undefined;
  /** Of a published one: from when on. Default: now. */
  readonly validFrom?: Instant | undefined;
  readonly validUntil?: Instant | null | undefined;
}

export const MAX_COVERAGE = 100;

/** Writes down what is promised to whom. Tickets opened while it is in force are measured by it. */
export function createAgreement(
  session: Session,
  input: CreateAgreement,
): Promise<WorkResult<{ readonly agreementId: string }>> {
  return unitOfWork(session, async (uow) => {
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const parties = await checkParties(uow, input);
    if (!parties.ok) return parties;
    const coverage = await checkCoverages(uow, input.coverage ?? []);
    if (!coverage.ok) return coverage;
    const terms = await checkTerms(uow, input.terms);
    if (!terms.ok) return terms;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { kind, teamId = null, publish = false, validUntil = null } = input;
    const validFrom = input.validFrom ?? uow.now;
    if (validUntil !== null && validUntil <= validFrom) {
      return err(refusal('PERIOD_INVALID', 'validUntil must lie after validFrom.', ['validUntil']));
    }
    const { em, now } = uow;
    const { mspId } = session.principal.principal;
    const agreementId = id.value;
    em.create(
      AgreementEntity,
      {
        ...{ mspId, id: agreementId, name: name.value, kind, teamId, validUntil },
        ...{ createdAt: now, updatedAt: now, version: 1 },
      },
      { persist: true },
    );
    await em.flush();
    for (const covered of coverage.value) addCoverage(uow, agreementId, covered);
    em.create(
      AgreementVersionEntity,
      {
        ...{ mspId, id: uow.newId(), agreementId, number: 1, terms: terms.value },
        state: publish ? 'PUBLISHED' : 'DRAFT',
        validFrom: publish ? validFrom : null,
        publishedAt: publish ? now : null,
        createdAt: now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'AgreementCreated',
      recordType: 'Agreement',
      recordId: agreementId,
      clinicId: null,
      facts: {
        kind,
        published: publish,
        metrics: terms.value.targets.map((target) => target.metric),
        levels: coverage.value.map((covered) => covered.level),
      },
      authority: allowed.value,
    });
    return ok({ agreementId });
  });
}

async function checkParties(
  uow: UnitOfWork,
  { kind, teamId = null }: CreateAgreement,
): Promise<Result<true, PlatformRefusal>> {
  if (!AGREEMENT_KINDS.includes(kind)) {
    const message = `kind is one of ${AGREEMENT_KINDS.join(', ')}.`;
    return err(refusal('VALUE_UNKNOWN', message, ['kind']));
  }
  if (teamId === null) return ok(true);
  if (kind !== 'OLA' && kind !== 'UC') {
    const message = 'Only an OLA or a UC is a team’s own promise.';
    return err(refusal('TEAM_NOT_ACCEPTED', message, ['teamId']));
  }
  return (await rowExists(uow, TeamEntity, teamId)) ? ok(true) : err(notFound(['teamId']));
}

/** Checks what is to be covered, each by its place in the list. */
export async function checkCoverages(
  uow: UnitOfWork,
  coverage: readonly CoverageInput[],
): Promise<Result<readonly CoverageColumns[], PlatformRefusal>> {
  if (coverage.length > MAX_COVERAGE) {
    const message = `Give at most ${MAX_COVERAGE} at a time.`;
    return err(refusal('LIST_TOO_LONG', message, ['coverage']));
  }
  const checked: CoverageColumns[] = [];
  for (const [index, input] of coverage.entries()) {
    const covered = await checkCoverage(uow, input, ['coverage', index]);
    if (!covered.ok) return covered;
    checked.push(covered.value);
  }
  return ok(checked);
}

export function addCoverage(uow: UnitOfWork, agreementId: string, covered: CoverageColumns): void {
  const { mspId } = uow.session.principal.principal;
  uow.em.create(
    AgreementCoverageEntity,
    { mspId, id: uow.newId(), agreementId, createdAt: uow.now, ...covered },
    { persist: true },
  );
}
