import { type CompiledCalendar, diffCalendars } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { type ChangeMode, type ClockState, isAffectedBy } from '@wardline/sla-engine';

/** What says whether other hours move a clock. */
export type ClockSpan = Pick<
  ClockState,
  'status' | 'startedAt' | 'dueAt' | 'nextTransitionAt' | 'breachedAt'
>;

/** A live clock, and what its policy says of changed hours. */
export interface CountingClock extends ClockSpan {
  readonly mode: ChangeMode;
}

/**
 * The clocks that other hours from an instant on move. CARRY looks forward from the change, RECOMPUTE
 * back to the clock's beginning; RESTART moves every clock.
 * @param since when the new hours begin to hold.
 */
export function affectedClocks<Clock extends CountingClock>(
  clocks: readonly Clock[],
  before: CompiledCalendar,
  after: CompiledCalendar,
  since: Instant,
): Clock[] {
  if (clocks.length === 0) return [];
  const from = clocks.reduce((first, { startedAt }) => Math.min(first, startedAt), since);
  const to = clocks.reduce((last, clock) => Math.max(last, endOf(clock, since)), since) + 1;
  const changed = diffCalendars(before, after, { from, to });
  const ahead = changed
    .filter((span) => span.to > since)
    .map((span) => ({ from: Math.max(span.from, since), to: span.to }));
  return clocks.filter(
    (clock) =>
      clock.mode === 'RESTART' ||
      isAffectedBy(clock as unknown as ClockState, clock.mode === 'RECOMPUTE' ? changed : ahead),
  );
}

/** Paused clocks have no due instant: they are looked at for two years. */
const PAUSED_MS = 2 * 366 * 86_400_000;

const endOf = ({ dueAt, nextTransitionAt }: ClockSpan, since: Instant): Instant =>
  Math.max(dueAt ?? since + PAUSED_MS, nextTransitionAt ?? since);
