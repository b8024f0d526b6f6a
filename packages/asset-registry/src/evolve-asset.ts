import type { AssetState } from './asset.ts';
import type { AssetEvent } from './events.ts';

/**
 * The asset after one more event. Total over every history that begins with `AssetRegistered`;
 * any other is a bug in the caller, and the only thing this package throws for.
 */
export function evolveAsset(state: AssetState | null, event: AssetEvent): AssetState {
  if (event.type === 'AssetRegistered') return event.asset;
  if (state === null) {
    throw new TypeError(`A history begins with AssetRegistered, not ${event.type}.`);
  }
  switch (event.type) {
    case 'AssetUpdated':
      return {
        ...state,
        ...Object.fromEntries(event.changes.map((change) => [change.field, change.to])),
      };
    case 'AssetStateChanged':
      return { ...state, state: event.to, outOfServiceReason: event.outOfServiceReason };
    // Relations are kept beside the asset: each belongs to two.
    case 'AssetRelated':
    case 'AssetUnrelated':
      return state;
  }
}

/** Folds a list of events, oldest first. */
export function evolveAssetHistory(
  state: AssetState | null,
  events: readonly AssetEvent[],
): AssetState | null {
  return events.reduce<AssetState | null>(evolveAsset, state);
}
