import type { CalendarInput, Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Agreement, Calendar, Clinic, Organization } from '../rows.ts';
import { DateTime, Duration, LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { HoldReason, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { AgreementKind, ClockMetric, Weekday } from './sla.enums.ts';

interface WeeklyHours {
  readonly day: string;
  readonly opens: string;
  readonly closes: string;
}

const WeeklyHoursType = builder.objectRef<WeeklyHours>('WeeklyHours').implement({
  description: 'One opening a week, on the wall clock of the calendar’s time zone.',
  fields: (t) => ({
    day: t.field({
      type: Weekday,
      description: 'The day on which it opens.',
      resolve: (hours) => hours.day.toUpperCase() as 'MON',
    }),
    opens: t.field({ type: LocalTime, description: 'When it opens.', resolve: (h) => h.opens }),
    closes: t.field({
      type: LocalTime,
      description: 'When it closes; at or before `opens`: on the next day.',
      resolve: (h) => h.closes,
    }),
  }),
});

const HolidayType = builder.objectRef<{ date: string; name: string }>('Holiday').implement({
  description: 'A day without opening hours.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, description: 'The date there.', resolve: (h) => h.date }),
    name: t.exposeString('name', { description: 'Its name.' }),
  }),
});

const definition = (row: Row) => row.definition as CalendarInput;
const definitionField = { extensions: readsExtension({ columns: ['definition'] }) };

Calendar.implement({
  description: 'Opening hours in a time zone. Clocks count in them.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Calendar'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    timeZone: t.field({
      type: TimeZone,
      description: 'Where it is, as a time zone.',
      ...definitionField,
      resolve: (row) => definition(row).timezone,
    }),
    weeklyHours: t.field({
      type: [WeeklyHoursType],
      description: 'The openings of a week, Monday first.',
      ...definitionField,
      resolve: (row) =>
        Object.entries(definition(row).weekly).flatMap(([day, ranges]) =>
          (ranges ?? []).map(([opens, closes]) => ({ day, opens, closes })),
        ),
    }),
    holidays: t.field({
      type: [HolidayType],
      description: 'Days without hours.',
      ...definitionField,
      resolve: (row) => [...(definition(row).holidays ?? [])],
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

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
