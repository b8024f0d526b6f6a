import { formatInstant } from '@wardline/kernel';
import type {
  TicketEvent,
  TicketState,
  VisitPlanned,
  VisitRescheduled,
  WorkLogTerms,
} from '@wardline/ticket-core';
import { discoveredAt } from '../clocks/clock-events.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { TimelineEntryEntity, type TimelineEntryKind } from './timeline.entity.ts';

interface Entry {
  readonly kind: TimelineEntryKind;
  readonly id?: string;
  readonly personId?: string | null;
  readonly body?: string | null;
  readonly facts: Record<string, unknown>;
}

/**
 * Adds the timeline entry an event is remembered by; answers its kind. `clientSpeaks`: who asks acts, not
 * those who do the work.
 */
export function writeTimeline(
  uow: UnitOfWork,
  ticket: TicketState,
  event: TicketEvent,
  clientSpeaks: boolean,
): TimelineEntryKind {
  const { kind, id, personId, body, facts } = entryOf(event, ticket, clientSpeaks);
  const { by } = event;
  uow.add(TimelineEntryEntity, {
    mspId: uow.session.principal.principal.mspId,
    id: id ?? uow.newId(),
    ticketId: ticket.id,
    clinicId: ticket.clinicId,
    kind,
    at: event.at,
    actorKind: by.kind,
    actorId: by.id,
    personId: personId ?? (by.kind === 'MEMBER' ? by.id : null),
    body: body ?? null,
    facts,
  });
  return kind;
}

function entryOf(event: TicketEvent, ticket: TicketState, clientSpeaks: boolean): Entry {
  switch (event.type) {
    case 'TicketOpened': {
      const { state, priority, teamId, assigneeId, details } = event.ticket;
      const known = discoveredAt(details);
      return {
        kind: 'OPENED',
        facts: { state, priority, teamId, assigneeId, discoveredAt: known },
      };
    }
    case 'TicketUpdated':
      return {
        kind: 'UPDATED',
        facts: { changes: event.changes.map(({ field, from, to }) => ({ field, from, to })) },
      };
    case 'TicketPriorityChanged':
      return { kind: 'PRIORITY_CHANGED', facts: { from: event.from, to: event.to } };
    case 'TicketStateChanged': {
      const { from, to, holdReason, resolutionCode, outcome, notDoneCode } = event;
      return {
        kind: 'STATE_CHANGED',
        body: event.note,
        facts: { from, to, holdReason, resolutionCode, outcome, notDoneCode },
      };
    }
    case 'ServiceRestored':
      return { kind: 'SERVICE_RESTORED', facts: { restoredAt: event.restoredAt } };
    case 'NotificationRecorded': {
      const { party, recipient, notifiedAt, reference } = event.notification;
      return {
        kind: 'NOTIFICATION_RECORDED',
        body: recipient,
        facts: { party, notifiedAt, reference },
      };
    }
    case 'TicketAssigned': {
      const { teamId, assigneeId, previousTeamId, previousAssigneeId } = event;
      return {
        kind: 'ASSIGNED',
        facts: { teamId, assigneeId, previousTeamId, previousAssigneeId },
      };
    }
    case 'PublicReplyAdded':
      return {
        kind: 'PUBLIC_REPLY',
        id: event.entryId,
        personId: event.authorId,
        body: event.body,
        facts: {
          byRequester: event.byRequester,
          // Only the desk's own words answer a ticket, whoever of the clinic's side writes.
          fromClient: clientSpeaks || event.byRequester,
        },
      };
    case 'InternalNoteAdded':
      return {
        kind: 'INTERNAL_NOTE',
        id: event.entryId,
        personId: event.authorId,
        body: event.body,
        facts: {},
      };
    case 'WorkLogAdded': {
      const { minutes, kind, billable } = event;
      return {
        kind: 'WORK_LOG',
        id: event.entryId,
        personId: event.personId,
        body: event.note,
        facts: { minutes, kind, billable },
      };
    }
    case 'WorkLogCorrected':
      return {
        kind: 'WORK_LOG_CORRECTED',
        body: event.reason,
        facts: { entryId: event.entryId, from: toldOf(event.from), to: toldOf(event.to) },
      };
    case 'LinkAdded': {
      const { link, targetId, number } = event;
      return { kind: 'LINKS_CHANGED', facts: { kind: link.kind, added: targetId, number } };
    }
    case 'LinkRemoved':
      return { kind: 'LINKS_CHANGED', facts: { kind: event.link.kind, removed: event.targetId } };
    case 'TicketMerged': {
      const { from, intoId, intoNumber } = event;
      return { kind: 'MERGED', body: event.note, facts: { from, intoId, number: intoNumber } };
    }
    case 'MergeReceived': {
      const { sourceId, sourceNumber } = event;
      return { kind: 'MERGE_RECEIVED', facts: { sourceId, number: sourceNumber } };
    }
    case 'TicketSplit': {
      const { newTicketId, newNumber } = event;
      return { kind: 'SPLIT', facts: { newTicketId, number: newNumber } };
    }
    case 'EntryCopied':
      return {
        kind: event.kind,
        id: event.entryId,
        personId: event.authorId,
        body: event.body,
        // Said elsewhere, so it answers nobody here.
        facts: {
          byRequester: event.authorId === ticket.requesterId,
          fromClient: false,
          copiedFrom: event.copiedFrom.entryId,
          writtenAt: event.copiedFrom.writtenAt,
        },
      };
    case 'TicketRated': {
      const { score, comment } = event.rating;
      return { kind: 'RATED', body: comment, facts: { score } };
    }
    case 'ChecklistStarted':
      return {
        kind: 'CHECKLIST_STARTED',
        body: event.name,
        facts: { checklistId: event.checklistId, steps: event.tasks.length },
      };
    case 'TaskCompleted':
      return {
        kind: 'TASK_ANSWERED',
        personId: event.answer.personId,
        body: event.answer.text,
        facts: { taskId: event.taskId, status: event.status, number: event.answer.number },
      };
    case 'TaskSkipped':
      return {
        kind: 'TASK_ANSWERED',
        personId: event.answer.personId,
        body: event.answer.text,
        facts: { taskId: event.taskId, status: 'SKIPPED', number: null },
      };
    case 'ApprovalRequested':
      return { kind: 'APPROVAL_REQUESTED', facts: { stages: event.stages.length } };
    case 'ApprovalDecided': {
      const { approverId, castById, decision, note } = event.vote;
      return {
        kind: 'APPROVAL_DECIDED',
        personId: castById,
        body: note,
        facts: { stageId: event.stageId, approverId, decision },
      };
    }
    case 'ApprovalsWithdrawn':
      return {
        kind: 'APPROVALS_WITHDRAWN',
        facts: { stages: event.stageIds.length, because: event.because },
      };
    case 'VisitPlanned':
      return { kind: 'VISIT_PLANNED', facts: planOf(event) };
    case 'VisitRescheduled':
      return { kind: 'VISIT_RESCHEDULED', facts: planOf(event) };
    case 'VisitProgressed': {
      const { visitId, from, to, reason } = event;
      return { kind: 'VISIT_PROGRESSED', facts: { visitId, from, to, reason } };
    }
    case 'WatcherAdded':
      return { kind: 'WATCHERS_CHANGED', facts: { added: event.personId } };
    case 'WatcherRemoved':
      return { kind: 'WATCHERS_CHANGED', facts: { removed: event.personId } };
  }
}

const toldOf = (terms: WorkLogTerms | null) =>
  terms && { ...terms, startedAt: formatInstant(terms.startedAt) };

function planOf({ visitId, personId, from, until }: VisitPlanned | VisitRescheduled) {
  return {
    visitId,
    personId,
    plannedFrom: formatInstant(from),
    plannedUntil: formatInstant(until),
  };
}
