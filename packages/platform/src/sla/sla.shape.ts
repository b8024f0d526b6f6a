import type { Shape } from '../reading/shape.ts';

const instant = (column: string) => ({ column, kind: 'instant' }) as const;

export const agreementShape: Shape = {
  name: 'Agreement',
  table: 'agreement',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Agreement', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    kind: { column: 'kind', kind: 'text', sortable: true },
    targets: { column: 'targets', kind: 'json' },
    validFrom: { column: 'valid_from', kind: 'instant', sortable: true },
    validUntil: instant('valid_until'),
    clinicId: { column: 'clinic_id', kind: 'id', of: 'Clinic' },
    organizationId: { column: 'organization_id', kind: 'id', of: 'Organization' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    clinic: { to: 'Clinic', column: 'clinic_id' },
    organization: { to: 'Organization', column: 'organization_id' },
  },
  many: {},
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const clockShape: Shape = {
  name: 'Clock',
  table: 'sla_clock',
  requires: { permission: 'ticket:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Clock', sortable: true },
    kind: { column: 'kind', kind: 'text' },
    metric: { column: 'metric', kind: 'text', sortable: true },
    cycle: { column: 'cycle', kind: 'integer' },
    status: { column: 'status', kind: 'text' },
    clockKey: { column: 'clock_key', kind: 'text', sortable: true },
    startedAt: instant('started_at'),
    dueAt: instant('due_at'),
    metAt: instant('met_at'),
    breachedAt: instant('breached_at'),
    calendarId: { column: 'calendar_id', kind: 'id', of: 'Calendar' },
    state: { column: 'state', kind: 'json' },
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    agreement: { to: 'Agreement', column: 'agreement_id' },
    calendar: { to: 'Calendar', column: 'calendar_id' },
  },
  many: {},
  defaultOrder: [{ field: 'clockKey', direction: 'ASC' }],
};
