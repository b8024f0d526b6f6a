// The asset

export {
  ASSET_LIMITS,
  type AssetIdentity,
  type AssetState,
  CRITICALITIES,
  type Criticality,
  EPHI_ANSWERS,
  type EphiAnswer,
} from './asset.ts';
export {
  ASSET_DOMAINS,
  ASSET_KIND_DOMAINS,
  ASSET_KINDS,
  type AssetDomain,
  type AssetKind,
  domainOf,
} from './asset-kind.ts';
export {
  type AvailableAssetTransition,
  availableAssetTransitions,
} from './available-asset-transitions.ts';
// Decisions
export type { AssetFacts, AssetFields } from './check-asset-fields.ts';
// Refusals
export {
  ASSET_ERRORS,
  type AssetErrorCode,
  type AssetInputRefused,
  type AssetRefusal,
  type AssetTransitionRefused,
} from './errors.ts';
// Events
export {
  type AssetEvent,
  type AssetFieldChange,
  type AssetRegistered,
  type AssetRelated,
  type AssetStateChanged,
  type AssetUnrelated,
  type AssetUpdated,
  EDITABLE_ASSET_FIELDS,
  type EditableAssetField,
} from './events.ts';
export { evolveAsset, evolveAssetHistory } from './evolve-asset.ts';
// Its life
export {
  ASSET_LIFECYCLE,
  ASSET_STATES,
  type AssetRequirement,
  type AssetStateName,
  type AssetTransitionBlocker,
  type AssetTransitionRule,
  OUT_OF_SERVICE_REASONS,
  type OutOfServiceReason,
  REGISTRABLE_STATES,
} from './lifecycle.ts';
// Its relations
export { dependenciesOf, dependenciesOfEach, MOST_DEPENDENCIES } from './reachable.ts';
export {
  type RegisterAssetCommand,
  type RegisterAssetFacts,
  registerAsset,
} from './register-asset.ts';
export {
  MOST_RELATIONS,
  type RelateAssetsCommand,
  type RelateAssetsFacts,
  relateAssets,
} from './relate-assets.ts';
export {
  type AssetRelation,
  type Dependence,
  dependencesOf,
  RELATION_KINDS,
  RELATION_RULES,
  type RelationKind,
} from './relation.ts';
export { type TransitionAssetCommand, transitionAsset } from './transition-asset.ts';
export { type AssetChanges, type UpdateAssetCommand, updateAsset } from './update-asset.ts';
