import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import {
  NO_ACCESS_REASONS,
  VISIT_CANCEL_REASONS,
  VISIT_KINDS,
  VISIT_STATES,
} from '@wardline/dispatch';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, isProvider, walled, withItsTicket } from '../orm/policies.ts';

const END_REASONS = [...new Set([...NO_ACCESS_REASONS, ...VISIT_CANCEL_REASONS])];
const providers = `(${isProvider} and ${inClinics('full')})`;

/**
 * One person's appointment for a ticket. Who may read the ticket may read it, confidential ones
 * included; that nobody is in two places at once, a constraint holds (`visit_one_at_a_time`).
 */
export const VisitEntity = defineEntity({
  name: 'Visit',
  tableName: 'visit',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    personId: p.uuid(),
    kind: p.enum(VISIT_KINDS),
    state: p.enum(VISIT_STATES),
    locationId: p.uuid().strictNullable(),
    plannedFrom: instant(),
    plannedUntil: instant(),
    arrivedAt: instant().strictNullable(),
    leftAt: instant().strictNullable(),
    endReason: p.enum(END_REASONS).strictNullable(),
    /** For the clinic: what to prepare. What is internal stands in the briefing. */
    publicNote: p.text().strictNullable(),
    createdAt: instant(),
    updatedAt: instant(),
    version: version(),
  },
  indexes: [
    { properties: ['mspId', 'plannedFrom', 'id'] },
    { properties: ['mspId', 'personId', 'plannedFrom', 'id'] },
    { properties: ['mspId', 'clinicId', 'plannedFrom', 'id'] },
    { properties: ['mspId', 'ticketId', 'plannedFrom', 'id'] },
  ],
  ...walled({
    select: withItsTicket('visit'),
    insert: providers,
    update: providers,
  }),
});
export type VisitRow = InferEntity<typeof VisitEntity>;

/** What of a visit only those know who do the work; its id is the visit's. */
export const VisitBriefingEntity = defineEntity({
  name: 'VisitBriefing',
  tableName: 'visit_briefing',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid(),
    internalNote: p.text().strictNullable(),
    /** Why somebody goes outside of their working hours. */
    overrideReason: p.text().strictNullable(),
  },
  ...walled({ select: providers, insert: providers, update: providers }),
});
