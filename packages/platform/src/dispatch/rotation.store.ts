import type { Absence, Override, Rotation } from '@wardline/dispatch';
import { type Instant, isUuid, type PersonId } from '@wardline/kernel';
import { LOCKED } from '../orm/lock.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { AbsenceEntity, RotationEntity, RotationOverrideEntity } from './dispatch.entity.ts';

export interface LoadedRotation {
  readonly teamId: string;
  readonly rotation: Rotation;
}

/** A rotation, locked: what depends on who is on call is decided one after the other. */
export async function lockRotation(uow: UnitOfWork, id: string): Promise<LoadedRotation | null> {
  const { mspId } = uow.session.principal.principal;
  if (!isUuid(id)) return null;
  const row = await uow.em.findOne(RotationEntity, { mspId, id }, LOCKED);
  if (!row) return null;
  const { name, layers, teamId } = row;
  return { teamId, rotation: { id: row.id, name, layers } };
}

/** The overrides of rotations that are not over by `since`, in the order in which they were made. */
export async function overridesOf(
  { em, session }: UnitOfWork,
  rotationIds: readonly string[],
  since: Instant,
): Promise<(Override & { readonly rotationId: string })[]> {
  const { mspId } = session.principal.principal;
  const rows = await em.find(
    RotationOverrideEntity,
    { mspId, rotationId: { $in: [...rotationIds] }, endsAt: { $gt: since } },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  return rows.map(({ id, rotationId, layerId, personId, beginsAt, endsAt, swapId }) => ({
    id,
    rotationId,
    layerId,
    personId: personId as PersonId,
    from: beginsAt,
    to: endsAt,
    swapId,
  }));
}

/** The absences of people that are not over by `since`. */
export async function absencesOf(
  { em, session }: UnitOfWork,
  personIds: readonly string[],
  since: Instant,
): Promise<Absence[]> {
  const { mspId } = session.principal.principal;
  const rows = await em.find(AbsenceEntity, {
    mspId,
    personId: { $in: [...personIds] },
    endsAt: { $gt: since },
  });
  return rows.map(({ personId, beginsAt, endsAt, kind }) => ({
    personId: personId as PersonId,
    from: beginsAt,
    to: endsAt,
    kind,
  }));
}
