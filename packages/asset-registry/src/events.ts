import type { Actor, AssetId, Instant } from '@wardline/kernel';
import type { AssetState } from './asset.ts';
import type { AssetStateName, OutOfServiceReason } from './lifecycle.ts';
import type { AssetRelation } from './relation.ts';

interface Happened<Type extends string> {
  readonly type: Type;
  readonly assetId: AssetId;
  readonly at: Instant;
  readonly by: Actor;
}

/** The fields `updateAsset` may change. The kind is not one: another kind is another asset. */
export const EDITABLE_ASSET_FIELDS = [
  'name',
  'tag',
  'serial',
  'manufacturer',
  'model',
  'deviceClass',
  'criticality',
  'ephi',
  'locationId',
] as const;
export type EditableAssetField = (typeof EDITABLE_ASSET_FIELDS)[number];

/** One changed field, old and new. */
export type AssetFieldChange = {
  readonly [Field in EditableAssetField]: {
    readonly field: Field;
    readonly from: AssetState[Field];
    readonly to: AssetState[Field];
  };
}[EditableAssetField];

export interface AssetRegistered extends Happened<'AssetRegistered'> {
  /** The asset as it was registered. */
  readonly asset: AssetState;
}

export interface AssetUpdated extends Happened<'AssetUpdated'> {
  /** At least one. */
  readonly changes: readonly AssetFieldChange[];
}

export interface AssetStateChanged extends Happened<'AssetStateChanged'> {
  readonly from: AssetStateName;
  /** Equal to `from` only when the reason for being out of service changes. */
  readonly to: AssetStateName;
  readonly outOfServiceReason: OutOfServiceReason | null;
  readonly note: string | null;
}

/** It stands in a relation to another asset from now on. */
export interface AssetRelated extends Happened<'AssetRelated'> {
  readonly relation: AssetRelation;
}

/** It does not any more. */
export interface AssetUnrelated extends Happened<'AssetUnrelated'> {
  readonly relation: AssetRelation;
}

/** What happened to an asset. Its history is the list of these, beginning with `AssetRegistered`. */
export type AssetEvent =
  | AssetRegistered
  | AssetUpdated
  | AssetStateChanged
  | AssetRelated
  | AssetUnrelated;
