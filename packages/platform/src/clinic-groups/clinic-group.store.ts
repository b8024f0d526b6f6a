import { err, isUuid, ok, type Result, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { GrantEntity, type GrantRow } from '../access/grant.entity.ts';
import { LOCKED } from '../orm/lock.ts';
import { forbidden, notFound, type PlatformRefusal } from '../refusals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import {
  ClinicGroupClinicEntity,
  ClinicGroupEntity,
  type ClinicGroupRow,
} from './clinic-group.entity.ts';

const PATH = ['clinicGroupId'];

/**
 * May the caller keep groups? Whoever manages the clinics of the whole MSP and sees all of them: what a
 * group says of a clinic they do not see is not theirs to decide.
 */
export function mayKeepGroups(uow: UnitOfWork): Result<string, PlatformRefusal> {
  const allowed = authorize(uow, 'clinic:manage', { clinicId: null, organizationId: null });
  if (!allowed.ok || seesAll(uow)) return allowed;
  return err(forbidden('clinic:manage'));
}

/** A group that the caller keeps, locked, and under which authority. Hidden and absent are one answer. */
export async function lockKeptGroup(
  uow: UnitOfWork,
  id: string,
): Promise<
  Result<{ readonly group: ClinicGroupRow; readonly authority: string }, PlatformRefusal>
> {
  const group = await findGroup(uow, id);
  if (!group) return err(notFound(PATH));
  const allowed = mayKeepGroups(uow);
  return allowed.ok ? ok({ group, authority: allowed.value }) : allowed;
}

/**
 * A group in use, locked if the caller sees the whole MSP; whoever sees less of it may read the group but
 * change nothing that depends on it. So who grants over a group and who changes its clinics go one after the
 * other, and the second decides on what the first has written.
 */
export async function lockClinicGroup(
  uow: UnitOfWork,
  id: string,
): Promise<Result<ClinicGroupRow, PlatformRefusal>> {
  const group = await findGroup(uow, id);
  if (!group) return err(notFound(PATH));
  return group.archivedAt === null ? ok(group) : err(archived());
}

/** What is granted and denied over a group and has not ended, to whomever. */
export async function standingGrants(
  { em, session, now }: UnitOfWork,
  groupId: string,
): Promise<readonly GrantRow[]> {
  const { mspId } = session.principal.principal;
  return em.find(GrantEntity, {
    mspId,
    scopeType: 'CLINIC_GROUP',
    scopeId: groupId,
    $or: [{ validUntil: null }, { validUntil: { $gt: now } }],
  });
}

/** The groups clinics belong to, as far as the caller sees them; a clinic of none is missing. */
export async function groupIdsOf(
  { em, session }: UnitOfWork,
  clinicIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { mspId } = session.principal.principal;
  const clinicId = { $in: [...new Set(clinicIds)] };
  const rows = await em.find(ClinicGroupClinicEntity, { mspId, clinicId });
  const byClinic = Map.groupBy(rows, (row) => row.clinicId);
  return new Map([...byClinic].map(([id, of]) => [id, of.map(({ groupId }) => groupId)]));
}

export const archived = () =>
  refusal(
    'CLINIC_GROUP_ARCHIVED',
    'The group is archived: nothing is granted over it and its clinics stay. Bring it back first.',
    PATH,
  );

async function findGroup(uow: UnitOfWork, id: string): Promise<ClinicGroupRow | null> {
  const { mspId } = uow.session.principal.principal;
  if (!isUuid(id)) return null;
  // To lock a row takes the right to change it.
  const lock = seesAll(uow) ? LOCKED : {};
  return uow.em.findOne(ClinicGroupEntity, { mspId, id }, lock);
}

function seesAll({ session }: UnitOfWork): boolean {
  const { allClinics, side } = session.principal.context;
  return allClinics && side === 'PROVIDER';
}
