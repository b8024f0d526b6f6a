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
  return rows.map(({ id, kind, medicalBehind, criticality }) => ({
    medical: kind === 'MEDICAL_DEVICE' || medicalBehind,
    criticality,
    dependents: needing.filter(({ dependsOnId }) => dependsOnId === id).length,
  }));
}

/** What the assets of a change mean to who has to approve it: read and decided by the same. */
export function weighAssets(change: ChangeDetails, assets: readonly AffectedAsset[]) {
  return {
    medicalDeviceAffected: assets.some(({ medical }) => medical),
    risk: assessRisk(change.riskAnswers, assets).level,
  };
}
