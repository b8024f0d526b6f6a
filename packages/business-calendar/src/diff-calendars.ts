import type { CompiledCalendar, Interval } from './compiled-calendar.ts';

/**
 * The spans of a range in which two calendars disagree: one is open and the other closed. They may
 * differ in any way: edited hours, a new holiday, another zone, other time-zone data.
 * @param range instants to compare in, half open.
 * @returns disjoint, ascending, non-touching spans; empty if nothing in the range changed. A clock
 *   whose span meets none of them keeps its due instant.
 * @example
 * diffCalendars(before, withNewHoliday, year); // [{ from: 09:00 of the holiday, to: 17:00 }]
 */
export function diffCalendars(
  before: CompiledCalendar,
  after: CompiledCalendar,
  range: Interval,
): Interval[] {
  const edges = [
    ...edgesOf(before.intervals(range.from, range.to)),
    ...edgesOf(after.intervals(range.from, range.to)),
  ].sort((a, b) => a - b);
  // Each edge flips "exactly one of them is open"; two edges at one instant cancel out.
  const changed: Interval[] = [];
  let since: number | undefined;
  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i] as number;
    if (edge === edges[i + 1]) i++;
    else if (since === undefined) since = edge;
    else {
      changed.push({ from: since, to: edge });
      since = undefined;
    }
  }
  return changed;
}

function edgesOf(intervals: readonly Interval[]): number[] {
  return intervals.flatMap(({ from, to }) => [from, to]);
}
