import type { Actor, ClinicId, Instant, TicketId } from '@wardline/kernel';
import {
  type Domain,
  openTicket as decideOpening,
  evolve,
  type PriorityMatrix,
  type TicketEvent,
  type TicketOpened,
  type TicketState,
} from '@wardline/ticket-core';
import { decideRow, type RowNote } from './decide-row.ts';
import type { ImportRowError, IncidentRow } from './incident-row.ts';
import { descriptionOf, titleOf } from './incident-text.ts';
import type { Names } from './names.ts';

/** What an earlier import of an incident left behind: enough to tell new rows from known ones. */
export interface Imported {
  readonly lastAt: Instant;
  readonly reopenCount: number;
  readonly hashes: readonly string[];
}

export interface Replay {
  readonly ticket: TicketState | null;
  readonly imported: Imported | null;
  /** In the order of `compareRows`. */
  readonly rows: readonly IncidentRow[];
  readonly names: Names;
  readonly actor: Actor;
  /** The MSP's own rules of priority; undefined where it has the default ones. */
  readonly priorityMatrix: PriorityMatrix | undefined;
  /** Of the ticket, if there is none yet. */
  readonly opening: {
    readonly id: TicketId;
    readonly number: string;
    readonly clinicId: ClinicId;
    readonly domain: Domain;
  };
}

export interface Replayed {
  readonly events: readonly TicketEvent[];
  readonly ticket: TicketState | null;
  readonly imported: Imported;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errors: readonly ImportRowError[];
  readonly notes: readonly RowNote[];
}

/**
 * Lives an incident's log through the decisions the API takes, at the times the log names. Pure: the
 * same log gives the same history, in one go or in instalments.
 */
export function replayIncident(replay: Replay): Replayed {
  const { rows, names, actor, priorityMatrix } = replay;
  const known = new Set(replay.imported?.hashes);
  const lastImported = replay.imported?.lastAt ?? Number.NEGATIVE_INFINITY;
  let ticket = replay.ticket;
  let lastAt = lastImported;
  let reopenCount = replay.imported?.reopenCount ?? 0;
  const events: TicketEvent[] = [];
  const errors: ImportRowError[] = [];
  const notes: RowNote[] = [];
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const fail = (row: IncidentRow, code: string, message: string) =>
    errors.push({ line: row.line, incident: row.number, code, column: null, message });

  for (const row of rows) {
    if (known.has(row.hash)) {
      counts.unchanged++;
      continue;
    }
    if (row.at < lastImported) {
      fail(
        row,
        'ROW_TOO_LATE',
        'An earlier import went beyond this row; history is not rewritten.',
      );
      continue;
    }
    const opened: TicketOpened[] = [];
    if (ticket === null) {
      const decision = open(replay, row);
      if (!decision.ok) {
        fail(row, decision.error.code, decision.error.message);
        continue;
      }
      opened.push(decision.value[0]);
    }
    const present: TicketState = ticket ?? (opened[0] as TicketOpened).ticket;
    const latest = Math.max(lastAt, present.openedAt);
    const context = { names, actor, priorityMatrix, reopenCount, lastAt: latest };
    const decided = decideRow(present, row, context);
    if (!decided.ok) {
      fail(row, decided.error.code, decided.error.message);
      continue;
    }
    const happened = [...opened, ...decided.value.events];
    ticket = decided.value.events.reduce<TicketState>(evolve, present);
    events.push(...happened);
    notes.push(...decided.value.notes);
    known.add(row.hash);
    lastAt = Math.max(lastAt, row.at);
    reopenCount = Math.max(reopenCount, row.reopenCount ?? 0);
    counts[opened.length > 0 ? 'created' : happened.length > 0 ? 'updated' : 'unchanged']++;
  }
  return {
    events,
    ticket,
    imported: { lastAt, reopenCount, hashes: [...known] },
    ...counts,
    errors,
    notes,
  };
}

/** The ticket as its first row shows it: opened when the log says, or at an even earlier entry. */
function open({ opening, names, actor, priorityMatrix, rows }: Replay, row: IncidentRow) {
  const openedAt = Math.min(row.openedAt ?? row.at, rows[0]?.at ?? row.at);
  const openedBy = names.person(row.openedBy);
  const requesterId = names.caller(row.caller);
  const teamId = names.team(row.group);
  const assigneeId = names.person(row.assignee);
  return decideOpening(
    {
      ...opening,
      at: openedAt,
      by: openedBy === null ? actor : { kind: 'MEMBER', id: openedBy },
      type: 'INCIDENT',
      requesterId,
      title: titleOf(row),
      description: descriptionOf(row),
      // Never what the log says (phone): an imported ticket may end without a resolution code.
      channel: 'IMPORT',
      category: row.category,
      impact: row.impact ?? undefined,
      urgency: row.urgency ?? undefined,
      teamId,
      assigneeId,
    },
    {
      clinicExists: true,
      priorityMatrix,
      people: [requesterId, assigneeId].filter((id) => id !== null),
      // Who is in which group, the log does not say: membership is not checked.
      team: teamId === null ? null : { id: teamId },
    },
  );
}
