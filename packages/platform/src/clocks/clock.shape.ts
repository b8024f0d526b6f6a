import type { Shape } from '../reading/shape.ts';
import { OWN_CLINICS } from '../tickets/ticket.entity.ts';

const sorted = (column: string) => ({ column, kind: 'text', sortable: true }) as const;
const sortedInstant = (column: string) => ({ column, kind: 'instant', sortable: true }) as const;
const instant = (column: string) => ({ column, kind: 'instant' }) as const;

export const clockShape: Shape = {
  name: 'Clock',
  table: 'sla_clock',
  requires: { permission: 'ticket:read' },
  narrowing: { column: 'clinic_id', anyOf: OWN_CLINICS },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Clock', sortable: true },
    kind: sorted('kind'),
    metric: sorted('metric'),
    cycle: { column: 'cycle', kind: 'integer' },
    status: sorted('status'),
    clockKey: sorted('clock_key'),
    startedAt: sortedInstant('started_at'),
    dueAt: instant('due_at'),
    // The same, and the end of time where it is not due at all: for ordering.
    due: sortedInstant('due_or_never'),
    metAt: instant('met_at'),
    breachedAt: instant('breached_at'),
    calendarId: { column: 'calendar_id', kind: 'id', of: 'Calendar' },
    state: { column: 'state', kind: 'json' },
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
    agreement: { to: 'Agreement', column: 'agreement_id' },
    calendar: { to: 'Calendar', column: 'calendar_id' },
    measuredBy: { to: 'TicketAgreement', column: 'ticket_sla_id' },
  },
  many: {
    transitions: { to: 'ClockTransition', column: 'clock_id' },
    calendarVersions: { to: 'CalendarVersion', column: 'calendar_version_ids', listed: true },
  },
  defaultOrder: [{ field: 'clockKey', direction: 'ASC' }],
};

/** Which agreement measures a ticket, and why. */
export const ticketAgreementShape: Shape = {
  name: 'TicketAgreement',
  table: 'ticket_sla',
  requires: { permission: 'ticket:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'TicketAgreement', sortable: true },
    kind: sorted('kind'),
    lane: sorted('lane'),
    level: { column: 'level', kind: 'text' },
    reason: { column: 'reason', kind: 'text' },
    agreementVersion: { column: 'agreement_version', kind: 'integer' },
    chosenAt: instant('chosen_at'),
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    agreement: { to: 'Agreement', column: 'agreement_id' },
  },
  many: { clocks: { to: 'Clock', column: 'ticket_sla_id' } },
  defaultOrder: [{ field: 'lane', direction: 'ASC' }],
};

export const clockTransitionShape: Shape = {
  name: 'ClockTransition',
  table: 'clock_transition',
  requires: { permission: 'ticket:read' },
  narrowing: { column: 'clinic_id', anyOf: OWN_CLINICS },
  columns: {
    id: { column: 'id', kind: 'id', of: 'ClockTransition', sortable: true },
    kind: sorted('kind'),
    metric: sorted('metric'),
    type: sorted('type'),
    stepId: { column: 'step_id', kind: 'text' },
    at: sortedInstant('at'),
    noticedAt: instant('noticed_at'),
    position: { column: 'position', kind: 'integer' },
    notifyPersonIds: { column: 'notify_person_ids', kind: 'idList' },
  },
  one: {
    clock: { to: 'Clock', column: 'clock_id' },
    ticket: { to: 'Ticket', column: 'ticket_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
  },
  many: {},
  defaultOrder: [{ field: 'at', direction: 'DESC' }],
};
