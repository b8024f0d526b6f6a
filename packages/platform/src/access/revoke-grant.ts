import { canRevoke } from '@wardline/access';
import { err, isUuid, type OrganizationId, ok, refusal } from '@wardline/kernel';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { adminGrants, lockAdmins } from './admin-grants.ts';
import { GrantEntity } from './grant.entity.ts';
import { toGrant } from './grant-scope.ts';

export interface RevokeGrant {
  readonly grantId: string;
}

/** Ends a grant now. It stays on record; from the next request on it counts no more. */
export function revokeGrant(
  session: Session,
  { grantId }: RevokeGrant,
): Promise<WorkResult<{ readonly personId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { principal } = session.principal;
    const { mspId } = principal;
    if (isUuid(grantId)) await takeTurns(uow, 'grant', grantId.toLowerCase());
    const row = isUuid(grantId) ? await em.findOne(GrantEntity, { mspId, id: grantId }) : null;
    if (!row) return err(notFound(['grantId']));
    const clinic =
      row.scopeType === 'CLINIC' && row.scopeId
        ? await em.findOne(ClinicEntity, { mspId, id: row.scopeId })
        : null;
    if (row.role === 'MSP_ADMIN') await lockAdmins(uow);
    const admins = await adminGrants(uow);
    const decision = canRevoke(principal, toGrant(row), uow.now, {
      mspAdminGrants: admins.map(toGrant),
      organizationOf: clinic ? { [clinic.id]: clinic.organizationId as OrganizationId } : {},
    });
    if (!decision.allowed) return err(refusal(decision.code, decision.reason, ['grantId']));
    if (row.validUntil === null || row.validUntil > uow.now) row.validUntil = uow.now;
    uow.record({
      type: 'GrantRevoked',
      recordType: 'Person',
      recordId: row.personId,
      clinicId: clinic?.id ?? null,
      facts: { grantId, role: row.role, effect: row.effect },
      authority: `grant:manage as ${decision.by?.role ?? principal.actor.kind}`,
    });
    return ok({ personId: row.personId });
  });
}
