import type { Shape } from '../reading/shape.ts';

export const escalationPolicyShape: Shape = {
  name: 'EscalationPolicy',
  table: 'escalation_policy',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'EscalationPolicy', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    steps: { column: 'steps', kind: 'json' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {},
  many: {},
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};
