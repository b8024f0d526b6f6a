import type { ClinicId, OrganizationId } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** What one did or recorded oneself takes nothing more; of others, the permission to correct it. */
export function authorizeCorrection(
  uow: UnitOfWork,
  theirs: readonly (string | null)[],
  { id, organizationId }: ClinicRow,
) {
  const { actor } = uow.session.principal.principal;
  return authorize(uow, theirs.includes(actor.id) ? 'ticket:worklog' : 'ticket:correct-work', {
    clinicId: id as ClinicId,
    organizationId: organizationId as OrganizationId,
  });
}
