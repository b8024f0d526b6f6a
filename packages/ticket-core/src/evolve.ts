import { withInvolved } from './approvals/involvement.ts';
import { evolveAsked, evolveDetails } from './details/evolve-details.ts';
import type { TicketEvent, TicketStateChanged } from './events.ts';
import { categoryOf, isOpen } from './lifecycle/state.ts';
import type { TicketState } from './tickets/ticket.ts';

/**
 * The ticket after one more event. Total over every history that begins with `TicketOpened`;
 * any other is a bug in the caller, and the only thing this package throws for.
 */
export function evolve(state: TicketState | null, event: TicketEvent): TicketState {
  return withInvolved(happened(state, event), event);
}

function happened(state: TicketState | null, event: TicketEvent): TicketState {
  if (event.type === 'TicketOpened') return event.ticket;
  if (state === null) throw new TypeError(`A history begins with TicketOpened, not ${event.type}.`);
  switch (event.type) {
    case 'TicketUpdated':
      return {
        ...state,
        ...Object.fromEntries(event.changes.map((change) => [change.field, change.to])),
      };
    case 'TicketPriorityChanged':
      return { ...state, priority: event.to, priorityReason: event.explanation };
    case 'TicketStateChanged':
      return evolveState(state, event);
    case 'TicketAssigned':
      return { ...state, teamId: event.teamId, assigneeId: event.assigneeId };
    case 'ServiceRestored':
      return { ...state, restoredAt: event.restoredAt };
    case 'NotificationRecorded':
      return { ...state, notifications: [...state.notifications, event.notification] };
    case 'WatcherAdded':
      return { ...state, watcherIds: [...state.watcherIds, event.personId] };
    case 'WatcherRemoved':
      return { ...state, watcherIds: state.watcherIds.filter((id) => id !== event.personId) };
    // The timeline's own, and what is kept beside the ticket (links, tasks, approvals, visits): no field changes.
    case 'PublicReplyAdded':
    case 'InternalNoteAdded':
    case 'WorkLogAdded':
    case 'WorkLogCorrected':
    case 'LinkAdded':
    case 'LinkRemoved':
    case 'MergeReceived':
    case 'TicketSplit':
    case 'EntryCopied':
    case 'ChecklistStarted':
    case 'TaskCompleted':
    case 'TaskSkipped':
    case 'ApprovalDecided':
    case 'ApprovalsWithdrawn':
    case 'VisitPlanned':
    case 'VisitRescheduled':
    case 'VisitProgressed':
      return state;
    case 'ApprovalRequested':
      return { ...state, details: evolveAsked(state.details) };
    case 'TicketRated':
      return { ...state, rating: event.rating };
    case 'TicketMerged':
      return {
        ...state,
        state: 'MERGED',
        mergedIntoId: event.intoId,
        holdReason: null,
        closedAt: event.at,
      };
  }
}

/** Folds a list of events, oldest first: `evolveAll(null, history)`. */
export function evolveAll(
  state: TicketState | null,
  events: readonly TicketEvent[],
): TicketState | null {
  return events.reduce<TicketState | null>(evolve, state);
}

function evolveState(state: TicketState, event: TicketStateChanged): TicketState {
  const wasDone = categoryOf(event.from) === 'DONE';
  const moved = {
    ...state,
    state: event.to,
    holdReason: event.holdReason,
    details: evolveDetails(state.details, event),
  };
  switch (categoryOf(event.to)) {
    case 'OPEN':
    case 'HELD':
      if (isOpen(event.from)) return moved;
      return {
        ...moved,
        restoredAt: null,
        resolvedAt: null,
        rating: null,
        resolutionCode: null,
        resolutionNote: null,
        reopenCount: state.reopenCount + 1,
      };
    case 'DONE':
      if (wasDone) return moved;
      return {
        ...moved,
        resolvedAt: event.at,
        resolutionCode: event.resolutionCode,
        resolutionNote: event.note,
      };
    case 'FINAL':
      return { ...moved, closedAt: event.at };
  }
}
