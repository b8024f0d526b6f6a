import { isUuid } from '@wardline/kernel';
import type { RiskAsset } from '@wardline/ticket-core';
import { AssetEntity } from '../assets/asset.entity.ts';
import { AssetDependencyEntity } from '../assets/asset-relation.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** An affected asset as its risk is judged by. */
export interface AffectedAsset extends RiskAsset {
  readonly kind: string;
}

/** What a change touches, and how many others need each of it. */
export async function loadRiskAssets(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<readonly AffectedAsset[]> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return [];
  const { mspId } = uow.session.principal.principal;
  const rows = await uow.em.find(AssetEntity, { mspId, id: { $in: wanted } });
  const needing = await uow.em.find(AssetDependencyEntity, { mspId, dependsOnId: { $in: wanted } });
  return rows.map(({ id, kind, criticality }) => ({
    kind,
    criticality,
    dependents: needing.filter(({ dependsOnId }) => dependsOnId === id).length,
  }));
}

export const affectsMedicalDevice = (assets: readonly Pick<AffectedAsset, 'kind'>[]) =>
  assets.some(({ kind }) => kind === 'MEDICAL_DEVICE');
