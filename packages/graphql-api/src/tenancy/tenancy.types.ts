import { DEFAULT_PRIORITY_MATRIX, type PriorityMatrix } from '@wardline/platform';
import { rowType } from '../builder.ts';
import {
  AssetFilter,
  AssetOrder,
  BlackoutFilter,
  ClinicFilter,
  ClinicGroupFilter,
  ClinicOrder,
  LocationFilter,
  NameOrder,
  PersonFilter,
  PersonOrder,
  TeamFilter,
  TicketFilter,
  TicketOrder,
} from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import {
  Asset,
  Blackout,
  Calendar,
  Clinic,
  ClinicGroup,
  CoManagedAgreement,
  Location,
  Organization,
  Person,
  Team,
  Ticket,
} from '../rows.ts';
import { DateTime, TimeZone } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';
import { PriorityMatrixType } from './priority-matrix.ts';
import { LocationKind, StaffTicketVisibility, TeamSide } from './tenancy.enums.ts';

export const Msp = rowType('Msp').implement({
  description: 'The managed service provider: the tenant. Everything belongs to exactly one.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Msp'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    priorityMatrix: t.field({
      type: PriorityMatrixType,
      description: 'How its priorities come about.',
      extensions: readsExtension({ columns: ['priorityMatrix'] }),
      resolve: (row) => (row.priorityMatrix as PriorityMatrix | null) ?? DEFAULT_PRIORITY_MATRIX,
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was founded here.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

Organization.implement({
  description: 'A customer of the MSP that owns one or more clinics.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Organization'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    clinics: many(t, 'clinics', Clinic, 'Clinic', {
      description: 'Its clinics that you may see.',
      filter: ClinicFilter,
      orderBy: ClinicOrder,
    }),
    people: many(t, 'people', Person, 'Person', {
      description: 'Its people that you may see: at home here, or affiliated with it now.',
      filter: PersonFilter,
      orderBy: PersonOrder,
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was taken on.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

Clinic.implement({
  description: 'Where care happens: the unit of contract, SLA, compliance and access.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Clinic'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    timeZone: column(t, 'timeZone', TimeZone, { description: 'Where it is, as a time zone.' }),
    staffTicketVisibility: column(t, 'staffTicketVisibility', StaffTicketVisibility, {
      description: 'What its staff see of its tickets.',
    }),
    organization: one(t, 'organization', Organization, {
      description: 'The customer that owns it.',
    }),
    calendar: one(t, 'calendar', Calendar, {
      description: 'Its opening hours; null: its clocks count around the clock.',
    }),
    groups: many(t, 'groups', ClinicGroup, 'ClinicGroup', {
      description: 'The groups it belongs to; none for a client’s people.',
      filter: ClinicGroupFilter,
      orderBy: NameOrder,
    }),
    locations: many(t, 'locations', Location, 'Location', {
      description: 'Its places.',
      filter: LocationFilter,
      orderBy: NameOrder,
    }),
    teams: many(t, 'teams', Team, 'Team', {
      description: 'Its own teams, not those of the MSP that also work for it.',
      filter: TeamFilter,
      orderBy: NameOrder,
    }),
    people: many(t, 'people', Person, 'Person', {
      description: 'Its people: at home here, or affiliated with it now.',
      filter: PersonFilter,
      orderBy: PersonOrder,
    }),
    assets: many(t, 'assets', Asset, 'Asset', {
      description: 'Its assets.',
      filter: AssetFilter,
      orderBy: AssetOrder,
    }),
    blackouts: many(t, 'blackouts', Blackout, 'Blackout', {
      description: 'When it wants nothing changed.',
      filter: BlackoutFilter,
    }),
    coManagedAgreements: many(t, 'coManagedAgreements', CoManagedAgreement, 'CoManagedAgreement', {
      description:
        'What was agreed with it on whose which work is, the latest first: `first: 1` is the one that holds.',
    }),
    tickets: many(t, 'tickets', Ticket, 'Ticket', {
      description: 'Its tickets that you may see; latest first unless ordered otherwise.',
      filter: TicketFilter,
      orderBy: TicketOrder,
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was taken on.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

Location.implement({
  description: 'A place inside a clinic; places form a tree.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Location'),
    name: column(t, 'name', 'String', { description: 'Its name or number.' }),
    kind: column(t, 'kind', LocationKind, { description: 'What kind of place.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic it belongs to.' }),
    parent: one(t, 'parent', Location, { description: 'The place it lies in; null for a site.' }),
    children: many(t, 'children', Location, 'Location', {
      description: 'The places directly inside it.',
      filter: LocationFilter,
      orderBy: NameOrder,
    }),
    assets: many(t, 'assets', Asset, 'Asset', {
      description: 'The assets that should be there.',
      filter: AssetFilter,
      orderBy: AssetOrder,
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

Team.implement({
  description: 'Who does the work.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Team'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    domain: column(t, 'domain', Domain, { description: 'Its trade.' }),
    side: column(t, 'side', TeamSide, { description: 'Whose team it is.' }),
    clinic: one(t, 'clinic', Clinic, {
      description: 'The clinic whose own team it is; null for a team that works for all.',
    }),
    members: many(t, 'members', Person, 'Person', {
      description: 'Who is in it.',
      filter: PersonFilter,
      orderBy: PersonOrder,
    }),
    tickets: many(t, 'tickets', Ticket, 'Ticket', {
      description: 'The tickets assigned to it.',
      filter: TicketFilter,
      orderBy: TicketOrder,
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});
