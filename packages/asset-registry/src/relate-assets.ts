import {
  type Actor,
  type ClinicId,
  err,
  type Instant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { AssetState } from './asset.ts';
import { checkAt, checkChoice } from './check-input.ts';
import type { AssetRefusal } from './errors.ts';
import type { AssetRelated } from './events.ts';
import {
  type AssetRelation,
  RELATION_KINDS,
  RELATION_RULES,
  type RelationKind,
} from './relation.ts';

/** The most relations one asset begins. */
export const MOST_RELATIONS = 200;

/** Say that an asset stands in a relation to another: "asset is kind related". */
export interface RelateAssetsCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly kind: RelationKind;
}

export interface RelateAssetsFacts {
  /** The other asset, if there is one where the caller could name it. */
  readonly related: AssetState | null;
  /** The clinics of the organization that the asset belongs to: relations do not leave it. */
  readonly clinicIds: readonly ClinicId[];
  /** The relations of this kind that begin at the asset, and all that following the kind from the other one meets. */
  readonly relations: readonly AssetRelation[];
}

/**
 * Relates one asset to another of the same organization.
 * @returns one `AssetRelated`, or nothing if they are so related already; refusals: `NOT_FOUND`,
 *   `RELATION_TO_ITSELF`, `RELATION_IN_A_CIRCLE` (of a part, or of what is hosted), `RELATIONS_TOO_MANY`,
 *   `OTHER_ORGANIZATION`, `ASSET_DISPOSED`.
 */
export function relateAssets(
  asset: AssetState,
  { at, by, kind }: RelateAssetsCommand,
  { related, clinicIds, relations }: RelateAssetsFacts,
): Result<readonly AssetRelated[], AssetRefusal> {
  const known = checkChoice(kind, RELATION_KINDS, ['kind']);
  if (!known.ok) return known;
  if (related === null) {
    const message = 'There is no such asset that you can use here.';
    return err(refusal('NOT_FOUND', message, ['relatedAssetId']));
  }
  if (related.id === asset.id) {
    const message = 'An asset is not related to itself. Name another one.';
    return err(refusal('RELATION_TO_ITSELF', message, ['relatedAssetId']));
  }
  if (!clinicIds.includes(related.clinicId)) {
    const message = 'Assets are related within one organization.';
    return err(refusal('OTHER_ORGANIZATION', message, ['relatedAssetId']));
  }
  for (const each of [asset, related]) {
    if (each.state === 'DISPOSED') {
      return err(refusal('ASSET_DISPOSED', `${each.name} is disposed of.`));
    }
  }
  const moment = checkAt(at, Math.max(asset.registeredAt, related.registeredAt));
  if (!moment.ok) return moment;
  const ofKind = relations.filter((relation) => relation.kind === kind);
  const own = ofKind.filter((relation) => relation.assetId === asset.id);
  if (own.some(({ relatedAssetId }) => relatedAssetId === related.id)) return ok([]);
  if (RELATION_RULES[kind].acyclic && leadsTo(related.id, asset.id, ofKind)) {
    const message = `${related.name} is ${kind} ${asset.name} already, itself or over others.`;
    return err(refusal('RELATION_IN_A_CIRCLE', message, ['relatedAssetId']));
  }
  if (own.length >= MOST_RELATIONS) {
    const message = `An asset begins at most ${MOST_RELATIONS} relations of a kind.`;
    return err(refusal('RELATIONS_TOO_MANY', message, ['relatedAssetId']));
  }
  const relation = { kind, assetId: asset.id, relatedAssetId: related.id };
  return ok([{ type: 'AssetRelated', assetId: asset.id, at, by, relation }]);
}

function leadsTo(from: string, to: string, relations: readonly AssetRelation[]): boolean {
  const met = new Set([from]);
  for (const id of met) {
    for (const { assetId, relatedAssetId } of relations)
      if (assetId === id) met.add(relatedAssetId);
  }
  return met.has(to);
}
