import { type ClinicId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { mayChangeIdentity } from '../access/may-change-identity.ts';
import { checkEmail, checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { PersonEntity } from './person.entity.ts';

export interface UpdatePerson {
  readonly personId: string;
  readonly expectedVersion: number;
  readonly displayName?: string | undefined;
  /** Null: none is known. */
  readonly email?: string | null | undefined;
  /** False: they are kept for the record and cannot sign in any more. */
  readonly active?: boolean | undefined;
}

/**
 * Changes what is known of a person. Who they sign in as (their e-mail address), and whether they can,
 * changes only who may take everything from them that they were granted.
 */
export function updatePerson(
  session: Session,
  input: UpdatePerson,
): Promise<WorkResult<{ readonly personId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { personId, expectedVersion } = input;
    const { mspId } = session.principal.principal;
    const person =
      isUuid(personId) && (await uow.em.findOne(PersonEntity, { mspId, id: personId }));
    if (!person) return err(notFound(['personId']));
    const allowed = authorize(uow, 'member:manage', {
      clinicId: person.clinicId as ClinicId | null,
      organizationId: person.organizationId as OrganizationId | null,
    });
    if (!allowed.ok) return allowed;
    if (person.version !== expectedVersion) {
      return err(versionConflict(person.id, person.version));
    }
    const displayName =
      input.displayName === undefined
        ? ok(person.displayName)
        : checkName(input.displayName, 'displayName');
    if (!displayName.ok) return displayName;
    const email = input.email === undefined ? ok(person.email) : checkEmail(input.email);
    if (!email.ok) return email;
    const { active = person.active } = input;
    if (email.value !== person.email || active !== person.active) {
      const ends = person.active && !active;
      const identity = await mayChangeIdentity(uow, person.id, ends);
      if (!identity.ok) return identity;
    }
    Object.assign(person, { displayName: displayName.value, email: email.value, active });
    const fields = (['displayName', 'email', 'active'] as const).filter(
      (field) => input[field] !== undefined,
    );
    uow.record({
      type: 'PersonUpdated',
      recordType: 'Person',
      recordId: person.id,
      clinicId: person.clinicId,
      facts: { fields, active },
      authority: allowed.value,
    });
    return ok({ personId: person.id });
  });
}
