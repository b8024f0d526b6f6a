import { refusal } from '@wardline/kernel';
import { detailsOf } from '../details/details.ts';
import type { TicketInputRefused } from '../errors.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { type ApprovalStage, summarizeApprovals } from './approval.ts';

/** The approvals of two tickets that are to be one. */
export interface MergedApprovals {
  readonly source: readonly ApprovalStage[];
  readonly target: readonly ApprovalStage[];
}

/**
 * Nothing gets past its approval by being merged: what waits for one, or was refused, goes on only in a
 * request that has to be approved too, and is not yet.
 */
export function mergeRefused(
  source: TicketState,
  target: TicketState,
  stages: MergedApprovals,
): TicketInputRefused | null {
  if (!waits(source, stages.source) || waits(target, stages.target)) return null;
  const message = `${source.number} has to be approved, which ${target.number} has not: get it approved, decline it, or merge the other way round.`;
  return refusal('MERGE_NEEDS_APPROVAL', message, ['targetId']);
}

function waits(ticket: TicketState, stages: readonly ApprovalStage[]): boolean {
  const request = detailsOf(ticket, 'SERVICE_REQUEST');
  return request?.approvalRequired === true && summarizeApprovals(stages).outcome !== 'GRANTED';
}
