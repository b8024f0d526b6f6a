import type { AssetId } from '@wardline/kernel';

/** Which end suffers when the other one stands still. */
type Bearing = 'ON_RELATED' | 'ON_EACH_OTHER';

interface RelationRule {
  readonly dependence: Bearing;
  /** A thing cannot, over any number of others, stand in this relation to itself. */
  readonly acyclic: boolean;
}

/** How one asset can stand to another: "this `DEPENDS_ON` that". */
export const RELATION_RULES = {
  /** A service that is needed: PACS depends on the archive. Services may need each other. */
  DEPENDS_ON: { dependence: 'ON_RELATED', acyclic: false },
  /** A virtual machine on a server, a database on a virtual machine. */
  HOSTED_ON: { dependence: 'ON_RELATED', acyclic: true },
  /** Reaches the network through it: a modality on a switch, a switch on its uplink. */
  CONNECTED_TO: { dependence: 'ON_RELATED', acyclic: false },
  /** On this circuit, UPS or generator. */
  POWERED_BY: { dependence: 'ON_RELATED', acyclic: false },
  /** The room or rack is kept cool by it. */
  COOLED_BY: { dependence: 'ON_RELATED', acyclic: false },
  /** A part and its whole: what stops either stops the other. */
  PART_OF: { dependence: 'ON_EACH_OTHER', acyclic: true },
} as const satisfies Readonly<Record<string, RelationRule>>;

export type RelationKind = keyof typeof RELATION_RULES;
export const RELATION_KINDS = Object.keys(RELATION_RULES) as readonly RelationKind[];

/** The first is `kind` the second. */
export interface AssetRelation {
  readonly kind: RelationKind;
  readonly assetId: AssetId;
  readonly relatedAssetId: AssetId;
}

/** The first cannot do its work without the second. */
export interface Dependence {
  readonly assetId: AssetId;
  readonly dependsOnId: AssetId;
}

/** What a relation means for who depends on whom: one statement, or one each way. */
export function dependencesOf(relation: AssetRelation): readonly Dependence[] {
  const { assetId, relatedAssetId } = relation;
  const there = { assetId, dependsOnId: relatedAssetId };
  if (RELATION_RULES[relation.kind].dependence === 'ON_RELATED') return [there];
  return [there, { assetId: relatedAssetId, dependsOnId: assetId }];
}
