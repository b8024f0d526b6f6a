import { type CoManagedAgreement, defineCoManagedAgreement } from '@wardline/dispatch';
import { type ClinicId, err, isUuid, type OrganizationId, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { checkNewId } from '../checks.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity, type ClinicRow } from '../tenancy/clinic.entity.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { CoManagedAgreementEntity } from './dispatch.entity.ts';

export interface CreateCoManagedAgreement extends CoManagedAgreement {
  readonly id?: string | undefined;
  readonly clinicId: string;
}

export interface UpdateCoManagedAgreement extends CoManagedAgreement {
  readonly coManagedAgreementId: string;
  readonly expectedVersion: number;
}

type Saved = Promise<WorkResult<{ readonly coManagedAgreementId: string }>>;

/** Agrees with a clinic on whose which work is. The latest agreement of a clinic holds. */
export function createCoManagedAgreement(
  session: Session,
  { id: wanted, clinicId, ...input }: CreateCoManagedAgreement,
): Saved {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const clinic = isUuid(clinicId)
      ? await uow.em.findOne(ClinicEntity, { mspId, id: clinicId })
      : null;
    if (!clinic) return err(notFound(['clinicId']));
    const allowed = mayManage(uow, clinic);
    if (!allowed.ok) return allowed;
    const checked = await check(uow, clinic, input);
    if (!checked.ok) return checked;
    const id = checkNewId(wanted, uow.newId);
    if (!id.ok) return id;
    const { name, ...terms } = checked.value;
    uow.em.create(
      CoManagedAgreementEntity,
      { mspId, id: id.value, clinicId, name, terms, createdAt: uow.now, version: 1 },
      { persist: true },
    );
    record(uow, 'CoManagedAgreementCreated', id.value, clinicId, allowed.value);
    return ok({ coManagedAgreementId: id.value });
  });
}

/** Replaces what was agreed. */
export function updateCoManagedAgreement(
  session: Session,
  { coManagedAgreementId, expectedVersion, ...input }: UpdateCoManagedAgreement,
): Saved {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const row = isUuid(coManagedAgreementId)
      ? await uow.em.findOne(CoManagedAgreementEntity, { mspId, id: coManagedAgreementId })
      : null;
    const clinic = row && (await uow.em.findOne(ClinicEntity, { mspId, id: row.clinicId }));
    if (!row || !clinic) return err(notFound(['coManagedAgreementId']));
    const allowed = mayManage(uow, clinic);
    if (!allowed.ok) return allowed;
    if (row.version !== expectedVersion) return err(versionConflict(row.id, row.version));
    const checked = await check(uow, clinic, input);
    if (!checked.ok) return checked;
    const { name, ...terms } = checked.value;
    row.name = name;
    row.terms = terms;
    record(uow, 'CoManagedAgreementUpdated', row.id, row.clinicId, allowed.value);
    return ok({ coManagedAgreementId: row.id });
  });
}

function mayManage(uow: UnitOfWork, clinic: ClinicRow) {
  return authorize(uow, 'agreement:manage', {
    clinicId: clinic.id as ClinicId,
    organizationId: clinic.organizationId as OrganizationId,
  });
}

/** The teams and calendars it names exist for this clinic, and the rest makes sense. */
async function check(
  uow: UnitOfWork,
  clinic: ClinicRow,
  input: CoManagedAgreement,
): Promise<Result<CoManagedAgreement, PlatformRefusal>> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const owners = [
    ...input.lanes.map((lane, at) => ({ teamId: lane.teamId, path: ['lanes', at, 'teamId'] })),
    { teamId: input.otherwise.teamId, path: ['otherwise', 'teamId'] },
  ];
  for (const { teamId, path } of owners) {
    if (teamId === null) continue;
    const mine = { $or: [{ clinicId: null }, { clinicId: clinic.id }] };
    const team = isUuid(teamId) && (await em.findOne(TeamEntity, { mspId, id: teamId, ...mine }));
    if (!team) return err(notFound(path));
  }
  for (const [at, { hours }] of input.lanes.entries()) {
    if (hours === null) continue;
    const { calendarId: id } = hours;
    const calendar = isUuid(id) && (await em.findOne(CalendarEntity, { mspId, id }));
    if (!calendar) return err(notFound(['lanes', at, 'hours', 'calendarId']));
  }
  return defineCoManagedAgreement(input);
}

function record(
  uow: UnitOfWork,
  type: string,
  recordId: string,
  clinicId: string,
  authority: string,
) {
  uow.record({ type, recordType: 'CoManagedAgreement', recordId, clinicId, facts: {}, authority });
}
