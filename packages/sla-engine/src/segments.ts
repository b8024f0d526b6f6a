import type { Instant } from '@wardline/kernel';
import type { ClockState, PauseCause, Segment } from './clock.ts';
import type { TicketPause } from './ticket-facts.ts';

/** The reason recorded for a pause that the target's own rule made. */
export const RULE = 'RULE';

/** Ends the open segment at `at`; one without length leaves no trace. */
export function endSegment(segments: readonly Segment[], at: Instant): readonly Segment[] {
  const last = segments.at(-1);
  if (!last || last.to !== null) return segments;
  const before = segments.slice(0, -1);
  return at > last.from ? [...before, { ...last, to: at }] : before;
}

/** Ends the open segment and begins another; continues it if nothing differs. */
export function beginSegment(
  segments: readonly Segment[],
  at: Instant,
  next: Pick<Segment, 'kind' | 'calendarId' | 'causes'>,
): readonly Segment[] {
  const ended = endSegment(segments, at);
  const last = ended.at(-1);
  if (last?.to === at && last.counted && sameKind(last, next)) {
    return [...ended.slice(0, -1), { ...last, to: null }];
  }
  return [...ended, { ...next, from: at, to: null, counted: true }];
}

function sameKind(a: Segment, b: Pick<Segment, 'kind' | 'calendarId' | 'causes'>): boolean {
  return a.kind === b.kind && a.calendarId === b.calendarId && sameCauses(a.causes, b.causes);
}

export function sameCauses(a: readonly PauseCause[], b: readonly PauseCause[]): boolean {
  return (
    a.length === b.length &&
    a.every((cause, i) => cause.reason === b[i]?.reason && cause.by === b[i]?.by)
  );
}

/** The causes that pause a clock at an instant: the ticket's pauses it heeds. */
export function causesAt(
  pauses: readonly TicketPause[],
  pauseOn: readonly string[],
  at: Instant,
): PauseCause[] {
  return pauses
    .filter(
      (pause) =>
        pauseOn.includes(pause.reason) && pause.from <= at && (pause.to === null || pause.to > at),
    )
    .map(({ reason, by }) => ({ reason, by }));
}

/**
 * A clock's ledger as it would be had its present rules held from `from` to `until`: ticket pauses
 * are judged anew, the target's own pauses and the stops between resolved and reopened stay.
 */
export function rebuildSegments(
  clock: Pick<ClockState, 'segments' | 'pauseOn'>,
  calendarId: string | null,
  pauses: readonly TicketPause[],
  from: Instant,
  until: Instant,
): readonly Segment[] {
  const heeded = pauses.filter((pause) => clock.pauseOn.includes(pause.reason));
  const edges = [from];
  for (const { from: starts, to } of [...heeded, ...clock.segments]) {
    edges.push(starts, to ?? until);
  }
  const cuts = [...new Set(edges)].filter((at) => at >= from && at <= until).sort((a, b) => a - b);
  let segments: readonly Segment[] = [];
  for (const at of cuts) {
    const old = clock.segments.find(
      (segment) => segment.from <= at && (segment.to === null || segment.to > at),
    );
    const stopped = old?.kind === 'STOPPED';
    const causes = stopped ? [] : causesAt(heeded, clock.pauseOn, at);
    const rule = stopped ? undefined : old?.causes.find(({ reason }) => reason === RULE);
    if (rule) causes.push(rule);
    segments = beginSegment(segments, at, {
      kind: stopped ? 'STOPPED' : causes.length > 0 ? 'PAUSED' : 'RUNNING',
      calendarId,
      causes,
    });
  }
  return segments;
}
