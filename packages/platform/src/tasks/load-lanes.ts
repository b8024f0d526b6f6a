import { can } from '@wardline/access';
import type { ClinicId, OrganizationId } from '@wardline/kernel';
import type { Lane } from '@wardline/ticket-core';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * The lanes the acting person may sign for at a clinic: the trades of their teams that work there,
 * CLINICAL for the clinic's own people, PRIVACY for those who run the clinic, its organization or the
 * MSP: who runs one practice and works for another answers for the patients' data of the first only.
 */
export async function loadLanes(
  uow: UnitOfWork,
  clinic: Pick<ClinicRow, 'id' | 'organizationId'>,
): Promise<Lane[]> {
  const { principal } = uow.session.principal;
  const { mspId, side, personId } = principal;
  const clinicId = clinic.id as ClinicId;
  if (personId === null) return [];
  const memberships = await uow.em.find(TeamMemberEntity, { mspId, personId });
  const teams = await uow.em.find(TeamEntity, {
    mspId,
    id: { $in: memberships.map(({ teamId }) => teamId) },
    $or: [{ clinicId: null }, { clinicId }],
  });
  const lanes = new Set<Lane>(teams.map(({ domain }) => domain));
  if (side === 'CLIENT') lanes.add('CLINICAL');
  const place = { clinicId, organizationId: clinic.organizationId as OrganizationId };
  if (can(principal, 'member:manage', place, uow.now).allowed) lanes.add('PRIVACY');
  return [...lanes];
}
