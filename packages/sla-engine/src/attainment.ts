import type { Instant } from '@wardline/kernel';
import type { ClockState } from './clock.ts';
import { clockStatusAt } from './clock-status.ts';
import type { Calendars } from './context.ts';

/** A clock with what one may group by: clinic, team, priority, agreement, ... */
export interface MeasuredClock {
  readonly clock: ClockState;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What {@link attainment} is asked. */
export interface AttainmentQuery {
  /** Names of dimensions; `policyId`, `targetId`, `metric` and `kind` are always there. */
  readonly groupBy: readonly string[];
  /** Half open. */
  readonly period: { readonly from: Instant; readonly to: Instant };
  readonly now: Instant;
}

/** How one group of clocks kept its targets in the period asked for. */
export interface Attainment {
  readonly group: Readonly<Record<string, string>>;
  readonly met: number;
  readonly breached: number;
  /** met / (met + breached), 0 to 1. */
  readonly ratio: number;
}

/**
 * How well targets were kept. The rule: a clock is decided when it is met (at `metAt`) or becomes
 * late (at `breachedAt`), and belongs to the period of that instant. So a clock that is late and
 * still open counts as breached already, in the period in which it became late, once, whenever it
 * is closed. Clocks running or paused in time are undecided and do not count; cancelled ones
 * (merged tickets too) never do.
 * @example
 * attainment(rows, { groupBy: ['clinic', 'metric'], period: november, now }, calendars);
 */
export function attainment(
  rows: readonly MeasuredClock[],
  query: AttainmentQuery,
  calendars: Calendars,
): Attainment[] {
  const groups = new Map<
    string,
    { group: Record<string, string>; met: number; breached: number }
  >();
  for (const { clock, dimensions } of rows) {
    const reading = clockStatusAt(clock, query.now, calendars);
    if (reading.status !== 'MET' && reading.status !== 'BREACHED') continue;
    const decidedAt = reading.breachedAt ?? (clock.metAt as Instant);
    if (decidedAt < query.period.from || decidedAt >= query.period.to) continue;
    const all: Readonly<Record<string, string>> = {
      policyId: clock.policyId,
      targetId: clock.targetId,
      metric: clock.metric,
      kind: clock.kind,
      ...dimensions,
    };
    const group = Object.fromEntries(query.groupBy.map((name) => [name, all[name] ?? '']));
    const key = JSON.stringify(group);
    const found = groups.get(key) ?? { group, met: 0, breached: 0 };
    if (reading.status === 'MET') found.met++;
    else found.breached++;
    groups.set(key, found);
  }
  return [...groups.values()].map(({ group, met, breached }) => ({
    group,
    met,
    breached,
    ratio: met / (met + breached),
  }));
}
