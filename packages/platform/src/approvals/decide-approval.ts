import { err, isUuid } from '@wardline/kernel';
import {
  type ApprovalStageId,
  type DecideApprovalCommand,
  decideApproval as decideVote,
} from '@wardline/ticket-core';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { loadTransitionFacts } from '../tickets/transition-facts.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ApprovalStageEntity } from './approval.entity.ts';
import { loadDelegations, loadStages } from './approval.store.ts';

export interface DecideApproval
  extends Pick<DecideApprovalCommand, 'decision' | 'approverId' | 'note'> {
  readonly stageId: string;
}

export interface DecidedApproval {
  readonly ticketId: string;
  readonly stageId: string;
}

/** Approves, rejects or abstains, for oneself or for somebody one stands in for. */
export function decideApproval(
  session: Session,
  { stageId, ...vote }: DecideApproval,
): Promise<WorkResult<DecidedApproval>> {
  return unitOfWork(session, async (uow) => {
    const { mspId, actor } = session.principal.principal;
    const stage =
      isUuid(stageId) && (await uow.em.findOne(ApprovalStageEntity, { mspId, id: stageId }));
    if (!stage) return err(notFound(['stageId']));
    const { ticketId } = stage;
    const within: Session = { ...session, idempotency: null, joins: uow };
    const done = await changeTicket(within, { ticketId }, 'ticket:approve', async (ticket) => {
      const facts = {
        ...(await loadTransitionFacts(uow, ticket, [])),
        stages: await loadStages(uow, ticketId),
        delegations: await loadDelegations(uow),
      };
      const command = { ...vote, at: uow.now, by: actor, stageId: stage.id as ApprovalStageId };
      return decideVote(ticket, command, facts);
    });
    if (!done.ok) return done;
    return { ok: true, value: { ticketId, stageId: stage.id } };
  });
}
