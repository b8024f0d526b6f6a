import type { AgreementBudget, AgreementTarget, AgreementTerms, Row } from '@wardline/platform';
import { Criticality } from '../assets/asset.enums.ts';
import { builder } from '../builder.ts';
import { AgreementKind, ClockMetric } from '../clocks/clock.enums.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import {
  Agreement,
  AgreementCoverage,
  AgreementVersion,
  Asset,
  Clinic,
  ContractLine,
  Organization,
  Team,
} from '../rows.ts';
import { DateTime, Duration } from '../scalars.ts';
import { Domain, HoldReason, Priority, TicketType } from '../tickets/ticket.enums.ts';
import {
  AgreementVersionState,
  ChangeMode,
  CoverageLevel,
  TargetHours,
} from './agreement.enums.ts';

interface Budget {
  readonly priority: string | null;
  readonly budget: AgreementBudget;
}

const BudgetType = builder.objectRef<Budget>('PriorityBudget').implement({
  description: 'How much time is allowed.',
  fields: (t) => ({
    priority: t.field({
      type: Priority,
      nullable: true,
      description: 'For which priority; null: for those without a budget of their own.',
      resolve: (b) => b.priority as 'P1' | null,
    }),
    within: t.field({
      type: Duration,
      nullable: true,
      description: 'In opening hours.',
      resolve: ({ budget }) => (budget.kind === 'BUSINESS_TIME' ? budget.ms : null),
    }),
    businessDays: t.int({
      nullable: true,
      description: 'Whole days on which it is open.',
      resolve: ({ budget }) => (budget.kind === 'BUSINESS_DAYS' ? budget.days : null),
    }),
    calendarDays: t.int({
      nullable: true,
      description: 'Whole days, open or not.',
      resolve: ({ budget }) => (budget.kind === 'CALENDAR_DAYS' ? budget.days : null),
    }),
    endOfDay: t.boolean({
      description: 'With days: due at the end of the day reached.',
      resolve: ({ budget }) => 'endOfDay' in budget && budget.endOfDay === true,
    }),
  }),
});

const TargetType = builder.objectRef<AgreementTarget>('AgreementTarget').implement({
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
      resolve: ({ budgets, otherwise }) => [
        ...Object.entries(budgets).map(([priority, budget]) => ({ priority, budget })),
        ...(otherwise ? [{ priority: null, budget: otherwise }] : []),
      ],
    }),
    hours: t.field({
      type: TargetHours,
      description: 'Whose hours count.',
      resolve: ({ hours }) => (typeof hours === 'string' ? hours : 'CALENDAR'),
    }),
    calendarId: t.id({
      nullable: true,
      description: 'The calendar whose hours count, if it names one.',
      resolve: ({ hours }) =>
        typeof hours === 'string' ? null : toGlobalId('Calendar', hours.calendarId),
    }),
    pauseOn: t.field({
      type: [HoldReason],
      description: 'The hold reasons that stop the clock.',
      resolve: (x) => [...x.pauseOn],
    }),
    ticketTypes: t.field({
      type: [TicketType],
      nullable: true,
      description: 'For which types; null: for all.',
      resolve: (x) => x.ticketTypes && [...x.ticketTypes],
    }),
    warnAtPercent: t.int({
      nullable: true,
      description: 'The share of the budget at which the clock is at risk; null: no warning.',
      resolve: (x) => x.warnAtPercent,
    }),
    escalationPolicyId: t.id({
      nullable: true,
      description: 'Who is told, and who takes over, when it is in danger.',
      resolve: ({ escalationPolicyId: id }) => id && toGlobalId('EscalationPolicy', id),
    }),
  }),
});

type Conditions = AgreementTerms['conditions'];

const ConditionsType = builder.objectRef<Conditions>('AgreementConditions').implement({
  description:
    'Which of the tickets it covers an agreement measures; all that are given must hold.',
  fields: (t) => ({
    ticketTypes: t.field({
      type: [TicketType],
      nullable: true,
      description: 'Only of these types.',
      resolve: (x) => x.ticketTypes && [...x.ticketTypes],
    }),
    domains: t.field({
      type: [Domain],
      nullable: true,
      description: 'Only of these trades.',
      resolve: (x) => x.domains && [...x.domains],
    }),
    categories: t.stringList({
      nullable: true,
      description: 'Only of these categories.',
      resolve: (x) => x.categories && [...x.categories],
    }),
    criticalities: t.field({
      type: [Criticality],
      nullable: true,
      description: 'Only if an affected asset has one of these.',
      resolve: (x) => x.criticalities && [...x.criticalities],
    }),
  }),
});

const terms = (row: Row) => row.terms as AgreementTerms;
const termsField = { extensions: readsExtension({ columns: ['terms'] }) };

AgreementVersion.implement({
  description: 'What an agreement says from one instant on.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'AgreementVersion'),
    agreement: one(t, 'agreement', Agreement, { description: 'The agreement.' }),
    number: column(t, 'number', 'Int', { description: 'From 1.' }),
    state: column(t, 'state', AgreementVersionState, { description: 'Whether it holds.' }),
    targets: t.field({
      type: [TargetType],
      description: 'What it promises.',
      ...termsField,
      resolve: (row) => [...terms(row).targets],
    }),
    conditions: t.field({
      type: ConditionsType,
      description: 'Which tickets it measures.',
      ...termsField,
      resolve: (row) => terms(row).conditions,
    }),
    onPriorityChange: t.field({
      type: ChangeMode,
      description: 'What another priority does to running clocks.',
      ...termsField,
      resolve: (row) => terms(row).onPriorityChange,
    }),
    onTermsChange: t.field({
      type: ChangeMode,
      description: 'What another agreement or version does to them.',
      ...termsField,
      resolve: (row) => terms(row).onTermsChange,
    }),
    onCalendarChange: t.field({
      type: ChangeMode,
      description: 'What other opening hours do to them.',
      ...termsField,
      resolve: (row) => terms(row).onCalendarChange,
    }),
    validFrom: column(t, 'validFrom', DateTime, {
      nullable: true,
      description: 'The first instant at which it holds; null for a draft.',
    }),
    publishedAt: column(t, 'publishedAt', DateTime, {
      nullable: true,
      description: 'When it was published; null for a draft.',
    }),
  }),
});

AgreementCoverage.implement({
  description: 'One thing an agreement covers.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'AgreementCoverage'),
    agreement: one(t, 'agreement', Agreement, { description: 'The agreement.' }),
    level: column(t, 'level', CoverageLevel, { description: 'How closely it fits a ticket.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic, or the clinic of the asset.' }),
    organization: one(t, 'organization', Organization, { description: 'The organization.' }),
    asset: one(t, 'asset', Asset, { description: 'The asset or service.' }),
    contractLine: one(t, 'contractLine', ContractLine, { description: 'The line of a contract.' }),
  }),
});

Agreement.implement({
  description:
    'What was promised to whom. The closest one in force when a ticket opens measures it (see CoverageLevel).',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Agreement'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    kind: column(t, 'kind', AgreementKind, { description: 'With whom.' }),
    team: one(t, 'team', Team, {
      description: 'Of an OLA or UC: whose promise it is, if one team’s.',
    }),
    versions: many(t, 'versions', AgreementVersion, 'AgreementVersion', {
      description:
        'What it says, newest first: the first published one whose `validFrom` has passed holds.',
    }),
    coverage: many(t, 'coverage', AgreementCoverage, 'AgreementCoverage', {
      description: 'What it covers.',
    }),
    validUntil: column(t, 'validUntil', DateTime, {
      nullable: true,
      description: 'Until when; null: without end.',
    }),
    version: column(t, 'version', 'Int', {
      description: 'Grows with each change of it, its terms or its coverage.',
    }),
  }),
});
