import { type Instant, isInstant } from '@wardline/kernel';
import { addWithin } from './add-within.ts';
import { checkAmount, checkInstant } from './arguments.ts';
import { dayMath } from './business-days.ts';
import type { Calendar } from './calendar.ts';
import type { CompiledCalendar, Interval } from './compiled-calendar.ts';
import { extend, type Horizon, horizonOver, isComplete } from './horizon.ts';
import { dayRules } from './open-intervals.ts';
import { earliestOfWork, intervalAt, latestOfWork, type OpenTable, workAt } from './open-table.ts';
import { calendarSpans } from './spans.ts';
import { runtimeTimeZones, type TimeZoneProvider } from './time-zones.ts';

/** What {@link compileCalendar} may be told beside the calendar. */
export interface CompileOptions {
  /** Where time-zone rules come from. Default: the runtime's `Intl`. */
  readonly timeZones?: TimeZoneProvider;
  /** Instants to compile for at once; anything else is compiled when first asked for. */
  readonly horizon?: Interval;
}

/**
 * Turns opening hours into arithmetic. The years asked for are compiled on demand and kept; an
 * answer never depends on how much was compiled before. Keep the result: compiling costs
 * milliseconds, using it nanoseconds.
 * @throws CalendarArgumentError for a horizon that is no instant.
 * @example
 * const desk = compileCalendar(calendar); // Mon-Fri 09:00-17:00, America/New_York
 * const opened = Date.parse('2026-11-20T21:00:00Z'); // Friday 16:00
 * desk.add(opened, 4 * 3_600_000); // Monday 12:00, 2026-11-23T17:00:00Z
 * desk.between(opened, opened + 7 * 86_400_000); // a week's 40 h, in ms
 */
export function compileCalendar(
  calendar: Calendar,
  options: CompileOptions = {},
): CompiledCalendar {
  const zones = options.timeZones ?? runtimeTimeZones;
  const zone = calendar.timezone;
  const rules = dayRules(calendar);
  let horizon: Horizon | undefined;
  let table: OpenTable | undefined;

  if (options.horizon) {
    checkInstant(options.horizon.from, 'horizon.from');
    checkInstant(options.horizon.to, 'horizon.to');
    use(horizonOver(rules, zones, zone, options.horizon.from, options.horizon.to));
  }

  function use(next: Horizon): OpenTable {
    horizon = next;
    table = next.table;
    return table;
  }

  function grow(direction: 1 | -1): OpenTable {
    return use(extend(horizon as Horizon, rules, zones, zone, direction));
  }

  function isWhole(direction: 1 | -1): boolean {
    return isComplete(horizon as Horizon, direction);
  }

  /** A table that covers `t`. The slow path is also where a bad argument ends up. */
  function covering(t: Instant): OpenTable {
    if (table !== undefined && t >= table.from && t < table.to && Math.floor(t) === t) {
      return table;
    }
    checkInstant(t, 't');
    let found = table ?? use(horizonOver(rules, zones, zone, t, t));
    while (t < found.from) found = grow(-1);
    while (t >= found.to) found = grow(1);
    return found;
  }

  function isOpen(t: Instant): boolean {
    const within = covering(t);
    return (within.opens[intervalAt(within, t)] as number) <= t;
  }

  function nextOpen(t: Instant): Instant | null {
    let within = covering(t);
    for (;;) {
      const i = intervalAt(within, t);
      if (i < within.count) return known(Math.max(t, within.opens[i] as number));
      if (isWhole(1)) return null;
      within = grow(1);
    }
  }

  function nextClose(t: Instant): Instant | null {
    let within = covering(t);
    for (;;) {
      const i = intervalAt(within, t);
      // An interval that reaches the end of what is compiled may go on after it.
      if ((within.closes[i] as number) < within.to) return known(within.closes[i] as number);
      if (isWhole(1)) return null;
      within = grow(1);
    }
  }

  function add(t: Instant, ms: number): Instant | null {
    const within = covering(t);
    if (ms > 0 && Math.floor(ms) === ms) {
      const target = workAt(within, t) + ms;
      if (target <= within.total) return known(earliestOfWork(within, target));
    } else if (ms < 0 && Math.floor(ms) === ms) {
      const target = workAt(within, t) + ms;
      if (target >= 0) return known(latestOfWork(within, target));
    }
    return addBeyond(t, ms);
  }

  /** The rarer cases: nothing to add, an amount that leaves the horizon, a bad amount. */
  function addBeyond(t: Instant, ms: number): Instant | null {
    checkAmount(ms, 'ms');
    if (ms === 0) return nextOpen(t);
    const direction = ms > 0 ? 1 : -1;
    let within = covering(t);
    for (;;) {
      const target = workAt(within, t) + ms;
      if (target >= 0 && target <= within.total) {
        return known(ms > 0 ? earliestOfWork(within, target) : latestOfWork(within, target));
      }
      if (isWhole(direction)) return null;
      within = grow(direction);
    }
  }

  function between(a: Instant, b: Instant): number {
    covering(a);
    const within = covering(b);
    return workAt(within, b) - workAt(within, a);
  }

  function lastWorked(t: Instant): Instant | null {
    let within = covering(t);
    for (;;) {
      const work = workAt(within, t);
      if (work > 0) return known(earliestOfWork(within, work));
      if (isWhole(-1)) return null;
      within = grow(-1);
    }
  }

  function intervals(a: Instant, b: Instant): Interval[] {
    covering(a);
    const within = covering(b);
    const found: Interval[] = [];
    if (b <= a) return found;
    for (let i = intervalAt(within, a); i < within.count; i++) {
      const opens = within.opens[i] as number;
      if (opens >= b) break;
      found.push({ from: Math.max(a, opens), to: Math.min(b, within.closes[i] as number) });
    }
    return found;
  }

  function addBatch(starts: Float64Array, amounts: Float64Array | number, out: Float64Array): void {
    for (let done = 0; done < starts.length; done++) {
      if (table !== undefined) done = addWithin(table, starts, amounts, out, done);
      if (done >= starts.length) return;
      // One that leaves the table, or is wrong; it may compile more years for those after it.
      const ms = typeof amounts === 'number' ? amounts : (amounts[done] as number);
      out[done] = add(starts[done] as number, ms) ?? Number.NaN;
    }
  }

  const days = dayMath(rules, zones, zone, { between, isOpen, nextOpen, lastWorked });
  return {
    calendar,
    tzVersion: zones.version,
    isOpen,
    nextOpen,
    lastWorked,
    nextClose,
    add,
    between,
    addBusinessDays: days.addBusinessDays,
    addCalendarDays: days.addCalendarDays,
    endOfBusinessDay: days.endOfBusinessDay,
    dateOf: days.dateOf,
    intervals,
    spans: (a, b) => calendarSpans(rules, days.clockOver(a, b), intervals(a, b), a, b),
    addBatch,
  };
}

/** An instant of the domain, or "never": answers stay within 1900–2199 like arguments. */
function known(t: Instant): Instant | null {
  return isInstant(t) ? t : null;
}
