import type { Shape } from '../reading/shape.ts';

export const blackoutShape: Shape = {
  name: 'Blackout',
  table: 'blackout',
  requires: { permission: 'clinic:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Blackout', sortable: true },
    name: { column: 'name', kind: 'text' },
    startsAt: { column: 'starts_at', kind: 'instant', sortable: true },
    endsAt: { column: 'ends_at', kind: 'instant' },
  },
  one: { clinic: { to: 'Clinic', column: 'clinic_id' } },
  many: {},
  defaultOrder: [{ field: 'startsAt', direction: 'ASC' }],
};
