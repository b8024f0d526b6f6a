import {
  type Actor,
  checkText,
  err,
  type Instant,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { RiskLevel } from '../change/assess-risk.ts';
import { type ChangeKind, detailsOf } from '../details/details.ts';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import type { ApprovalRequested, WatcherAdded } from '../events.ts';
import { checkAt, checkChoice, checkList, checkNotFinal } from '../tickets/check-input.ts';
import { checkPerson } from '../tickets/check-references.ts';
import { LANES, type Lane, LIMITS, type TicketState } from '../tickets/ticket.ts';
import type { ApprovalStage, ApprovalStageId } from './approval.ts';

/** A stage as it is asked for. */
export interface StageInput {
  readonly name: string;
  /** Stages of one number run side by side, 0 to 9 one after the other. Default: 0. */
  readonly position?: number | undefined;
  readonly lane?: Lane | null | undefined;
  readonly approverIds: readonly PersonId[];
  /** Default: 1. */
  readonly quorum?: number | undefined;
}

/** Ask people to approve. */
export interface RequestApprovalCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly stages: readonly StageInput[];
  /** An id for each stage, in their order. */
  readonly stageIds: readonly ApprovalStageId[];
}

export interface RequestApprovalFacts {
  readonly people: readonly PersonId[];
  /** Stages that are in force already. */
  readonly stages: readonly ApprovalStage[];
  /** Of a change: how risky it is, as far as it is known. */
  readonly risk: RiskLevel | null;
  readonly medicalDeviceAffected: boolean;
  /** Of `people`, those whose roles let them approve a ticket of the clinic that they are asked about. */
  readonly mayApprove: readonly PersonId[];
  /** Of `people`, those who see tickets only as far as they have to do with them. */
  readonly outsiders: readonly PersonId[];
}

const MOST_STAGES = 10;
const MOST_APPROVERS = 20;

/**
 * Asks for approval, anew if it was asked for before: earlier stages lose their force.
 * A change that affects a medical device needs a stage of IT and one of HTM; a risky one at least two
 * approvals. An emergency needs one: what is missing is made good before it is closed.
 * Whoever is asked has to be able to read what they decide on: who would not becomes a watcher.
 * @returns one `ApprovalRequested`, after a `WatcherAdded` for each of them; refusals: `NOT_FOR_THIS_TYPE`, `STAGES_COUNT`, `QUORUM_INVALID`,
 *   `APPROVAL_TOO_WEAK`, `APPROVER_INVOLVED`, `APPROVER_WITHOUT_RIGHTS`, `NOT_FOUND`, `LIST_TOO_LONG`.
 */
export function requestApproval(
  ticket: TicketState,
  command: RequestApprovalCommand,
  facts: RequestApprovalFacts,
): Result<readonly [...WatcherAdded[], ApprovalRequested], TicketRefusal> {
  const { at, by, stageIds } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  if (ticket.type !== 'CHANGE' && ticket.type !== 'SERVICE_REQUEST') {
    return err(refusal('NOT_FOR_THIS_TYPE', `A ${ticket.type} needs no approval.`));
  }
  const count = command.stages.length;
  if (count === 0 || count > MOST_STAGES) {
    return err(refusal('STAGES_COUNT', `Ask in 1 to ${MOST_STAGES} stages.`, ['stages']));
  }
  const stages: ApprovalStage[] = [];
  for (const [index, input] of command.stages.entries()) {
    const checked = checkStage(ticket, input, facts);
    if (!checked.ok) {
      return err({ ...checked.error, path: ['stages', index, ...checked.error.path] });
    }
    const id = stageIds[index];
    if (id === undefined) throw new TypeError('A stage without an id is a bug of the caller.');
    stages.push({ ...checked.value, id, votes: [], requestedAt: at, withdrawnAt: null });
  }
  const change = detailsOf(ticket, 'CHANGE');
  const weak = change ? tooWeak(stages, change.kind, facts) : null;
  if (weak) return err(weak);
  const withdrawn = facts.stages
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map((stage) => stage.id);
  const asked = new Set(stages.flatMap(({ approverIds }) => approverIds));
  const readers = facts.outsiders.filter(
    (personId) => asked.has(personId) && !ticket.watcherIds.includes(personId),
  );
  const list = checkList([...ticket.watcherIds, ...readers], ['stages']);
  if (!list.ok) return list;
  return ok([
    ...readers.map(
      (personId): WatcherAdded => ({ type: 'WatcherAdded', ticketId: ticket.id, at, by, personId }),
    ),
    { type: 'ApprovalRequested', ticketId: ticket.id, at, by, stages, withdrawn },
  ] as const);
}

type Checked = Pick<ApprovalStage, 'name' | 'position' | 'lane' | 'approverIds' | 'quorum'>;

function checkStage(
  ticket: TicketState,
  { name, position = 0, lane = null, approverIds, quorum = 1 }: StageInput,
  { people, mayApprove }: Pick<RequestApprovalFacts, 'people' | 'mayApprove'>,
): Result<Checked, TicketInputRefused> {
  const named = checkText(name, { path: ['name'], max: LIMITS.title });
  if (!named.ok) return named;
  if (!Number.isInteger(position) || position < 0 || position >= MOST_STAGES) {
    return err(
      refusal('STAGES_COUNT', 'position must be a whole number from 0 to 9.', ['position']),
    );
  }
  if (lane !== null) {
    const known = checkChoice(lane, LANES, ['lane']);
    if (!known.ok) return known;
  }
  const approvers = [...new Set(approverIds)];
  if (approvers.length === 0 || approvers.length > MOST_APPROVERS) {
    const message = `A stage has 1 to ${MOST_APPROVERS} approvers.`;
    return err(refusal('STAGES_COUNT', message, ['approverIds']));
  }
  for (const approverId of approvers) {
    const path = ['approverIds', approverIds.indexOf(approverId)];
    const person = checkPerson(approverId, people, path);
    if (!person.ok) return person;
    const involved = involvement(ticket, approverId);
    if (involved) return err(refusal('APPROVER_INVOLVED', involved, path));
    if (!mayApprove.includes(approverId)) {
      const message = 'They may not approve here. Give them a role at the clinic, or ask another.';
      return err(refusal('APPROVER_WITHOUT_RIGHTS', message, path));
    }
  }
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > approvers.length) {
    const message = `quorum must be a whole number from 1 to ${approvers.length}.`;
    return err(refusal('QUORUM_INVALID', message, ['quorum']));
  }
  return ok({ name: named.value, position, lane, approverIds: approvers, quorum });
}

/** Why somebody cannot approve this ticket, in words; null if they can. */
export function involvement(ticket: TicketState, personId: PersonId): string | null {
  const implementerId = detailsOf(ticket, 'CHANGE')?.implementerId ?? null;
  if (personId === implementerId) return 'Who does the change does not approve it.';
  if (personId === ticket.requesterId) return 'Nobody approves what they asked for themselves.';
  return null;
}

function tooWeak(
  stages: readonly ApprovalStage[],
  kind: ChangeKind,
  { risk, medicalDeviceAffected }: RequestApprovalFacts,
): TicketInputRefused | null {
  const lanes = stages.map(({ lane }) => lane);
  if (
    medicalDeviceAffected &&
    kind !== 'EMERGENCY' &&
    !(lanes.includes('IT') && lanes.includes('HTM'))
  ) {
    return refusal(
      'APPROVAL_TOO_WEAK',
      'A medical device is affected: ask a stage of IT and a stage of HTM.',
      ['stages'],
    );
  }
  // An emergency takes one of those who can be reached; it is assessed afterwards.
  const needed = risk === 'HIGH' && kind !== 'EMERGENCY' ? 2 : 1;
  const asked = stages.reduce((sum, { quorum }) => sum + quorum, 0);
  if (asked >= needed) return null;
  return refusal('APPROVAL_TOO_WEAK', 'A change of high risk needs at least two approvals.', [
    'stages',
  ]);
}
