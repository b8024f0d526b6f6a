import type { Instant } from '@wardline/kernel';
import type { HoldReason, Impact, Priority, Urgency } from '@wardline/ticket-core';

/** Where a row of the log says the incident is. */
export type LogState =
  | { readonly state: 'NEW' | 'IN_PROGRESS' | 'RESOLVED' | 'CLOSED'; readonly holdReason: null }
  | { readonly state: 'ON_HOLD'; readonly holdReason: HoldReason };

/** One row of the log: the incident as it was after one save. Null is what the log does not know. */
export interface IncidentRow {
  /** The physical line the row starts on. */
  readonly line: number;
  /** A digest of what the row says: two equal rows are one. */
  readonly hash: string;
  readonly number: string;
  readonly at: Instant;
  readonly state: LogState | null;
  readonly openedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Counts the saves of the record, where the log kept it right. */
  readonly modCount: number | null;
  readonly reopenCount: number | null;
  readonly madeSla: boolean | null;
  readonly impact: Impact | null;
  readonly urgency: Urgency | null;
  readonly priority: Priority | null;
  readonly caller: string | null;
  readonly openedBy: string | null;
  readonly group: string | null;
  readonly assignee: string | null;
  readonly location: string | null;
  readonly category: string | null;
  readonly symptom: string | null;
  readonly contactType: string | null;
  readonly configurationItem: string | null;
  readonly closeCode: string | null;
  readonly resolvedBy: string | null;
}

/** Why a row was not imported. */
export interface ImportRowError {
  /** The physical line the row starts on, the header being line 1. */
  readonly line: number;
  /** The incident's number in the source, where it could be read. */
  readonly incident: string | null;
  readonly code: string;
  /** The column it is about; null: the row as a whole. */
  readonly column: string | null;
  /** Says what to put right, and nothing that stands in the row. */
  readonly message: string;
}

/** What reading a record gave: a row, or an error that is known to belong to an incident or not. */
export type ReadRow =
  | { readonly row: IncidentRow; readonly error: null }
  | { readonly row: null; readonly error: ImportRowError };

/** The order in which things happened: by time, then by the record's save counter, then as written. */
export function compareRows(a: IncidentRow, b: IncidentRow): number {
  return a.at - b.at || (a.modCount ?? 0) - (b.modCount ?? 0) || a.line - b.line;
}
