import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Clinic, Location, Organization, Team } from '../rows.ts';
import { TimeZone } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';
import { PriorityMatrixInput, priorityMatrixOf } from './priority-matrix.ts';
import { LocationKind, StaffTicketVisibility, TeamSide } from './tenancy.enums.ts';
import { Msp } from './tenancy.types.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';
const name = 'Its name; at most 200 characters.';

const EXPECTED = 'The version you decided on.';

const organization = {
  description: 'The organization.',
  record: { type: Organization, shape: 'Organization', id: 'organizationId' },
} as const;

defineMutation('organizationCreate', {
  description: 'Takes on a customer.',
  input: builder.inputType('OrganizationCreateInput', {
    description: 'An organization to take on.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      name: t.string({ required: true, description: name }),
    }),
  }),
  returns: { organization },
  run: (desk, input) => desk.organizations.create({ ...given(input), name: input.name }),
});

defineMutation('mspUpdate', {
  description: 'Changes the MSP itself: its name, and how priorities come about.',
  input: builder.inputType('MspUpdateInput', {
    description: 'New values; what is left out stays.',
    fields: (t) => ({
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      name: t.string({ description: name }),
      priorityMatrix: t.field({
        type: PriorityMatrixInput,
        description:
          'Rules of priority; null: the default ones. Tickets opened or changed from then on go by them.',
      }),
    }),
  }),
  returns: {
    msp: { description: 'The MSP.', record: { type: Msp, shape: 'Msp', id: 'mspId' } },
  },
  conflictsOn: 'Msp',
  // `priorityMatrix`, `base`, `LOW`, `HIGH`: the input lists cells rather than naming them.
  pathOf: (path) =>
    path[0] !== 'priorityMatrix'
      ? path
      : ['priorityMatrix', path[1] === 'base' ? 'cells' : (path[1] ?? 'cells')],
  run: (desk, { expectedVersion, name, priorityMatrix }) =>
    desk.msp.update({
      expectedVersion,
      ...given({ name }),
      ...(priorityMatrix === undefined
        ? {}
        : { priorityMatrix: priorityMatrix && priorityMatrixOf(priorityMatrix) }),
    }),
});

defineMutation('organizationUpdate', {
  description: 'Renames a customer.',
  input: builder.inputType('OrganizationUpdateInput', {
    description: 'Another name for an organization.',
    fields: (t) => ({
      organizationId: t.id({ required: true, description: 'The organization.' }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      name: t.string({ required: true, description: name }),
    }),
  }),
  returns: { organization },
  conflictsOn: 'Organization',
  run: (desk, { organizationId, ...input }) =>
    desk.organizations.update({ ...input, organizationId: uuidOf('Organization', organizationId) }),
});

const clinic = {
  description: 'The clinic.',
  record: { type: Clinic, shape: 'Clinic', id: 'clinicId' },
} as const;

defineMutation('clinicCreate', {
  description: 'Takes a clinic under care.',
  input: builder.inputType('ClinicCreateInput', {
    description: 'A clinic to take under care.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      organizationId: t.id({ required: true, description: 'The customer that owns it.' }),
      name: t.string({ required: true, description: name }),
      timeZone: t.field({ type: TimeZone, required: true, description: 'Where it is.' }),
      calendarId: t.id({ description: 'Its opening hours; none: clocks count around the clock.' }),
      staffTicketVisibility: t.field({
        type: StaffTicketVisibility,
        description: 'Default: CLINIC.',
      }),
    }),
  }),
  returns: { clinic },
  run: (desk, { organizationId, calendarId, ...input }) =>
    desk.clinics.create({
      ...given(input),
      name: input.name,
      timeZone: input.timeZone,
      organizationId: uuidOf('Organization', organizationId),
      calendarId: optionalUuidOf('Calendar', calendarId),
    }),
});

defineMutation('clinicUpdate', {
  description: 'Changes a clinic. Clocks that run keep the hours they began with.',
  input: builder.inputType('ClinicUpdateInput', {
    description: 'New values for some fields of a clinic; what is left out stays.',
    fields: (t) => ({
      clinicId: t.id({ required: true, description: 'The clinic.' }),
      expectedVersion: t.int({ required: true, description: 'The version you decided on.' }),
      name: t.string({ description: name }),
      calendarId: t.id({ description: 'Its opening hours; null: around the clock.' }),
      staffTicketVisibility: t.field({
        type: StaffTicketVisibility,
        description: 'What its staff see.',
      }),
    }),
  }),
  returns: { clinic },
  conflictsOn: 'Clinic',
  run: (desk, { clinicId, calendarId, expectedVersion, ...input }) =>
    desk.clinics.update({
      ...given(input),
      expectedVersion,
      clinicId: uuidOf('Clinic', clinicId),
      calendarId: optionalUuidOf('Calendar', calendarId),
    }),
});

const location = {
  description: 'The location.',
  record: { type: Location, shape: 'Location', id: 'locationId' },
} as const;

defineMutation('locationUpdate', {
  description: 'Renames a place, or moves it with all that lies in it.',
  input: builder.inputType('LocationUpdateInput', {
    description: 'New values for some fields of a location; what is left out stays.',
    fields: (t) => ({
      locationId: t.id({ required: true, description: 'The location.' }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      name: t.string({ description: name }),
      parentId: t.id({
        description: 'The place of the same clinic that it lies in now; null: in none.',
      }),
    }),
  }),
  returns: { location },
  conflictsOn: 'Location',
  run: (desk, { locationId, parentId, expectedVersion, ...input }) =>
    desk.locations.update({
      ...given(input),
      expectedVersion,
      locationId: uuidOf('Location', locationId),
      parentId: optionalUuidOf('Location', parentId),
    }),
});

defineMutation('locationCreate', {
  description: 'Adds a place to a clinic.',
  input: builder.inputType('LocationCreateInput', {
    description: 'A place to add.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      clinicId: t.id({ required: true, description: 'The clinic.' }),
      parentId: t.id({ description: 'The place it lies in; of the same clinic.' }),
      kind: t.field({ type: LocationKind, required: true, description: 'What kind of place.' }),
      name: t.string({ required: true, description: name }),
    }),
  }),
  returns: { location },
  run: (desk, { clinicId, parentId, ...input }) =>
    desk.locations.create({
      ...given(input),
      kind: input.kind,
      name: input.name,
      clinicId: uuidOf('Clinic', clinicId),
      parentId: optionalUuidOf('Location', parentId),
    }),
});

const team = {
  description: 'The team.',
  record: { type: Team, shape: 'Team', id: 'teamId' },
} as const;

defineMutation('teamCreate', {
  description: 'Founds a team.',
  input: builder.inputType('TeamCreateInput', {
    description: 'A team to found.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      clinicId: t.id({ description: 'The clinic whose own it is; left out: it works for all.' }),
      name: t.string({ required: true, description: name }),
      domain: t.field({ type: Domain, required: true, description: 'Its trade.' }),
      side: t.field({ type: TeamSide, required: true, description: 'Whose team.' }),
    }),
  }),
  returns: { team },
  run: (desk, { clinicId, ...input }) =>
    desk.teams.create({
      ...given(input),
      name: input.name,
      domain: input.domain,
      side: input.side,
      clinicId: optionalUuidOf('Clinic', clinicId),
    }),
});

defineMutation('teamUpdate', {
  description: 'Renames a team.',
  input: builder.inputType('TeamUpdateInput', {
    description: 'Another name for a team.',
    fields: (t) => ({
      teamId: t.id({ required: true, description: 'The team.' }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      name: t.string({ required: true, description: name }),
    }),
  }),
  returns: { team },
  conflictsOn: 'Team',
  run: (desk, { teamId, ...input }) =>
    desk.teams.update({ ...input, teamId: uuidOf('Team', teamId) }),
});

const TeamMemberInput = builder.inputType('TeamMemberInput', {
  description: 'Somebody in a team.',
  fields: (t) => ({
    teamId: t.id({ required: true, description: 'The team.' }),
    personId: t.id({ required: true, description: 'Who.' }),
  }),
});
const member = ({ teamId, personId }: { teamId: string; personId: string }) => ({
  teamId: uuidOf('Team', teamId),
  personId: uuidOf('Person', personId),
});

defineMutation('teamMemberAdd', {
  description: 'Puts somebody into a team.',
  input: TeamMemberInput,
  returns: { team },
  run: (desk, input) => desk.teams.addMember(member(input)),
});

defineMutation('teamMemberRemove', {
  description: 'Takes somebody out of a team; what is assigned to them stays theirs.',
  input: TeamMemberInput,
  returns: { team },
  run: (desk, input) => desk.teams.removeMember(member(input)),
});
