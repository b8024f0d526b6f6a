import type { Instant } from '@wardline/kernel';
import type { Trigger } from './trigger.ts';

/** SLA: with the customer. OLA: with an internal team. UC: with a vendor. REGULATORY: by law. */
export const AGREEMENT_KINDS = ['SLA', 'OLA', 'UC', 'REGULATORY'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** What is measured. RESTORE is the service working again, RESOLVE the ticket being done. */
export const METRICS = [
  'ACKNOWLEDGE',
  'FIRST_RESPONSE',
  'NEXT_RESPONSE',
  'UPDATE_CADENCE',
  'RESTORE',
  'RESOLVE',
  'NOTIFY',
] as const;
export type Metric = (typeof METRICS)[number];

/**
 * How much time a target allows. Business time and days are counted in the target's calendar,
 * calendar days on its zone's wall calendar. `endOfDay` moves the due instant to the last close
 * (for calendar days: the midnight) that ends the date reached. A fixed instant ignores pauses.
 */
export type Budget =
  | { readonly kind: 'BUSINESS_TIME'; readonly ms: number }
  | { readonly kind: 'BUSINESS_DAYS'; readonly days: number; readonly endOfDay?: boolean }
  | { readonly kind: 'CALENDAR_DAYS'; readonly days: number; readonly endOfDay?: boolean }
  | { readonly kind: 'FIXED'; readonly at: Instant };

/**
 * When an escalation step happens: after a share of the budget, or before (negative) or after due.
 * Business offsets count in the target's calendar and stand still while the clock is paused.
 */
export type StepTiming =
  | { readonly percent: number }
  | { readonly offsetMs: number; readonly time: 'BUSINESS' | 'WALL' }
  | { readonly offsetBusinessDays: number };

/** Something to do at a point of a clock's life. */
export interface EscalationStep {
  /** Unique in its target; with the clock it names the effect that must happen once. */
  readonly id: string;
  readonly when: StepTiming;
  /** Outside opening hours, wait for the next opening. */
  readonly quietUntilOpen?: boolean;
  /** What to do; the engine hands it back unread. */
  readonly action?: string;
}

/**
 * What a change does to a running clock. CARRY: time used stays used, the rest counts by the new
 * rule. RESTART: counting begins again at zero. RECOMPUTE: as if the new rule had held from the
 * start, the only one that can undo a breach.
 */
export const CHANGE_MODES = ['CARRY', 'RESTART', 'RECOMPUTE'] as const;
export type ChangeMode = (typeof CHANGE_MODES)[number];

/** One promise of a policy: what is measured, how long it may take, by whose hours. */
export interface Target {
  /** Unique in the policy; a clock survives a change of policy under the same target id. */
  readonly id: string;
  readonly metric: Metric;
  /** Null: priorities not named in `budgetByPriority` have no such target. */
  readonly budget: Budget | null;
  readonly budgetByPriority: Readonly<Record<string, Budget | null>>;
  readonly calendarId: string;
  /** Reasons of the ticket's pauses that pause this clock. */
  readonly pauseOn: readonly string[];
  readonly start: Trigger;
  readonly stop: Trigger;
  /** Begins again at zero. */
  readonly reset: Trigger;
  readonly cancel: Trigger;
  /** Pauses of this target's own, beside those of the ticket. */
  readonly pause: Trigger;
  readonly resume: Trigger;
  /** True: each start after a stop opens a new cycle. */
  readonly repeats: boolean;
  /** From the event that starts it, from when it says it happened, or from the ticket's opening. */
  readonly startFrom: 'EVENT' | 'OCCURRED' | 'OPENED';
  /** A met clock of a reopened ticket: goes on, is followed by a new cycle, or stays as it is. */
  readonly onReopen: 'RESUME' | 'NEW_CYCLE' | 'KEEP';
  readonly steps: readonly EscalationStep[];
}

/** One immutable version of an agreement, checked by {@link definePolicy}. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly kind: AgreementKind;
  readonly targets: readonly Target[];
  readonly onPriorityChange: ChangeMode;
  readonly onPolicyChange: ChangeMode;
  readonly onCalendarChange: ChangeMode;
}

/** The budget for a priority, or null if there is none. */
export function budgetFor(target: Target, priority: string | null): Budget | null {
  if (priority !== null && Object.hasOwn(target.budgetByPriority, priority)) {
    return target.budgetByPriority[priority] ?? null;
  }
  return target.budget;
}
