import type { AttainmentGroup, AttainmentKey, AttainmentRow, ShapeName } from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import { toGlobalId, uuidOf } from '../node/global-id.ts';
import { answerOf } from '../reading/answer-of.ts';
import { DateTime, TimeZone } from '../scalars.ts';
import { AgreementKind } from './clock.enums.ts';

const AttainmentGroupType = describedEnum(
  'AttainmentGroup',
  'What attainment is told apart by. Team and priority are those the ticket has now.',
  {
    KIND: 'With whom the promise is.',
    METRIC: 'What is measured.',
    AGREEMENT: 'The agreement.',
    ORGANIZATION: 'The organization.',
    CLINIC: 'The clinic.',
    TEAM: 'The team.',
    PRIORITY: 'The priority.',
    DAY: 'The day on which it was decided.',
    WEEK: 'The week, beginning on Monday.',
    MONTH: 'The month.',
  },
);

const NODES: Readonly<Partial<Record<AttainmentGroup, ShapeName>>> = {
  AGREEMENT: 'Agreement',
  ORGANIZATION: 'Organization',
  CLINIC: 'Clinic',
  TEAM: 'Team',
};

const KeyType = builder.objectRef<AttainmentKey>('AttainmentKey').implement({
  description: 'One thing a row of attainment is about.',
  fields: (t) => ({
    by: t.field({ type: AttainmentGroupType, description: 'What it is.', resolve: (k) => k.by }),
    value: t.string({
      nullable: true,
      description:
        'The id of the record, the word (`P1`, `RESOLVE`), or the first instant of the period; null: of nobody.',
      resolve: ({ by, value }) => {
        const shape = NODES[by];
        return shape && value ? toGlobalId(shape, value) : value;
      },
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The name of the record, if you may read it.',
    }),
  }),
});

const RowType = builder.objectRef<AttainmentRow>('SlaAttainment').implement({
  description:
    'How well targets were kept. A clock is decided when it is met or becomes late, and belongs to the period of that instant; one that is late and still open is breached already. Undecided and cancelled clocks do not count.',
  fields: (t) => ({
    group: t.field({
      type: [KeyType],
      description: 'What the row is about, in the order asked for.',
      resolve: (row) => [...row.group],
    }),
    met: t.exposeInt('met', { description: 'Clocks stopped in time.' }),
    breached: t.exposeInt('breached', { description: 'Clocks that became late.' }),
    ratio: t.exposeFloat('ratio', {
      description: 'The share that was met: met / (met + breached), 0 to 1.',
    }),
  }),
});

builder.queryField('slaAttainment', (t) =>
  t.field({
    type: [RowType],
    description: 'How well the promises to the tickets you may see were kept. At most 1000 rows.',
    args: {
      from: t.arg({ type: DateTime, required: true, description: 'Decided from then on.' }),
      to: t.arg({ type: DateTime, required: true, description: 'Decided before then.' }),
      groupBy: t.arg({
        type: [AttainmentGroupType],
        description: 'At most four. Default: one row for everything.',
      }),
      kind: t.arg({ type: AgreementKind, description: 'Only of this kind.' }),
      clinicId: t.arg.id({ description: 'Only of this clinic.' }),
      clinicGroupId: t.arg.id({
        description: 'Only of the clinics of this group, as they are now.',
      }),
      timeZone: t.arg({
        type: TimeZone,
        description: 'Where days, weeks and months begin. Default: UTC.',
      }),
    },
    resolve: async (
      _root,
      { from, to, groupBy, kind, clinicId, clinicGroupId, timeZone },
      context,
    ) => {
      const asked = {
        from,
        to,
        groupBy: groupBy ?? [],
        ...(kind ? { kind } : {}),
        ...(typeof clinicId === 'string' ? { clinicId: uuidOf('Clinic', clinicId) } : {}),
        ...(typeof clinicGroupId === 'string'
          ? { clinicGroupId: uuidOf('ClinicGroup', clinicGroupId) }
          : {}),
        ...(timeZone ? { timeZone } : {}),
      };
      return [...answerOf(await context.apart((desk) => desk.clocks.attainment(asked)))];
    },
  }),
);
