import type { Actor, Instant, PersonId, TeamId, TicketId } from '@wardline/kernel';
import type { ApprovalStage, ApprovalStageId, ApprovalVote } from './approvals/approval.ts';
import type { NotDoneCode, TestResult } from './details/details.ts';
import type { TicketStateName } from './lifecycle/state.ts';
import type { Priority, PriorityExplanation } from './priority/priority.ts';
import type { TicketLink } from './relations/link.ts';
import type {
  ChecklistId,
  ChecklistOrder,
  StepKind,
  TaskAnswer,
  TaskId,
  TaskState,
  TaskStatus,
} from './tasks/task.ts';
import type {
  EntryId,
  HoldReason,
  Lane,
  Notification,
  Rating,
  ResolutionCode,
  TicketState,
} from './tickets/ticket.ts';
import type { WorkLogBilling, WorkLogKind } from './timeline/work-log.ts';
import type { VisitPlan } from './visits/visit-plan.ts';

interface Happened<Type extends string> {
  readonly type: Type;
  readonly ticketId: TicketId;
  readonly at: Instant;
  readonly by: Actor;
}

/** The fields `updateTicket` may change; every other field has its own verb. */
export const EDITABLE_FIELDS = [
  'title',
  'description',
  'domain',
  'category',
  'supportTier',
  'impact',
  'urgency',
  'careImpact',
  'statedCareImpact',
  'patientConnected',
  'alternativeAvailable',
  'assetIds',
  'locationId',
  'requesterId',
  'confidential',
  'tags',
  'details',
] as const;
export type EditableField = (typeof EDITABLE_FIELDS)[number];

/** One changed field, old and new. */
export type FieldChange = {
  readonly [Field in EditableField]: {
    readonly field: Field;
    readonly from: TicketState[Field];
    readonly to: TicketState[Field];
  };
}[EditableField];

export interface TicketOpened extends Happened<'TicketOpened'> {
  /** The ticket as it began. */
  readonly ticket: TicketState;
}

export interface TicketUpdated extends Happened<'TicketUpdated'> {
  /** At least one. */
  readonly changes: readonly FieldChange[];
}

/** The priority or the reasons for it changed; `from` equals `to` when only the reasons did. */
export interface TicketPriorityChanged extends Happened<'TicketPriorityChanged'> {
  readonly from: Priority;
  readonly to: Priority;
  readonly explanation: PriorityExplanation;
}

export interface TicketStateChanged extends Happened<'TicketStateChanged'> {
  readonly from: TicketStateName;
  /** Equal to `from` only when a ticket on hold begins to wait for something else. */
  readonly to: TicketStateName;
  readonly holdReason: HoldReason | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly note: string | null;
  /** Of a completed work order. */
  readonly outcome: TestResult | null;
  /** Of a work order that could not be done. */
  readonly notDoneCode: NotDoneCode | null;
}

/** The service works again, be it provisionally; the cause may remain. Meets a RESTORE clock. */
export interface ServiceRestored extends Happened<'ServiceRestored'> {
  /** When it did; not later than `at`. */
  readonly restoredAt: Instant;
}

/** Somebody was told because the law says so. Meets a NOTIFY clock. */
export interface NotificationRecorded extends Happened<'NotificationRecorded'> {
  readonly notification: Notification;
}

/** Team, assignee or both changed; null is nobody. */
export interface TicketAssigned extends Happened<'TicketAssigned'> {
  readonly teamId: TeamId | null;
  readonly assigneeId: PersonId | null;
  readonly previousTeamId: TeamId | null;
  readonly previousAssigneeId: PersonId | null;
}

/** Words between the desk and the requester. Never carries an internal note. */
export interface PublicReplyAdded extends Happened<'PublicReplyAdded'> {
  readonly entryId: EntryId;
  readonly body: string;
  /** Whose words; null for a machine's. */
  readonly authorId: PersonId | null;
  /** Whether the requester speaks (not the desk): decides response clocks. */
  readonly byRequester: boolean;
}

/** Words among those who do the work. Never shown to the clinic's requesters. */
export interface InternalNoteAdded extends Happened<'InternalNoteAdded'> {
  readonly entryId: EntryId;
  readonly body: string;
  readonly authorId: PersonId | null;
}

export interface WorkLogAdded extends Happened<'WorkLogAdded'> {
  readonly entryId: EntryId;
  readonly personId: PersonId;
  readonly minutes: number;
  readonly kind: WorkLogKind;
  readonly billable: WorkLogBilling;
  readonly note: string;
}

/** What a work log comes to for whoever pays. */
export interface WorkLogTerms {
  /** When the work began. */
  readonly startedAt: Instant;
  readonly minutes: number;
  readonly kind: WorkLogKind;
  readonly billable: WorkLogBilling;
}

/** What was logged was wrong. The entry stays where it is; this says what holds instead. */
export interface WorkLogCorrected extends Happened<'WorkLogCorrected'> {
  readonly entryId: EntryId;
  readonly personId: PersonId;
  readonly from: WorkLogTerms;
  /** Null: it never happened. */
  readonly to: WorkLogTerms | null;
  readonly reason: string;
}

export interface WatcherAdded extends Happened<'WatcherAdded'> {
  readonly personId: PersonId;
}

export interface WatcherRemoved extends Happened<'WatcherRemoved'> {
  readonly personId: PersonId;
}

/** Told on the ticket that was linked from, or to; symmetric links are stored once. */
export interface LinkAdded extends Happened<'LinkAdded'> {
  readonly link: TicketLink;
  /** The other ticket. */
  readonly targetId: TicketId;
  readonly number: string;
}

export interface LinkRemoved extends Happened<'LinkRemoved'> {
  readonly link: TicketLink;
  readonly targetId: TicketId;
}

/** The ticket ended in another one. Ends its clocks without meeting them. */
export interface TicketMerged extends Happened<'TicketMerged'> {
  readonly from: TicketStateName;
  readonly intoId: TicketId;
  readonly intoNumber: string;
  readonly note: string | null;
}

/** Another ticket ended in this one. */
export interface MergeReceived extends Happened<'MergeReceived'> {
  /** Who asked for that one: they ask for this one too. */
  readonly sourceRequesterId: PersonId | null;
  readonly sourceId: TicketId;
  readonly sourceNumber: string;
}

/** A part of the ticket has a ticket of its own now. */
export interface TicketSplit extends Happened<'TicketSplit'> {
  readonly newTicketId: TicketId;
  readonly newNumber: string;
  readonly entryIds: readonly EntryId[];
}

/** Words that were said on another ticket. Meets no clock: nobody answers by copying. */
export interface EntryCopied extends Happened<'EntryCopied'> {
  readonly entryId: EntryId;
  readonly kind: 'PUBLIC_REPLY' | 'INTERNAL_NOTE';
  readonly body: string;
  readonly authorId: PersonId | null;
  readonly copiedFrom: {
    readonly ticketId: TicketId;
    readonly entryId: EntryId;
    readonly writtenAt: Instant;
  };
}

export interface TicketRated extends Happened<'TicketRated'> {
  readonly rating: Rating;
}

export interface ChecklistStarted extends Happened<'ChecklistStarted'> {
  readonly checklistId: ChecklistId;
  readonly name: string;
  readonly order: ChecklistOrder;
  readonly template: { readonly id: string; readonly version: number } | null;
  readonly tasks: readonly TaskState[];
}

/** A step was answered, or its answer corrected. */
export interface TaskCompleted extends Happened<'TaskCompleted'> {
  readonly taskId: TaskId;
  readonly lane: Lane;
  readonly kind: StepKind;
  readonly status: TaskStatus;
  readonly answer: TaskAnswer;
}

/** A step that is not required was left out. */
export interface TaskSkipped extends Happened<'TaskSkipped'> {
  readonly taskId: TaskId;
  readonly answer: TaskAnswer;
}

export interface ApprovalRequested extends Happened<'ApprovalRequested'> {
  readonly stages: readonly ApprovalStage[];
  /** Earlier stages that lose their force. */
  readonly withdrawn: readonly ApprovalStageId[];
}

export interface ApprovalDecided extends Happened<'ApprovalDecided'> {
  readonly stageId: ApprovalStageId;
  readonly lane: Lane | null;
  readonly vote: ApprovalVote;
}

/** Why approvals lose their force: what they are about has changed; they were taken back; it was merged. */
export const WITHDRAWAL_CAUSES = ['CHANGED', 'TAKEN_BACK', 'MERGED'] as const;
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number];

/** What was approved has changed, or nobody is asked any more. */
export interface ApprovalsWithdrawn extends Happened<'ApprovalsWithdrawn'> {
  readonly because: WithdrawalCause;
  readonly stageIds: readonly ApprovalStageId[];
}

/** Somebody is to come, or to connect. */
export interface VisitPlanned extends Happened<'VisitPlanned'>, VisitPlan {
  readonly visitId: string;
}

/** Somebody comes at another time, or somebody else comes. */
export interface VisitRescheduled extends Happened<'VisitRescheduled'>, VisitPlan {
  readonly visitId: string;
  readonly previous: VisitPlan;
}

/** A visit went on: they are on their way, there, gone, or it came to nothing. */
export interface VisitProgressed extends Happened<'VisitProgressed'> {
  readonly visitId: string;
  /** Names of a visit's states. */
  readonly from: string;
  readonly to: string;
  /** The code of why it came to nothing. */
  readonly reason: string | null;
}

/** What happened to a ticket. Its history is the list of these, beginning with `TicketOpened`. */
export type TicketEvent =
  | TicketOpened
  | TicketUpdated
  | TicketPriorityChanged
  | TicketStateChanged
  | TicketAssigned
  | ServiceRestored
  | NotificationRecorded
  | PublicReplyAdded
  | InternalNoteAdded
  | WorkLogAdded
  | WorkLogCorrected
  | WatcherAdded
  | WatcherRemoved
  | LinkAdded
  | LinkRemoved
  | TicketMerged
  | MergeReceived
  | TicketSplit
  | EntryCopied
  | TicketRated
  | ChecklistStarted
  | TaskCompleted
  | TaskSkipped
  | ApprovalRequested
  | ApprovalDecided
  | ApprovalsWithdrawn
  | VisitPlanned
  | VisitRescheduled
  | VisitProgressed;

/** The names of all events, for schemas and dispatch tables. */
export const TICKET_EVENT_TYPES = [
  'TicketOpened',
  'TicketUpdated',
  'TicketPriorityChanged',
  'TicketStateChanged',
  'TicketAssigned',
  'ServiceRestored',
  'NotificationRecorded',
  'PublicReplyAdded',
  'InternalNoteAdded',
  'WorkLogAdded',
  'WorkLogCorrected',
  'WatcherAdded',
  'WatcherRemoved',
  'LinkAdded',
  'LinkRemoved',
  'TicketMerged',
  'MergeReceived',
  'TicketSplit',
  'EntryCopied',
  'TicketRated',
  'ChecklistStarted',
  'TaskCompleted',
  'TaskSkipped',
  'ApprovalRequested',
  'ApprovalDecided',
  'ApprovalsWithdrawn',
  'VisitPlanned',
  'VisitRescheduled',
  'VisitProgressed',
] as const satisfies readonly TicketEvent['type'][];
