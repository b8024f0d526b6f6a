import { type Actor, err, type Instant, ok, type Result, refusal } from '@wardline/kernel';
import { outcomeOfStage } from '../approvals/approval.ts';
import { type MergedApprovals, mergeRefused } from '../approvals/merge-refused.ts';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import type {
  ApprovalsWithdrawn,
  LinkAdded,
  MergeReceived,
  TicketEvent,
  TicketMerged,
  WatcherAdded,
} from '../events.ts';
import type { AssetFact, PriorityFacts } from '../facts.ts';
import { isFinal, isOpen } from '../lifecycle/state.ts';
import { graverCareImpact } from '../priority/care-questions.ts';
import { isMoreUrgent } from '../priority/compute-priority.ts';
import { checkAt, checkBody, checkList } from '../tickets/check-input.ts';
import { checkTags } from '../tickets/tags.ts';
import type { TicketState, TicketType } from '../tickets/ticket.ts';
import { type UpdateTicketCommand, updateTicket } from '../tickets/update-ticket.ts';

/** Two tickets are about the same: let one go on for both. */
export interface MergeTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly note?: string | null | undefined;
}

export interface MergeFacts extends PriorityFacts {
  /** Required tasks of the source that are open: they would be lost with it. */
  readonly openRequiredTasks: number;
  /** Children of the source that are open. */
  readonly openChildren: number;
  /** The assets of both tickets. */
  readonly assets: readonly AssetFact[];
  /** The approvals of both; left out: neither was ever asked for any. */
  readonly approvals?: MergedApprovals | undefined;
}

/** What happened to either ticket. */
export interface MergedTickets {
  readonly source: readonly [...ApprovalsWithdrawn[], TicketMerged, LinkAdded] | readonly [];
  readonly target: readonly TicketEvent[];
}

/**
 * The types that can end in another ticket. A change is approved as it is, a work order proves a
 * maintenance, and a security incident carries clocks that the law runs: none of them disappears.
 */
const MERGEABLE: readonly TicketType[] = ['INCIDENT', 'SERVICE_REQUEST'];

/**
 * Merges the source into the target. Each keeps its timeline; the source ends as `MERGED` and points
 * to the target, which takes over assets, tags, the graver care impact, the more urgent priority, and the
 * people: whoever asked for or watched the source watches the target, unless the target is confidential, which a merge never
 * opens to anybody.
 * @returns what happened to each; nothing when they are merged already; refusals: `MERGE_…`,
 *   `TICKET_CLOSED`, `REQUIRED_TASKS_OPEN`, `LIST_TOO_LONG`.
 */
export function mergeTicket(
  source: TicketState,
  target: TicketState,
  command: MergeTicketCommand,
  facts: MergeFacts,
): Result<MergedTickets, TicketRefusal> {
  const { at, by } = command;
  const moment = checkAt(at, Math.max(source.openedAt, target.openedAt));
  if (!moment.ok) return moment;
  const note = checkBody(command.note ?? '', 'note', true);
  if (!note.ok) return note;
  if (source.mergedIntoId === target.id) return ok({ source: [], target: [] });
  const approvals = facts.approvals ?? { source: [], target: [] };
  const refused = whyNot(source, target, facts) ?? mergeRefused(source, target, approvals);
  if (refused) return err(refused);

  const people = peopleToAdd(source, target);
  const watchers = checkList([...target.watcherIds, ...people], ['targetId']);
  if (!watchers.ok) return watchers;
  const tags = checkTags([...target.tags, ...source.tags], ['targetId']);
  if (!tags.ok) return tags;
  const joined = joinInto(source, target, { at, by }, facts);
  if (!joined.ok) return joined;
  const onTarget = { ticketId: target.id, at, by } as const;
  const received: MergeReceived = {
    type: 'MergeReceived',
    ...onTarget,
    sourceId: source.id,
    sourceRequesterId: source.requesterId,
    sourceNumber: source.number,
  };
  const added = people.map(
    (personId): WatcherAdded => ({ type: 'WatcherAdded', ...onTarget, personId }),
  );
  const happened = { ticketId: source.id, at, by } as const;
  const stageIds = approvals.source
    .filter((stage) => stage.withdrawnAt === null && outcomeOfStage(stage) === 'PENDING')
    .map((stage) => stage.id);
  const withdrawn: ApprovalsWithdrawn[] =
    stageIds.length === 0
      ? []
      : [{ type: 'ApprovalsWithdrawn', ...happened, stageIds, because: 'MERGED' }];
  return ok({
    source: [
      ...withdrawn,
      {
        type: 'TicketMerged',
        ...happened,
        from: source.state,
        intoId: target.id,
        intoNumber: target.number,
        note: note.value === '' ? null : note.value,
      },
      {
        type: 'LinkAdded',
        ...happened,
        link: { kind: 'DUPLICATE_OF', fromId: source.id, toId: target.id },
        targetId: target.id,
        number: target.number,
      },
    ],
    target: [received, ...joined.value, ...added],
  });
}

function whyNot(
  source: TicketState,
  target: TicketState,
  { openRequiredTasks, openChildren }: MergeFacts,
): TicketInputRefused | null {
  const path = ['targetId'];
  if (source.id === target.id) {
    return refusal('MERGE_INTO_ITSELF', 'A ticket is not merged into itself.', path);
  }
  if (source.clinicId !== target.clinicId) {
    return refusal('MERGE_OTHER_CLINIC', `${target.number} belongs to another clinic.`, path);
  }
  if (!MERGEABLE.includes(source.type) || !MERGEABLE.includes(target.type)) {
    return refusal(
      'MERGE_TYPES',
      `Only ${MERGEABLE.join(' and ')} can be merged; link the tickets instead.`,
      path,
    );
  }
  if (isFinal(source.state)) {
    return refusal('TICKET_CLOSED', `${source.number} is ${source.state.toLowerCase()}.`, []);
  }
  if (!isOpen(target.state)) {
    return refusal(
      'MERGE_TARGET_NOT_OPEN',
      `${target.number} is ${target.state.toLowerCase()}: nobody works on it. Reopen it first.`,
      path,
    );
  }
  if (source.confidential && !target.confidential) {
    return refusal(
      'MERGE_WOULD_WIDEN',
      `${source.number} is confidential and ${target.number} is not: merge the other way round.`,
      path,
    );
  }
  if (openChildren > 0) {
    return refusal('MERGE_HAS_CHILDREN', `${source.number} has children: move them first.`, []);
  }
  if (openRequiredTasks > 0) {
    return refusal(
      'REQUIRED_TASKS_OPEN',
      `${source.number} has ${openRequiredTasks} required tasks open: do them, or merge the other way round.`,
      [],
    );
  }
  return null;
}

function peopleToAdd(source: TicketState, target: TicketState) {
  if (target.confidential) return [];
  const known = new Set([target.requesterId, ...target.watcherIds]);
  const people = [source.requesterId, ...source.watcherIds].filter((id) => id !== null);
  return [...new Set(people)].filter((id) => !known.has(id));
}

/** Changes the target, so that it is as urgent as either was. */
function joinInto(
  source: TicketState,
  target: TicketState,
  happened: Pick<MergeTicketCommand, 'at' | 'by'>,
  facts: MergeFacts,
) {
  const changes = changesOf(source, target);
  const joined = updateTicket(target, { ...happened, changes }, facts);
  if (!joined.ok) return joined;
  const changed = joined.value.findLast((event) => event.type === 'TicketPriorityChanged');
  if (!isMoreUrgent(source.priority, changed?.to ?? target.priority)) return joined;
  // By hand, or by rules that have changed since: what the source had, and why, holds on.
  const { override } = source.priorityReason;
  const reason = override?.reason ?? `As urgent as ${source.number}, which was merged into it.`;
  const priorityOverride = { priority: source.priority, reason };
  return updateTicket(target, { ...happened, changes: { ...changes, priorityOverride } }, facts);
}

/** What the target must know of the source so that nobody is less safe for the merge. */
function changesOf(source: TicketState, target: TicketState): UpdateTicketCommand['changes'] {
  const { impact, urgency } = isMoreUrgent(source.priority, target.priority) ? source : target;
  return {
    impact,
    urgency,
    assetIds: [...new Set([...target.assetIds, ...source.assetIds])],
    addTags: source.tags,
    careImpact: graverCareImpact(source.statedCareImpact, target.statedCareImpact),
    patientConnected: worse(source.patientConnected, target.patientConnected, true),
    alternativeAvailable: worse(source.alternativeAvailable, target.alternativeAvailable, false),
  };
}

/** The alarming answer if either gave it, else whichever there is. */
function worse(a: boolean | null, b: boolean | null, alarming: boolean): boolean | null {
  return a === alarming || b === alarming ? alarming : (b ?? a);
}
