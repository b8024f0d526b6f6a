import { isUuid } from '@wardline/kernel';
import { assessRisk, type ChangeDetails, type RiskAsset } from '@wardline/ticket-core';
import { AssetEntity } from '../assets/asset.entity.ts';
import { AssetDependencyEntity } from '../assets/asset-relation.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** An affected asset as its risk is judged by. */
export interface AffectedAsset extends RiskAsset {
  /** Whether it is a medical device, or one needs it: what the switch does, the pump feels. */
  readonly medical: boolean;
}

/** What a change touches, and what needs each of it. */
export async function loadRiskAssets(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<readonly AffectedAsset[]> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return [];
  const { mspId } = uow.session.principal.principal;
  const rows = await uow.em.find(AssetEntity, { mspId, id: { $in: wanted } });
  const needing = await uow.em.find(AssetDependencyEntity, { mspId, dependsOnId: { $in: wanted } });
  const devices = await uow.em.find(AssetEntity, {
    mspId,
    id: { $in: [...new Set(needing.map(({ assetId }) => assetId))] },
    kind: 'MEDICAL_DEVICE',
  });
  const medical = new Set(devices.map(({ id }) => id));
  return rows.map(({ id, kind, criticality }) => {
    const behind = needing.filter(({ dependsOnId }) => dependsOnId === id);
    return {
      medical: kind === 'MEDICAL_DEVICE' || behind.some(({ assetId }) => medical.has(assetId)),
      criticality,
      dependents: behind.length,
    };
  });
}

/** What the assets of a change mean to who has to approve it: read and decided by the same. */
export function weighAssets(change: ChangeDetails, assets: readonly AffectedAsset[]) {
  return {
    medicalDeviceAffected: assets.some(({ medical }) => medical),
    risk: assessRisk(change.riskAnswers, assets).level,
  };
}
