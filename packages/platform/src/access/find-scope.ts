import type { PlaceFacts, Scope } from '@wardline/access';
import {
  type ClinicGroupId,
  type ClinicId,
  err,
  isUuid,
  type OrganizationId,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import { lockClinicGroup } from '../clinic-groups/clinic-group.store.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** What a grant is to be over; nothing named is the whole MSP. */
export interface NamedScope {
  readonly clinicId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  readonly clinicGroupId?: string | null | undefined;
}

/** The scope that was named, as far as the caller sees it. A group is locked: it changes before or after. */
export async function findScope(
  uow: UnitOfWork,
  { clinicId, organizationId, clinicGroupId }: NamedScope,
): Promise<Result<PlaceFacts & { readonly scope: Scope }, PlatformRefusal>> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  // Only what is left out is no limit: an empty id limits to nothing.
  if (isNamed(clinicGroupId)) {
    if (isNamed(clinicId) || isNamed(organizationId)) {
      const message = 'A grant is over one thing: name the group, or the clinic or organization.';
      return err(refusal('SCOPE_AMBIGUOUS', message, ['clinicGroupId']));
    }
    const group = await lockClinicGroup(uow, clinicGroupId);
    if (!group.ok) return group;
    const id = group.value.id as ClinicGroupId;
    return ok({ scope: { type: 'CLINIC_GROUP', id, clinicIds: null } });
  }
  if (isNamed(clinicId)) {
    const clinic = isUuid(clinicId)
      ? await em.findOne(ClinicEntity, { mspId, id: clinicId })
      : null;
    if (!clinic) return err(notFound(['clinicId']));
    return ok({
      scope: { type: 'CLINIC', id: clinic.id as ClinicId },
      organizationOf: { [clinic.id]: clinic.organizationId as OrganizationId },
    });
  }
  if (isNamed(organizationId)) {
    const organization = isUuid(organizationId)
      ? await em.findOne(OrganizationEntity, { mspId, id: organizationId })
      : null;
    if (!organization) return err(notFound(['organizationId']));
    return ok({ scope: { type: 'ORGANIZATION', id: organization.id as OrganizationId } });
  }
  return ok({ scope: { type: 'MSP' } });
}

const isNamed = (id: string | null | undefined): id is string => id !== undefined && id !== null;
