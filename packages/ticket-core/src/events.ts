import type { Actor, Instant, PersonId, TeamId, TicketId } from '@wardline/kernel';
import type { Priority, PriorityExplanation } from './priority.ts';
import type { TicketStateName } from './state.ts';
import type { EntryId, HoldReason, ResolutionCode, TicketState } from './ticket.ts';
import type { WorkLogBilling, WorkLogKind } from './work-log.ts';

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
  'impact',
  'urgency',
  'careImpact',
  'assetIds',
  'locationId',
  'requesterId',
  'confidential',
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

export interface WatcherAdded extends Happened<'WatcherAdded'> {
  readonly personId: PersonId;
}

export interface WatcherRemoved extends Happened<'WatcherRemoved'> {
  readonly personId: PersonId;
}

/** What happened to a ticket. Its history is the list of these, beginning with `TicketOpened`. */
export type TicketEvent =
  | TicketOpened
  | TicketUpdated
  | TicketPriorityChanged
  | TicketStateChanged
  | TicketAssigned
  | PublicReplyAdded
  | InternalNoteAdded
  | WorkLogAdded
  | WatcherAdded
  | WatcherRemoved;

/** The names of all events, for schemas and dispatch tables. */
export const TICKET_EVENT_TYPES = [
  'TicketOpened',
  'TicketUpdated',
  'TicketPriorityChanged',
  'TicketStateChanged',
  'TicketAssigned',
  'PublicReplyAdded',
  'InternalNoteAdded',
  'WorkLogAdded',
  'WatcherAdded',
  'WatcherRemoved',
] as const satisfies readonly TicketEvent['type'][];
