import { type ClinicId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import type { Domain } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicEntity } from './clinic.entity.ts';
import { TeamEntity, type TeamSide } from './team.entity.ts';

export interface CreateTeam {
  readonly id?: string | undefined;
  /** The clinic whose own team it is; null for a team of the MSP that works for all. */
  readonly clinicId?: string | null | undefined;
  readonly name: string;
  readonly domain: Domain;
  readonly side: TeamSide;
}

/** Founds a team. */
export function createTeam(
  session: Session,
  input: CreateTeam,
): Promise<WorkResult<{ readonly teamId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const { clinicId = null } = input;
    const clinic =
      clinicId !== null && isUuid(clinicId)
        ? await em.findOne(ClinicEntity, { mspId, id: clinicId })
        : null;
    if (clinicId !== null && !clinic) return err(notFound(['clinicId']));
    const allowed = authorize(uow, 'team:manage', {
      clinicId: (clinic?.id ?? null) as ClinicId | null,
      organizationId: (clinic?.organizationId ?? null) as OrganizationId | null,
    });
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    em.create(
      TeamEntity,
      {
        mspId,
        id: id.value,
        clinicId,
        name: name.value,
        domain: input.domain,
        side: input.side,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'TeamCreated',
      recordType: 'Team',
      recordId: id.value,
      clinicId,
      facts: { domain: input.domain, side: input.side },
      authority: allowed.value,
    });
    return ok({ teamId: id.value });
  });
}
