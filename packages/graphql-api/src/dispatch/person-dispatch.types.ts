import type { Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { many } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Absence, Person } from '../rows.ts';

type Skill = { readonly code: string; readonly level: number };

const SkillType = builder.objectRef<Skill>('Skill').implement({
  description: 'A skill, and how well.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The MSP’s own name for it, e.g. `DICOM`.' }),
    level: t.exposeInt('level', { description: 'From 1, knows the basics, to 5, teaches it.' }),
  }),
});

const PersonDispatch = builder.objectRef<Row>('PersonDispatch').implement({
  description:
    'What somebody of the MSP can do, when they work and how much they take, as `personDispatchUpdate` says it.',
  fields: (t) => ({
    skills: t.field({
      type: [SkillType],
      description: 'All their skills, by name.',
      resolve: ({ skills }) =>
        [...((skills as Skill[] | null) ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1)),
    }),
    capacity: t.int({
      nullable: true,
      description: 'The most points of open work they take; null: no limit.',
      resolve: ({ capacity }) => capacity as number | null,
    }),
    workingCalendarId: t.id({
      nullable: true,
      description: 'Their hours: id of a `Calendar`; null: those of the team.',
      resolve: ({ workingCalendarId: id }) =>
        id === null ? null : toGlobalId('Calendar', id as string),
    }),
  }),
});

builder.objectFields(Person, (t) => ({
  dispatch: t.field({
    type: PersonDispatch,
    nullable: true,
    description:
      'What they can do, when they work and how much they take; null for a client’s people, and for clients.',
    extensions: readsExtension({ columns: ['side', 'skills', 'capacity', 'workingCalendarId'] }),
    resolve: (row: Row, _args, { desk }) => {
      const reader = desk.session.principal.principal.side;
      return reader === 'PROVIDER' && row.side === 'PROVIDER' ? row : null;
    },
  }),
  absences: many(t, 'absences', Absence, 'Absence', {
    description:
      'When they cannot work, the latest end first; past ones included. Clients see none.',
  }),
}));
