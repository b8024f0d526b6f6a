import type { LocalDate } from '@wardline/business-calendar';

/** A holiday that a source names. */
export interface FoundHoliday {
  readonly date: LocalDate;
  readonly name: string;
  /** Closed for a part of the day only: from, until; null: the whole day. */
  readonly part: { readonly from: string; readonly to: string } | null;
  /** Where the source says it, if it has lines. */
  readonly line: number | null;
}

export const IGNORED_REASONS = [
  'TIMED',
  'CANCELLED',
  'UNNAMED',
  'RECURRENCE_UNSUPPORTED',
  'OUTSIDE_RANGE',
  'PART_OF_DAY',
  'HAS_OVERRIDE',
  'CLOSED_ANYWAY',
] as const;
export type IgnoredReason = (typeof IGNORED_REASONS)[number];

/** Something a source names that becomes no holiday, and why. */
export interface IgnoredEntry {
  readonly date: LocalDate | null;
  readonly name: string;
  readonly line: number | null;
  readonly reason: IgnoredReason;
}

/** What a source says. */
export interface HolidaySource {
  readonly found: readonly FoundHoliday[];
  readonly ignored: readonly IgnoredEntry[];
}

/** Dates in which holidays are taken over; both ends belong to it. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}
