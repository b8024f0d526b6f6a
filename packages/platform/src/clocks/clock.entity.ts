import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { AGREEMENT_KINDS, type ClockState, METRICS } from '@wardline/sla-engine';
import { instant, tenantKey } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp, withItsTicket } from '../orm/policies.ts';

const visible = `((${isProvider} or kind in ('SLA', 'REGULATORY')) and ${withItsTicket('sla_clock')})`;

/** A ticket's clock for one target of one agreement, one row a cycle; what a list can be filtered by. */
export const ClockEntity = defineEntity({
  name: 'SlaClock',
  tableName: 'sla_clock',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    ticketSlaId: p.uuid(),
    agreementId: p.uuid(),
    /** Null: it counts around the clock. */
    calendarId: p.uuid().strictNullable(),
    /** The versions of calendars that it counts and has counted in. */
    calendarVersionIds: p.array((id) => String(id)).columnType('uuid[]'),
    kind: p.enum(AGREEMENT_KINDS),
    metric: p.enum(METRICS),
    clockKey: p.text(),
    cycle: p.integer(),
    /** As of the last event; whether it is overdue by now is read, not written. */
    status: p.enum(['RUNNING', 'PAUSED', 'MET', 'CANCELLED'] as const),
    startedAt: instant(),
    dueAt: instant().strictNullable(),
    /** `dueAt`, or the end of time where it is null: what lists are ordered by. */
    dueOrNever: instant(),
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
        "create index sla_clock_due on sla_clock (msp_id, due_or_never, id) where status in ('RUNNING', 'PAUSED')",
    },
    {
      name: 'sla_clock_due_at_clinic',
      expression:
        "create index sla_clock_due_at_clinic on sla_clock (msp_id, clinic_id, due_or_never, id) where status in ('RUNNING', 'PAUSED')",
    },
    { properties: ['mspId', 'ticketId'] },
    {
      name: 'sla_clock_calendar',
      expression:
        "create index sla_clock_calendar on sla_clock (msp_id, calendar_id) where status in ('RUNNING', 'PAUSED') and breached_at is null",
    },
  ],
  uniques: [{ properties: ['mspId', 'ticketSlaId', 'clockKey'] }],
  ...walled({ select: visible, insert: wholeMsp, update: wholeMsp }),
});
export type ClockRow = InferEntity<typeof ClockEntity>;
