import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { me, walled, wholeMsp } from '../orm/policies.ts';
import { atPlace } from './person-places.ts';

const TABLE = 'person_affiliation';

/**
 * Somebody belongs to a clinic, or to an organization as a whole, beside where they are at home: a
 * bookkeeper of two practices, a referring doctor, a vendor's engineer. One person, one sign-in. It
 * gives no rights (that is what grants do); while it lasts, tickets there may name them.
 */
export const PersonAffiliationEntity = defineEntity({
  name: 'PersonAffiliation',
  tableName: TABLE,
  properties: {
    ...tenantKey(),
    personId: p.uuid(),
    /** Also of a clinic: the clinic's. */
    organizationId: p.uuid(),
    clinicId: p.uuid().strictNullable(),
    /** As what they work there. */
    title: p.text().strictNullable(),
    /** Where they are reached there; who they sign in as is the person's own address. */
    email: p.text().strictNullable(),
    since: instant(),
    endedAt: instant().strictNullable(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [
    { properties: ['mspId', 'personId'] },
    { properties: ['mspId', 'clinicId'] },
    { properties: ['mspId', 'organizationId'] },
    {
      name: 'person_affiliation_open',
      expression:
        'create unique index person_affiliation_open on person_affiliation (msp_id, person_id, organization_id, clinic_id) nulls not distinct where ended_at is null',
    },
  ],
  ...walled({
    // Of each place its own: that somebody also works elsewhere is nobody's business here.
    select: `(person_id = ${me} or ${wholeMsp} or ${atPlace(TABLE, 'staff')})`,
    insert: `(${wholeMsp} or ${atPlace(TABLE, 'full')})`,
    update: `(${wholeMsp} or ${atPlace(TABLE, 'full')})`,
  }),
});
