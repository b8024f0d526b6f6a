import { type ClockState, isLive, type Segment } from './clock.ts';
import { usedBy } from './consumption.ts';
import { type Calendars, calendarOf } from './context.ts';
import { dueOf, targetMs } from './due.ts';
import { pendingTransitions } from './transitions.ts';

/** Derives everything that follows from a clock's budget and segments. Idempotent. */
export function settle(clock: ClockState, calendars: Calendars): ClockState {
  // None at all, if it ended the instant it began.
  const last = clock.segments.at(-1);
  const counted = {
    ...clock,
    targetMs: targetMs(clock.budget, clock.countedFrom, calendarOf(calendars, clock.calendarId)),
  };
  const open = isLive(clock) ? last : undefined;
  const settled: ClockState = {
    ...counted,
    // Up to the open segment: what came before it no longer changes.
    consumedMs: last ? usedBy(clock.segments, last.to ?? last.from, calendars) : 0,
    anchorAt: open?.kind === 'RUNNING' ? open.from : null,
    pausedSince: open?.kind === 'PAUSED' ? pausedSince(clock.segments) : null,
    pauseReasons: open?.kind === 'PAUSED' ? open.causes.map(({ reason }) => reason) : [],
    // A stopped clock keeps the due instant it was judged by.
    dueAt: open ? dueOf(counted, calendars) : clock.dueAt,
    nextTransitionAt: null,
  };
  return {
    ...settled,
    nextTransitionAt: pendingTransitions(settled, calendars)[0]?.at ?? null,
  };
}

/** Neighbouring pauses with changing reasons are one pause. */
function pausedSince(segments: readonly Segment[]): number {
  let since = 0;
  for (const segment of segments.toReversed()) {
    if (segment.kind !== 'PAUSED') break;
    since = segment.from;
  }
  return since;
}
