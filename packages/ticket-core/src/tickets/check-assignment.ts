import { err, ok, type PersonId, type Result, refusal, type TeamId } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import type { AssignmentFacts } from '../facts.ts';
import { checkPerson, notFound } from './check-references.ts';

export interface Assignment {
  readonly teamId: TeamId | null;
  readonly assigneeId: PersonId | null;
}

/** Team and person must exist, and the person must belong to the team where that is known. */
export function checkAssignment(
  wanted: Assignment,
  facts: AssignmentFacts,
): Result<Assignment, TicketInputRefused> {
  const { teamId, assigneeId } = wanted;
  if (teamId !== null && facts.team?.id !== teamId) return notFound(['teamId'], 'team');
  const members = teamId === null ? undefined : facts.team?.memberIds;
  const person = checkPerson(assigneeId, facts.people, ['assigneeId']);
  if (!person.ok) return person;
  if (assigneeId !== null && members && !members.includes(assigneeId)) {
    return err(
      refusal('ASSIGNEE_NOT_IN_TEAM', 'The assignee must be a member of the team.', ['assigneeId']),
    );
  }
  return ok(wanted);
}
