import { type ClinicId, err, isUuid, type OrganizationId, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { LOCKED } from '../orm/lock.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicEntity } from './clinic.entity.ts';
import { LocationEntity } from './location.entity.ts';

export interface UpdateLocation {
  readonly locationId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  /** Another place of the same clinic that it lies in; null: in none. */
  readonly parentId?: string | null | undefined;
}

/** Renames a place, or moves it with all that lies in it. */
export function updateLocation(
  session: Session,
  input: UpdateLocation,
): Promise<WorkResult<{ readonly locationId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const { locationId, expectedVersion, parentId } = input;
    const location =
      isUuid(locationId) && (await em.findOne(LocationEntity, { mspId, id: locationId }));
    if (!location) return err(notFound(['locationId']));
    const { clinicId } = location;
    const clinic = await em.findOne(ClinicEntity, { mspId, id: clinicId });
    if (!clinic) return err(notFound(['locationId']));
    const allowed = authorize(uow, 'location:manage', {
      clinicId: clinicId as ClinicId,
      organizationId: clinic.organizationId as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    // All of them locked: two moves at once could make a circle that neither makes alone.
    const tree =
      parentId === undefined
        ? []
        : await em.find(LocationEntity, { mspId, clinicId }, { orderBy: { id: 'asc' }, ...LOCKED });
    if (location.version !== expectedVersion) {
      return err(versionConflict(location.id, location.version));
    }
    if (input.name !== undefined) {
      const name = checkName(input.name);
      if (!name.ok) return name;
      location.name = name.value;
    }
    if (parentId !== undefined && parentId !== location.parentId) {
      const parentOf = new Map(tree.map((each) => [each.id, each.parentId]));
      if (parentId !== null && !parentOf.has(parentId)) return err(notFound(['parentId']));
      for (let above = parentId; above !== null; above = parentOf.get(above) ?? null) {
        if (above !== location.id) continue;
        const message = 'A place cannot lie in itself, nor in what lies in it.';
        return err(refusal('LOCATION_CYCLE', message, ['parentId']));
      }
      location.parentId = parentId;
    }
    const fields = (['name', 'parentId'] as const).filter((field) => input[field] !== undefined);
    uow.record({
      type: 'LocationUpdated',
      recordType: 'Location',
      recordId: location.id,
      clinicId,
      facts: { fields, parentId: location.parentId },
      authority: allowed.value,
    });
    return ok({ locationId: location.id });
  });
}
