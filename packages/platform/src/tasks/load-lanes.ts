import { can, type Principal } from '@wardline/access';
import type { ClinicId, Instant, OrganizationId } from '@wardline/kernel';
import type { Domain, Lane } from '@wardline/ticket-core';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** The lanes the acting person may sign for at a clinic. */
export async function loadLanes(
  uow: UnitOfWork,
  clinic: Pick<ClinicRow, 'id' | 'organizationId'>,
): Promise<Lane[]> {
  const { principal } = uow.session.principal;
  const { personId } = principal;
  const clinicId = clinic.id as ClinicId;
  if (personId === null) return [];
  const trades = await loadTrades(uow, clinicId, [personId]);
  const place = { clinicId, organizationId: clinic.organizationId as OrganizationId };
  return lanesOf(principal, trades.get(personId) ?? [], place, uow.now);
}

/**
 * The lanes somebody belongs to at a clinic: the trades of their teams that work there, CLINICAL for the
 * clinic's own people, PRIVACY for those who run the clinic, its organization or the MSP: who runs one
 * practice and works for another answers for the patients' data of the first only.
 */
export function lanesOf(
  principal: Principal,
  trades: readonly Domain[],
  place: { readonly clinicId: ClinicId; readonly organizationId: OrganizationId },
  at: Instant,
): Lane[] {
  const lanes = new Set<Lane>(trades);
  if (principal.side === 'CLIENT') lanes.add('CLINICAL');
  if (can(principal, 'member:manage', place, at).allowed) lanes.add('PRIVACY');
  return [...lanes];
}

/** The trades of the teams that some people are in, of those that work at the clinic. */
export async function loadTrades(
  uow: UnitOfWork,
  clinicId: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly Domain[]>> {
  const { mspId } = uow.session.principal.principal;
  const memberships = await uow.em.find(TeamMemberEntity, {
    mspId,
    personId: { $in: [...people] },
  });
  const teams = await uow.em.find(TeamEntity, {
    mspId,
    id: { $in: memberships.map(({ teamId }) => teamId) },
    $or: [{ clinicId: null }, { clinicId }],
  });
  return new Map(
    people.map((person) => {
      const own = memberships.filter(({ personId }) => personId === person);
      const within = teams.filter(({ id }) => own.some(({ teamId }) => teamId === id));
      return [person, within.map(({ domain }) => domain)];
    }),
  );
}
