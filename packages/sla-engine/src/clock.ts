import type { Instant } from '@wardline/kernel';
import type { AgreementKind, Budget, EscalationStep, Metric } from './policy.ts';

/** Why a clock stood still. `RULE` is the target's own pause condition. */
export interface PauseCause {
  readonly reason: string;
  readonly by: string | null;
}

/** A stretch of a clock's life. Its last one is open (`to` null) while the clock is live. */
export interface Segment {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly kind: 'RUNNING' | 'PAUSED' | 'STOPPED';
  /** What its time is counted in; null: elapsed time. */
  readonly calendarId: string | null;
  /** False for time a restart threw away. */
  readonly counted: boolean;
  /** Only of a pause. */
  readonly causes: readonly PauseCause[];
}

/** What a clock is stored as; {@link clockStatusAt} tells what people call it. */
export type ClockStatus = 'RUNNING' | 'PAUSED' | 'MET' | 'CANCELLED';

/**
 * One target's clock, one cycle: plain JSON, complete in itself. Everything below `segments` is
 * derived and stored so that a database can index it.
 */
export interface ClockState {
  /** `targetId/cycle`, unique in the ticket. */
  readonly key: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly kind: AgreementKind;
  readonly targetId: string;
  readonly metric: Metric;
  /** From 1. */
  readonly cycle: number;
  readonly calendarId: string;
  readonly budget: Budget;
  /** True after DEADLINE_SET: changes of priority or policy leave the budget alone. */
  readonly manualDeadline: boolean;
  readonly pauseOn: readonly string[];
  readonly steps: readonly EscalationStep[];
  /** How often it was restarted: steps happen once a round. */
  readonly round: number;
  /** Ids of the transitions handed out in this round ({@link fireTransitions}). */
  readonly fired: readonly string[];
  /**
   * A stopped clock (RESOLVED, answered, ...) is MET here even if it was late: then `breachedAt`
   * is set. `clockStatusAt` turns the pair into what people call it.
   */
  readonly status: ClockStatus;
  /** From when the clock counts; earlier than the event that started it if retroactive. */
  readonly startedAt: Instant;
  /** `startedAt`, or the last restart. */
  readonly countedFrom: Instant;
  /** Due is not before this: a budget cut short cannot have been overrun before it was cut. */
  readonly dueFloor: Instant | null;
  /** The exact due instant that passed, whoever noticed when. */
  readonly breachedAt: Instant | null;
  readonly metAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly segments: readonly Segment[];

  /** The budget in ms of its own kind of time; null if the calendar never opens long enough. */
  readonly targetMs: number | null;
  /** Counted up to `anchorAt`; up to the end once stopped. */
  readonly consumedMs: number;
  /** Since when it runs; null unless RUNNING. */
  readonly anchorAt: Instant | null;
  readonly pausedSince: Instant | null;
  readonly pauseReasons: readonly string[];
  /** Null while paused (unless already used up), and if never. */
  readonly dueAt: Instant | null;
  /** The next thing a sweep must do for this clock; null: nothing. */
  readonly nextTransitionAt: Instant | null;
}

/** True while a clock can still be met or breached. */
export function isLive(clock: ClockState): boolean {
  return clock.status === 'RUNNING' || clock.status === 'PAUSED';
}
