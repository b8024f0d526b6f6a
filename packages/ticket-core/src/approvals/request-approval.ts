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
import { type ChangeDetails, detailsOf } from '../details/details.ts';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import type { ApprovalRequested, WatcherAdded } from '../events.ts';
import { checkAt, checkChoice, checkList, checkNotFinal } from '../tickets/check-input.ts';
import { checkPerson } from '../tickets/check-references.ts';
import { LANES, type Lane, LIMITS, type TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';
import type { ApprovalStage, ApprovalStageId } from './approval.ts';
import { involvement } from './involvement.ts';

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
  /** The lanes that each of `people` belongs to at the ticket's clinic. */
  readonly lanesOf: ReadonlyMap<PersonId, readonly Lane[]>;
  /** Of `people`, those who see tickets only as far as they have to do with them. */
  readonly outsiders: readonly PersonId[];
}

const MOST_STAGES = 10;
const MOST_APPROVERS = 20;

/**
 * Asks for approval, anew if it was asked for before: earlier stages lose their force.
 * A change that affects a medical device needs a stage of IT and one of HTM; a risky one at least two
 * people. An emergency needs one: what is missing is made good before it is closed. For a lane only
 * its own people are asked.
 * Whoever is asked has to be able to read what they decide on: who would not becomes a watcher.
 * @returns one `ApprovalRequested`, after a `WatcherAdded` for each of them; refusals: `NOT_FOR_THIS_TYPE`, `STAGES_COUNT`, `QUORUM_INVALID`,
 *   `APPROVAL_TOO_WEAK`, `SIGNED_OTHER_LANE`, `APPROVER_INVOLVED`, `APPROVER_WITHOUT_RIGHTS`, `APPROVER_NOT_IN_LANE`, `NOT_FOUND`, `LIST_TOO_LONG`.
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
    const asked = { requestedAt: at, requestedById: memberOf(by), withdrawnAt: null };
    stages.push({ ...checked.value, id, votes: [], ...asked });
  }
  const clash = laneClash(stages);
  if (clash) return err(clash);
  const change = detailsOf(ticket, 'CHANGE');
  const weak = change ? tooWeak(stages, change, facts) : null;
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
  { people, mayApprove, lanesOf }: Pick<RequestApprovalFacts, 'people' | 'mayApprove' | 'lanesOf'>,
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
    if (lane !== null && !lanesOf.get(approverId)?.includes(lane)) {
      const message = `They are not of ${lane}: make them one of a team of it, or ask another.`;
      return err(refusal('APPROVER_NOT_IN_LANE', message, path));
    }
  }
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > approvers.length) {
    const message = `quorum must be a whole number from 1 to ${approvers.length}.`;
    return err(refusal('QUORUM_INVALID', message, ['quorum']));
  }
  return ok({ name: named.value, position, lane, approverIds: approvers, quorum });
}

/** Two lanes that are asked of fewer people than both take: one person decides for one of them. */
function laneClash(stages: readonly Checked[]): TicketInputRefused | null {
  for (const [index, { lane, approverIds, quorum }] of stages.entries()) {
    const other = stages.slice(0, index).find((each) => {
      const people = new Set([...approverIds, ...each.approverIds]);
      const differ = lane !== null && each.lane !== null && lane !== each.lane;
      return differ && people.size < quorum + each.quorum;
    });
    if (!other) continue;
    const message = `One person does not decide for ${other.lane} and ${lane}: ask another for one of them.`;
    return refusal('SIGNED_OTHER_LANE', message, ['stages', index, 'approverIds']);
  }
  return null;
}

function tooWeak(
  stages: readonly ApprovalStage[],
  { kind, result }: ChangeDetails,
  { risk, medicalDeviceAffected }: RequestApprovalFacts,
): TicketInputRefused | null {
  const lanes = stages.map(({ lane }) => lane);
  // An emergency takes one of those who can be reached; once it is done, it is assessed like any other.
  if (kind === 'EMERGENCY' && result === null) return null;
  if (medicalDeviceAffected && !(lanes.includes('IT') && lanes.includes('HTM'))) {
    return refusal(
      'APPROVAL_TOO_WEAK',
      'A medical device is affected: ask a stage of IT and a stage of HTM.',
      ['stages'],
    );
  }
  if (risk !== 'HIGH' || !oneIsEnough(stages)) return null;
  const message = 'A change of high risk needs at least two people who must approve it.';
  return refusal('APPROVAL_TOO_WEAK', message, ['stages']);
}

/** Whether there is somebody whose word alone would do, in all stages. */
function oneIsEnough(stages: readonly Checked[]): boolean {
  const lanes = new Set(stages.flatMap(({ lane }) => lane ?? []));
  if (lanes.size > 1 || stages.some(({ quorum }) => quorum > 1)) return false;
  const [first, ...others] = stages;
  return (first?.approverIds ?? []).some((id) =>
    others.every(({ approverIds }) => approverIds.includes(id)),
  );
}
