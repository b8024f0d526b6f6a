import type { AssetEvent, AssetRefusal, AssetState } from '@wardline/asset-registry';
import {
  type AssetChanges,
  transitionAsset as decideTransition,
  updateAsset as decideUpdate,
  evolveAsset,
  type TransitionAssetCommand,
} from '@wardline/asset-registry';
import { err, type OrganizationId, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { afterDecisionsOn } from '../tickets/decided-on.ts';
import { loadClinic, loadLocation } from '../tickets/ticket.facts.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { findAsset, recordAssetEvent, toAssetState } from './asset.store.ts';
import { reprioritizeTickets } from './reprioritize-tickets.ts';

export interface AssetTarget {
  readonly assetId: string;
  readonly expectedVersion: number;
}

/** Changes what is known about an asset. */
export function updateAsset(
  session: Session,
  { changes, ...target }: AssetTarget & { readonly changes: AssetChanges },
) {
  const by = session.principal.principal.actor;
  return changeAsset(session, target, async (asset, uow) =>
    decideUpdate(
      asset,
      { at: uow.now, by, changes },
      { location: await loadLocation(uow, changes.locationId) },
    ),
  );
}

/** Takes an asset along one arrow of its lifecycle. */
export function transitionAsset(
  session: Session,
  { assetId, expectedVersion, ...command }: AssetTarget & Omit<TransitionAssetCommand, 'at' | 'by'>,
) {
  const by = session.principal.principal.actor;
  return changeAsset(session, { assetId, expectedVersion }, async (asset, uow) =>
    decideTransition(asset, { ...command, at: uow.now, by }),
  );
}

function changeAsset(
  session: Session,
  { assetId, expectedVersion }: AssetTarget,
  decide: (
    state: AssetState,
    uow: UnitOfWork,
  ) => Promise<Result<readonly AssetEvent[], AssetRefusal>>,
): Promise<WorkResult<{ readonly assetId: string }>> {
  return unitOfWork(session, async (uow) => {
    const row = await findAsset(uow, assetId);
    const clinic = row && (await loadClinic(uow, row.clinicId));
    if (!row || !clinic) return err(notFound(['assetId']));
    const state = toAssetState(row);
    const allowed = authorize(uow, 'asset:manage', {
      clinicId: state.clinicId,
      organizationId: clinic.organizationId as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    if (row.version !== expectedVersion) return err(versionConflict(row.id, row.version));
    const decision = await decide(state, uow);
    if (!decision.ok) return decision;
    for (const event of decision.value) {
      const { id: _id, version: _version, ...columns } = evolveAsset(toAssetState(row), event);
      uow.em.assign(row, { ...columns, updatedAt: uow.now });
      recordAssetEvent(uow, row, event, allowed.value);
    }
    if (row.criticality !== state.criticality) {
      await uow.em.flush();
      const done = await reprioritizeTickets(uow, row.id, allowed.value);
      await uow.em.flush();
      await afterDecisionsOn(uow, row.id);
      await reprioritizeTickets(uow, row.id, allowed.value, done);
    }
    return ok({ assetId: row.id });
  });
}
