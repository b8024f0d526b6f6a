import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ROLES, SCOPE_TYPES } from '@wardline/access';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, inOrganizations, isProvider, me, walled, wholeMsp } from '../orm/policies.ts';

const inScope = `(${wholeMsp}
  or (scope_type = 'CLINIC' and ${inClinics('full', 'scope_id')})
  or (scope_type = 'ORGANIZATION' and ${inOrganizations('full', 'scope_id')}))`;

/** Who may act in which role, over what, from when until when, and who said so. */
export const GrantEntity = defineEntity({
  name: 'AccessGrant',
  tableName: 'access_grant',
  properties: {
    ...tenantKey(),
    personId: p.uuid(),
    role: p.enum(ROLES),
    effect: p.enum(['ALLOW', 'DENY'] as const),
    scopeType: p.enum(SCOPE_TYPES),
    scopeId: p.uuid().strictNullable(),
    validFrom: instant(),
    validUntil: instant().strictNullable(),
    grantedBy: p.uuid().strictNullable(),
    reason: p.text(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'personId'] }, { properties: ['mspId', 'scopeId'] }],
  ...walled({
    select: `(person_id = ${me} or ${isProvider} or ${inScope})`,
    insert: inScope,
    update: inScope,
  }),
});
export type GrantRow = InferEntity<typeof GrantEntity>;
