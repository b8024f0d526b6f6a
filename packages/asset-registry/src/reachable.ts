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

/**
 * The most dependencies that follow from one relation, of all the assets it touches together. Parts of
 * one whole all depend on each other: without a bound a thousand of them would be a million pairs.
 */
export const MOST_DEPENDENCIES = 100_000;

/**
 * As `dependenciesOf`, of several assets at once.
 * @param most where to stop: null where more than so many follow, all assets together.
 */
export function dependenciesOfEach(
  assetIds: readonly AssetId[],
  dependences: readonly Dependence[],
  most: number = Number.POSITIVE_INFINITY,
): ReadonlyMap<AssetId, ReadonlyMap<AssetId, number>> | null {
  const next = Map.groupBy(dependences, (each) => each.assetId);
  const met = new Map<AssetId, ReadonlyMap<AssetId, number>>();
  let count = 0;
  for (const id of new Set(assetIds)) {
    const found = walk(id, next);
    count += found.size;
    if (count > most) return null;
    met.set(id, found);
  }
  return met;
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
