import { err, isUuid, type PersonId } from '@wardline/kernel';
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
import { loadApprovers } from './load-approvers.ts';

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
  return unitOfWork(session, async (asked) => {
    const { mspId, actor } = session.principal.principal;
    const stage =
      isUuid(stageId) && (await asked.em.findOne(ApprovalStageEntity, { mspId, id: stageId }));
    if (!stage) return err(notFound(['stageId']));
    const { ticketId } = stage;
    const within: Session = { ...session, idempotency: null, joins: asked };
    const done = await changeTicket(
      within,
      { ticketId },
      'ticket:approve',
      async (ticket, uow, clinic) => {
        const delegations = await loadDelegations(uow);
        const absent = delegations.map(({ fromId }) => fromId);
        const people = [session.principal.principal.personId, vote.approverId, ...absent];
        const known = people.filter((id): id is PersonId => typeof id === 'string' && isUuid(id));
        const { mayApprove, lanesOf } = await loadApprovers(uow, clinic, known);
        const facts = {
          ...(await loadTransitionFacts(uow, ticket, [])),
          stages: await loadStages(uow, ticketId),
          // Nobody lends what they have not any more.
          delegations: delegations.filter(({ fromId }) => mayApprove.includes(fromId)),
          lanesOf,
        };
        const command = { ...vote, at: uow.now, by: actor, stageId: stage.id as ApprovalStageId };
        return decideVote(ticket, command, facts);
      },
    );
    if (!done.ok) return done;
    return { ok: true, value: { ticketId, stageId: stage.id } };
  });
}
