import { can, canRevoke } from '@wardline/access';
import {
  type ClinicId,
  err,
  type OrganizationId,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import { lockPeople } from '../people/lock-people.ts';
import { PersonAffiliationEntity } from '../people/person-affiliation.entity.ts';
import type { PlatformRefusal } from '../refusals.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { adminGrants, lockAdmins } from './admin-grants.ts';
import { asService } from './as-service.ts';
import { GrantEntity } from './grant.entity.ts';
import { toGrant } from './grant-scope.ts';

/**
 * Whether the principal may change who a person signs in as, or whether they can: only who could take
 * from them everything they have been granted, anywhere, and who manages the people of every place they
 * are affiliated with. Otherwise the admin of a clinic could become whoever happens to belong to it.
 * @param ends true if the person cannot act afterwards: somebody must still run the MSP.
 */
export async function mayChangeIdentity(
  uow: UnitOfWork,
  personId: string,
  ends: boolean,
): Promise<Result<true, PlatformRefusal>> {
  const answers = await mayChangeIdentities(uow, [{ personId, ends }]);
  return answers.get(personId) ?? ok(true);
}

export interface IdentityChange {
  readonly personId: string;
  readonly ends: boolean;
}

/** As `mayChangeIdentity` for several people, each by themselves, in as many statements as for one. */
export async function mayChangeIdentities(
  uow: UnitOfWork,
  changes: readonly IdentityChange[],
): Promise<ReadonlyMap<string, Result<true, PlatformRefusal>>> {
  const { principal } = uow.session.principal;
  const { mspId } = principal;
  const ids = changes.map((change) => change.personId);
  const personId = { $in: ids };
  if (changes.some(({ ends }) => ends)) await lockAdmins(uow);
  await lockPeople(uow, ids);
  return asService(uow, async () => {
    const rows = await uow.em.find(GrantEntity, { mspId, personId, effect: 'ALLOW' });
    const held = rows.filter(({ validUntil }) => validUntil === null || validUntil > uow.now);
    const clinics = await uow.em.find(ClinicEntity, {
      mspId,
      id: {
        $in: held.flatMap(({ scopeType, scopeId }) =>
          scopeType === 'CLINIC' && scopeId ? [scopeId] : [],
        ),
      },
    });
    const organizationOf = Object.fromEntries(
      clinics.map((clinic) => [clinic.id, clinic.organizationId as OrganizationId]),
    );
    const admins = await adminGrants(uow);
    const ties = await uow.em.find(PersonAffiliationEntity, { mspId, personId, endedAt: null });
    const decide = ({ personId, ends }: IdentityChange): Result<true, PlatformRefusal> => {
      // The person's own count for nothing any more, all at once.
      const others = admins.filter((row) => !ends || row.personId !== personId);
      const mspAdminGrants = others.map(toGrant);
      for (const row of held.filter((each) => each.personId === personId)) {
        const decision = canRevoke(principal, toGrant(row), uow.now, {
          mspAdminGrants,
          organizationOf,
        });
        if (decision.allowed || (!ends && decision.code === 'LAST_MSP_ADMIN')) continue;
        return err(decision.code === 'LAST_MSP_ADMIN' ? lastAdmin(decision.reason) : moreThanOwn());
      }
      const reached = ties.every((tie) => {
        const place = {
          clinicId: tie.clinicId as ClinicId | null,
          organizationId: tie.organizationId as OrganizationId,
        };
        return tie.personId !== personId || can(principal, 'member:manage', place, uow.now).allowed;
      });
      return reached ? ok(true) : err(moreThanOwn());
    };
    return new Map(changes.map((change) => [change.personId, decide(change)]));
  });
}

const lastAdmin = (reason: string) => refusal('LAST_MSP_ADMIN', reason, ['personId']);

// The same words whatever it is, and no word of where: one practice learns nothing of another.
const moreThanOwn = () =>
  refusal(
    'MORE_THAN_OWN',
    'Who they sign in as, and whether they can, is not yours to change. Ask your MSP.',
    ['personId'],
  );
