import type { PersonId } from '@wardline/kernel';
import {
  type ApprovalStageId,
  requestApproval as decideRequest,
  detailsOf,
  type StageInput,
} from '@wardline/ticket-core';
import { loadRiskAssets, weighAssets } from '../changes/risk.facts.ts';
import { PersonEntity } from '../people/person.entity.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { loadPeople } from '../tickets/ticket.facts.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { loadStages } from './approval.store.ts';
import { loadApprovers } from './load-approvers.ts';

export interface RequestApproval extends TicketTarget {
  readonly stages: readonly StageInput[];
}

/** Asks people to approve a change or a request; what was asked before loses its force. */
export function requestApproval(session: Session, { stages, ...target }: RequestApproval) {
  const by = session.principal.principal.actor;
  return changeTicket(session, target, 'ticket:update', async (ticket, uow, clinic) => {
    const assets = await loadRiskAssets(uow, ticket.assetIds);
    const change = detailsOf(ticket, 'CHANGE');
    const people = await loadPeople(
      uow,
      clinic,
      stages.flatMap(({ approverIds }) => approverIds),
    );
    return decideRequest(
      ticket,
      { at: uow.now, by, stages, stageIds: stages.map(() => uow.newId() as ApprovalStageId) },
      {
        people,
        ...(await loadApprovers(uow, clinic, people)),
        outsiders: await clientsAmong(uow, people),
        stages: await loadStages(uow, ticket.id),
        ...(change ? weighAssets(change, assets) : { risk: null, medicalDeviceAffected: false }),
      },
    );
  });
}

async function clientsAmong(uow: UnitOfWork, people: readonly PersonId[]): Promise<PersonId[]> {
  const { mspId } = uow.session.principal.principal;
  const clients = { mspId, id: { $in: [...people] }, side: 'CLIENT' } as const;
  return (await uow.em.find(PersonEntity, clients)).map(({ id }) => id as PersonId);
}
