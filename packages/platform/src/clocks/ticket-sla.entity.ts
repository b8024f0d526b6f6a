import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import {
  AGREEMENT_KINDS,
  type Policy,
  type SlaState,
  type TicketEvent,
} from '@wardline/sla-engine';
import { COVERAGE_LEVELS } from '../agreements/agreement-coverage.entity.ts';
import { instant, tenantKey } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp, withItsTicket } from '../orm/policies.ts';

const visible = `((${isProvider} or kind in ('SLA', 'REGULATORY')) and ${withItsTicket('ticket_sla')})`;

/**
 * Which agreement measures a ticket, why, by which terms, and the fold of its history so far. The
 * ticket's own row is the lock of all its clocks: whoever changes them locks it first.
 */
export const TicketSlaEntity = defineEntity({
  name: 'TicketSla',
  tableName: 'ticket_sla',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    agreementId: p.uuid(),
    /** The version of the agreement in force for it. */
    agreementVersion: p.integer(),
    kind: p.enum(AGREEMENT_KINDS),
    /** Of each there is one agreement: `SLA`, `OLA`, `OLA:<team>`, `REGULATORY:<agreement>`. */
    lane: p.text(),
    level: p.enum(COVERAGE_LEVELS),
    reason: p.text(),
    chosenAt: instant(),
    /** Whether any of its clocks still runs or waits. */
    isLive: p.boolean(),
    /** Every set of terms that ever held, as they were compiled for this ticket; the last one holds. */
    policies: p.json<readonly Policy[]>(),
    /** Its facts that are not the ticket's: changes of terms and hours. With the timeline they are its whole history. */
    changes: p.json<readonly TicketEvent[]>(),
    fold: p.json<SlaState>(),
  },
  indexes: [
    {
      name: 'ticket_sla_live',
      expression:
        'create index ticket_sla_live on ticket_sla (msp_id, agreement_id, ticket_id) where is_live',
    },
  ],
  uniques: [{ properties: ['mspId', 'ticketId', 'lane'] }],
  // Clocks are Wardline's own bookkeeping: it writes them itself, whoever's request moved them.
  ...walled({ select: visible, insert: wholeMsp, update: wholeMsp }),
});
export type TicketSlaRow = InferEntity<typeof TicketSlaEntity>;
