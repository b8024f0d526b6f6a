import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { allClinics, inClinics, isProvider, walled, wholeMsp } from '../orm/policies.ts';

/**
 * A set of clinics under a name, across the MSP's customers: what roles are granted over and lists are
 * filtered by. The provider's own: how an MSP sorts its customers is none of theirs, so nobody of a client
 * sees one; and of the provider's people only who may see a clinic of it.
 */
export const ClinicGroupEntity = defineEntity({
  name: 'ClinicGroup',
  tableName: 'clinic_group',
  properties: {
    ...tenantKey(),
    name: p.text(),
    description: p.text().strictNullable(),
    createdAt: instant(),
    /** Set while it is out of use: nothing new is granted over it, and its clinics stay as they are. */
    archivedAt: instant().strictNullable(),
    version: version(),
  },
  ...walled({
    select: `(${isProvider} and (${allClinics} or exists (select 1 from clinic_group_clinic m
  where m.msp_id = clinic_group.msp_id and m.group_id = clinic_group.id)))`,
    insert: wholeMsp,
    update: wholeMsp,
  }),
});
export type ClinicGroupRow = InferEntity<typeof ClinicGroupEntity>;

/** A clinic of a group: seen by whoever of the provider may know the clinic. */
export const ClinicGroupClinicEntity = defineEntity({
  name: 'ClinicGroupClinic',
  tableName: 'clinic_group_clinic',
  properties: {
    mspId: p.uuid().primary(),
    groupId: p.uuid().primary(),
    clinicId: p.uuid().primary(),
  },
  indexes: [{ properties: ['mspId', 'clinicId'] }],
  ...walled({
    select: `(${isProvider} and ${inClinics('known')})`,
    insert: wholeMsp,
    delete: wholeMsp,
  }),
});
