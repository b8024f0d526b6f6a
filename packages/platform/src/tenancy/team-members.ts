import { type ClinicId, err, isUuid, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { TeamEntity, TeamMemberEntity } from './team.entity.ts';

export interface ChangeTeamMember {
  readonly teamId: string;
  readonly personId: string;
}

/** Puts a person into a team; nothing happens if they are in it. */
export function addTeamMember(
  session: Session,
  input: ChangeTeamMember,
): Promise<WorkResult<{ readonly teamId: string }>> {
  return unitOfWork(session, async (uow) => {
    const found = await find(uow, input);
    if (!found.ok) return found;
    if (!found.value.member) {
      uow.em.create(TeamMemberEntity, found.value.key, { persist: true });
      record(uow, 'TeamMemberAdded', input, found.value.authority);
    }
    return ok({ teamId: input.teamId });
  });
}

/** Takes a person out of a team; what is assigned to them stays theirs. */
export function removeTeamMember(
  session: Session,
  input: ChangeTeamMember,
): Promise<WorkResult<{ readonly teamId: string }>> {
  return unitOfWork(session, async (uow) => {
    const found = await find(uow, input);
    if (!found.ok) return found;
    if (found.value.member) {
      uow.em.remove(found.value.member);
      record(uow, 'TeamMemberRemoved', input, found.value.authority);
    }
    return ok({ teamId: input.teamId });
  });
}

async function find(uow: UnitOfWork, { teamId, personId }: ChangeTeamMember) {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const team = isUuid(teamId) ? await em.findOne(TeamEntity, { mspId, id: teamId }) : null;
  if (!team) return err(notFound(['teamId'])) as Result<never, PlatformRefusal>;
  const allowed = authorize(uow, 'team:manage', {
    clinicId: team.clinicId as ClinicId | null,
    organizationId: null,
  });
  if (!allowed.ok) return allowed;
  const person = isUuid(personId) ? await em.findOne(PersonEntity, { mspId, id: personId }) : null;
  if (!person) return err(notFound(['personId'])) as Result<never, PlatformRefusal>;
  const key = { mspId, teamId, personId };
  await takeTurns(uow, 'team member', team.id, person.id);
  const member = await em.findOne(TeamMemberEntity, key);
  return ok({ key, member, authority: allowed.value });
}

function record(
  uow: UnitOfWork,
  type: string,
  { teamId, personId }: ChangeTeamMember,
  authority: string,
) {
  uow.record({
    type,
    recordType: 'Team',
    recordId: teamId,
    clinicId: null,
    facts: { personId },
    authority,
  });
}
