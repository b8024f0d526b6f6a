import { type ClinicId, err, isUuid, type OrganizationId, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkEmail, checkName, checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { PersonEntity, type PersonSide } from './person.entity.ts';

export interface CreatePerson {
  readonly id?: string | undefined;
  readonly side: PersonSide;
  /** A client's person belongs to a clinic, or to an organization as a whole. */
  readonly clinicId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  readonly displayName: string;
  readonly email?: string | null | undefined;
}

/** Makes a person known. They can do nothing until they are granted something. */
export function createPerson(
  session: Session,
  input: CreatePerson,
): Promise<WorkResult<{ readonly personId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const { side, clinicId = null } = input;
    const clinic =
      clinicId !== null && isUuid(clinicId)
        ? await em.findOne(ClinicEntity, { mspId, id: clinicId })
        : null;
    if (clinicId !== null && !clinic) return err(notFound(['clinicId']));
    const organizationId = clinic?.organizationId ?? input.organizationId ?? null;
    const organization =
      organizationId !== null && isUuid(organizationId)
        ? await em.findOne(OrganizationEntity, { mspId, id: organizationId })
        : null;
    if (organizationId !== null && !organization) return err(notFound(['organizationId']));
    const allowed = authorize(uow, 'member:manage', {
      clinicId: clinicId as ClinicId | null,
      organizationId: organizationId as OrganizationId | null,
    });
    if (!allowed.ok) return allowed;
    if (side === 'CLIENT' && organizationId === null) {
      return err(
        refusal('HOME_REQUIRED', 'A client’s person needs a clinicId or an organizationId.', [
          'clinicId',
        ]),
      );
    }
    const displayName = checkName(input.displayName, 'displayName');
    if (!displayName.ok) return displayName;
    const email = checkEmail(input.email);
    if (!email.ok) return email;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    em.create(
      PersonEntity,
      {
        mspId,
        id: id.value,
        side,
        organizationId,
        clinicId,
        displayName: displayName.value,
        email: email.value,
        active: true,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'PersonCreated',
      recordType: 'Person',
      recordId: id.value,
      clinicId,
      facts: { side, organizationId },
      authority: allowed.value,
    });
    return ok({ personId: id.value });
  });
}
