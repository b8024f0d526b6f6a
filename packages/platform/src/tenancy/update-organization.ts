import { err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { OrganizationEntity } from './organization.entity.ts';

export interface UpdateOrganization {
  readonly organizationId: string;
  readonly expectedVersion: number;
  readonly name: string;
}

/** Renames a customer. */
export function updateOrganization(
  session: Session,
  input: UpdateOrganization,
): Promise<WorkResult<{ readonly organizationId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { organizationId, expectedVersion } = input;
    const { mspId } = session.principal.principal;
    const organization =
      isUuid(organizationId) &&
      (await uow.em.findOne(OrganizationEntity, { mspId, id: organizationId }));
    if (!organization) return err(notFound(['organizationId']));
    const allowed = authorize(uow, 'organization:manage', {
      clinicId: null,
      organizationId: organization.id as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    if (organization.version !== expectedVersion) {
      return err(versionConflict(organization.id, organization.version));
    }
    const name = checkName(input.name);
    if (!name.ok) return name;
    organization.name = name.value;
    uow.record({
      type: 'OrganizationUpdated',
      recordType: 'Organization',
      recordId: organization.id,
      clinicId: null,
      facts: { fields: ['name'] },
      authority: allowed.value,
    });
    return ok({ organizationId: organization.id });
  });
}
