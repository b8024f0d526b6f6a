import { type ClinicId, err, type InputPath, isUuid, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** A team the caller may run, and under which authority. */
export async function loadManagedTeam(uow: UnitOfWork, teamId: string, path: InputPath) {
  const { mspId } = uow.session.principal.principal;
  const team = isUuid(teamId) ? await uow.em.findOne(TeamEntity, { mspId, id: teamId }) : null;
  if (!team) return err(notFound(path)) as Result<never, PlatformRefusal>;
  const allowed = authorize(uow, 'team:manage', {
    clinicId: team.clinicId as ClinicId | null,
    organizationId: null,
  });
  return allowed.ok ? ok({ team, authority: allowed.value }) : allowed;
}

/** The members of a team, in the order of their ids: round-robin goes through them. */
export async function memberIdsOf(uow: UnitOfWork, teamId: string): Promise<string[]> {
  const { mspId } = uow.session.principal.principal;
  const members = await uow.em.find(
    TeamMemberEntity,
    { mspId, teamId },
    { orderBy: { personId: 'asc' } },
  );
  return members.map((member) => member.personId);
}
