import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { isProvider, me, presentedKey, walled, wholeMsp } from '../orm/policies.ts';

export const CREDENTIAL_KINDS = ['API_KEY', 'PERSONAL_TOKEN'] as const;

/**
 * A bearer credential: an integration's API key with named scopes and clinics, or a member's
 * personal token. Only the SHA-256 of its 256-bit secret is kept.
 */
export const CredentialEntity = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  properties: {
    ...tenantKey(),
    kind: p.enum(CREDENTIAL_KINDS),
    name: p.text(),
    secretHash: p.text(),
    personId: p.uuid().strictNullable(),
    scopes: p.array().columnType('text[]').strictNullable(),
    clinicIds: p.array().columnType('uuid[]').strictNullable(),
    createdAt: instant(),
    createdBy: p.uuid().strictNullable(),
    expiresAt: instant().strictNullable(),
    revokedAt: instant().strictNullable(),
    version: version(),
  },
  uniques: [{ properties: ['id'] }],
  // Signing in is the one read before a tenant is known, and it sees the one row it presents.
  ...walled(
    {
      select: `(id = ${presentedKey} or person_id = ${me} or ${wholeMsp})`,
      insert: `(${wholeMsp} or (${isProvider} and person_id = ${me}))`,
      update: `(${wholeMsp} or person_id = ${me})`,
    },
    `(msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid) or id = ${presentedKey})`,
  ),
});
