import { defineEntity, p } from '@mikro-orm/core';
import { AGREEMENT_KINDS, METRICS } from '@wardline/sla-engine';
import { instant, tenantKey } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp, withItsTicket } from '../orm/policies.ts';

/** What a clock passed: its warning, its due instant, or a step of an escalation policy. */
export const CLOCK_TRANSITION_TYPES = ['AT_RISK', 'BREACHED', 'ESCALATED'] as const;
export type ClockTransitionType = (typeof CLOCK_TRANSITION_TYPES)[number];

const visible = `((${isProvider} or (kind in ('SLA', 'REGULATORY') and type <> 'ESCALATED')) and ${withItsTicket('clock_transition')})`;

/** Something a clock passed, once: the key is unique, whoever sweeps and however often. */
export const ClockTransitionEntity = defineEntity({
  name: 'ClockTransition',
  tableName: 'clock_transition',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    clockId: p.uuid(),
    kind: p.enum(AGREEMENT_KINDS),
    metric: p.enum(METRICS),
    type: p.enum(CLOCK_TRANSITION_TYPES),
    /** `clockKey/round/stepId`. */
    transitionKey: p.text(),
    stepId: p.text(),
    /** When it was due, however late it was noticed. */
    at: instant(),
    noticedAt: instant(),
    /** Whom the step is to tell. */
    notifyPersonIds: p.array((id) => String(id)).columnType('uuid[]'),
    /**
     * The transaction that wrote it. What a reader has seen up to the oldest one still running, it
     * has seen for good: the ids alone do not say in which order rows become visible.
     */
    position: p.bigint('number').defaultRaw('(pg_current_xact_id()::text::bigint)'),
  },
  indexes: [
    { properties: ['mspId', 'position', 'id'] },
    { properties: ['mspId', 'ticketId', 'at', 'id'] },
    { properties: ['mspId', 'at', 'id'] },
    { properties: ['mspId', 'clinicId', 'at', 'id'] },
  ],
  uniques: [{ properties: ['mspId', 'clockId', 'transitionKey'] }],
  ...walled({ select: visible, insert: wholeMsp }),
});
