import { defineEntity, p } from '@mikro-orm/core';
import { RELATION_KINDS } from '@wardline/asset-registry';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, walled, wholeMsp } from '../orm/policies.ts';

const bothIn = (scope: 'staff' | 'full', other: string) =>
  `(${inClinics(scope)} and ${inClinics(scope, other)})`;

/** How one asset stands to another of its organization; each belongs to the clinic it stands in. */
export const AssetRelationEntity = defineEntity({
  name: 'AssetRelation',
  tableName: 'asset_relation',
  properties: {
    ...tenantKey(),
    kind: p.enum(RELATION_KINDS),
    assetId: p.uuid(),
    clinicId: p.uuid(),
    relatedAssetId: p.uuid(),
    relatedClinicId: p.uuid(),
    createdAt: instant(),
  },
  uniques: [{ properties: ['mspId', 'assetId', 'kind', 'relatedAssetId'] }],
  indexes: [{ properties: ['mspId', 'relatedAssetId', 'kind'] }],
  ...walled({
    select: bothIn('staff', 'related_clinic_id'),
    insert: bothIn('full', 'related_clinic_id'),
    delete: bothIn('full', 'related_clinic_id'),
  }),
});

/**
 * What follows from the relations: everything an asset depends on, directly or over others, with the
 * least number of steps. Kept, because it is read with every change and changes seldom; Wardline alone
 * writes it (`keep-dependencies.ts`).
 */
export const AssetDependencyEntity = defineEntity({
  name: 'AssetDependency',
  tableName: 'asset_dependency',
  properties: {
    mspId: p.uuid().primary(),
    assetId: p.uuid().primary(),
    dependsOnId: p.uuid().primary(),
    clinicId: p.uuid(),
    dependsOnClinicId: p.uuid(),
    steps: p.integer(),
  },
  indexes: [{ properties: ['mspId', 'dependsOnId'] }],
  ...walled({
    select: bothIn('staff', 'depends_on_clinic_id'),
    insert: wholeMsp,
    delete: wholeMsp,
  }),
});
