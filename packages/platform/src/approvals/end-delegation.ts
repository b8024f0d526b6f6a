import { err, isUuid, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ApprovalDelegationEntity } from './approval.entity.ts';

export interface EndDelegation {
  readonly delegationId: string;
}

/** Who stands in does so in all clinics. */
const WHOLE_MSP = { clinicId: null, organizationId: null };

/**
 * Ends that somebody stands in for somebody else: now, or before it begins. The one who is away may,
 * and who manages the MSP's rights. One that is over stays as it was.
 */
export function endDelegation(
  session: Session,
  { delegationId }: EndDelegation,
): Promise<WorkResult<EndDelegation>> {
  return unitOfWork(session, async (uow) => {
    const { mspId, personId } = session.principal.principal;
    const row =
      isUuid(delegationId) &&
      (await uow.em.findOne(ApprovalDelegationEntity, { mspId, id: delegationId }));
    if (!row) return err(notFound(['delegationId']));
    const own = row.fromId === personId;
    const allowed = own ? ok('their own vote') : authorize(uow, 'grant:manage', WHOLE_MSP);
    if (!allowed.ok) return allowed;
    const { id, fromId, toId, validFrom } = row;
    if (row.validUntil <= uow.now) return ok({ delegationId: id });
    row.validUntil = Math.max(uow.now, validFrom);
    uow.record({
      type: 'ApprovalDelegationEnded',
      recordType: 'ApprovalDelegation',
      recordId: id,
      clinicId: null,
      facts: { fromId, toId, validUntil: row.validUntil },
      authority: allowed.value,
    });
    return ok({ delegationId: id });
  });
}
