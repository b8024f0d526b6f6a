import { type AssignTicketCommand, assignTicket as decideAssignment } from '@wardline/ticket-core';
import { loadApproverIds } from '../approvals/approval.store.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { loadPeople, loadTeam } from './ticket.facts.ts';

export interface AssignTicket extends TicketTarget, Omit<AssignTicketCommand, 'at' | 'by'> {}

/** Gives a ticket to a team, a person, or nobody. */
export function assignTicket(
  session: Session,
  { ticketId, expectedVersion, ...command }: AssignTicket,
) {
  return changeTicket(
    session,
    { ticketId, expectedVersion },
    'ticket:assign',
    async (ticket, uow, clinic) => {
      const teamId = command.teamId === undefined ? ticket.teamId : command.teamId;
      return decideAssignment(
        ticket,
        { ...command, at: uow.now, by: session.principal.principal.actor },
        {
          team: await loadTeam(uow, clinic.id, teamId),
          approverIds: await loadApproverIds(uow, ticket),
          people: await loadPeople(uow, clinic, [command.assigneeId]),
        },
      );
    },
  );
}
