import { builder } from '../builder.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Agreement, Clinic, Organization } from '../rows.ts';
import { DateTime, Duration } from '../scalars.ts';
import { HoldReason, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { AgreementKind, ClockMetric } from './sla.enums.ts';

interface Target {
  readonly metric: 'FIRST_RESPONSE' | 'RESOLVE';
  readonly budget: Readonly<Record<string, number>>;
  readonly pauseOn: readonly string[];
  readonly ticketTypes: readonly string[] | null;
}

const BudgetType = builder
  .objectRef<{ priority: string; within: number }>('PriorityBudget')
  .implement({
    description: 'How much time a priority has.',
    fields: (t) => ({
      priority: t.field({
        type: Priority,
        description: 'The priority.',
        resolve: (b) => b.priority as 'P1',
      }),
      within: t.field({
        type: Duration,
        description: 'In opening hours.',
        resolve: (b) => b.within,
      }),
    }),
  });

const TargetType = builder.objectRef<Target>('AgreementTarget').implement({
  description: 'One promise of an agreement.',
  fields: (t) => ({
    metric: t.field({
      type: ClockMetric,
      description: 'What is promised.',
      resolve: (x) => x.metric,
    }),
    budgets: t.field({
      type: [BudgetType],
      description: 'By priority; a priority that is missing is promised nothing.',
      resolve: (x) => Object.entries(x.budget).map(([priority, within]) => ({ priority, within })),
    }),
    pauseOn: t.field({
      type: [HoldReason],
      description: 'The hold reasons that stop the clock.',
      resolve: (x) => [...x.pauseOn] as 'VENDOR'[],
    }),
    ticketTypes: t.field({
      type: [TicketType],
      nullable: true,
      description: 'For which types; null: for all.',
      resolve: (x) => x.ticketTypes as 'INCIDENT'[] | null,
    }),
  }),
});

Agreement.implement({
  description:
    'What was promised to whom. The most specific one in force when a ticket opens measures it.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Agreement'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    kind: column(t, 'kind', AgreementKind, { description: 'With whom.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic it covers, if one.' }),
    organization: one(t, 'organization', Organization, {
      description: 'The organization it covers, if one.',
    }),
    targets: t.field({
      type: [TargetType],
      description: 'What it promises.',
      extensions: readsExtension({ columns: ['targets'] }),
      resolve: (row) => row.targets as Target[],
    }),
    validFrom: column(t, 'validFrom', DateTime, { description: 'From when.' }),
    validUntil: column(t, 'validUntil', DateTime, {
      nullable: true,
      description: 'Until when; null: without end.',
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});
