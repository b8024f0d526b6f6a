import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, walled, wholeMsp } from '../orm/policies.ts';

/** What a clinic's staff see of its queue: their own tickets, or all that are not confidential. */
export const STAFF_TICKET_VISIBILITIES = ['OWN', 'CLINIC'] as const;
export type StaffTicketVisibility = (typeof STAFF_TICKET_VISIBILITIES)[number];

/** Where care happens: the unit of contract, SLA, compliance and access. */
export const ClinicEntity = defineEntity({
  name: 'Clinic',
  tableName: 'clinic',
  properties: {
    ...tenantKey(),
    organizationId: p.uuid(),
    name: p.text(),
    timeZone: p.text(),
    calendarId: p.uuid().strictNullable(),
    staffTicketVisibility: p.enum(STAFF_TICKET_VISIBILITIES),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'organizationId'] }],
  ...walled({
    select: inClinics('known', 'id'),
    insert: wholeMsp,
    update: inClinics('full', 'id'),
  }),
});
export type ClinicRow = InferEntity<typeof ClinicEntity>;
