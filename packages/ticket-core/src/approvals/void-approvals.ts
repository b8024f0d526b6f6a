import { keepsApproval } from '../change/keeps-approval.ts';
import type { ApprovalsWithdrawn, FieldChange, TicketEvent } from '../events.ts';
import type { TicketState } from '../tickets/ticket.ts';
import type { ApprovalStage } from './approval.ts';

/** What an approval is about: once it changes, the approval is about something else. */
const APPROVED_DETAILS = [
  'kind',
  'model',
  'plan',
  'backOutPlan',
  'testPlan',
  'riskAnswers',
] as const;

/**
 * Approvals that what happened leaves without force: the ticket went back to be written anew, or
 * what was approved has changed. Call it with the events of every decision on the ticket.
 * @returns one `ApprovalsWithdrawn`, or nothing.
 */
export function voidApprovals(
  ticket: TicketState,
  stages: readonly ApprovalStage[],
  events: readonly TicketEvent[],
): readonly ApprovalsWithdrawn[] {
  const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
  const cause = events.find((event) => isAboutSomethingElse(ticket, event));
  if (live.length === 0 || !cause) return [];
  const { ticketId, at, by } = cause;
  const stageIds = live.map(({ id }) => id);
  return [{ type: 'ApprovalsWithdrawn', ticketId, at, by, stageIds, because: 'CHANGED' }];
}

function isAboutSomethingElse(ticket: TicketState, event: TicketEvent): boolean {
  if (event.type === 'TicketStateChanged') return event.to === 'DRAFT' || event.to === 'NEW';
  if (event.type !== 'TicketUpdated' || ticket.type !== 'CHANGE') return false;
  return event.changes.some(touchesWhatWasApproved);
}

function touchesWhatWasApproved(change: FieldChange): boolean {
  if (change.field === 'assetIds') return true;
  if (change.field !== 'details' || change.to?.of !== 'CHANGE') return false;
  const { from, to } = change;
  if (from?.of === 'CHANGE' && !keepsApproval(from.shownWindow, to.window)) return true;
  // An emergency is assessed after it was done: that is what was approved, not a change of it.
  if (from?.of !== 'CHANGE' || from.result !== null) return false;
  return APPROVED_DETAILS.some(
    (field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
}
