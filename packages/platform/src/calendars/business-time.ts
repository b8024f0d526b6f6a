import {
  type CalendarInput,
  type CalendarSpan,
  diffCalendars,
  type Interval,
} from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { refuseRead } from '../reading/refusals.ts';
import type { CompiledCalendars } from './compiled-calendars.ts';

/** The longest range whose hours are listed, and the longest whose changes are. */
const MAX_SPANS_MS = 92 * 86_400_000;
const MAX_CHANGES_MS = 732 * 86_400_000;

/**
 * What opening hours amount to, in instants. Ranges are half open.
 * @throws ReadRefused for a range that is too long or ends before it begins.
 */
export interface BusinessTime {
  /** When it is open, at most 92 days. */
  intervals(from: Instant, to: Instant): readonly Interval[];
  /** The range cut into open and closed spans with their reasons, at most 92 days. */
  spans(from: Instant, to: Instant): readonly CalendarSpan[];
  isOpen(at: Instant): boolean;
  /** `at` itself if it is open then; null: never. */
  nextOpen(at: Instant): Instant | null;
  nextClose(at: Instant): Instant | null;
  /** The earliest instant at which that much opening time has passed since `at`; null: never. */
  dueAt(at: Instant, budgetMs: number): Instant | null;
  /** When other hours are open and these closed, or the other way round; at most two years. */
  changesTo(other: CalendarInput, from: Instant, to: Instant): readonly Interval[];
}

export function businessTime(compiled: CompiledCalendars, definition: CalendarInput): BusinessTime {
  const calendar = compiled.compile(definition);
  return {
    intervals: (from, to) => {
      checkRange(from, to, MAX_SPANS_MS);
      return calendar.intervals(from, to);
    },
    spans: (from, to) => {
      checkRange(from, to, MAX_SPANS_MS);
      return calendar.spans(from, to);
    },
    isOpen: calendar.isOpen,
    nextOpen: calendar.nextOpen,
    nextClose: calendar.nextClose,
    dueAt: (at, budgetMs) => calendar.add(at, budgetMs),
    changesTo: (other, from, to) => {
      checkRange(from, to, MAX_CHANGES_MS);
      return diffCalendars(calendar, compiled.compile(other), { from, to });
    },
  };
}

function checkRange(from: Instant, to: Instant, most: number): void {
  if (to < from) refuseRead('PERIOD_INVALID', 'to must not lie before from.', ['to']);
  if (to - from > most) {
    const days = most / 86_400_000;
    refuseRead('RANGE_TOO_LONG', `From from to to there are at most ${days} days.`, ['to']);
  }
}
