import type { AssetState } from './asset.ts';
import { ASSET_GUARDS } from './guards.ts';
import {
  ASSET_LIFECYCLE,
  type AssetRequirement,
  type AssetStateName,
  type AssetTransitionBlocker,
} from './lifecycle.ts';

/** One arrow out of the present state, and what stands in its way now. */
export interface AvailableAssetTransition {
  readonly to: AssetStateName;
  /** Empty: `transitionAsset` accepts it, given what it `requires`. */
  readonly blockedBy: readonly AssetTransitionBlocker[];
  readonly requires: readonly AssetRequirement[];
}

/** Where the asset could go from here; `transitionAsset` asks the same function. */
export function availableAssetTransitions(asset: AssetState): readonly AvailableAssetTransition[] {
  return ASSET_LIFECYCLE[asset.state].map(({ to, requires = [], guard }) => {
    const blocker = guard ? ASSET_GUARDS[guard](asset) : null;
    return { to, blockedBy: blocker ? [blocker] : [], requires };
  });
}
