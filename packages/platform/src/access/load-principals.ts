import type { Principal } from '@wardline/access';
import type { PersonId } from '@wardline/kernel';
import { PersonEntity } from '../people/person.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { asService } from './as-service.ts';
import { GrantEntity } from './grant.entity.ts';
import { toGrants } from './grant-scope.ts';

/**
 * Others as principals, to ask what they could do; who is not active is none. Grants are not everybody's
 * to read: Wardline asks on its own account.
 */
export function loadPrincipals(
  uow: UnitOfWork,
  people: readonly string[],
): Promise<ReadonlyMap<PersonId, Principal>> {
  const { mspId } = uow.session.principal.principal;
  const ids = { $in: [...people] };
  return asService(uow, async () => {
    const rows = await uow.em.find(PersonEntity, { mspId, id: ids, active: true });
    const grants = await uow.em.find(GrantEntity, { mspId, personId: ids });
    const decided = await toGrants(uow, grants);
    return new Map(
      rows.map(({ id, side }): [PersonId, Principal] => [
        id as PersonId,
        {
          mspId,
          actor: { kind: 'MEMBER', id },
          personId: id as PersonId,
          side,
          grants: decided.filter((_, i) => grants[i]?.personId === id),
          apiKeyScopes: null,
        },
      ]),
    );
  });
}
