import { clinicsOf } from '../orm/policies.ts';
import type { Shape } from '../reading/shape.ts';

const text = (column: string) => ({ column, kind: 'text' }) as const;
const sorted = (column: string) => ({ column, kind: 'text', sortable: true }) as const;

export const assetShape: Shape = {
  name: 'Asset',
  table: 'asset',
  requires: { permission: 'asset:read' },
  narrowing: { column: 'clinic_id', anyOf: clinicsOf('staff') },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Asset', sortable: true },
    name: sorted('name'),
    kind: sorted('kind'),
    domain: sorted('domain'),
    criticality: sorted('criticality'),
    state: sorted('state'),
    ephi: text('ephi'),
    outOfServiceReason: text('out_of_service_reason'),
    tag: text('tag'),
    serial: text('serial'),
    manufacturer: text('manufacturer'),
    model: text('model'),
    deviceClass: text('device_class'),
    medicalBehind: { column: 'medical_behind', kind: 'boolean' },
    clinicId: { column: 'clinic_id', kind: 'id', of: 'Clinic' },
    registeredAt: { column: 'registered_at', kind: 'instant', sortable: true },
    updatedAt: { column: 'updated_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    clinic: { to: 'Clinic', column: 'clinic_id' },
    location: { to: 'Location', column: 'location_id' },
  },
  many: {
    relations: { to: 'AssetRelation', column: 'asset_id' },
    relatedFrom: { to: 'AssetRelation', column: 'related_asset_id' },
    dependencies: {
      to: 'Asset',
      column: 'asset_id',
      through: { table: 'asset_dependency', target: 'depends_on_id' },
    },
    dependents: {
      to: 'Asset',
      column: 'depends_on_id',
      through: { table: 'asset_dependency', target: 'asset_id' },
    },
    tickets: {
      to: 'Ticket',
      column: 'asset_id',
      through: { table: 'ticket_asset', target: 'ticket_id' },
    },
  },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const assetRelationShape: Shape = {
  name: 'AssetRelation',
  table: 'asset_relation',
  requires: { permission: 'asset:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'AssetRelation', sortable: true },
    kind: sorted('kind'),
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
  },
  one: {
    asset: { to: 'Asset', column: 'asset_id' },
    related: { to: 'Asset', column: 'related_asset_id' },
  },
  many: {},
  defaultOrder: [{ field: 'createdAt', direction: 'ASC' }],
};
