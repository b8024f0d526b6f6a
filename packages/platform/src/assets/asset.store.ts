import type { AssetEvent, AssetState } from '@wardline/asset-registry';
import { isUuid } from '@wardline/kernel';
import type { UnitOfWork } from '../unit-of-work.ts';
import { AssetEntity, type AssetRow } from './asset.entity.ts';

/** An asset the caller may see. */
export async function findAsset({ em, session }: UnitOfWork, id: string): Promise<AssetRow | null> {
  const { mspId } = session.principal.principal;
  return isUuid(id) ? em.findOne(AssetEntity, { mspId, id }) : null;
}

export function toAssetState(row: AssetRow): AssetState {
  const {
    mspId: _mspId,
    updatedAt: _updatedAt,
    domain: _domain,
    medicalBehind: _medicalBehind,
    ...state
  } = { ...row };
  return state as AssetState;
}

/** Notes what happened to an asset, for the audit trail and the outbox: no free text. */
export function recordAssetEvent(
  uow: UnitOfWork,
  { clinicId }: Pick<AssetRow, 'clinicId'>,
  event: AssetEvent,
  authority: string,
): void {
  const { type, assetId: recordId } = event;
  uow.record({ type, recordType: 'Asset', recordId, clinicId, facts: factsOf(event), authority });
}

function factsOf(event: AssetEvent): Record<string, unknown> {
  switch (event.type) {
    case 'AssetRegistered': {
      const { kind, criticality, state } = event.asset;
      return { kind, criticality, state };
    }
    case 'AssetUpdated':
      return { fields: event.changes.map((change) => change.field) };
    case 'AssetStateChanged':
      return { from: event.from, to: event.to, outOfServiceReason: event.outOfServiceReason };
    case 'AssetRelated':
    case 'AssetUnrelated': {
      const { kind, relatedAssetId } = event.relation;
      return { kind, relatedAssetId };
    }
  }
}
