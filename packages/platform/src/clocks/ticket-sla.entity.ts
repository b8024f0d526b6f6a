import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Policy, SlaState } from '@wardline/sla-engine';
import { inClinics, isProvider, walled } from '../orm/policies.ts';

const visible = `((${isProvider} or kind = 'SLA') and (${inClinics('full')} or exists (select 1 from ticket t
  where t.msp_id = ticket_sla.msp_id and t.id = ticket_sla.ticket_id)))`;

/** Which agreement measures a ticket, why, by which terms, and the fold of its history so far. */
export const TicketSlaEntity = defineEntity({
  name: 'TicketSla',
  tableName: 'ticket_sla',
  properties: {
    mspId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    agreementId: p.uuid().primary(),
    clinicId: p.uuid(),
    kind: p.enum(['SLA', 'OLA', 'UC'] as const),
    reason: p.text(),
    /** The terms as they were when the ticket opened. */
    policy: p.json<Policy>(),
    fold: p.json<SlaState>(),
  },
  ...walled({ select: visible, insert: visible, update: visible }),
});
export type TicketSlaRow = InferEntity<typeof TicketSlaEntity>;
