import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { HoldReason, Priority, TicketType } from '@wardline/ticket-core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, inOrganizations, isProvider, walled, wholeMsp } from '../orm/policies.ts';

export const AGREEMENT_METRICS = ['FIRST_RESPONSE', 'RESOLVE'] as const;
export type AgreementMetric = (typeof AGREEMENT_METRICS)[number];

/** One promise of an agreement: how much business time, by priority, and what stops the count. */
export interface AgreementTarget {
  readonly metric: AgreementMetric;
  /** Business milliseconds per priority; a priority left out has no target. */
  readonly budget: Readonly<Partial<Record<Priority, number>>>;
  /** Whose hours count; null means the clinic's own calendar. */
  readonly calendarId: string | null;
  readonly pauseOn: readonly HoldReason[];
  /** Null means every type. */
  readonly ticketTypes: readonly TicketType[] | null;
}

/** What was promised to whom: the most specific agreement in force when a ticket opens wins. */
export const AgreementEntity = defineEntity({
  name: 'Agreement',
  tableName: 'agreement',
  properties: {
    ...tenantKey(),
    name: p.text(),
    kind: p.enum(['SLA', 'OLA', 'UC'] as const),
    organizationId: p.uuid().strictNullable(),
    clinicId: p.uuid().strictNullable(),
    targets: p.json<readonly AgreementTarget[]>(),
    validFrom: instant(),
    validUntil: instant().strictNullable(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'clinicId'] }, { properties: ['mspId', 'organizationId'] }],
  // A client sees the customer agreements that bind it, never the MSP's internal or vendor ones.
  ...walled({
    select: `(${isProvider} or (kind = 'SLA' and (
      (clinic_id is null and organization_id is null)
      or (clinic_id is not null and ${inClinics('known')})
      or (organization_id is not null and ${inOrganizations('known')}))))`,
    insert: wholeMsp,
    update: wholeMsp,
  }),
});
export type AgreementRow = InferEntity<typeof AgreementEntity>;
