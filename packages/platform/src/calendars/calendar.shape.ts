import type { Shape } from '../reading/shape.ts';

export const calendarShape: Shape = {
  name: 'Calendar',
  table: 'calendar',
  requires: { permission: 'calendar:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Calendar', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    definition: { column: 'definition', kind: 'json' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {},
  many: {},
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};
