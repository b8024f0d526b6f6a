import type { PersonId } from '@wardline/kernel';
import {
  type ApprovalDecision,
  type ApprovalStage,
  type ApprovalStageId,
  type Delegation,
  evolveApprovals,
  outcomeOfStage,
  summarizeApprovals,
  type TicketEvent,
  type TicketState,
} from '@wardline/ticket-core';
import type { UnitOfWork } from '../unit-of-work.ts';
import {
  ApprovalDelegationEntity,
  ApprovalStageEntity,
  ApprovalVoteEntity,
} from './approval.entity.ts';

const tenant = (uow: UnitOfWork) => uow.session.principal.principal.mspId;

/** The approval stages of a ticket, withdrawn ones too, in their order. */
export async function loadStages(
  uow: UnitOfWork,
  ticketId: string,
): Promise<readonly ApprovalStage[]> {
  const where = { mspId: tenant(uow), ticketId };
  const stages = await uow.em.find(ApprovalStageEntity, where, {
    orderBy: { position: 'asc', id: 'asc' },
  });
  if (stages.length === 0) return [];
  const votes = await uow.em.find(ApprovalVoteEntity, where, { orderBy: { id: 'asc' } });
  return stages.map((stage) => {
    const asked = votes.filter((vote) => vote.stageId === stage.id);
    return {
      id: stage.id as ApprovalStageId,
      name: stage.name,
      position: stage.position,
      lane: stage.lane,
      quorum: stage.quorum,
      requestedAt: stage.requestedAt,
      requestedById: stage.requestedById as PersonId | null,
      withdrawnAt: stage.withdrawnAt,
      approverIds: asked.map((vote) => vote.approverId as PersonId),
      votes: asked.flatMap(({ approverId, castById, decision, note, votedAt }) =>
        castById === null || decision === null || votedAt === null
          ? []
          : [
              {
                approverId: approverId as PersonId,
                castById: castById as PersonId,
                decision: decision as ApprovalDecision,
                note,
                at: votedAt,
              },
            ],
      ),
    };
  });
}

/** Who has approved a ticket, in force: nobody of them gets another part in it. */
export async function loadApproverIds(
  uow: UnitOfWork,
  { id, type }: Pick<TicketState, 'id' | 'type'>,
): Promise<readonly PersonId[]> {
  if (type !== 'CHANGE' && type !== 'SERVICE_REQUEST') return [];
  return summarizeApprovals(await loadStages(uow, id)).approverIds;
}

/** Who stands in for whom, now, as far as the acting person is concerned. */
export async function loadDelegations(uow: UnitOfWork): Promise<readonly Delegation[]> {
  const { mspId, personId } = uow.session.principal.principal;
  if (personId === null) return [];
  const rows = await uow.em.find(ApprovalDelegationEntity, { mspId, toId: personId });
  return rows.map(({ fromId, toId, validFrom, validUntil }) => ({
    fromId: fromId as PersonId,
    toId: toId as PersonId,
    from: validFrom,
    until: validUntil,
  }));
}

/** Keeps what an event says of approvals. */
export async function saveApprovals(
  uow: UnitOfWork,
  ticket: TicketState,
  event: TicketEvent,
): Promise<void> {
  switch (event.type) {
    case 'ApprovalRequested':
      await withdraw(uow, event.withdrawn, event.at);
      await addStages(uow, ticket, event.stages);
      return;
    case 'ApprovalsWithdrawn':
      await withdraw(uow, event.stageIds, event.at);
      return;
    case 'ApprovalDecided': {
      const { stageId, vote } = event;
      const before = await loadStages(uow, ticket.id);
      const stage = evolveApprovals(before, event).find(({ id }) => id === stageId);
      const key = { mspId: tenant(uow), stageId, approverId: vote.approverId };
      const row = await uow.em.findOneOrFail(ApprovalVoteEntity, key);
      const { castById, decision, note, at: votedAt } = vote;
      uow.em.assign(row, { castById, decision, note, votedAt });
      const kept = await uow.em.findOneOrFail(ApprovalStageEntity, {
        mspId: tenant(uow),
        id: stageId,
      });
      if (stage) kept.outcome = outcomeOfStage(stage);
    }
  }
}

async function withdraw(uow: UnitOfWork, ids: readonly string[], at: number): Promise<void> {
  if (ids.length === 0) return;
  const rows = await uow.em.find(ApprovalStageEntity, {
    mspId: tenant(uow),
    id: { $in: [...ids] },
  });
  for (const row of rows) row.withdrawnAt ??= at;
}

async function addStages(
  uow: UnitOfWork,
  ticket: TicketState,
  stages: readonly ApprovalStage[],
): Promise<void> {
  const where = { mspId: tenant(uow), ticketId: ticket.id, clinicId: ticket.clinicId };
  for (const { id, name, position, lane, quorum, requestedAt, requestedById } of stages) {
    const stage = { ...where, id, name, position, lane, quorum, requestedAt, requestedById };
    const pending = { outcome: 'PENDING', withdrawnAt: null } as const;
    uow.add(ApprovalStageEntity, { ...stage, ...pending });
  }
  const unsaid = { castById: null, decision: null, note: null, votedAt: null };
  for (const { id: stageId, approverIds } of stages) {
    for (const approverId of approverIds) {
      const vote = { ...where, id: uow.newId(), stageId, approverId, ...unsaid };
      uow.add(ApprovalVoteEntity, vote);
    }
  }
}
