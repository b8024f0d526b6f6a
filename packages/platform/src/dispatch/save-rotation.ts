import { defineRotation, type RotationLayer } from '@wardline/dispatch';
import { err, isUuid, ok, type Result } from '@wardline/kernel';
import { checkNewId } from '../checks.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { RotationEntity } from './dispatch.entity.ts';
import { loadManagedTeam, memberIdsOf } from './managed-team.ts';

export interface CreateRotation {
  readonly id?: string | undefined;
  readonly teamId: string;
  readonly name: string;
  readonly layers: readonly RotationLayer[];
}

export interface UpdateRotation {
  readonly rotationId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly layers?: readonly RotationLayer[] | undefined;
}

type Saved = Promise<WorkResult<{ readonly rotationId: string }>>;

/** Sets up who is on call for a team. Only its members take turns. */
export function createRotation(session: Session, input: CreateRotation): Saved {
  return unitOfWork(session, async (uow) => {
    const managed = await loadManagedTeam(uow, input.teamId, ['teamId']);
    if (!managed.ok) return managed;
    const { team, authority } = managed.value;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const checked = await check(uow, team.id, id.value, input.name, input.layers);
    if (!checked.ok) return checked;
    const { mspId } = session.principal.principal;
    const { name, layers } = checked.value;
    const columns = { name, layers, teamId: team.id, createdAt: uow.now, version: 1 };
    uow.em.create(RotationEntity, { mspId, id: id.value, ...columns }, { persist: true });
    record(uow, 'RotationCreated', id.value, team.id, authority);
    return ok({ rotationId: id.value });
  });
}

/** Changes a rotation from the start: what its layers say holds for the past too. */
export function updateRotation(session: Session, input: UpdateRotation): Saved {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const rotation = isUuid(input.rotationId)
      ? await uow.em.findOne(RotationEntity, { mspId, id: input.rotationId })
      : null;
    if (!rotation) return err(notFound(['rotationId']));
    const managed = await loadManagedTeam(uow, rotation.teamId, ['rotationId']);
    if (!managed.ok) return managed;
    if (rotation.version !== input.expectedVersion) {
      return err(versionConflict(rotation.id, rotation.version));
    }
    const { name = rotation.name, layers = rotation.layers } = input;
    const checked = await check(uow, rotation.teamId, rotation.id, name, layers);
    if (!checked.ok) return checked;
    rotation.name = checked.value.name;
    rotation.layers = checked.value.layers;
    record(uow, 'RotationUpdated', rotation.id, rotation.teamId, managed.value.authority);
    return ok({ rotationId: rotation.id });
  });
}

async function check(
  uow: UnitOfWork,
  teamId: string,
  id: string,
  name: string,
  layers: readonly RotationLayer[],
): Promise<Result<{ name: string; layers: readonly RotationLayer[] }, PlatformRefusal>> {
  const members = new Set(await memberIdsOf(uow, teamId));
  for (const [at, layer] of layers.entries()) {
    const stranger = layer.participants.findIndex((personId) => !members.has(personId));
    if (stranger >= 0) return err(notFound(['layers', at, 'participants', stranger]));
  }
  const { timeZones } = uow.session.engine.ports;
  return defineRotation({ id, name, layers }, { timeZones });
}

function record(
  uow: UnitOfWork,
  type: string,
  recordId: string,
  teamId: string,
  authority: string,
) {
  const common = { recordType: 'Rotation', clinicId: null, authority };
  uow.record({ ...common, type, recordId, facts: { teamId } });
}
