import { type ClinicId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicEntity } from './clinic.entity.ts';
import { LocationEntity, type LocationKind } from './location.entity.ts';

export interface CreateLocation {
  readonly id?: string | undefined;
  readonly clinicId: string;
  /** The place it lies in, of the same clinic; null for a site. */
  readonly parentId?: string | null | undefined;
  readonly kind: LocationKind;
  readonly name: string;
}

/** Adds a place to a clinic. */
export function createLocation(
  session: Session,
  input: CreateLocation,
): Promise<WorkResult<{ readonly locationId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const { clinicId, parentId = null } = input;
    const clinic = isUuid(clinicId) && (await em.findOne(ClinicEntity, { mspId, id: clinicId }));
    if (!clinic) return err(notFound(['clinicId']));
    const allowed = authorize(uow, 'location:manage', {
      clinicId: clinic.id as ClinicId,
      organizationId: clinic.organizationId as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    if (parentId !== null) {
      const parent =
        isUuid(parentId) && (await em.findOne(LocationEntity, { mspId, id: parentId, clinicId }));
      if (!parent) return err(notFound(['parentId']));
    }
    const name = checkName(input.name);
    if (!name.ok) return name;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    em.create(
      LocationEntity,
      {
        mspId,
        id: id.value,
        clinicId,
        parentId,
        kind: input.kind,
        name: name.value,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'LocationCreated',
      recordType: 'Location',
      recordId: id.value,
      clinicId,
      facts: { kind: input.kind, parentId },
      authority: allowed.value,
    });
    return ok({ locationId: id.value });
  });
}
