import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, isProvider, walled, wholeMsp } from '../orm/policies.ts';

const recordVisible = (table: string) => `exists (select 1 from ${table} r
  where r.msp_id = audit_entry.msp_id and r.id = audit_entry.record_id offset 0)`;
/**
 * A client reads what was done to a record with the record: a problem, whose links name the tickets of
 * other clients, is hidden from them, and so is its trail.
 */
const hangsOnVisible = `(${isProvider} or case record_type
  when 'Ticket' then ${recordVisible('ticket')} when 'Visit' then ${recordVisible('visit')} else true end)`;

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
    /** What the provider's side keeps to itself: notes, hours, prices, who was passed over and why. */
    internal: p.boolean(),
  },
  indexes: [
    { properties: ['mspId', 'recordId', 'at'] },
    { properties: ['mspId', 'at', 'id'] },
    { properties: ['mspId', 'clinicId', 'at', 'id'] },
    { properties: ['mspId', 'actorId', 'at', 'id'] },
    { properties: ['mspId', 'action', 'at', 'id'] },
  ],
  ...walled({
    select: `(${wholeMsp} or (clinic_id is not null and ${inClinics('full')}
      and (${isProvider} or not internal) and ${hangsOnVisible}))`,
    insert: 'true',
  }),
});
