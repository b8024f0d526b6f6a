import { err, isUuid, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { AgreementEntity, type AgreementRow } from './agreement.entity.ts';

export interface AgreementTarget {
  readonly agreementId: string;
  /** The version the change was decided on; it counts changes of terms and coverage too. */
  readonly expectedVersion: number;
}

/** What a change of an agreement is remembered by. */
export interface AgreementChange {
  /** Past tense: `AgreementPublished`. */
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The one path every change of an agreement takes: load, authorise, compare the version, change, note. */
export function changeAgreement(
  session: Session,
  { agreementId, expectedVersion }: AgreementTarget,
  change: (agreement: AgreementRow, uow: UnitOfWork) => Promise<WorkResult<AgreementChange>>,
): Promise<WorkResult<{ readonly agreementId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    if (isUuid(agreementId)) await takeTurns(uow, 'agreement', agreementId.toLowerCase());
    const agreement =
      isUuid(agreementId) && (await uow.em.findOne(AgreementEntity, { mspId, id: agreementId }));
    if (!agreement) return err(notFound(['agreementId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    if (agreement.version !== expectedVersion) {
      return err(versionConflict(agreement.id, agreement.version));
    }
    const changed = await change(agreement, uow);
    if (!changed.ok) return changed;
    agreement.updatedAt = Math.max(uow.now, agreement.updatedAt + 1);
    uow.record({
      ...changed.value,
      recordType: 'Agreement',
      recordId: agreement.id,
      clinicId: null,
      authority: allowed.value,
    });
    return ok({ agreementId: agreement.id });
  });
}
