import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, walled, wholeMsp } from '../orm/policies.ts';

/**
 * Who did what to which record, when, under which authority: append-only, written in the same
 * transaction as the change (45 CFR 164.312(b)). Facts and field names, never free text.
 */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    ...tenantKey(),
    at: instant(),
    actorKind: p.enum(['MEMBER', 'API_KEY', 'SERVICE'] as const),
    actorId: p.uuid(),
    action: p.text(),
    recordType: p.text(),
    recordId: p.uuid(),
    clinicId: p.uuid().strictNullable(),
    requestId: p.text(),
    authority: p.text(),
    facts: p.json<Record<string, unknown>>(),
  },
  indexes: [{ properties: ['mspId', 'recordId', 'at'] }, { properties: ['mspId', 'at', 'id'] }],
  ...walled({
    select: `(${wholeMsp} or (clinic_id is not null and ${inClinics('full')}))`,
    insert: 'true',
  }),
});
