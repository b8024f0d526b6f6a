import { err, isUuid, ok } from '@wardline/kernel';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { AgreementCoverageEntity } from './agreement-coverage.entity.ts';
import { type AgreementTarget, changeAgreement } from './change-agreement.ts';
import type { CoverageInput } from './check-coverage.ts';
import { addCoverage, checkCoverages } from './create-agreement.ts';

export interface CoverAgreement extends AgreementTarget {
  readonly add?: readonly CoverageInput[] | undefined;
  /** Ids of what is not to be covered any more. */
  readonly removeIds?: readonly string[] | undefined;
}

/** Changes what an agreement covers. Tickets opened before keep the agreement they have. */
export function coverAgreement(session: Session, input: CoverAgreement) {
  const { add = [], removeIds = [], ...target } = input;
  return changeAgreement(session, target, async (agreement, uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const checked = await checkCoverages(uow, add);
    if (!checked.ok) {
      const { error } = checked;
      return err({ ...error, path: error.path.map((key) => (key === 'coverage' ? 'add' : key)) });
    }
    const present = await em.find(AgreementCoverageEntity, { mspId, agreementId: agreement.id });
    for (const [index, id] of removeIds.entries()) {
      const row = isUuid(id) && present.find((each) => each.id === id);
      if (!row) return err(notFound(['removeIds', index]));
      em.remove(row);
    }
    const kept = present.filter((row) => !removeIds.includes(row.id)).map(fingerprint);
    const fresh = checked.value.filter((covered) => !kept.includes(fingerprint(covered)));
    for (const covered of fresh) addCoverage(uow, agreement.id, covered);
    return ok({
      type: 'AgreementCoverageChanged',
      facts: { added: fresh.map((each) => each.level), removed: removeIds.length },
    });
  });
}

type Covered = Readonly<Record<(typeof COLUMNS)[number], string | null>>;
const COLUMNS = ['level', 'clinicId', 'organizationId', 'assetId', 'contractLineId'] as const;

const fingerprint = (covered: Covered) => COLUMNS.map((column) => covered[column]).join();
