import type { PersonId, Refusal, Result, TeamId } from '@wardline/kernel';
import {
  addInternalNote,
  addWatcher,
  assignTicket,
  type EntryId,
  type TicketEvent,
  type TicketRefusal,
  type TicketState,
  updateTicket,
} from '@wardline/ticket-core';
import type { Action } from '@wardline/triage-rules';
import { loadApproverIds } from '../approvals/approval.store.ts';
import type { MeasuredClinic } from '../clocks/start-clocks.ts';
import { chooseForTicket } from '../dispatch/choose-for-ticket.ts';
import { decideChecklist } from '../tasks/decide-checklist.ts';
import { decideTransition } from '../tickets/decide-transition.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { loadAssets, loadPeople, loadTeam } from '../tickets/ticket.facts.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * Decides an action of a rule as if somebody had asked for it: by the same decisions, with the same
 * refusals. A rule can do nothing that a person could not.
 */
export async function applyAction(
  uow: UnitOfWork,
  ticket: TicketState,
  clinic: MeasuredClinic,
  action: Action,
): Promise<Result<readonly TicketEvent[], TicketRefusal | Refusal>> {
  const at = uow.now;
  const by = uow.session.principal.principal.actor;
  const change = async (changes: Readonly<Record<string, unknown>>) =>
    updateTicket(
      ticket,
      { at, by, changes },
      {
        assets: await loadAssets(uow, ticket.assetIds),
        priorityMatrix: await loadPriorityMatrix(uow),
      },
    );
  switch (action.kind) {
    case 'SET':
      return change({ [action.field]: action.value });
    case 'OVERRIDE_PRIORITY':
      return change({
        priorityOverride: { priority: action.priority, reason: action.reason, byRule: true },
      });
    case 'ASSIGN_TEAM': {
      const team = await loadTeam(uow, clinic.id, action.teamId);
      return assignTicket(ticket, { at, by, teamId: action.teamId as TeamId }, { team });
    }
    case 'ASSIGN_PERSON': {
      const assigneeId = action.personId as PersonId;
      const team = await loadTeam(uow, clinic.id, ticket.teamId);
      const people = await loadPeople(uow, clinic, [assigneeId]);
      const approverIds = await loadApproverIds(uow, ticket);
      return assignTicket(ticket, { at, by, assigneeId }, { team, people, approverIds });
    }
    case 'ASSIGN_AUTOMATICALLY':
      return chooseForTicket(uow, ticket, { teamId: null, skills: [] });
    case 'ADD_WATCHER': {
      const personId = action.personId as PersonId;
      const people = await loadPeople(uow, clinic, [personId]);
      return addWatcher(ticket, { at, by, personId }, { people });
    }
    case 'ADD_NOTE':
      return addInternalNote(ticket, {
        at,
        by,
        entryId: uow.newId() as EntryId,
        body: action.body,
      });
    case 'ADD_TAG':
      return change({ addTags: [action.tag] });
    case 'REMOVE_TAG':
      return change({ removeTags: [action.tag] });
    case 'APPLY_TEMPLATE':
      return decideChecklist(uow, ticket, { templateId: action.templateId });
    case 'TRANSITION':
      return decideTransition(uow, ticket, {
        at,
        by,
        to: action.to as TicketState['state'],
        holdReason: action.holdReason as TicketState['holdReason'],
        note: action.note,
        resolutionCode: (action.resolutionCode ?? null) as TicketState['resolutionCode'],
      });
  }
}
