import { FIRST_TURN, type Selection, type Skill } from '@wardline/dispatch';
import {
  err,
  isUuid,
  type PersonId,
  type Refusal,
  type Result,
  refusal,
  type TeamId,
} from '@wardline/kernel';
import {
  assignTicket as decideAssignment,
  type TicketEvent,
  type TicketRefusal,
  type TicketState,
} from '@wardline/ticket-core';
import { loadApproverIds } from '../approvals/approval.store.ts';
import { LOCKED } from '../orm/lock.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound } from '../refusals.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import { TimelineEntryEntity } from '../tickets/timeline.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { AssignmentTurnEntity } from './dispatch.entity.ts';
import { loadTeamFacts } from './team-facts.store.ts';
import { chooseAssignee } from './team-facts.ts';

/** What the work needs, and of whom. */
export interface WantedAssignee {
  /** Null: the ticket's own team. */
  readonly teamId: string | null;
  readonly skills: readonly Skill[];
}

/**
 * Decides who of a team gets a ticket by the team's own rule, and takes the turn. Nothing of the ticket
 * is written: that is the caller's, with the events.
 */
export async function chooseForTicket(
  uow: UnitOfWork,
  ticket: TicketState,
  wanted: WantedAssignee,
): Promise<Result<readonly TicketEvent[], TicketRefusal | Refusal>> {
  const { mspId, actor } = uow.session.principal.principal;
  const teamId = wanted.teamId ?? ticket.teamId;
  if (teamId === null) {
    return err(refusal('TEAM_REQUIRED', 'The ticket has no team yet: name one.', ['teamId']));
  }
  const mine = { $or: [{ clinicId: null }, { clinicId: ticket.clinicId }] };
  const team = isUuid(teamId)
    ? await uow.em.findOne(TeamEntity, { mspId, id: teamId, ...mine })
    : null;
  if (!team) return err(notFound(['teamId']));
  // Whoever is in two teams has one capacity: how much they have is counted one after the other.
  await takeTurns(uow, 'assignments');
  const turn = await lockTurn(uow, team.id);
  const facts = await loadTeamFacts(uow, team);
  const approverIds = await loadApproverIds(uow, ticket);
  const selection = chooseAssignee(
    facts,
    {
      at: uow.now,
      priority: ticket.priority,
      skills: wanted.skills,
      previousAssigneeIds: await previousAssignees(uow, ticket.id),
      excluded: ticket.type === 'CHANGE' ? approverIds.map(approved) : [],
    },
    { after: turn.personId as PersonId | null, place: turn.place },
  );
  if (selection.assigneeId === null) return err(nobody(selection));
  const memberIds = facts.members.map((member) => member.personId);
  const decided = decideAssignment(
    ticket,
    { at: uow.now, by: actor, teamId: team.id as TeamId, assigneeId: selection.assigneeId },
    { team: { id: team.id as TeamId, memberIds }, people: memberIds, approverIds },
  );
  if (!decided.ok) return decided;
  const { after: personId, place } = selection.cursor;
  Object.assign(turn, { personId, place });
  uow.record({
    type: 'AssigneeChosen',
    recordType: 'Ticket',
    recordId: ticket.id,
    clinicId: ticket.clinicId,
    facts: {
      assigneeId: selection.assigneeId,
      reason: selection.reason.code,
      passedOver: selection.candidates
        .filter((candidate) => !candidate.eligible)
        .map(({ personId, rejections }) => ({ personId, why: rejections.map((r) => r.code) })),
    },
    authority: 'ticket:assign',
    internal: true,
  });
  return decided;
}

/** Who approved a change does not do it. */
const approved = (personId: PersonId) => ({ personId, reason: 'they approved it' });

/** Two tickets at once take two turns, also if nobody of the team has had one. */
async function lockTurn({ em, run, session }: UnitOfWork, teamId: string) {
  const { mspId } = session.principal.principal;
  await run(
    `insert into assignment_turn (msp_id, team_id, person_id, place) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [mspId, teamId, FIRST_TURN.after, FIRST_TURN.place],
  );
  return em.findOneOrFail(AssignmentTurnEntity, { mspId, teamId }, LOCKED);
}

async function previousAssignees({ em, session }: UnitOfWork, ticketId: string) {
  const { mspId } = session.principal.principal;
  const entries = await em.find(
    TimelineEntryEntity,
    { mspId, ticketId, kind: 'ASSIGNED' },
    { orderBy: { at: 'asc', id: 'asc' } },
  );
  return entries.flatMap(({ facts }) =>
    typeof facts.assigneeId === 'string' ? [facts.assigneeId as PersonId] : [],
  );
}

function nobody({ candidates }: Selection) {
  const counts = new Map<string, number>();
  for (const { rejections } of candidates) {
    for (const { code } of rejections) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const why = [...counts].map(([code, count]) => `${code} ${count}`).join(', ');
  return refusal(
    'NOBODY_ELIGIBLE',
    candidates.length === 0
      ? 'The team has no members.'
      : `None of ${candidates.length} can get it (${why}); candidates of the team says who and why.`,
    ['teamId'],
  );
}
