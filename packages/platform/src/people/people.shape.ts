import type { Shape } from '../reading/shape.ts';
import { homeKnown, peopleOf, placesOf } from './person-places.ts';

export const personShape: Shape = {
  name: 'Person',
  table: 'person',
  requires: { permission: 'member:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Person', sortable: true },
    displayName: { column: 'display_name', kind: 'text', sortable: true },
    email: {
      column: 'email',
      kind: 'text',
      requires: {
        permission: 'member:read',
        clinicColumn: 'clinic_id',
        organizationColumn: 'organization_id',
        ownerColumn: 'id',
      },
    },
    side: { column: 'side', kind: 'text', sortable: true },
    active: { column: 'active', kind: 'boolean' },
    skills: { column: 'skills', kind: 'json' },
    capacity: { column: 'capacity', kind: 'integer' },
    workingCalendarId: { column: 'working_calendar_id', kind: 'id', of: 'Calendar' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    clinic: { to: 'Clinic', column: 'clinic_id', known: homeKnown },
    organization: { to: 'Organization', column: 'organization_id', known: homeKnown },
    workingCalendar: { to: 'Calendar', column: 'working_calendar_id' },
  },
  many: {
    affiliations: { to: 'PersonAffiliation', column: 'person_id' },
    organizations: {
      to: 'Organization',
      column: 'id',
      ids: (person) => placesOf(person, 'organization_id'),
      owners: (organization) => peopleOf(organization, 'organization_id'),
    },
    clinics: {
      to: 'Clinic',
      column: 'id',
      ids: (person) => placesOf(person, 'clinic_id'),
      owners: (clinic) => peopleOf(clinic, 'clinic_id'),
    },
    absences: { to: 'Absence', column: 'person_id' },
    assignedTickets: { to: 'Ticket', column: 'assignee_id' },
    visits: { to: 'Visit', column: 'person_id' },
    grants: { to: 'Grant', column: 'person_id' },
    teams: {
      to: 'Team',
      column: 'person_id',
      through: { table: 'team_member', target: 'team_id' },
    },
  },
  defaultOrder: [{ field: 'displayName', direction: 'ASC' }],
};

export const personAffiliationShape: Shape = {
  name: 'PersonAffiliation',
  table: 'person_affiliation',
  requires: { permission: 'member:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'PersonAffiliation', sortable: true },
    title: { column: 'title', kind: 'text' },
    email: {
      column: 'email',
      kind: 'text',
      requires: {
        permission: 'member:read',
        clinicColumn: 'clinic_id',
        organizationColumn: 'organization_id',
        ownerColumn: 'person_id',
      },
    },
    since: { column: 'since', kind: 'instant', sortable: true },
    endedAt: { column: 'ended_at', kind: 'instant' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    person: { to: 'Person', column: 'person_id' },
    organization: { to: 'Organization', column: 'organization_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
  },
  many: {},
  defaultOrder: [{ field: 'since', direction: 'DESC' }],
};

export const grantShape: Shape = {
  name: 'Grant',
  table: 'access_grant',
  requires: { permission: 'member:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Grant', sortable: true },
    role: { column: 'role', kind: 'text', sortable: true },
    effect: { column: 'effect', kind: 'text' },
    scopeType: { column: 'scope_type', kind: 'text' },
    scopeId: { column: 'scope_id', kind: 'id' },
    validFrom: { column: 'valid_from', kind: 'instant', sortable: true },
    validUntil: { column: 'valid_until', kind: 'instant' },
    reason: { column: 'reason', kind: 'text' },
  },
  one: {
    person: { to: 'Person', column: 'person_id' },
    grantedBy: { to: 'Person', column: 'granted_by' },
    organization: { to: 'Organization', column: 'scope_id' },
    clinic: { to: 'Clinic', column: 'scope_id' },
    clinicGroup: { to: 'ClinicGroup', column: 'scope_id' },
  },
  many: {},
  defaultOrder: [{ field: 'validFrom', direction: 'DESC' }],
};

/** An API key without its secret, of which only a hash exists and which is never read out. */
export const apiKeyShape: Shape = {
  name: 'ApiKey',
  table: 'credential',
  requires: { permission: 'apikey:manage', strict: true },
  // The same table holds people's personal tokens.
  only: { column: 'kind', equals: 'API_KEY' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'ApiKey', sortable: true },
    kind: { column: 'kind', kind: 'text' },
    name: { column: 'name', kind: 'text', sortable: true },
    scopes: { column: 'scopes', kind: 'textList' },
    clinicIds: { column: 'clinic_ids', kind: 'idList' },
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    expiresAt: { column: 'expires_at', kind: 'instant' },
    revokedAt: { column: 'revoked_at', kind: 'instant' },
  },
  one: { createdBy: { to: 'Person', column: 'created_by' } },
  many: {},
  defaultOrder: [{ field: 'createdAt', direction: 'DESC' }],
};
