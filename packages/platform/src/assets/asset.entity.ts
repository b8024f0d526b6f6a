import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import {
  ASSET_DOMAINS,
  ASSET_KINDS,
  ASSET_STATES,
  CRITICALITIES,
  EPHI_ANSWERS,
  OUT_OF_SERVICE_REASONS,
} from '@wardline/asset-registry';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, walled } from '../orm/policies.ts';

/** A thing a clinic depends on: IT, medical device, building technology, or a service. */
export const AssetEntity = defineEntity({
  name: 'Asset',
  tableName: 'asset',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid(),
    locationId: p.uuid().strictNullable(),
    kind: p.enum(ASSET_KINDS),
    /** Follows from the kind; kept so that queues can be filtered by it. */
    domain: p.enum(ASSET_DOMAINS),
    name: p.text(),
    tag: p.text().strictNullable(),
    serial: p.text().strictNullable(),
    manufacturer: p.text().strictNullable(),
    model: p.text().strictNullable(),
    deviceClass: p.text().strictNullable(),
    criticality: p.enum(CRITICALITIES),
    ephi: p.enum(EPHI_ANSWERS),
    state: p.enum(ASSET_STATES),
    outOfServiceReason: p.enum(OUT_OF_SERVICE_REASONS).strictNullable(),
    /** Whether a medical device needs it, be it of a clinic the reader does not know; kept with `asset_dependency`. */
    medicalBehind: p.boolean(),
    registeredAt: instant(),
    updatedAt: instant(),
    version: version(),
  },
  indexes: [
    { properties: ['mspId', 'clinicId', 'name', 'id'] },
    { properties: ['mspId', 'name', 'id'] },
    { properties: ['mspId', 'locationId'] },
  ],
  uniques: [{ properties: ['mspId', 'tag'] }],
  ...walled({ select: inClinics('staff'), insert: inClinics('full'), update: inClinics('full') }),
});
export type AssetRow = InferEntity<typeof AssetEntity>;
