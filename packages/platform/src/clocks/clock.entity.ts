import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ClockState } from '@wardline/sla-engine';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, isProvider, walled } from '../orm/policies.ts';
import { AGREEMENT_METRICS } from './agreement.entity.ts';

const visible = `((${isProvider} or kind = 'SLA') and (${inClinics('full')} or exists (select 1 from ticket t
  where t.msp_id = sla_clock.msp_id and t.id = sla_clock.ticket_id)))`;

/** A ticket's clock for one target of one agreement, one row a cycle; what a list can be filtered by. */
export const ClockEntity = defineEntity({
  name: 'SlaClock',
  tableName: 'sla_clock',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    agreementId: p.uuid(),
    /** Null: it counts around the clock. */
    calendarId: p.uuid().strictNullable(),
    kind: p.enum(['SLA', 'OLA', 'UC'] as const),
    metric: p.enum(AGREEMENT_METRICS),
    clockKey: p.text(),
    cycle: p.integer(),
    /** As of the last event; whether it is overdue by now is read, not written. */
    status: p.enum(['RUNNING', 'PAUSED', 'MET', 'CANCELLED'] as const),
    startedAt: instant(),
    dueAt: instant().strictNullable(),
    metAt: instant().strictNullable(),
    breachedAt: instant().strictNullable(),
    nextTransitionAt: instant().strictNullable(),
    state: p.json<ClockState>(),
  },
  indexes: [
    {
      name: 'sla_clock_next_transition',
      expression:
        'create index sla_clock_next_transition on sla_clock (msp_id, next_transition_at) where next_transition_at is not null',
    },
    {
      name: 'sla_clock_due',
      expression:
        'create index sla_clock_due on sla_clock (msp_id, due_at) where due_at is not null and met_at is null',
    },
  ],
  uniques: [{ properties: ['mspId', 'ticketId', 'agreementId', 'clockKey'] }],
  ...walled({ select: visible, insert: visible, update: visible }),
});
export type ClockRow = InferEntity<typeof ClockEntity>;
