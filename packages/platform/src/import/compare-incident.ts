import { formatInstant } from '@wardline/kernel';
import type { ClockState } from '@wardline/sla-engine';
import type { TicketState } from '@wardline/ticket-core';
import type { RowNote } from './decide-row.ts';
import type { IncidentRow } from './incident-row.ts';

/** What is compared between the log and the ticket it became. */
export const COMPARED = [
  'state',
  'reopenCount',
  'openedAt',
  'resolvedAt',
  'closedAt',
  'priority',
  'madeSla',
] as const;
export type ComparedFact = (typeof COMPARED)[number];

/** Why the log and Wardline differ. */
export const REASONS = {
  OPENED_LATER_THAN_FIRST_ENTRY:
    'The log has entries before its own opened_at; the ticket begins with the first of them.',
  RESOLVED_SAVED_AGAIN:
    'The log moves resolved_at with every later save of a resolved incident; Wardline keeps when it was resolved.',
  OTHER_PRIORITY_MATRIX:
    'Wardline computes the priority from impact and urgency by its own matrix.',
  NO_CLOCK: 'No agreement with a resolution target covered the ticket when it opened.',
  PAUSES_NOT_COUNTED:
    'Wardline’s clock stood still while the incident waited for somebody else; the log’s target passed.',
  MORE_TIME_PROMISED: 'Wardline’s agreement allows more time than the log’s unpublished one.',
  LESS_TIME_PROMISED: 'Wardline’s agreement allows less time than the log’s unpublished one.',
  STALE_STATE: 'The log shows an open state after the resolution but counts no reopening.',
  STATE_NOT_TAKEN: 'The lifecycle has no such transition.',
  AFTER_CLOSURE: 'The log goes on after the closure; closed tickets stay closed.',
  OTHER: 'The ticket was changed in Wardline, or an earlier import explained it.',
} as const;
export type DifferenceReason = keyof typeof REASONS;

/** One fact of one incident: what the log says, what Wardline derived. */
export interface Compared {
  readonly fact: ComparedFact;
  /** Null: the log does not say. Then there is nothing to agree or differ about. */
  readonly log: string | null;
  readonly wardline: string | null;
  readonly verdict: 'SAME' | 'DIFFERENT' | 'LOG_SILENT';
  readonly reason: DifferenceReason | null;
}

export interface IncidentComparison {
  readonly incident: string;
  /** Null where a dry run opened it: there is no such ticket. */
  readonly ticketNumber: string | null;
  readonly ticketId: string | null;
  readonly facts: readonly Compared[];
  /** What single rows said that was not taken. */
  readonly notes: readonly RowNote[];
}

/** Compares an incident's log, in the order of `compareRows`, with the ticket it became. */
export function compareIncident(
  rows: readonly IncidentRow[],
  ticket: TicketState,
  clock: ClockState | null,
  notes: readonly RowNote[],
): IncidentComparison {
  const last = rows.at(-1) as IncidentRow;
  const state = rows.findLast((row) => row.state !== null)?.state ?? null;
  const counted = rows.flatMap((row) => row.reopenCount ?? []);
  const noted = notes.at(-1)?.code ?? 'OTHER';
  const logPriority = rows.findLast((row) => row.priority !== null)?.priority ?? null;
  const madeSla = rows.findLast((row) => row.madeSla !== null)?.madeSla ?? null;
  const facts: Compared[] = [
    compared('state', state && say(state), say(ticket), noted),
    compared(
      'reopenCount',
      counted.length === 0 ? null : String(Math.max(...counted)),
      String(ticket.reopenCount),
      noted,
    ),
    compared(
      'openedAt',
      time(last.openedAt),
      time(ticket.openedAt),
      'OPENED_LATER_THAN_FIRST_ENTRY',
    ),
    compared(
      'resolvedAt',
      time(last.resolvedAt),
      time(ticket.resolvedAt),
      whyResolvedAt(rows, noted),
    ),
    compared('closedAt', time(last.closedAt), time(ticket.closedAt), noted),
    compared('priority', logPriority, ticket.priority, 'OTHER_PRIORITY_MATRIX'),
    compared(
      'madeSla',
      madeSla === null ? null : sayMet(madeSla),
      clock && sayMet(isMet(clock)),
      whySla(madeSla, clock),
    ),
  ];
  const { number: ticketNumber, id: ticketId } = ticket;
  return { incident: last.number, ticketNumber, ticketId, facts, notes };
}

function compared(
  fact: ComparedFact,
  log: string | null,
  wardline: string | null,
  reason: DifferenceReason,
): Compared {
  if (log === null) return { fact, log, wardline, verdict: 'LOG_SILENT', reason: null };
  const same = log === wardline;
  return {
    fact,
    log,
    wardline,
    verdict: same ? 'SAME' : 'DIFFERENT',
    reason: same ? null : reason,
  };
}

function say({ state, holdReason }: Pick<TicketState, 'holdReason'> & { readonly state: string }) {
  return holdReason === null ? state : `${state} (${holdReason})`;
}

const time = (instant: number | null) => (instant === null ? null : formatInstant(instant));
const sayMet = (met: boolean) => (met ? 'MET' : 'BREACHED');
const isMet = (clock: ClockState) => clock.breachedAt === null;

function whyResolvedAt(rows: readonly IncidentRow[], noted: DifferenceReason): DifferenceReason {
  const saves = rows.filter((row) => row.state?.state === 'RESOLVED').length;
  return saves > 1 ? 'RESOLVED_SAVED_AGAIN' : noted;
}

function whySla(madeSla: boolean | null, clock: ClockState | null): DifferenceReason {
  if (clock === null) return 'NO_CLOCK';
  if (madeSla === true) return 'LESS_TIME_PROMISED';
  const paused = clock.segments.some((segment) => segment.kind === 'PAUSED');
  return paused ? 'PAUSES_NOT_COUNTED' : 'MORE_TIME_PROMISED';
}
