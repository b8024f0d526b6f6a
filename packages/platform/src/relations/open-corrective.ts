import type { TicketId } from '@wardline/kernel';
import {
  callsForCorrection,
  isOpen,
  openCorrectiveWorkOrder,
  type TicketEvent,
  type TicketState,
} from '@wardline/ticket-core';
import { loadTasks } from '../tasks/task.store.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { openNumbered } from '../tickets/open-numbered.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import { loadAssets, loadLocation, loadPeople, loadTeam } from '../tickets/ticket.facts.ts';
import type { UnitOfWork, WorkResult } from '../unit-of-work.ts';
import { TicketLinkEntity } from './ticket-link.entity.ts';

/** The channel of what Wardline opens on its own account. */
const CHANNEL = 'MONITORING';

/**
 * Opens the repair that a failed work order calls for, in the transaction that completes it; once, as
 * long as an earlier one of the same work order is open. Its id; null if none is called for.
 */
export async function openCorrective(
  uow: UnitOfWork,
  ticket: TicketState,
  clinic: ClinicRow,
  events: readonly TicketEvent[],
): Promise<WorkResult<TicketId | null>> {
  const failure = events.find(
    (event) => event.type === 'TicketStateChanged' && callsForCorrection(ticket, event),
  );
  if (failure?.type !== 'TicketStateChanged' || (await isUnderRepair(uow, ticket.id))) {
    return { ok: true, value: null };
  }
  const tasks = (await loadTasks(uow, [ticket.id])).get(ticket.id) ?? [];
  const facts = {
    lifecycle: uow.session.engine.lifecycles.WORK_ORDER.lifecycle,
    clinicExists: true,
    people: await loadPeople(uow, clinic, [ticket.requesterId]),
    assets: await loadAssets(uow, ticket.assetIds),
    location: await loadLocation(uow, ticket.locationId),
    team: await loadTeam(uow, clinic.id, ticket.teamId),
    priorityMatrix: await loadPriorityMatrix(uow),
    failedTasks: tasks.filter(({ status }) => status === 'FAILED'),
  };
  const id = uow.newId() as TicketId;
  const { at, by, note } = failure;
  const opened = await openNumbered(
    uow,
    { clinic, assets: facts.assets, type: 'WORK_ORDER', authority: 'ticket:transition' },
    (number) =>
      openCorrectiveWorkOrder(ticket, { at, by, id, number, channel: CHANNEL, note }, facts),
    (decided) => decided,
  );
  return opened.ok ? { ok: true, value: id } : opened;
}

async function isUnderRepair({ em, session }: UnitOfWork, ticketId: string): Promise<boolean> {
  const { mspId } = session.principal.principal;
  const links = await em.find(TicketLinkEntity, { mspId, toId: ticketId, kind: 'FOLLOWS' });
  const ids = links.map(({ fromId }) => fromId);
  const following = await em.find(TicketEntity, { mspId, id: { $in: ids }, type: 'WORK_ORDER' });
  return following.some(({ state }) => isOpen(state as TicketState['state']));
}
