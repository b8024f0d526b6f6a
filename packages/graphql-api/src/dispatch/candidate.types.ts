import type { Candidate } from '@wardline/platform';
import { emptySelection, type Row, type TeamRow } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Absence, Calendar, HandOver, Rotation, Team, Ticket } from '../rows.ts';
import { Priority } from '../tickets/ticket.enums.ts';
import { AssignmentStrategy, RejectionCode } from './dispatch.enums.ts';
import { selectMembers, selectRotations, teamRow } from './team-selection.ts';

export const SkillInput = builder.inputType('SkillInput', {
  description: 'A skill, and how well.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'The MSP’s own name for it, e.g. `DICOM`.' }),
    level: t.int({ required: true, description: 'From 1, knows the basics, to 5, teaches it.' }),
  }),
});

const Rejection = builder.objectRef<Candidate['rejections'][number]>('Rejection').implement({
  description: 'Why somebody cannot get the work.',
  fields: (t) => ({
    code: t.field({ type: RejectionCode, description: 'For programs.', resolve: (r) => r.code }),
    message: t.exposeString('message', { description: 'For people.' }),
  }),
});

const CandidateType = builder.objectRef<Candidate>('AssignmentCandidate').implement({
  description: 'A member of a team, weighed for some work.',
  fields: (t) => ({
    personId: t.id({
      description: 'Who: id of a `Person`.',
      resolve: (c) => toGlobalId('Person', c.personId),
    }),
    eligible: t.exposeBoolean('eligible', { description: 'Whether they could get it now.' }),
    rejections: t.field({
      type: [Rejection],
      description: 'Everything that speaks against them.',
      resolve: (c) => [...c.rejections],
    }),
    onCall: t.exposeBoolean('onCall', { description: 'Whether they are on call.' }),
    load: t.exposeInt('load', {
      description: 'Points of the open work you see of theirs: P1 8, P2 5, P3 3, P4 2, P5 1.',
    }),
    capacity: t.int({
      nullable: true,
      description: 'The most points they take; null: no limit.',
      resolve: (c) => c.capacity,
    }),
    skillMargin: t.exposeInt('skillMargin', {
      description: 'Levels above what is needed, summed.',
    }),
  }),
});

const TeamAssignment = builder
  .objectRef<NonNullable<TeamRow['assignment']>>('TeamAssignment')
  .implement({
    description: 'How a team’s work finds a person.',
    fields: (t) => ({
      strategy: t.field({
        type: AssignmentStrategy,
        description: 'How to choose.',
        resolve: (a) => a.strategy,
      }),
      sticky: t.exposeBoolean('sticky', {
        description: 'Whoever held it before gets it back if they can.',
      }),
      onCallOnly: t.exposeBoolean('onCallOnly', { description: 'Only whoever is on call.' }),
      respectCapacity: t.exposeBoolean('respectCapacity', {
        description: 'Nobody gets more than they take.',
      }),
    }),
  });

builder.objectFields(Team, (t) => ({
  assignment: t.field({
    type: TeamAssignment,
    nullable: true,
    description:
      'How its work finds a person; null: in turn, back to whoever held it before, up to their capacity.',
    extensions: readsExtension({ columns: ['assignment'] }),
    resolve: (row: Row) => row.assignment as TeamRow['assignment'],
  }),
  coverageCalendar: one(t, 'coverageCalendar', Calendar, {
    description: 'When somebody of it is there; null: around the clock.',
  }),
  rotations: many(t, 'rotations', Rotation, 'Rotation', {
    description: 'Who is on call for it, by rule; only the MSP’s own people see them.',
  }),
  candidates: t.field({
    type: [CandidateType],
    description:
      'Everybody in it, weighed for some work now, with what speaks against each. Empty for clients.',
    args: {
      priority: t.arg({ type: Priority, description: 'How urgent; left out: P3.' }),
      skills: t.arg({ type: [SkillInput], description: 'What is needed; left out: nothing.' }),
    },
    extensions: readsExtension({
      columns: ['assignment'],
      extend: (into, { now }, { key }) => {
        const span = { from: now, to: now + 1 };
        selectRotations(into, key, span);
        selectMembers(into, key, span, true);
        const calendar = emptySelection('definition');
        const relation = 'coverageCalendar';
        into.one.set(`$coverage ${key}`, { relation, selection: calendar, internal: true });
      },
    }),
    resolve: (row: Row, { priority, skills }, { wardline, now, desk }, info) => {
      if (desk.session.principal.principal.side !== 'PROVIDER') return [];
      const work = { priority: priority ?? 'P3', skills: skills ?? [] };
      return [...wardline.dispatch.candidates(teamRow(row, String(info.path.key)), work, now)];
    },
  }),
}));

builder.objectFields(Ticket, (t) => ({
  handOvers: many(t, 'handOvers', HandOver, 'HandOver', {
    description: 'How it went from team to team, the latest first. Clients do not see it.',
  }),
}));

export const absenceRecord = {
  description: 'The absence.',
  record: { type: Absence, shape: 'Absence', id: 'absenceId' },
} as const;
