import type { Criticality } from '@wardline/asset-registry';
import type { Budget, ChangeMode, Metric } from '@wardline/sla-engine';
import type { Domain, HoldReason, Priority, TicketType } from '@wardline/ticket-core';

/** How much time a target allows; a fixed instant belongs to a single ticket, not to an agreement. */
export type AgreementBudget = Exclude<Budget, { readonly kind: 'FIXED' }>;

/** Whose hours count: the clinic's own, no hours at all, or a calendar of the MSP's. */
export type TargetHours = 'CLINIC' | 'AROUND_THE_CLOCK' | { readonly calendarId: string };

/** One promise of an agreement: what is measured, how long it may take, by whose hours. */
export interface AgreementTarget {
  readonly metric: Metric;
  /** By priority; a priority that is missing has `otherwise`. */
  readonly budgets: Readonly<Partial<Record<Priority, AgreementBudget>>>;
  /** For priorities without a budget of their own; null: they are promised nothing. */
  readonly otherwise: AgreementBudget | null;
  readonly hours: TargetHours;
  /** The hold reasons that stop the clock. */
  readonly pauseOn: readonly HoldReason[];
  /** Null means every type. */
  readonly ticketTypes: readonly TicketType[] | null;
  /** The share of the budget at which the clock is at risk, 1 to 99 percent; null: never. */
  readonly warnAtPercent: number | null;
  readonly escalationPolicyId: string | null;
}

/** Which tickets an agreement measures, of those it covers. Null: of any. All given must hold. */
export interface AgreementConditions {
  readonly ticketTypes: readonly TicketType[] | null;
  readonly domains: readonly Domain[] | null;
  readonly categories: readonly string[] | null;
  /** At least one affected asset is of one of these criticalities. */
  readonly criticalities: readonly Criticality[] | null;
}

/** What one version of an agreement says. */
export interface AgreementTerms {
  readonly conditions: AgreementConditions;
  readonly targets: readonly AgreementTarget[];
  /** What happens to running clocks when a ticket's priority, these terms, or the hours change. */
  readonly onPriorityChange: ChangeMode;
  readonly onTermsChange: ChangeMode;
  readonly onCalendarChange: ChangeMode;
}

/** A share of the budget that is still time enough to do something. */
export const DEFAULT_WARN_AT_PERCENT = 80;

/** Terms as given: what is left out has its default. */
export interface AgreementTermsInput {
  readonly conditions?: Partial<AgreementConditions> | undefined;
  readonly targets: readonly AgreementTargetInput[];
  readonly onPriorityChange?: ChangeMode | undefined;
  readonly onTermsChange?: ChangeMode | undefined;
  readonly onCalendarChange?: ChangeMode | undefined;
}

/** A target as given: by default the clinic's hours, no pauses, every type, a warning at 80 percent. */
export type AgreementTargetInput = Pick<AgreementTarget, 'metric'> &
  Partial<Omit<AgreementTarget, 'metric'>>;

/** Terms with every default in its place. */
export function completeTerms(input: AgreementTermsInput): AgreementTerms {
  const { conditions = {}, targets } = input;
  return {
    conditions: {
      ticketTypes: conditions.ticketTypes ?? null,
      domains: conditions.domains ?? null,
      categories: conditions.categories ?? null,
      criticalities: conditions.criticalities ?? null,
    },
    targets: targets.map((target) => ({
      metric: target.metric,
      budgets: target.budgets ?? {},
      otherwise: target.otherwise ?? null,
      hours: target.hours ?? 'CLINIC',
      pauseOn: target.pauseOn ?? [],
      ticketTypes: target.ticketTypes ?? null,
      warnAtPercent:
        target.warnAtPercent === undefined ? DEFAULT_WARN_AT_PERCENT : target.warnAtPercent,
      escalationPolicyId: target.escalationPolicyId ?? null,
    })),
    onPriorityChange: input.onPriorityChange ?? 'CARRY',
    onTermsChange: input.onTermsChange ?? 'CARRY',
    onCalendarChange: input.onCalendarChange ?? 'CARRY',
  };
}
