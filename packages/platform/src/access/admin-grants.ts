import { takeTurns } from '../orm/take-turns.ts';
import { PersonEntity } from '../people/person.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { GrantEntity, type GrantRow } from './grant.entity.ts';

/**
 * Before somebody stops running the MSP: of the last two at once, each would see the other stay. Then
 * `adminGrants` says who is left.
 */
export const lockAdmins = (uow: UnitOfWork) => takeTurns(uow, 'admins');

/** The MSP_ADMIN grants of people who can sign in: without one of them nobody runs the MSP. */
export async function adminGrants({ em, session }: UnitOfWork): Promise<readonly GrantRow[]> {
  const { mspId } = session.principal.principal;
  const grants = await em.find(GrantEntity, { mspId, role: 'MSP_ADMIN' });
  const ids = [...new Set(grants.map(({ personId }) => personId))];
  const people = await em.find(PersonEntity, { mspId, id: { $in: ids }, active: true });
  const active = new Set(people.map(({ id }) => id));
  return grants.filter(({ personId }) => active.has(personId));
}
