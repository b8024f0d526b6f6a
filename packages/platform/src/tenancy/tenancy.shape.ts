import { peopleOf, placesOf } from '../people/person-places.ts';
import type { Shape } from '../reading/shape.ts';

const id = (of: string) => ({ column: 'id', kind: 'id', of, sortable: true }) as const;
const name = { column: 'name', kind: 'text', sortable: true } as const;
const version = { column: 'version', kind: 'integer' } as const;
const createdAt = { column: 'created_at', kind: 'instant', sortable: true } as const;
const byName = [{ field: 'name', direction: 'ASC' }] as const;

export const mspShape: Shape = {
  name: 'Msp',
  table: 'msp',
  requires: { permission: 'msp:read' },
  columns: {
    id: id('Msp'),
    name,
    priorityMatrix: { column: 'priority_matrix', kind: 'json' },
    createdAt,
    version,
  },
  one: {},
  many: {},
  defaultOrder: byName,
};

export const organizationShape: Shape = {
  name: 'Organization',
  table: 'organization',
  requires: { permission: 'organization:read' },
  columns: { id: id('Organization'), name, createdAt, version },
  one: {},
  many: {
    clinics: { to: 'Clinic', column: 'organization_id' },
    people: {
      to: 'Person',
      column: 'id',
      ids: (organization) => peopleOf(organization, 'organization_id'),
      owners: (person) => placesOf(person, 'organization_id'),
    },
  },
  defaultOrder: byName,
};

export const clinicShape: Shape = {
  name: 'Clinic',
  table: 'clinic',
  requires: { permission: 'clinic:read' },
  columns: {
    id: id('Clinic'),
    name,
    timeZone: { column: 'time_zone', kind: 'text', sortable: true },
    staffTicketVisibility: { column: 'staff_ticket_visibility', kind: 'text' },
    organizationId: { column: 'organization_id', kind: 'id', of: 'Organization' },
    createdAt,
    version,
  },
  one: {
    organization: { to: 'Organization', column: 'organization_id' },
    calendar: { to: 'Calendar', column: 'calendar_id' },
  },
  many: {
    groups: {
      to: 'ClinicGroup',
      column: 'clinic_id',
      through: { table: 'clinic_group_clinic', target: 'group_id' },
    },
    locations: { to: 'Location', column: 'clinic_id' },
    teams: { to: 'Team', column: 'clinic_id' },
    coManagedAgreements: { to: 'CoManagedAgreement', column: 'clinic_id' },
    people: {
      to: 'Person',
      column: 'id',
      ids: (clinic) => peopleOf(clinic, 'clinic_id'),
      owners: (person) => placesOf(person, 'clinic_id'),
    },
    assets: { to: 'Asset', column: 'clinic_id' },
    tickets: { to: 'Ticket', column: 'clinic_id' },
    blackouts: { to: 'Blackout', column: 'clinic_id' },
  },
  defaultOrder: byName,
};

export const locationShape: Shape = {
  name: 'Location',
  table: 'location',
  requires: { permission: 'location:read' },
  columns: {
    id: id('Location'),
    name,
    kind: { column: 'kind', kind: 'text', sortable: true },
    clinicId: { column: 'clinic_id', kind: 'id', of: 'Clinic' },
    parentId: { column: 'parent_id', kind: 'id', of: 'Location' },
    createdAt,
    version,
  },
  one: {
    clinic: { to: 'Clinic', column: 'clinic_id' },
    parent: { to: 'Location', column: 'parent_id' },
  },
  many: {
    children: { to: 'Location', column: 'parent_id' },
    assets: { to: 'Asset', column: 'location_id' },
  },
  defaultOrder: byName,
};

export const teamShape: Shape = {
  name: 'Team',
  table: 'team',
  requires: { permission: 'team:read' },
  columns: {
    id: id('Team'),
    name,
    domain: { column: 'domain', kind: 'text', sortable: true },
    side: { column: 'side', kind: 'text', sortable: true },
    assignment: { column: 'assignment', kind: 'json' },
    clinicId: { column: 'clinic_id', kind: 'id', of: 'Clinic' },
    createdAt,
    version,
  },
  one: {
    clinic: { to: 'Clinic', column: 'clinic_id' },
    coverageCalendar: { to: 'Calendar', column: 'coverage_calendar_id' },
  },
  many: {
    rotations: { to: 'Rotation', column: 'team_id' },
    members: {
      to: 'Person',
      column: 'team_id',
      through: { table: 'team_member', target: 'person_id' },
    },
    tickets: { to: 'Ticket', column: 'team_id' },
  },
  defaultOrder: byName,
};
