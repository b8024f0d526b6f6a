import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, isProvider, walled } from '../orm/policies.ts';

/** A time at which a clinic wants nothing changed: month end, an audit, flu season. */
export const BlackoutEntity = defineEntity({
  name: 'Blackout',
  tableName: 'blackout',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid(),
    name: p.text(),
    startsAt: instant(),
    endsAt: instant(),
  },
  indexes: [
    { properties: ['mspId', 'clinicId', 'endsAt'] },
    { properties: ['mspId', 'startsAt', 'id'] },
  ],
  ...walled({
    select: inClinics('known'),
    insert: `(${isProvider} and ${inClinics('full')})`,
    delete: `(${isProvider} and ${inClinics('full')})`,
  }),
});
