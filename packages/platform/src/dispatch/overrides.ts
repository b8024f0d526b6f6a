import { type Override, planOverride } from '@wardline/dispatch';
import { err, isUuid, ok, type PersonId } from '@wardline/kernel';
import { checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { RotationOverrideEntity } from './dispatch.entity.ts';
import { loadManagedTeam, memberIdsOf } from './managed-team.ts';
import { absencesOf, lockRotation, overridesOf } from './rotation.store.ts';

export interface AddOverride {
  readonly id?: string | undefined;
  readonly rotationId: string;
  readonly layerId: string;
  /** Who takes the time; a member of the team. */
  readonly personId: string;
  /** Epoch milliseconds. */
  readonly beginsAt: number;
  /** Not part of it. */
  readonly endsAt: number;
}

type Changed = Promise<WorkResult<{ readonly overrideId: string; readonly rotationId: string }>>;

/** Puts somebody else on call for a while. */
export function addOverride(session: Session, input: AddOverride): Changed {
  return unitOfWork(session, async (uow) => {
    const loaded = await lockRotation(uow, input.rotationId);
    if (!loaded) return err(notFound(['rotationId']));
    const managed = await loadManagedTeam(uow, loaded.teamId, ['rotationId']);
    if (!managed.ok) return managed;
    const memberIds = (await memberIdsOf(uow, loaded.teamId)) as PersonId[];
    if (!memberIds.includes(input.personId as PersonId)) return err(notFound(['personId']));
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { layerId, beginsAt, endsAt } = input;
    const planned = planOverride(
      loaded.rotation,
      {
        id: id.value,
        layerId,
        personId: input.personId as PersonId,
        from: beginsAt,
        to: endsAt,
        swapId: null,
      },
      {
        now: uow.now,
        memberIds,
        overrides: await overridesOf(uow, [loaded.rotation.id], uow.now),
        absences: await absencesOf(uow, [input.personId], uow.now),
        timeZones: session.engine.ports.timeZones,
      },
    );
    if (!planned.ok) {
      const [first, ...rest] = planned.error.path;
      const named = first === 'from' ? 'beginsAt' : first === 'to' ? 'endsAt' : first;
      return err({ ...planned.error, path: named === undefined ? [] : [named, ...rest] });
    }
    insertOverride(uow, loaded.rotation.id, planned.value);
    record(uow, 'OverrideAdded', loaded.rotation.id, input.personId, managed.value.authority);
    return ok({ overrideId: id.value, rotationId: loaded.rotation.id });
  });
}

/** Takes an override back; that of a swap takes only its part of the swap back. */
export function removeOverride(
  session: Session,
  { overrideId }: { readonly overrideId: string },
): Changed {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const row = isUuid(overrideId)
      ? await uow.em.findOne(RotationOverrideEntity, { mspId, id: overrideId })
      : null;
    const loaded = row && (await lockRotation(uow, row.rotationId));
    if (!row || !loaded) return err(notFound(['overrideId']));
    const managed = await loadManagedTeam(uow, loaded.teamId, ['overrideId']);
    if (!managed.ok) return managed;
    const gone = await uow.em.nativeDelete(RotationOverrideEntity, { mspId, id: row.id });
    // Somebody else was faster.
    if (gone === 0) return err(notFound(['overrideId']));
    record(uow, 'OverrideRemoved', row.rotationId, row.personId, managed.value.authority);
    return ok({ overrideId: row.id, rotationId: row.rotationId });
  });
}

export function insertOverride(uow: UnitOfWork, rotationId: string, override: Override): void {
  const { mspId } = uow.session.principal.principal;
  const { from: beginsAt, to: endsAt, ...columns } = override;
  uow.em.create(
    RotationOverrideEntity,
    { ...columns, mspId, rotationId, beginsAt, endsAt, createdAt: uow.now },
    { persist: true },
  );
}

function record(
  uow: UnitOfWork,
  type: string,
  rotationId: string,
  personId: string,
  authority: string,
) {
  const common = { recordType: 'Rotation', recordId: rotationId, clinicId: null, authority };
  uow.record({ ...common, type, facts: { personId } });
}
