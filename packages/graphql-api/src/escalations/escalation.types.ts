import type { EscalationRule, Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { EscalationPolicy } from '../rows.ts';
import { Duration } from '../scalars.ts';
import { EscalationRecipient } from './escalation.enums.ts';

const StepType = builder.objectRef<EscalationRule>('EscalationStep').implement({
  description: 'What happens at one point of a clock’s life.',
  fields: (t) => ({
    id: t.string({ description: 'Unique in its policy.', resolve: (step) => step.id }),
    percent: t.int({
      nullable: true,
      description: 'At this share of the budget; 100 is the due instant.',
      resolve: ({ when }) => ('percent' in when ? when.percent : null),
    }),
    offset: t.field({
      type: Duration,
      nullable: true,
      description: 'At this distance from the due instant; negative: before it.',
      resolve: ({ when }) => ('offsetMs' in when ? when.offsetMs : null),
    }),
    inOpeningHours: t.boolean({
      description: 'Whether the offset counts opening hours only.',
      resolve: ({ when }) => 'offsetMs' in when && when.time === 'BUSINESS',
    }),
    quietUntilOpen: t.boolean({
      description: 'Outside opening hours it waits for the next opening.',
      resolve: (step) => step.quietUntilOpen,
    }),
    notify: t.field({
      type: [EscalationRecipient],
      description: 'Who is told.',
      resolve: (step) => [...step.notify],
    }),
    notifyPersonIds: t.idList({
      description: 'Who is told, by name.',
      resolve: (step) => step.notifyPersonIds.map((id) => toGlobalId('Person', id)),
    }),
    assignToTeamId: t.id({
      nullable: true,
      description: 'The team that gets the ticket.',
      resolve: ({ assignToTeamId: id }) => id && toGlobalId('Team', id),
    }),
  }),
});

EscalationPolicy.implement({
  description: 'Who is told, and who takes over, when a promise comes into danger.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'EscalationPolicy'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    steps: t.field({
      type: [StepType],
      description: 'What happens when.',
      extensions: readsExtension({ columns: ['steps'] }),
      resolve: (row: Row) => row.steps as EscalationRule[],
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});
