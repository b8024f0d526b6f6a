import { type Actor, err, type Instant, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { ApprovalsWithdrawn } from '../events.ts';
import { checkAt, checkNotFinal } from '../tickets/check-input.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';
import { type ApprovalStage, summarizeApprovals } from './approval.ts';

/** Take back what was asked. */
export interface WithdrawApprovalCommand {
  readonly at: Instant;
  readonly by: Actor;
}

export interface WithdrawApprovalFacts {
  readonly stages: readonly ApprovalStage[];
  /** Whether the acting person manages those who are asked. */
  readonly manages: boolean;
}

/**
 * Takes back all that is asked of the ticket's approvers and not settled. All or nothing: what is left
 * of several stages would be less than was asked.
 * @returns one `ApprovalsWithdrawn`, or nothing when nothing is asked; refusals: `APPROVAL_SETTLED`,
 *   `NOT_WHO_ASKED`, `TICKET_CLOSED`.
 */
export function withdrawApproval(
  ticket: TicketState,
  { at, by }: WithdrawApprovalCommand,
  { stages, manages }: WithdrawApprovalFacts,
): Result<readonly ApprovalsWithdrawn[], TicketRefusal> {
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (live.length === 0) return ok([]);
  const personId = memberOf(by);
  const asked = personId !== null && live.every((stage) => stage.requestedById === personId);
  if (!asked && !manages) {
    const message = 'Who asked takes it back, or who manages the rights of those who are asked.';
    return err(refusal('NOT_WHO_ASKED', message));
  }
  if (summarizeApprovals(stages).outcome !== 'PENDING') {
    return err(refusal('APPROVAL_SETTLED', 'It is decided: there is nothing left to take back.'));
  }
  const stageIds = live.map(({ id }) => id);
  const because = 'TAKEN_BACK';
  return ok([{ type: 'ApprovalsWithdrawn', ticketId: ticket.id, at, by, stageIds, because }]);
}
