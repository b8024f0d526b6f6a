import {
  type ClinicId,
  err,
  isUuid,
  type OrganizationId,
  ok,
  type Refusal,
  type Result,
  refusal,
} from '@wardline/kernel';
import { notFound } from '../refusals.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** Where somebody belongs. Both null: to the MSP itself. */
export interface PersonPlace {
  readonly clinicId: ClinicId | null;
  readonly organizationId: OrganizationId | null;
}

/** The clinic with its organization, or the organization, as far as the caller sees them. */
export async function findPlace(
  { em, session }: UnitOfWork,
  input: {
    readonly clinicId?: string | null | undefined;
    readonly organizationId?: string | null | undefined;
  },
): Promise<Result<PersonPlace, Refusal>> {
  const { mspId } = session.principal.principal;
  const { clinicId = null } = input;
  const clinic =
    clinicId !== null && isUuid(clinicId)
      ? await em.findOne(ClinicEntity, { mspId, id: clinicId })
      : null;
  if (clinicId !== null && !clinic) return err(notFound(['clinicId']));
  const named = input.organizationId ?? null;
  if (clinic && named !== null && named.toLowerCase() !== clinic.organizationId) {
    const message = 'The clinic is not of this organization. Leave out one of the two.';
    return err(refusal('PLACE_CONTRADICTED', message, ['organizationId']));
  }
  const organizationId = clinic?.organizationId ?? input.organizationId ?? null;
  const organization =
    organizationId !== null && isUuid(organizationId)
      ? await em.findOne(OrganizationEntity, { mspId, id: organizationId })
      : null;
  if (organizationId !== null && !organization) return err(notFound(['organizationId']));
  return ok({
    clinicId: (clinic?.id ?? null) as ClinicId | null,
    organizationId: organizationId as OrganizationId | null,
  });
}
