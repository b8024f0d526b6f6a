import { err, refusal } from '@wardline/kernel';
import { type AssignTicketCommand, assignTicket as decideAssignment } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
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
      const { actor: by, side } = session.principal.principal;
      if (side === 'CLIENT' && teamId !== ticket.teamId) {
        const message =
          'Hand it over to another team: that is recorded, and goes by what was agreed.';
        return err(refusal('HAND_OVER_INSTEAD', message, ['teamId']));
      }
      // Who is in a team, those of the clinic's side do not see otherwise.
      const facts = await asService(uow, async () => ({
        team: await loadTeam(uow, clinic.id, teamId),
        approverIds: await loadApproverIds(uow, ticket),
        people: await loadPeople(uow, clinic, [command.assigneeId]),
      }));
      return decideAssignment(ticket, { ...command, at: uow.now, by }, facts);
    },
  );
}
