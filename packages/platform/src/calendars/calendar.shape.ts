import type { Shape } from '../reading/shape.ts';

export const calendarShape: Shape = {
  name: 'Calendar',
  table: 'calendar',
  requires: { permission: 'calendar:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Calendar', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    definition: { column: 'definition', kind: 'json' },
    currentNumber: { column: 'current_number', kind: 'integer' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {},
  many: { versions: { to: 'CalendarVersion', column: 'calendar_id' } },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const calendarVersionShape: Shape = {
  name: 'CalendarVersion',
  table: 'calendar_version',
  requires: { permission: 'calendar:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'CalendarVersion', sortable: true },
    number: { column: 'number', kind: 'integer', sortable: true },
    definition: { column: 'definition', kind: 'json' },
    changedAt: { column: 'changed_at', kind: 'instant' },
    tzVersion: { column: 'tz_version', kind: 'text' },
    calendarId: { column: 'calendar_id', kind: 'id', of: 'Calendar' },
    changedById: { column: 'changed_by', kind: 'id', of: 'Person' },
  },
  one: {
    calendar: { to: 'Calendar', column: 'calendar_id' },
    changedBy: { to: 'Person', column: 'changed_by' },
  },
  many: {},
  defaultOrder: [{ field: 'number', direction: 'DESC' }],
};
