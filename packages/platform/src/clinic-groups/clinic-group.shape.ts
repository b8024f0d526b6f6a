import type { Shape } from '../reading/shape.ts';

export const clinicGroupShape: Shape = {
  name: 'ClinicGroup',
  table: 'clinic_group',
  requires: { permission: 'clinic:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'ClinicGroup', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    description: { column: 'description', kind: 'text' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    archivedAt: { column: 'archived_at', kind: 'instant' },
    version: { column: 'version', kind: 'integer' },
  },
  one: {},
  many: {
    clinics: {
      to: 'Clinic',
      column: 'group_id',
      through: { table: 'clinic_group_clinic', target: 'clinic_id' },
    },
    grants: { to: 'Grant', column: 'scope_id' },
  },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};
