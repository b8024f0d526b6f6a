import { ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { OrganizationEntity } from './organization.entity.ts';

export interface CreateOrganization {
  readonly id?: string | undefined;
  readonly name: string;
}

/** Takes on a customer. */
export function createOrganization(
  session: Session,
  input: CreateOrganization,
): Promise<WorkResult<{ readonly organizationId: string }>> {
  return unitOfWork(session, async (uow) => {
    const nowhere = { clinicId: null, organizationId: null };
    const allowed = authorize(uow, 'organization:manage', nowhere);
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { mspId } = session.principal.principal;
    uow.em.create(
      OrganizationEntity,
      { mspId, id: id.value, name: name.value, createdAt: uow.now, version: 1 },
      { persist: true },
    );
    uow.record({
      type: 'OrganizationCreated',
      recordType: 'Organization',
      recordId: id.value,
      clinicId: null,
      facts: {},
      authority: allowed.value,
    });
    return ok({ organizationId: id.value });
  });
}
