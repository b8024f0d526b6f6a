import type { AssetId } from '@wardline/kernel';
import type { Dependence } from './relation.ts';

/**
 * Everything an asset depends on, over any number of others, with the least number of steps to it.
 * Circles are walked once; the asset itself is not in the answer.
 */
export function dependenciesOf(
  assetId: AssetId,
  dependences: readonly Dependence[],
): ReadonlyMap<AssetId, number> {
  return walk(
    assetId,
    Map.groupBy(dependences, (each) => each.assetId),
  );
}

/** As `dependenciesOf`, of several assets at once. */
export function dependenciesOfEach(
  assetIds: readonly AssetId[],
  dependences: readonly Dependence[],
): ReadonlyMap<AssetId, ReadonlyMap<AssetId, number>> {
  const next = Map.groupBy(dependences, (each) => each.assetId);
  return new Map(assetIds.map((id) => [id, walk(id, next)]));
}

function walk(
  start: AssetId,
  next: ReadonlyMap<AssetId, readonly Dependence[]>,
): ReadonlyMap<AssetId, number> {
  const steps = new Map<AssetId, number>([[start, 0]]);
  // A map is walked in the order of insertion, what is added on the way included: breadth first.
  for (const [id, distance] of steps) {
    for (const { dependsOnId } of next.get(id) ?? []) {
      if (!steps.has(dependsOnId)) steps.set(dependsOnId, distance + 1);
    }
  }
  steps.delete(start);
  return steps;
}
