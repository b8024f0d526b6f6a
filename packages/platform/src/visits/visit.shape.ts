import type { Shape } from '../reading/shape.ts';
import { OWN_CLINICS } from '../tickets/ticket.entity.ts';

const text = (column: string) => ({ column, kind: 'text' }) as const;
const idOf = (column: string, of: string) => ({ column, kind: 'id', of }) as const;
const at = (column: string) => ({ column, kind: 'instant', sortable: true }) as const;
const maybeAt = (column: string) => ({ column, kind: 'instant' }) as const;

export const visitShape: Shape = {
  name: 'Visit',
  table: 'visit',
  requires: { permission: 'ticket:read' },
  narrowing: { column: 'clinic_id', anyOf: OWN_CLINICS },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Visit', sortable: true },
    ticketId: idOf('ticket_id', 'Ticket'),
    clinicId: idOf('clinic_id', 'Clinic'),
    personId: idOf('person_id', 'Person'),
    kind: text('kind'),
    state: text('state'),
    plannedFrom: at('planned_from'),
    plannedUntil: maybeAt('planned_until'),
    arrivedAt: maybeAt('arrived_at'),
    leftAt: maybeAt('left_at'),
    endReason: text('end_reason'),
    publicNote: text('public_note'),
    createdAt: at('created_at'),
    updatedAt: at('updated_at'),
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
    person: { to: 'Person', column: 'person_id' },
    location: { to: 'Location', column: 'location_id' },
    briefing: { to: 'VisitBriefing', column: 'id' },
  },
  many: {},
  defaultOrder: [{ field: 'plannedFrom', direction: 'ASC' }],
};

export const visitBriefingShape: Shape = {
  name: 'VisitBriefing',
  table: 'visit_briefing',
  requires: { permission: 'ticket:read-internal', clinicColumn: 'clinic_id', strict: true },
  columns: {
    id: { column: 'id', kind: 'id', of: 'VisitBriefing', sortable: true },
    internalNote: text('internal_note'),
    overrideReason: text('override_reason'),
  },
  one: {},
  many: {},
  defaultOrder: [{ field: 'id', direction: 'ASC' }],
};
