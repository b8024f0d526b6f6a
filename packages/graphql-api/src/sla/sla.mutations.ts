import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf } from '../node/global-id.ts';
import { Agreement, Calendar } from '../rows.ts';
import { DateTime, Duration, LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { HoldReason, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { AgreementKind, ClockMetric, Weekday } from './sla.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';

const WeeklyHoursInput = builder.inputType('WeeklyHoursInput', {
  description: 'One opening a week.',
  fields: (t) => ({
    day: t.field({ type: Weekday, required: true, description: 'The day on which it opens.' }),
    opens: t.field({ type: LocalTime, required: true, description: 'When it opens.' }),
    closes: t.field({
      type: LocalTime,
      required: true,
      description: 'When it closes; at or before `opens`: on the next day.',
    }),
  }),
});

const HolidayInput = builder.inputType('HolidayInput', {
  description: 'A day without hours.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, required: true, description: 'The date there.' }),
    name: t.string({ required: true, description: 'Its name.' }),
  }),
});

const CALENDAR_FIELDS: Readonly<Record<string, string>> = {
  timezone: 'timeZone',
  weekly: 'weeklyHours',
  holidays: 'holidays',
};

defineMutation('calendarCreate', {
  description: 'Adds opening hours that clinics and agreements can refer to.',
  input: builder.inputType('CalendarCreateInput', {
    description: 'Opening hours in a time zone.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      name: t.string({ required: true, description: 'Its name.' }),
      timeZone: t.field({ type: TimeZone, required: true, description: 'Where it is.' }),
      weeklyHours: t.field({
        type: [WeeklyHoursInput],
        required: true,
        description: 'The openings of a week.',
      }),
      holidays: t.field({ type: [HolidayInput], description: 'Days without hours.' }),
    }),
  }),
  returns: {
    calendar: {
      description: 'The calendar.',
      record: { type: Calendar, shape: 'Calendar', id: 'calendarId' },
    },
  },
  pathOf: (path) => {
    if (path[0] !== 'definition') return path;
    const field = CALENDAR_FIELDS[String(path[1])];
    return field ? [field] : [];
  },
  run: (desk, { id, name, timeZone, weeklyHours, holidays }) => {
    const weekly: Record<string, [string, string][]> = {};
    for (const { day, opens, closes } of weeklyHours) {
      const key = day.toLowerCase();
      weekly[key] = [...(weekly[key] ?? []), [opens, closes]];
    }
    return desk.calendars.create({
      ...given({ id }),
      name,
      definition: { timezone: timeZone, weekly, holidays: holidays ?? [] },
    });
  },
});

const BudgetInput = builder.inputType('PriorityBudgetInput', {
  description: 'How much time a priority has.',
  fields: (t) => ({
    priority: t.field({ type: Priority, required: true, description: 'The priority.' }),
    within: t.field({
      type: Duration,
      required: true,
      description: 'In opening hours, e.g. PT4H.',
    }),
  }),
});

const TargetInput = builder.inputType('AgreementTargetInput', {
  description: 'One promise.',
  fields: (t) => ({
    metric: t.field({ type: ClockMetric, required: true, description: 'What is promised.' }),
    budgets: t.field({
      type: [BudgetInput],
      required: true,
      description: 'By priority; one that is missing is promised nothing.',
    }),
    calendarId: t.id({ description: 'Whose hours count; left out: the clinic’s own.' }),
    pauseOn: t.field({ type: [HoldReason], description: 'The hold reasons that stop the clock.' }),
    ticketTypes: t.field({
      type: [TicketType],
      description: 'For which types; left out: for all.',
    }),
  }),
});

defineMutation('agreementCreate', {
  description: 'Puts an agreement in force. Tickets opened from then on are measured by it.',
  input: builder.inputType('AgreementCreateInput', {
    description:
      'What is promised to whom. Without clinicId and organizationId it is the MSP’s default.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      name: t.string({ required: true, description: 'Its name.' }),
      kind: t.field({ type: AgreementKind, required: true, description: 'With whom.' }),
      clinicId: t.id({ description: 'Covers this clinic.' }),
      organizationId: t.id({ description: 'Covers this organization.' }),
      targets: t.field({
        type: [TargetInput],
        required: true,
        description: 'What is promised; each metric once.',
      }),
      validFrom: t.field({ type: DateTime, description: 'From when. Default: now.' }),
      validUntil: t.field({ type: DateTime, description: 'Until when. Default: without end.' }),
    }),
  }),
  returns: {
    agreement: {
      description: 'The agreement.',
      record: { type: Agreement, shape: 'Agreement', id: 'agreementId' },
    },
  },
  // `targets`, 0, `budget`, `P1`: the input lists budgets rather than naming them.
  pathOf: (path) => (path[2] === 'budget' ? [...path.slice(0, 2), 'budgets'] : path),
  run: (desk, { clinicId, organizationId, targets, ...input }) =>
    desk.agreements.create({
      ...given(input),
      name: input.name,
      kind: input.kind,
      clinicId: optionalUuidOf('Clinic', clinicId),
      organizationId: optionalUuidOf('Organization', organizationId),
      targets: targets.map(({ metric, budgets, calendarId, pauseOn, ticketTypes }) => ({
        metric,
        budget: Object.fromEntries(budgets.map(({ priority, within }) => [priority, within])),
        calendarId: optionalUuidOf('Calendar', calendarId) ?? null,
        pauseOn: pauseOn ?? [],
        ticketTypes: ticketTypes ?? null,
      })),
    }),
});
