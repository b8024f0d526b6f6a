import type { SpanReason } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { type ClockState, isLive, type PauseCause, type Segment } from './clock.ts';
import { used } from './consumption.ts';
import { type Calendars, calendarOf } from './context.ts';

/** Why a span counted (COUNTED) or did not. CLOSED, HOLIDAY, OVERRIDE and BREAK: calendar shut. */
export type LedgerReason =
  | 'COUNTED'
  | Exclude<SpanReason, 'OPEN'>
  | 'PAUSED'
  | 'STOPPED'
  | 'RESTARTED';

/** One line of a clock's ledger. Lines follow each other without gap or overlap. */
export interface LedgerSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly counted: boolean;
  /** What it added to the time used: its length if counted, else 0. */
  readonly ms: number;
  readonly reason: LedgerReason;
  /** Whose hours applied; null where elapsed time counts. It changes where the calendar changed. */
  readonly calendarId: string | null;
  /** The holidays by name; only with HOLIDAY. */
  readonly holidays: readonly string[];
  /** Who paused it and why; only with PAUSED. */
  readonly causes: readonly PauseCause[];
}

/**
 * Where a clock's time went, from its start to `until`: every span, counted or not, and why. The
 * `ms` of its lines add up to the elapsed time.
 * @param until usually now; spans of a clock that ended earlier end there.
 * @throws SlaContextError if a calendar the clock counted in is missing.
 * @example
 * explain(clock, now, calendars)
 *   .filter((span) => !span.counted); // closed overnight, Thanksgiving Day, paused by Kim
 */
export function explain(clock: ClockState, until: Instant, calendars: Calendars): LedgerSpan[] {
  return clock.segments.flatMap((segment) => {
    const to = segment.to ?? Math.max(segment.from, isLive(clock) ? until : segment.from);
    return to > segment.from ? linesOf(segment, to, calendars) : [];
  });
}

function linesOf(segment: Segment, to: Instant, calendars: Calendars): LedgerSpan[] {
  const line = {
    from: segment.from,
    to,
    counted: false,
    ms: 0,
    calendarId: segment.calendarId,
    holidays: [],
    causes: segment.causes,
  };
  if (!segment.counted) return [{ ...line, reason: 'RESTARTED' }];
  if (segment.kind !== 'RUNNING') return [{ ...line, reason: segment.kind }];
  if (segment.calendarId === null) {
    return [{ ...line, counted: true, ms: used(segment, to, calendars), reason: 'COUNTED' }];
  }
  return calendarOf(calendars, segment.calendarId)
    .spans(segment.from, to)
    .map((span) => ({
      ...line,
      from: span.from,
      to: span.to,
      counted: span.reason === 'OPEN',
      ms: span.reason === 'OPEN' ? span.to - span.from : 0,
      reason: span.reason === 'OPEN' ? 'COUNTED' : span.reason,
      holidays: span.holidays ?? [],
    }));
}
