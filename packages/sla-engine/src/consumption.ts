import { type Instant, isInstant } from '@wardline/kernel';
import type { Segment } from './clock.ts';
import { type Calendars, calendarOf } from './context.ts';

/** Counted time of one segment up to `until`: business ms, or elapsed ms without a calendar. */
export function used(segment: Segment, until: Instant, calendars: Calendars): number {
  if (segment.kind !== 'RUNNING' || !segment.counted) return 0;
  const to = segment.to === null ? until : Math.min(segment.to, until);
  if (to <= segment.from) return 0;
  return segment.calendarId === null
    ? to - segment.from
    : calendarOf(calendars, segment.calendarId).between(segment.from, to);
}

/** Counted time of a whole ledger up to `until`. Overlapping pauses cannot count twice in it. */
export function usedBy(segments: readonly Segment[], until: Instant, calendars: Calendars): number {
  return segments.reduce((sum, segment) => sum + used(segment, until, calendars), 0);
}

/**
 * The earliest instant at which `amount` ms were (or, if nothing more happens, will be) used up,
 * piece by piece in whatever each piece is counted in. Null if paused before that, or never.
 */
export function instantOfUse(
  segments: readonly Segment[],
  amount: number,
  calendars: Calendars,
): Instant | null {
  let left = amount;
  for (const [index, segment] of segments.entries()) {
    if (segment.kind !== 'RUNNING' || !segment.counted) continue;
    const found = reach(segment, left, calendars);
    if (segment.to === null) return found;
    const undone = found === segment.to && isUndone(segments, index);
    if (found !== null && found <= segment.to && !undone) return found;
    left -= used(segment, segment.to, calendars);
  }
  return null;
}

function reach(segment: Segment, left: number, calendars: Calendars): Instant | null {
  if (left <= 0) return segment.from;
  if (segment.calendarId !== null) {
    return calendarOf(calendars, segment.calendarId).add(segment.from, left);
  }
  const found = segment.from + left;
  return isInstant(found) ? found : null;
}

/** `t` if the clock runs then, else when it next does; null if it does not resume. */
export function whenRunning(segments: readonly Segment[], t: Instant): Instant | null {
  for (const [index, segment] of segments.entries()) {
    if (segment.kind !== 'RUNNING' || !segment.counted) continue;
    if (segment.to === null || segment.to > t) return Math.max(segment.from, t);
    if (segment.to === t && !isUndone(segments, index)) return t;
  }
  return null;
}

/**
 * True if a segment ended with a stop that a reopening undid. What was used up at that very stop
 * was used up in time, so it is due only when the clock runs again.
 */
function isUndone(segments: readonly Segment[], index: number): boolean {
  return segments[index + 1]?.kind === 'STOPPED';
}
