import { can, type Principal } from '@wardline/access';
import type { ClinicId, OrganizationId, PersonId } from '@wardline/kernel';
import { asService } from '../access/as-service.ts';
import { GrantEntity } from '../access/grant.entity.ts';
import { toGrants } from '../access/grant-scope.ts';
import { PersonEntity } from '../people/person.entity.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * Of these people, those who could answer if they were asked about a ticket of the clinic: their roles
 * let them approve what is their own. Grants are not everybody's to read; Wardline asks on its own account.
 */
export function whoMayApprove(
  uow: UnitOfWork,
  { id, organizationId }: Pick<ClinicRow, 'id' | 'organizationId'>,
  people: readonly PersonId[],
): Promise<PersonId[]> {
  const { mspId } = uow.session.principal.principal;
  const clinic = {
    clinicId: id as ClinicId,
    organizationId: organizationId as OrganizationId,
  };
  return asService(uow, async () => {
    const rows = await uow.em.find(PersonEntity, { mspId, id: { $in: [...people] } });
    const grants = await uow.em.find(GrantEntity, { mspId, personId: { $in: [...people] } });
    const decided = await toGrants(uow, grants);
    const grantsOf = (personId: string) =>
      decided.filter((_, i) => grants[i]?.personId === personId);
    return rows
      .filter(({ id: personId, side }) => {
        const principal: Principal = {
          mspId,
          actor: { kind: 'MEMBER', id: personId },
          personId: personId as PersonId,
          side,
          grants: grantsOf(personId),
          apiKeyScopes: null,
        };
        const asked = { ...clinic, ownerIds: [personId] };
        return can(principal, 'ticket:approve', asked, uow.now).allowed;
      })
      .map(({ id: personId }) => personId as PersonId);
  });
}
