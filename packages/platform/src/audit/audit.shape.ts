import { clinicsOf } from '../orm/policies.ts';
import type { Shape } from '../reading/shape.ts';

export const auditEntryShape: Shape = {
  name: 'AuditEntry',
  table: 'audit_entry',
  requires: { permission: 'audit:read', strict: true, clinicColumn: 'clinic_id' },
  narrowing: { column: 'clinic_id', anyOf: clinicsOf('full') },
  columns: {
    id: { column: 'id', kind: 'id', of: 'AuditEntry', sortable: true },
    at: { column: 'at', kind: 'instant', sortable: true },
    actorKind: { column: 'actor_kind', kind: 'text' },
    actorId: { column: 'actor_id', kind: 'id', ofAny: true },
    action: { column: 'action', kind: 'text', sortable: true },
    recordType: { column: 'record_type', kind: 'text' },
    recordId: { column: 'record_id', kind: 'id', ofAny: true },
    requestId: { column: 'request_id', kind: 'text' },
    authority: { column: 'authority', kind: 'text' },
    clinicId: { column: 'clinic_id', kind: 'id', of: 'Clinic' },
    facts: { column: 'facts', kind: 'json' },
  },
  one: { clinic: { to: 'Clinic', column: 'clinic_id' } },
  many: {},
  defaultOrder: [{ field: 'at', direction: 'DESC' }],
};
