import { can, type Resource } from '@wardline/access';
import type { ClinicId, OrganizationId } from '@wardline/kernel';
import type { TicketState } from '@wardline/ticket-core';
import type { SignedIn } from '../access/signed-in.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { loadClinic } from './ticket.facts.ts';

/** The acting person, if the ticket is with a team of theirs that is a clinic's own or a vendor's. */
export function teamMembersOf(
  { principal: { personId }, context: { teams } }: Pick<SignedIn, 'principal' | 'context'>,
  teamId: string | null,
): readonly string[] {
  return personId !== null && teamId !== null && teams.includes(teamId) ? [personId] : [];
}

/** What rights to a ticket are asked by. */
export function ticketResource(uow: UnitOfWork, state: TicketState, clinic: ClinicRow): Resource {
  return {
    clinicId: state.clinicId as ClinicId,
    organizationId: clinic.organizationId as OrganizationId,
    requesterId: state.requesterId,
    ownerIds: state.watcherIds,
    teamMemberIds: teamMembersOf(uow.session.principal, state.teamId),
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
  return clinic !== null && actsForDesk(uow, state, ticketResource(uow, state, clinic));
}
