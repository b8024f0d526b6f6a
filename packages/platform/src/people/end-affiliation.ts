import { type ClinicId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import type { ChangedAffiliation } from './add-affiliation.ts';
import { PersonAffiliationEntity } from './person-affiliation.entity.ts';

export interface EndAffiliation {
  readonly affiliationId: string;
}

/**
 * Ends it now: new tickets there cannot name the person any more. It stays on record, as do tickets
 * that name them; what they may still read there is what their grants say. Nothing happens if it has
 * ended already.
 */
export function endAffiliation(
  session: Session,
  { affiliationId }: EndAffiliation,
): Promise<WorkResult<ChangedAffiliation>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    if (isUuid(affiliationId)) {
      await takeTurns(uow, 'affiliation', affiliationId.toLowerCase());
    }
    const affiliation = isUuid(affiliationId)
      ? await uow.em.findOne(PersonAffiliationEntity, { mspId, id: affiliationId })
      : null;
    if (!affiliation) return err(notFound(['affiliationId']));
    const { personId, clinicId, organizationId } = affiliation;
    const allowed = authorize(uow, 'member:manage', {
      clinicId: clinicId as ClinicId | null,
      organizationId: organizationId as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    const ended = ok({ affiliationId: affiliation.id, personId });
    if (affiliation.endedAt !== null) return ended;
    affiliation.endedAt = uow.now;
    uow.record({
      type: 'PersonAffiliationEnded',
      recordType: 'Person',
      recordId: personId,
      clinicId,
      facts: { affiliationId: affiliation.id, organizationId },
      authority: allowed.value,
    });
    return ended;
  });
}
