import { isActive, type Role } from '@wardline/access';
import type { Lane } from '@wardline/ticket-core';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** Who answers for what happens to patients' data. */
const PRIVACY_ROLES: readonly Role[] = ['MSP_ADMIN', 'ORG_ADMIN', 'CLINIC_ADMIN'];

/**
 * The lanes the acting person may sign for at a clinic: the trades of their teams that work there,
 * CLINICAL for the clinic's own people, PRIVACY for those who run clinic or MSP.
 */
export async function loadLanes(uow: UnitOfWork, clinicId: string): Promise<Lane[]> {
  const { mspId, side, personId, grants } = uow.session.principal.principal;
  if (personId === null) return [];
  const memberships = await uow.em.find(TeamMemberEntity, { mspId, personId });
  const teams = await uow.em.find(TeamEntity, {
    mspId,
    id: { $in: memberships.map(({ teamId }) => teamId) },
    $or: [{ clinicId: null }, { clinicId }],
  });
  const lanes = new Set<Lane>(teams.map(({ domain }) => domain));
  if (side === 'CLIENT') lanes.add('CLINICAL');
  const active = grants.filter((grant) => grant.effect === 'ALLOW' && isActive(grant, uow.now));
  if (active.some(({ role }) => PRIVACY_ROLES.includes(role))) lanes.add('PRIVACY');
  return [...lanes];
}
