import { canGrant, type Grant, type Role } from '@wardline/access';
import { err, type Instant, isUuid, ok } from '@wardline/kernel';
import { checkName, checkNewId } from '../checks.ts';
import { lockPeople } from '../people/lock-people.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { forbidden, notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { findScope } from './find-scope.ts';
import { GrantEntity } from './grant.entity.ts';
import { scopeFact } from './grant-scope.ts';

export interface CreateGrant {
  readonly id?: string | undefined;
  readonly personId: string;
  readonly role: Role;
  /** Default: ALLOW. */
  readonly effect?: Grant['effect'] | undefined;
  /** One of the three, or none for the whole MSP. */
  readonly organizationId?: string | null | undefined;
  readonly clinicId?: string | null | undefined;
  /** The clinics of a group, as they are at any time; for the provider's roles. */
  readonly clinicGroupId?: string | null | undefined;
  /** Default: now. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | null | undefined;
  readonly reason: string;
}

/** Gives somebody a role over a clinic, a group of clinics, an organization or the MSP; never more than one has oneself. */
export function createGrant(
  session: Session,
  input: CreateGrant,
): Promise<WorkResult<{ readonly grantId: string; readonly personId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { principal } = session.principal;
    const { mspId } = principal;
    const { personId } = input;
    const person = isUuid(personId)
      ? await uow.em.findOne(PersonEntity, { mspId, id: personId })
      : null;
    if (!person) return err(notFound(['personId']));
    const place = await findScope(uow, input);
    if (!place.ok) return place;
    const reason = checkName(input.reason, 'reason');
    if (!reason.ok) return reason;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const grant: Grant = {
      id: id.value,
      role: input.role,
      effect: input.effect ?? 'ALLOW',
      scope: place.value.scope,
      from: input.from ?? uow.now,
      until: input.until ?? null,
    };
    const decision = canGrant(principal, grant, uow.now, {
      granteeSide: person.side,
      organizationOf: place.value.organizationOf,
    });
    if (!decision.allowed) {
      const refused = forbidden('grant:manage');
      return err({ ...refused, code: decision.code, message: decision.reason, path: ['role'] });
    }
    await lockPeople(uow, [personId]);
    uow.em.create(
      GrantEntity,
      {
        mspId,
        id: grant.id,
        personId,
        role: grant.role,
        effect: grant.effect,
        scopeType: grant.scope.type,
        scopeId: grant.scope.type === 'MSP' ? null : grant.scope.id,
        validFrom: grant.from,
        validUntil: grant.until,
        grantedBy: principal.personId,
        reason: reason.value,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'GrantCreated',
      recordType: 'Person',
      recordId: personId,
      clinicId: grant.scope.type === 'CLINIC' ? grant.scope.id : null,
      facts: {
        grantId: grant.id,
        role: grant.role,
        effect: grant.effect,
        scope: scopeFact(grant.scope),
      },
      authority: `grant:manage as ${decision.by?.role ?? principal.actor.kind}`,
    });
    return ok({ grantId: grant.id, personId });
  });
}
