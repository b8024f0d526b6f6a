import type { AgreementBudget, AgreementTermsInput as Terms } from '@wardline/platform';
import { Criticality } from '../assets/asset.enums.ts';
import { builder } from '../builder.ts';
import { ClockMetric } from '../clocks/clock.enums.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Duration } from '../scalars.ts';
import { Domain, HoldReason, Priority, TicketType } from '../tickets/ticket.enums.ts';
import { ChangeMode, TargetHours } from './agreement.enums.ts';

const BudgetInput = builder.inputType('PriorityBudgetInput', {
  description: 'How much time is allowed: exactly one of within, businessDays and calendarDays.',
  fields: (t) => ({
    priority: t.field({
      type: Priority,
      description: 'For which priority; left out: for those without a budget of their own.',
    }),
    within: t.field({ type: Duration, description: 'In opening hours, e.g. PT4H.' }),
    businessDays: t.int({ description: 'Whole days on which it is open.' }),
    calendarDays: t.int({ description: 'Whole days, open or not, as laws count.' }),
    endOfDay: t.boolean({
      description:
        'With days: due at the end of the day reached. Default: at the same time of day.',
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
    hours: t.field({
      type: TargetHours,
      description: 'Whose hours count. Default: CALENDAR with calendarId, else CLINIC.',
    }),
    calendarId: t.id({ description: 'Whose hours count.' }),
    pauseOn: t.field({ type: [HoldReason], description: 'The hold reasons that stop the clock.' }),
    ticketTypes: t.field({
      type: [TicketType],
      description: 'For which types; left out: for all.',
    }),
    warnAtPercent: t.int({
      description:
        'The share of the budget at which the clock is at risk, 1 to 99. Default: 80; null: no warning.',
    }),
    escalationPolicyId: t.id({
      description: 'Who is told, and who takes over, when it is in danger.',
    }),
  }),
});

const ConditionsInput = builder.inputType('AgreementConditionsInput', {
  description: 'Which of the tickets it covers an agreement measures; all given must hold.',
  fields: (t) => ({
    ticketTypes: t.field({ type: [TicketType], description: 'Only of these types.' }),
    domains: t.field({ type: [Domain], description: 'Only of these trades.' }),
    categories: t.stringList({ description: 'Only of these categories.' }),
    criticalities: t.field({
      type: [Criticality],
      description: 'Only if an affected asset has one of these.',
    }),
  }),
});

export const TermsInput = builder.inputType('AgreementTermsInput', {
  description: 'What a version of an agreement says.',
  fields: (t) => ({
    targets: t.field({
      type: [TargetInput],
      required: true,
      description: 'What is promised; each metric once for a type of ticket.',
    }),
    conditions: t.field({ type: ConditionsInput, description: 'Default: every ticket.' }),
    onPriorityChange: t.field({
      type: ChangeMode,
      description: 'What another priority does to running clocks. Default: CARRY.',
    }),
    onTermsChange: t.field({
      type: ChangeMode,
      description: 'What another agreement or version does to them. Default: CARRY.',
    }),
    onCalendarChange: t.field({
      type: ChangeMode,
      description: 'What other opening hours do to them. Default: CARRY.',
    }),
  }),
});

type Input = typeof TermsInput.$inferInput;
type Budget = Input['targets'][number]['budgets'][number];

/** Terms as the platform takes them. What cannot be, it refuses by its place. */
export function termsOf({ targets, conditions, ...modes }: Input): Terms {
  return {
    ...given(modes),
    conditions: {
      ticketTypes: conditions?.ticketTypes ?? null,
      domains: conditions?.domains ?? null,
      categories: conditions?.categories ?? null,
      criticalities: conditions?.criticalities ?? null,
    },
    targets: targets.map(({ budgets, hours, calendarId, warnAtPercent, ...target }) => ({
      metric: target.metric,
      budgets: Object.fromEntries(
        budgets.flatMap((each) => (each.priority ? [[each.priority, budgetOf(each)]] : [])),
      ),
      otherwise: budgets.filter(({ priority }) => !priority).map(budgetOf)[0] ?? null,
      hours:
        hours === 'AROUND_THE_CLOCK' || hours === 'CLINIC'
          ? hours
          : typeof calendarId === 'string' || hours === 'CALENDAR'
            ? { calendarId: uuidOf('Calendar', calendarId ?? '') }
            : 'CLINIC',
      pauseOn: target.pauseOn ?? [],
      ticketTypes: target.ticketTypes ?? null,
      ...(warnAtPercent === undefined ? {} : { warnAtPercent }),
      escalationPolicyId:
        optionalUuidOf('EscalationPolicy', target.escalationPolicyId ?? null) ?? null,
    })),
  };
}

/** What is no budget, or two at once, becomes one the platform refuses. */
function budgetOf({ within, businessDays, calendarDays, endOfDay }: Budget): AgreementBudget {
  const days = { endOfDay: endOfDay ?? false };
  const kinds: AgreementBudget[] = [];
  if (within !== null && within !== undefined) kinds.push({ kind: 'BUSINESS_TIME', ms: within });
  if (businessDays) kinds.push({ kind: 'BUSINESS_DAYS', days: businessDays, ...days });
  if (calendarDays) kinds.push({ kind: 'CALENDAR_DAYS', days: calendarDays, ...days });
  const [only] = kinds;
  return only && kinds.length === 1 ? only : { kind: 'BUSINESS_TIME', ms: 0 };
}

/** `terms`, `targets`, 0, `budgets`, `P1`: the input lists budgets rather than naming them. */
export function pathOfTerms(path: readonly (string | number)[]): readonly (string | number)[] {
  if (path[0] !== 'targets' && path[0] !== 'conditions') return path;
  const field = path[2] === 'otherwise' ? 'budgets' : path[2];
  const within = path[0] === 'targets' && field === 'budgets' ? [...path.slice(0, 2), field] : path;
  return ['terms', ...within];
}
