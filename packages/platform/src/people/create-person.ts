import { err, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkEmail, checkName, checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { findPlace } from './find-place.ts';
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
    const { mspId } = session.principal.principal;
    const { side } = input;
    const found = await findPlace(uow, input);
    if (!found.ok) return found;
    const { clinicId, organizationId } = found.value;
    const allowed = authorize(uow, 'member:manage', found.value);
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
    uow.em.create(
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
