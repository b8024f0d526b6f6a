import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf } from '../node/global-id.ts';
import { Agreement } from '../rows.ts';
import { DateTime, Duration } from '../scalars.ts';
import { HoldReason, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { AgreementKind, ClockMetric } from './sla.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';

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
