import {
  type Actor,
  err,
  type Instant,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import type { ApprovalDecided, TicketStateChanged } from '../events.ts';
import type { TransitionFacts } from '../facts.ts';
import type { TicketStateName } from '../lifecycle/state.ts';
import { transitionTicket } from '../lifecycle/transition-ticket.ts';
import { checkAt, checkBody, checkChoice, checkNotFinal } from '../tickets/check-input.ts';
import { notFound } from '../tickets/check-references.ts';
import type { Lane, TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';
import {
  APPROVAL_DECISIONS,
  type ApprovalDecision,
  type ApprovalStage,
  type ApprovalStageId,
  type Delegation,
  openStages,
  summarizeApprovals,
} from './approval.ts';
import { evolveApprovals } from './evolve-approvals.ts';
import { involvement } from './involvement.ts';

/** Approve, reject or abstain, for oneself or for somebody one stands in for. */
export interface DecideApprovalCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly stageId: ApprovalStageId;
  readonly decision: ApprovalDecision;
  /** Whose vote it is. Default: one's own. */
  readonly approverId?: PersonId | undefined;
  /** Needed to reject. */
  readonly note?: string | null | undefined;
}

export interface DecideApprovalFacts extends TransitionFacts {
  readonly stages: readonly ApprovalStage[];
  /** Those whose delegator could approve themselves. */
  readonly delegations: readonly Delegation[];
  /** The lanes of whoever votes, and of whoever they vote for. */
  readonly lanesOf: ReadonlyMap<PersonId, readonly Lane[]>;
}

/** The states that wait for approvals, and where a decision takes the ticket. */
const WAITING: readonly TicketStateName[] = ['AWAITING_APPROVAL', 'ASSESSED'];

/**
 * Casts a vote, or another one while the stage is open. The vote that settles the matter takes the
 * waiting ticket along: to APPROVED, or to REJECTED.
 * @returns `ApprovalDecided` and, if it settled it, `TicketStateChanged`; nothing for the same vote
 *   again; refusals: `NOT_FOUND`, `STAGE_NOT_OPEN`, `NOT_AN_APPROVER`, `APPROVER_INVOLVED`,
 *   `VOTED_ALREADY` (one person speaks for one approver), `NOT_IN_LANE`, `SIGNED_OTHER_LANE`, `PERSON_NEEDED`, texts.
 */
export function decideApproval(
  ticket: TicketState,
  command: DecideApprovalCommand,
  facts: DecideApprovalFacts,
): Result<readonly (ApprovalDecided | TicketStateChanged)[], TicketRefusal> {
  const { at, by, stageId, decision } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const known = checkChoice(decision, APPROVAL_DECISIONS, ['decision']);
  if (!known.ok) return known;
  const castById = memberOf(by);
  if (castById === null) {
    return err(refusal('PERSON_NEEDED', 'People approve, keys do not.'));
  }
  const stage = facts.stages.find(({ id }) => id === stageId);
  if (!stage) return notFound(['stageId'], 'approval');
  const { approverId = castById } = command;
  const isAsked = stage.approverIds.includes(approverId);
  if (!isAsked && command.approverId !== undefined) return notFound(['approverId'], 'approver');
  const same = stage.votes.find((vote) => vote.approverId === approverId);
  const body = checkBody(command.note ?? '', 'note', decision !== 'REJECT');
  if (!body.ok) return body;
  const note = body.value === '' ? null : body.value;
  if (same?.castById === castById && same.decision === decision && same.note === note) {
    return ok([]);
  }
  const refused = whyNot(ticket, stage, { approverId, castById, at }, facts);
  if (refused) return err(refused);

  const vote = { approverId, castById, decision, note, at };
  const decided: ApprovalDecided = {
    type: 'ApprovalDecided',
    ticketId: ticket.id,
    at,
    by,
    stageId,
    lane: stage.lane,
    vote,
  };
  return ok([decided, ...consequence(ticket, decided, facts)]);
}

interface Cast {
  readonly approverId: PersonId;
  readonly castById: PersonId;
  readonly at: Instant;
}

function whyNot(
  ticket: TicketState,
  stage: ApprovalStage,
  { approverId, castById, at }: Cast,
  { stages, delegations, lanesOf }: DecideApprovalFacts,
): TicketInputRefused | null {
  const standsIn = delegations.some(
    ({ fromId, toId, from, until }) =>
      fromId === approverId && toId === castById && from <= at && at < until,
  );
  if (!stage.approverIds.includes(approverId) || (approverId !== castById && !standsIn)) {
    return refusal('NOT_AN_APPROVER', 'You are not asked here, and stand in for nobody who is.', [
      'approverId',
    ]);
  }
  if (!openStages(stages).some(({ id }) => id === stage.id)) {
    return refusal('STAGE_NOT_OPEN', 'This stage is decided, withdrawn, or not reached yet.', [
      'stageId',
    ]);
  }
  const involved = involvement(ticket, castById) ?? involvement(ticket, approverId);
  if (involved) return refusal('APPROVER_INVOLVED', involved, ['approverId']);
  const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
  const voices = [castById, approverId];
  const spoke = ({ votes }: ApprovalStage) =>
    votes.some((vote) => voices.includes(vote.castById) || voices.includes(vote.approverId));
  const { lane } = stage;
  if (lane !== null) {
    if (voices.some((person) => !lanesOf.get(person)?.includes(lane))) {
      const message = `Only somebody of ${lane} decides for it, or stands in there.`;
      return refusal('NOT_IN_LANE', message, ['stageId']);
    }
    const other = live.find((each) => each.lane !== null && each.lane !== lane && spoke(each));
    if (other) {
      const message = `You decided for ${other.lane}: another person decides for ${lane}.`;
      return refusal('SIGNED_OTHER_LANE', message, ['stageId']);
    }
  }
  // Of several approvals each has to be somebody's own: standing in adds no second voice.
  const twice = live
    .flatMap(({ votes }) => votes)
    .some((vote) => vote.castById === castById && vote.approverId !== approverId);
  if (!twice) return null;
  return refusal('VOTED_ALREADY', 'One person speaks for one approver.', ['approverId']);
}

/** Where a waiting ticket goes by this vote; nowhere while it is open or something else holds it. */
function consequence(
  ticket: TicketState,
  decided: ApprovalDecided,
  facts: DecideApprovalFacts,
): readonly TicketStateChanged[] {
  if (!WAITING.includes(ticket.state)) return [];
  const approvals = summarizeApprovals(evolveApprovals(facts.stages, decided));
  if (approvals.outcome === 'PENDING') return [];
  const { at, by, vote } = decided;
  const granted = approvals.outcome === 'GRANTED';
  const outcome = transitionTicket(
    ticket,
    granted
      ? { at, by, to: 'APPROVED' }
      : { at, by, to: 'REJECTED', note: vote.note ?? 'Too few approved it.' },
    { ...facts, approvals, asRequester: false },
  );
  return outcome.ok ? outcome.value : [];
}
