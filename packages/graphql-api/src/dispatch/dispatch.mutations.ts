import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Person, Team, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { absenceRecord, SkillInput } from './candidate.types.ts';
import { AssignmentStrategy, HandOverReason } from './dispatch.enums.ts';

const expectedVersion = 'The version you decided on.';
const ticket = {
  description: 'The ticket.',
  record: { type: Ticket, shape: 'Ticket', id: 'ticketId' },
} as const;

const TeamAssignmentInput = builder.inputType('TeamAssignmentInput', {
  description: 'How a team’s work finds a person; what is left out stays as it is.',
  fields: (t) => ({
    strategy: t.field({ type: AssignmentStrategy, description: 'How to choose.' }),
    sticky: t.boolean({ description: 'Whoever held it before gets it back if they can.' }),
    onCallOnly: t.boolean({ description: 'Only whoever is on call.' }),
    respectCapacity: t.boolean({ description: 'Nobody gets more than they take.' }),
  }),
});

defineMutation('teamDispatchUpdate', {
  description: 'Says when a team is covered, and how its work finds a person.',
  input: builder.inputType('TeamDispatchUpdateInput', {
    description: 'What shall be different.',
    fields: (t) => ({
      teamId: t.id({ required: true, description: 'The team.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      coverageCalendarId: t.id({ description: 'When somebody is there; null: around the clock.' }),
      assignment: t.field({ type: TeamAssignmentInput, description: 'How work is given out.' }),
    }),
  }),
  returns: {
    team: { description: 'The team.', record: { type: Team, shape: 'Team', id: 'teamId' } },
  },
  conflictsOn: 'Team',
  run: (desk, { teamId, expectedVersion, coverageCalendarId, assignment }) =>
    desk.dispatch.setTeam({
      expectedVersion,
      teamId: uuidOf('Team', teamId),
      coverageCalendarId: optionalUuidOf('Calendar', coverageCalendarId),
      assignment: assignment ? given(assignment) : undefined,
    }),
});

defineMutation('personDispatchUpdate', {
  description: 'Says what somebody of the MSP can do, when they work and how much they take.',
  input: builder.inputType('PersonDispatchUpdateInput', {
    description: 'What shall be different.',
    fields: (t) => ({
      personId: t.id({ required: true, description: 'The person.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      skills: t.field({ type: [SkillInput], description: 'All their skills.' }),
      capacity: t.int({ description: 'The most points of open work; null: no limit.' }),
      workingCalendarId: t.id({ description: 'Their hours; null: those of the team.' }),
    }),
  }),
  returns: {
    person: {
      description: 'The person.',
      record: { type: Person, shape: 'Person', id: 'personId' },
    },
  },
  conflictsOn: 'Person',
  run: (desk, { personId, expectedVersion, skills, capacity, workingCalendarId }) =>
    desk.dispatch.setPerson({
      expectedVersion,
      capacity,
      personId: uuidOf('Person', personId),
      skills: skills ?? undefined,
      workingCalendarId: optionalUuidOf('Calendar', workingCalendarId),
    }),
});

defineMutation('absenceCreate', {
  description: 'Says when somebody of the MSP cannot work; one’s own absence anybody may say.',
  input: builder.inputType('AbsenceCreateInput', {
    description: 'Who is away when.',
    fields: (t) => ({
      id: t.string({ description: 'Your own UUID for it; a retry cannot make a second.' }),
      personId: t.id({ required: true, description: 'Who.' }),
      kind: t.string({ required: true, description: 'Why, in your words: `VACATION`, `SICK`.' }),
      beginsAt: t.field({ type: DateTime, required: true, description: 'From when.' }),
      endsAt: t.field({ type: DateTime, required: true, description: 'Until when.' }),
    }),
  }),
  returns: { absence: absenceRecord },
  run: (desk, { id, personId, ...input }) =>
    desk.dispatch.addAbsence({
      ...given({ id }),
      ...input,
      personId: uuidOf('Person', personId),
    }),
});

defineMutation('absenceRemove', {
  description: 'Takes an absence back.',
  input: builder.inputType('AbsenceRemoveInput', {
    description: 'Which absence.',
    fields: (t) => ({ absenceId: t.id({ required: true, description: 'The absence.' }) }),
  }),
  returns: {},
  run: (desk, { absenceId }) =>
    desk.dispatch.removeAbsence({ absenceId: uuidOf('Absence', absenceId) }),
});

defineMutation('ticketAssignAutomatically', {
  description:
    'Gives a ticket to whoever of a team it falls to by the team’s own rule. `Team.candidates` says who could get it and why others not.',
  input: builder.inputType('TicketAssignAutomaticallyInput', {
    description: 'Which ticket, and what it needs.',
    fields: (t) => ({
      ticketId: t.id({ required: true, description: 'The ticket.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      teamId: t.id({ description: 'The team; left out: the ticket’s own.' }),
      skills: t.field({ type: [SkillInput], description: 'What is needed.' }),
    }),
  }),
  returns: { ticket },
  conflictsOn: 'Ticket',
  run: (desk, { ticketId, teamId, skills, expectedVersion }) =>
    desk.dispatch.assign({
      expectedVersion,
      ticketId: uuidOf('Ticket', ticketId),
      teamId: optionalUuidOf('Team', teamId) ?? undefined,
      skills: skills ?? undefined,
    }),
});

defineMutation('ticketHandOver', {
  description:
    'Passes a ticket to another team, on the same side or another, as the clinic’s co-managed agreement provides.',
  input: builder.inputType('TicketHandOverInput', {
    description: 'Which ticket, to whom and why.',
    fields: (t) => ({
      ticketId: t.id({ required: true, description: 'The ticket.' }),
      expectedVersion: t.int({ required: true, description: expectedVersion }),
      teamId: t.id({ required: true, description: 'The team that takes it.' }),
      reason: t.field({ type: HandOverReason, required: true, description: 'Why.' }),
      note: t.string({ description: 'What the next ones must know. Clients never see it.' }),
      supportTier: t.int({
        description: 'The support tier it goes to, from 1 to 9. Default: the one it is in.',
      }),
    }),
  }),
  returns: { ticket },
  conflictsOn: 'Ticket',
  run: (desk, { ticketId, teamId, supportTier, ...input }) =>
    desk.dispatch.handOver({
      ...input,
      ...given({ supportTier }),
      ticketId: uuidOf('Ticket', ticketId),
      teamId: uuidOf('Team', teamId),
    }),
});
