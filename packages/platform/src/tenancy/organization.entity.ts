import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inOrganizations, walled, wholeMsp } from '../orm/policies.ts';

/** A customer of an MSP that owns one or more clinics. */
export const OrganizationEntity = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    ...tenantKey(),
    name: p.text(),
    createdAt: instant(),
    version: version(),
  },
  ...walled({
    select: inOrganizations('known', 'id'),
    insert: wholeMsp,
    update: inOrganizations('full', 'id'),
  }),
});
