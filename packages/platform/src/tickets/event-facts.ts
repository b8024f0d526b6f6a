import type { FieldChange, TicketEvent } from '@wardline/ticket-core';

/** The facts of an event that may leave the house: ids, states and names of fields, no free text. */
export function factsOf(event: TicketEvent): Record<string, unknown> {
  switch (event.type) {
    case 'TicketOpened':
      return {
        type: event.ticket.type,
        number: event.ticket.number,
        state: event.ticket.state,
        priority: event.ticket.priority,
      };
    case 'TicketUpdated':
      return { fields: event.changes.flatMap(changedFields) };
    case 'TicketPriorityChanged':
      return { from: event.from, to: event.to };
    case 'TicketStateChanged':
      return {
        from: event.from,
        to: event.to,
        holdReason: event.holdReason,
        resolutionCode: event.resolutionCode,
        outcome: event.outcome,
        notDoneCode: event.notDoneCode,
      };
    case 'ServiceRestored':
      return { restoredAt: event.restoredAt };
    case 'NotificationRecorded':
      return { party: event.notification.party, notifiedAt: event.notification.notifiedAt };
    case 'TicketAssigned':
      return {
        teamId: event.teamId,
        assigneeId: event.assigneeId,
        previousTeamId: event.previousTeamId,
        previousAssigneeId: event.previousAssigneeId,
      };
    case 'PublicReplyAdded':
      return { entryId: event.entryId, authorId: event.authorId, byRequester: event.byRequester };
    case 'InternalNoteAdded':
      return { entryId: event.entryId, authorId: event.authorId };
    case 'WorkLogAdded':
      return {
        entryId: event.entryId,
        personId: event.personId,
        minutes: event.minutes,
        kind: event.kind,
        billable: event.billable,
      };
    case 'WorkLogCorrected':
      return { entryId: event.entryId, personId: event.personId, from: event.from, to: event.to };
    case 'LinkAdded':
    case 'LinkRemoved':
      return { ...event.link };
    case 'TicketMerged':
      return { from: event.from, intoId: event.intoId };
    case 'MergeReceived':
      return { sourceId: event.sourceId };
    case 'TicketSplit':
      return { newTicketId: event.newTicketId, entryIds: event.entryIds };
    case 'EntryCopied':
      return {
        entryId: event.entryId,
        kind: event.kind,
        copiedFrom: event.copiedFrom.entryId,
      };
    case 'TicketRated':
      return { score: event.rating.score };
    case 'ChecklistStarted':
      return { checklistId: event.checklistId, template: event.template };
    case 'TaskCompleted':
      return { taskId: event.taskId, lane: event.lane, kind: event.kind, status: event.status };
    case 'TaskSkipped':
      return { taskId: event.taskId };
    case 'ApprovalRequested':
      return { stageIds: event.stages.map(({ id }) => id), withdrawn: event.withdrawn };
    case 'ApprovalDecided': {
      const { approverId, castById, decision } = event.vote;
      return { stageId: event.stageId, lane: event.lane, approverId, castById, decision };
    }
    case 'ApprovalsWithdrawn':
      return { stageIds: event.stageIds, because: event.because };
    case 'VisitPlanned': {
      const { visitId, personId, from, until } = event;
      return { visitId, personId, from, until };
    }
    case 'VisitRescheduled': {
      const { visitId, personId, from, until, previous } = event;
      return { visitId, personId, from, until, previous };
    }
    case 'VisitProgressed':
      return { visitId: event.visitId, from: event.from, to: event.to, reason: event.reason };
    case 'WatcherAdded':
    case 'WatcherRemoved':
      return { personId: event.personId };
  }
}

/** A changed detail by its own name: `details.plan`. */
function changedFields(change: FieldChange): string[] {
  if (change.field !== 'details') return [change.field];
  const [from, to] = [change.from ?? {}, change.to ?? {}] as Record<string, unknown>[];
  return Object.keys(to ?? {})
    .filter((key) => JSON.stringify(from?.[key]) !== JSON.stringify(to?.[key]))
    .map((key) => `details.${key}`);
}
