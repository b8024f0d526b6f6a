import { can } from '@wardline/access';
import type { ClinicId, OrganizationId } from '@wardline/kernel';
import { withdrawApproval as decideWithdrawal } from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { loadStages } from './approval.store.ts';

/** Takes back what the approvers of a ticket are asked, as who asked it, or as who manages their rights. */
export function withdrawApproval(session: Session, target: TicketTarget) {
  const { principal } = session.principal;
  return changeTicket(session, target, 'ticket:update', async (ticket, uow, clinic) => {
    const place = {
      clinicId: clinic.id as ClinicId,
      organizationId: clinic.organizationId as OrganizationId,
    };
    return decideWithdrawal(
      ticket,
      { at: uow.now, by: principal.actor },
      {
        stages: await loadStages(uow, ticket.id),
        manages: can(principal, 'grant:manage', place, uow.now).allowed,
      },
    );
  });
}
