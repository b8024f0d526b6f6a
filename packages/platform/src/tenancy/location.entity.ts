import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, walled } from '../orm/policies.ts';

export const LOCATION_KINDS = [
  'SITE',
  'BUILDING',
  'FLOOR',
  'ROOM',
  'BAY',
  'STORAGE',
  'VEHICLE',
  'PATIENT_HOME',
] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

/** A place inside a clinic; places form a tree: site, building, floor, room, bay. */
export const LocationEntity = defineEntity({
  name: 'Location',
  tableName: 'location',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid(),
    parentId: p.uuid().strictNullable(),
    kind: p.enum(LOCATION_KINDS),
    name: p.text(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'clinicId', 'parentId'] }],
  ...walled({
    select: inClinics('staff'),
    insert: inClinics('full'),
    update: inClinics('full'),
  }),
});
