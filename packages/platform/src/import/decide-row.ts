import { type Actor, type Instant, ok, type Result } from '@wardline/kernel';
import {
  assignTicket,
  evolve,
  isFinal,
  isOpen,
  type PriorityMatrix,
  type TicketEvent,
  type TicketRefusal,
  type TicketState,
  type TicketStateName,
  transitionTicket,
  updateTicket,
} from '@wardline/ticket-core';
import type { IncidentRow, LogState } from './incident-row.ts';
import { resolutionNoteOf } from './incident-text.ts';
import type { Names } from './names.ts';

/** Something a row says that its ticket did not take, and why. */
export interface RowNote {
  readonly line: number;
  readonly code: 'STALE_STATE' | 'STATE_NOT_TAKEN' | 'AFTER_CLOSURE';
  readonly message: string;
}

export interface RowDecision {
  readonly events: readonly TicketEvent[];
  readonly notes: readonly RowNote[];
}

interface Context {
  readonly names: Names;
  readonly actor: Actor;
  readonly priorityMatrix: PriorityMatrix | undefined;
  /** The most reopenings the log has counted before this row. */
  readonly reopenCount: number;
  /** When something last happened to the ticket. */
  readonly lastAt: Instant;
}

type Step = (ticket: TicketState) => Result<readonly TicketEvent[], TicketRefusal>;

/** What a row did to its ticket: fields first, then who has it, then where it stands. */
export function decideRow(
  ticket: TicketState,
  row: IncidentRow,
  context: Context,
): Result<RowDecision, TicketRefusal> {
  if (isFinal(ticket.state)) return ok({ events: [], notes: afterClosure(ticket, row) });
  const events: TicketEvent[] = [];
  const notes: RowNote[] = [];
  let present = ticket;
  const { route, note } = routeTo(ticket, row, context);
  if (note) notes.push(note);
  const steps: Step[] = [
    (state) => update(state, row, context),
    (state) => assign(state, row, context),
    ...route.map(
      (to): Step =>
        (state) =>
          transition(state, to, row, context),
    ),
  ];
  for (const step of steps) {
    const decision = step(present);
    if (!decision.ok) {
      if (decision.error.code !== 'TRANSITION_REFUSED') return decision;
      notes.push({ line: row.line, code: 'STATE_NOT_TAKEN', message: decision.error.message });
      break;
    }
    events.push(...decision.value);
    present = decision.value.reduce<TicketState>(evolve, present);
  }
  return ok({ events, notes });
}

function update(ticket: TicketState, row: IncidentRow, { actor, priorityMatrix }: Context) {
  const changes = {
    ...(row.category === null ? {} : { category: row.category }),
    ...(row.impact === null ? {} : { impact: row.impact }),
    ...(row.urgency === null ? {} : { urgency: row.urgency }),
  };
  return updateTicket(ticket, { at: row.at, by: actor, changes }, { priorityMatrix });
}

function assign(ticket: TicketState, row: IncidentRow, { actor, names }: Context) {
  const teamId = names.team(row.group) ?? ticket.teamId;
  const assigneeId = names.person(row.assignee) ?? undefined;
  return assignTicket(
    ticket,
    { at: row.at, by: actor, teamId, assigneeId },
    { team: teamId === null ? null : { id: teamId }, people: assigneeId ? [assigneeId] : [] },
  );
}

interface Route {
  readonly route: readonly TicketStateName[];
  readonly note: RowNote | null;
}

/** The states a row takes its ticket through: the lifecycle's arrows, also where the log skips some. */
function routeTo(ticket: TicketState, row: IncidentRow, { reopenCount }: Context): Route {
  const wanted = row.state;
  const stay: Route = { route: [], note: null };
  if (wanted === null || isAsWanted(ticket, wanted)) return stay;
  if (wanted.state === 'CLOSED') {
    return { route: isOpen(ticket.state) ? ['RESOLVED', 'CLOSED'] : ['CLOSED'], note: null };
  }
  if (wanted.state === 'RESOLVED') return { route: ['RESOLVED'], note: null };
  if (!isOpen(ticket.state)) {
    // The log stamps some saves wrongly. A reopening it does not count did not happen.
    if (row.reopenCount !== null && row.reopenCount <= reopenCount) {
      const message = `The log shows ${wanted.state} after RESOLVED but counts no reopening.`;
      return { route: [], note: { line: row.line, code: 'STALE_STATE', message } };
    }
    return {
      route: wanted.state === 'ON_HOLD' ? ['IN_PROGRESS', 'ON_HOLD'] : ['IN_PROGRESS'],
      note: null,
    };
  }
  return { route: [wanted.state], note: null };
}

function isAsWanted(ticket: TicketState, { state, holdReason }: LogState): boolean {
  return ticket.state === state && ticket.holdReason === holdReason;
}

function transition(
  ticket: TicketState,
  to: TicketStateName,
  row: IncidentRow,
  { actor, lastAt }: Context,
) {
  const resolves = to === 'RESOLVED';
  return transitionTicket(
    ticket,
    {
      at: resolves ? resolvedAt(row, lastAt) : row.at,
      by: actor,
      to,
      holdReason: to === 'ON_HOLD' ? row.state?.holdReason : null,
      resolutionCode: resolves ? 'NOT_RECORDED' : null,
      note: resolves ? resolutionNoteOf(row) : null,
    },
    // The window binds people who reopen today; what has happened has happened.
    { reopenWindowMs: Number.MAX_SAFE_INTEGER },
  );
}

/** A row that closes an open ticket knows better than its own time when the work was done. */
function resolvedAt(row: IncidentRow, lastAt: Instant): Instant {
  const told = row.state?.state === 'CLOSED' ? row.resolvedAt : null;
  return told !== null && told >= lastAt && told <= row.at ? told : row.at;
}

function afterClosure(ticket: TicketState, row: IncidentRow): RowNote[] {
  if (row.state === null || isAsWanted(ticket, row.state)) return [];
  const message = `The log shows ${row.state.state} after the closure; closed tickets stay closed.`;
  return [{ line: row.line, code: 'AFTER_CLOSURE', message }];
}
