import { can } from '@wardline/access';
import type { ClinicId, OrganizationId, PersonId } from '@wardline/kernel';
import type { Lane } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { loadPrincipals } from '../access/load-principals.ts';
import { lanesOf, loadTrades } from '../tasks/load-lanes.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** What some people could do with an approval at a clinic. */
export interface Approvers {
  /** Those who could answer if they were asked: their roles let them approve what is their own. */
  readonly mayApprove: readonly PersonId[];
  /** The lanes each could sign a step for, and so approve for. */
  readonly lanesOf: ReadonlyMap<PersonId, readonly Lane[]>;
}

/**
 * What these people could do if they were asked about a ticket of the clinic. Grants and memberships
 * are not everybody's to read; Wardline asks on its own account.
 */
export function loadApprovers(
  uow: UnitOfWork,
  clinic: Pick<ClinicRow, 'id' | 'organizationId'>,
  people: readonly string[],
): Promise<Approvers> {
  const place = {
    clinicId: clinic.id as ClinicId,
    organizationId: clinic.organizationId as OrganizationId,
  };
  return asService(uow, async () => {
    const trades = await loadTrades(uow, place.clinicId, people);
    const known = [...(await loadPrincipals(uow, people))];
    return {
      mayApprove: known
        .filter(([id, principal]) => {
          const asked = { ...place, ownerIds: [id] };
          return can(principal, 'ticket:approve', asked, uow.now).allowed;
        })
        .map(([id]) => id),
      lanesOf: new Map(
        known.map(([id, principal]) => [
          id,
          lanesOf(principal, trades.get(id) ?? [], place, uow.now),
        ]),
      ),
    };
  });
}
