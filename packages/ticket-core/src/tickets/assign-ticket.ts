import type { Actor, Instant, PersonId, Result, TeamId } from '@wardline/kernel';
import { err, ok } from '@wardline/kernel';
import { partRefused } from '../approvals/involvement.ts';
import type { TicketRefusal } from '../errors.ts';
import type { TicketAssigned } from '../events.ts';
import type { AssignmentFacts } from '../facts.ts';
import { checkAssignment } from './check-assignment.ts';
import { checkAt, checkNotFinal } from './check-input.ts';
import type { TicketState } from './ticket.ts';

/** Give the ticket to a team, a person, or nobody (null). What is left out stays as it is. */
export interface AssignTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly teamId?: TeamId | null | undefined;
  readonly assigneeId?: PersonId | null | undefined;
}

/**
 * Assigns a ticket. Another team takes it from an assignee who is not one of its members, unless
 * the command names the assignee.
 * @returns one `TicketAssigned`, or nothing when nothing changes; refusals: `TICKET_CLOSED`,
 *   `NOT_FOUND`, `ASSIGNEE_NOT_IN_TEAM`, `IMPLEMENTER_IS_APPROVER`.
 */
export function assignTicket(
  ticket: TicketState,
  command: AssignTicketCommand,
  facts: AssignmentFacts,
): Result<readonly TicketAssigned[], TicketRefusal> {
  const { at, by } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;

  const { teamId = ticket.teamId, assigneeId = keptAssignee(ticket, command, facts) } = command;
  if (teamId === ticket.teamId && assigneeId === ticket.assigneeId) return ok([]);
  // Whoever holds the ticket already need not be looked up again.
  const people = [...(facts.people ?? []), ...(ticket.assigneeId ? [ticket.assigneeId] : [])];
  const team = facts.team ?? (ticket.teamId ? { id: ticket.teamId } : null);
  if (assigneeId !== null && assigneeId !== ticket.assigneeId) {
    const part = { as: 'IMPLEMENTER', personId: assigneeId } as const;
    const refused = partRefused(ticket, part, facts.approverIds, ['assigneeId']);
    if (refused) return err(refused);
  }
  const assignment = checkAssignment({ teamId, assigneeId }, { team, people });
  if (!assignment.ok) return assignment;
  return ok([
    {
      type: 'TicketAssigned',
      ticketId: ticket.id,
      at,
      by,
      ...assignment.value,
      previousTeamId: ticket.teamId,
      previousAssigneeId: ticket.assigneeId,
    },
  ]);
}

function keptAssignee(
  ticket: TicketState,
  { teamId }: AssignTicketCommand,
  { team }: AssignmentFacts,
): PersonId | null {
  if (ticket.assigneeId === null || !teamId || teamId === ticket.teamId) return ticket.assigneeId;
  return team?.memberIds?.includes(ticket.assigneeId) ? ticket.assigneeId : null;
}
