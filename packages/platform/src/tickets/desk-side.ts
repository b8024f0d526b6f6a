import { can, type Resource } from '@wardline/access';
import type { ClinicId, OrganizationId } from '@wardline/kernel';
import type { TicketState } from '@wardline/ticket-core';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { loadClinic } from './ticket.facts.ts';

const MEMBERSHIP = `select 1 as one from team_member m
  join team t on t.msp_id = m.msp_id and t.id = m.team_id
  where m.msp_id = $1::uuid and m.team_id = $2::uuid and m.person_id = $3::uuid
    and t.side <> 'PROVIDER'`;

/** The acting person, if the ticket is with a team of theirs that is a clinic's own or a vendor's. */
export async function teamMembersOf(
  uow: UnitOfWork,
  { teamId }: Pick<TicketState, 'teamId'>,
): Promise<readonly string[]> {
  const { mspId, side, personId } = uow.session.principal.principal;
  // The provider's roles reach all of a clinic anyway.
  if (side === 'PROVIDER' || personId === null || teamId === null) return [];
  const found = await uow.run(MEMBERSHIP, [mspId, teamId, personId]);
  return found.length > 0 ? [personId] : [];
}

/** What rights to a ticket are asked by. */
export async function ticketResource(
  uow: UnitOfWork,
  state: TicketState,
  clinic: ClinicRow,
): Promise<Resource> {
  return {
    clinicId: state.clinicId as ClinicId,
    organizationId: clinic.organizationId as OrganizationId,
    requesterId: state.requesterId,
    ownerIds: state.watcherIds,
    teamMemberIds: await teamMembersOf(uow, state),
    shared: !state.confidential && clinic.staffTicketVisibility === 'CLINIC',
  };
}

/**
 * Whether the caller acts as those who do the work: the provider's people, and those of a clinic's own
 * team or a vendor's while it is with them. All others act as who asks. A change is the provider's to take
 * along, who see what else it touches.
 */
export function actsForDesk(
  uow: UnitOfWork,
  { type }: Pick<TicketState, 'type'>,
  resource: Resource,
): boolean {
  const { principal } = uow.session.principal;
  if (principal.side === 'PROVIDER') return true;
  if (type === 'CHANGE') return false;
  return can(principal, 'ticket:work', resource, uow.now).allowed;
}

/** As `actsForDesk`, of a ticket whose clinic is yet to be loaded. */
export async function worksOn(uow: UnitOfWork, state: TicketState): Promise<boolean> {
  if (uow.session.principal.principal.side === 'PROVIDER') return true;
  const clinic = await loadClinic(uow, state.clinicId);
  return clinic !== null && actsForDesk(uow, state, await ticketResource(uow, state, clinic));
}
