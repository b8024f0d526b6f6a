import { type ClinicId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicEntity } from './clinic.entity.ts';
import { TeamEntity } from './team.entity.ts';

export interface UpdateTeam {
  readonly teamId: string;
  readonly expectedVersion: number;
  readonly name: string;
}

/** Renames a team. Whose it is and what it does stays: that would be another team. */
export function updateTeam(
  session: Session,
  { teamId, expectedVersion, name: given }: UpdateTeam,
): Promise<WorkResult<{ readonly teamId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const team = isUuid(teamId) && (await em.findOne(TeamEntity, { mspId, id: teamId }));
    if (!team) return err(notFound(['teamId']));
    const clinic =
      team.clinicId === null ? null : await em.findOne(ClinicEntity, { mspId, id: team.clinicId });
    const allowed = authorize(uow, 'team:manage', {
      clinicId: team.clinicId as ClinicId | null,
      organizationId: (clinic?.organizationId ?? null) as OrganizationId | null,
    });
    if (!allowed.ok) return allowed;
    if (team.version !== expectedVersion) return err(versionConflict(team.id, team.version));
    const name = checkName(given);
    if (!name.ok) return name;
    team.name = name.value;
    uow.record({
      type: 'TeamUpdated',
      recordType: 'Team',
      recordId: team.id,
      clinicId: team.clinicId,
      facts: { fields: ['name'] },
      authority: allowed.value,
    });
    return ok({ teamId: team.id });
  });
}
