import type { Calendar, TimeRange } from './calendar.ts';

const ALL_DAY: readonly TimeRange[] = Object.freeze([Object.freeze(['00:00', '24:00'] as const)]);

/**
 * The calendar that never closes: business time is elapsed time. The zone still matters for days
 * ("end of the third day").
 * @param timezone an IANA name; it is taken as given, so pass one that {@link defineCalendar} or
 *   your provider knows.
 * @example
 * compileCalendar(alwaysOpen('UTC')).add(0, 3_600_000); // 3_600_000
 */
export function alwaysOpen(timezone: string): Calendar {
  return Object.freeze({
    timezone,
    weekly: Object.freeze({
      mon: ALL_DAY,
      tue: ALL_DAY,
      wed: ALL_DAY,
      thu: ALL_DAY,
      fri: ALL_DAY,
      sat: ALL_DAY,
      sun: ALL_DAY,
    }),
    overrides: Object.freeze({}),
    holidays: Object.freeze([]),
    breaks: Object.freeze({}),
  });
}
