import type { Instant } from '@wardline/kernel';
import type { TimeZoneProvider } from './time-zones.ts';
import { DAY_MS } from './wall-time.ts';

/** Maps a zone's wall clock to instants and back, over a limited range. */
export interface WallClock {
  /**
   * The first instant at which the wall clock shows `wall` or later (`wall`: ms since 1970 as if
   * the zone were UTC). Monotone by construction, so intervals never invert and never count twice:
   * a time in a spring gap is the transition itself, a time in an autumn fold is its first pass.
   */
  toInstant(wall: number): Instant;
  /** What the wall clock shows at an instant. */
  toWall(instant: Instant): number;
}

/** A wall clock good for wall times and instants between two epoch days, and a day beyond each. */
export function wallClock(
  zones: TimeZoneProvider,
  zone: string,
  fromDay: number,
  toDay: number,
): WallClock {
  // Offsets reach 26 hours apart across the date line; two days of margin cover that.
  const from = (fromDay - 3) * DAY_MS;
  const transitions = zones.transitions(zone, from, (toDay + 3) * DAY_MS);
  const begins: number[] = [Number.NEGATIVE_INFINITY];
  const offsets: number[] = [zones.offsetAt(zone, from)];
  for (const { at, offset } of transitions) {
    begins.push(at);
    offsets.push(offset);
  }
  // Era k shows wall times below reached[k]; a running maximum makes it searchable.
  const reached: number[] = [];
  for (let k = 0; k < begins.length; k++) {
    const until = (begins[k + 1] ?? Number.POSITIVE_INFINITY) + (offsets[k] as number);
    reached.push(Math.max(until, reached[k - 1] ?? Number.NEGATIVE_INFINITY));
  }

  return {
    toInstant(wall) {
      const k = firstAbove(reached, wall);
      return Math.max(begins[k] as number, wall - (offsets[k] as number));
    },
    toWall(instant) {
      return instant + (offsets[firstAbove(begins, instant) - 1] as number);
    },
  };
}

/** The index of the first element greater than `value` in an ascending list. */
function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
