import type { Instant } from '@wardline/kernel';
import type { Calendar, LocalDate } from './calendar.ts';

/** A span of time, half open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** Why a span is open or closed. `OVERRIDE` is a dated exception, `CLOSED` the weekly hours. */
export type SpanReason = 'OPEN' | 'CLOSED' | 'HOLIDAY' | 'OVERRIDE' | 'BREAK';

/** A stretch of one reason; see {@link CompiledCalendar.spans}. */
export interface CalendarSpan extends Interval {
  readonly reason: SpanReason;
  /** The holidays' names; only with reason `HOLIDAY`. */
  readonly holidays?: readonly string[];
}

/** How {@link CompiledCalendar.addBusinessDays} chooses the time of the day it reaches. */
export interface BusinessDayOptions {
  /** The last closing instant of the day reached, instead of the same wall time. Default: no. */
  readonly endOfDay?: boolean;
  /**
   * Move a result outside opening hours to the next opening (counting backwards: to the close
   * before it). Default: yes.
   */
  readonly snap?: boolean;
}

/**
 * Opening hours as arithmetic. Instants and amounts are integer milliseconds; no method allocates,
 * loops over days or touches a time zone once its years are compiled, except those that return
 * lists and those that count days. Every method throws `CalendarArgumentError` for NaN, fractions,
 * unsafe integers and instants outside 1900–2199. `null` means "never": not before the year 2200.
 */
export interface CompiledCalendar {
  readonly calendar: Calendar;
  /** The release of the time-zone data it was compiled with, as the provider tells it. */
  readonly tzVersion: string;

  /** True within an interval; false at the closing instant. */
  isOpen(t: Instant): boolean;
  /** `t` if it is open, else the next opening. */
  nextOpen(t: Instant): Instant | null;
  /**
   * The mirror image of `nextOpen`: the earliest instant by which as much business time has passed
   * as by `t`. That is `t` itself within an interval or at its close, else the close before; null
   * before the first opening.
   */
  lastWorked(t: Instant): Instant | null;
  /** The first closing instant after `t`; null for a calendar that never closes (or opens). */
  nextClose(t: Instant): Instant | null;
  /**
   * The earliest instant at which `ms` of business time have passed since `t`; it may be a closing
   * instant. `add(t, 0)` is `nextOpen(t)`. For negative `ms` the latest instant from which `-ms`
   * of business time lead up to `t`.
   */
  add(t: Instant, ms: number): Instant | null;
  /** Business milliseconds from `a` to `b`; negative if `b` is earlier. */
  between(a: Instant, b: Instant): number;
  /**
   * Moves by `n` business dates (dates on which an interval starts), keeping the wall-clock time
   * in the calendar's zone. With `n` = 0 the date stays, unless `endOfDay` must look for one that
   * opens.
   */
  addBusinessDays(t: Instant, n: number, options?: BusinessDayOptions): Instant | null;
  /**
   * Moves by `n` dates of the wall calendar, open or not, keeping the wall-clock time in the
   * calendar's zone; with `endOfDay` to the midnight that ends the date reached.
   */
  addCalendarDays(t: Instant, n: number, options?: { readonly endOfDay?: boolean }): Instant | null;
  /** The last closing instant of the date of `t` (of intervals that start on it), or null. */
  endOfBusinessDay(t: Instant): Instant | null;
  /** The wall-calendar date of an instant in the calendar's zone. */
  dateOf(t: Instant): LocalDate;
  /** The open intervals that meet `[a, b)`, clipped to it. */
  intervals(a: Instant, b: Instant): Interval[];
  /** `[a, b)` cut into open and closed spans, each with its reason. */
  spans(a: Instant, b: Instant): CalendarSpan[];
  /**
   * `add` for many: `out[i] = add(starts[i], amounts[i])`, NaN for "never". `amounts` may be one
   * number for all. `out` may be `starts`.
   */
  addBatch(starts: Float64Array, amounts: Float64Array | number, out: Float64Array): void;
}
