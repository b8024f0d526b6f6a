import type { Instant } from '@wardline/kernel';
import type { ChangeMode } from './policy.ts';

interface Fact {
  /** Unique in the ticket; the same id twice is the same fact twice, and counts once. */
  readonly id: string;
  readonly at: Instant;
  /** Orders facts of one instant. */
  readonly seq: number;
  /** Who did it; shown in the ledger. */
  readonly by?: string;
  /** For conditions: any further fields a trigger may ask for. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** Something that happened to a ticket, as far as a clock may care. */
export type TicketEvent = Fact &
  (
    | {
        readonly type: 'OPENED';
        readonly priority?: string;
        /** When it happened, if earlier than it was recorded: a breach's discovery. */
        readonly occurredAt?: Instant;
      }
    | { readonly type: 'ASSIGNED'; readonly team?: string; readonly assignee?: string }
    | { readonly type: PlainEventType }
    | { readonly type: 'PAUSED'; readonly reason: string }
    /** Without a reason, all pauses end. */
    | { readonly type: 'RESUMED'; readonly reason?: string }
    | {
        readonly type: 'PRIORITY_CHANGED';
        readonly priority: string;
        readonly mode?: ChangeMode;
      }
    | {
        readonly type: 'POLICY_CHANGED';
        readonly policyId: string;
        readonly version: number;
        readonly mode?: ChangeMode;
      }
    | {
        readonly type: 'CALENDAR_CHANGED';
        readonly from: string;
        readonly to: string;
        readonly mode?: ChangeMode;
      }
    /** A deadline agreed by hand; null returns to the policy's budget. */
    | { readonly type: 'DEADLINE_SET'; readonly targetId: string; readonly dueAt: Instant | null }
  );

/** Facts that carry nothing beyond themselves. */
export type PlainEventType =
  | 'ACKNOWLEDGED'
  | 'REQUESTER_REPLIED'
  | 'AGENT_REPLIED'
  | 'UPDATE_POSTED'
  | 'RESTORED'
  | 'RESOLVED'
  | 'REOPENED'
  | 'CLOSED'
  | 'CANCELLED'
  | 'MERGED'
  | 'NOTIFIED';

/** The kinds of facts a history may hold. */
export type EventType = TicketEvent['type'];

export const EVENT_TYPES: readonly EventType[] = [
  'OPENED',
  'ASSIGNED',
  'ACKNOWLEDGED',
  'REQUESTER_REPLIED',
  'AGENT_REPLIED',
  'UPDATE_POSTED',
  'PAUSED',
  'RESUMED',
  'RESTORED',
  'RESOLVED',
  'REOPENED',
  'CLOSED',
  'CANCELLED',
  'MERGED',
  'NOTIFIED',
  'PRIORITY_CHANGED',
  'POLICY_CHANGED',
  'CALENDAR_CHANGED',
  'DEADLINE_SET',
];

/** The order of facts: by instant, then by sequence number, then by id so that it is total. */
export function compareEvents(a: EventKey, b: EventKey): number {
  return a.at - b.at || a.seq - b.seq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** What orders events, and tells them apart; see {@link compareEvents}. */
export interface EventKey {
  readonly at: Instant;
  readonly seq: number;
  readonly id: string;
}
