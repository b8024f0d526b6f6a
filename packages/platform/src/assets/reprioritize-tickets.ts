import { reprioritize } from '@wardline/ticket-core';
import { OPEN_STATES } from '../dispatch/team-facts.store.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { TicketAssetEntity, TicketEntity } from '../tickets/ticket.entity.ts';
import { loadAssets, loadClinic } from '../tickets/ticket.facts.ts';
import { lockTicket } from '../tickets/ticket.store.ts';
import { afterLock } from '../tickets/ticket-access.ts';
import { runTriage } from '../triage/run-triage.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * What is open about an asset is as urgent as the asset has turned out to be.
 * @param except what has been asked before.
 * @returns what was asked, and that.
 */
export async function reprioritizeTickets(
  asked: UnitOfWork,
  assetId: string,
  authority: string,
  except: readonly string[] = [],
): Promise<readonly string[]> {
  const { mspId, actor: by } = asked.session.principal.principal;
  const links = await asked.em.find(TicketAssetEntity, { mspId, assetId });
  const ids = links.map(({ ticketId }) => ticketId).filter((id) => !except.includes(id));
  const open = await asked.em.find(
    TicketEntity,
    { mspId, id: { $in: ids }, state: { $in: [...OPEN_STATES] } },
    // Always in one order: two who change assets of the same tickets do not wait for each other for good.
    { fields: ['id'], orderBy: { id: 'asc' } },
  );
  for (const { id } of open) {
    const loaded = await lockTicket(asked, id);
    const clinic = loaded && (await loadClinic(asked, loaded.row.clinicId));
    if (!loaded || !clinic) continue;
    const uow = afterLock(asked, loaded);
    const assets = await loadAssets(uow, loaded.state.assetIds);
    const decided = reprioritize(
      loaded.state,
      { at: uow.now, by },
      {
        criticalities: assets.map((asset) => asset.criticality),
        priorityMatrix: await loadPriorityMatrix(uow),
      },
    );
    if (!decided.ok || decided.value.length === 0) continue;
    await keepEvents(uow, { ...loaded, clinic, authority }, decided.value);
    await runTriage(uow, id, decided.value, clinic);
  }
  return [...except, ...open.map(({ id }) => id)];
}
