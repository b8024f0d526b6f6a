import { type Instant, isInstant } from '@wardline/kernel';
import { type ClockState, isLive } from './clock.ts';
import { instantOfUse, usedBy } from './consumption.ts';
import { type Calendars, calendarOf } from './context.ts';
import type { EscalationStep } from './policy.ts';

/** The id of the transition every clock has without asking: the due instant passed. */
export const BREACH = 'BREACH';

/** Something that must happen once. */
export interface Transition {
  /** `clockKey/round/stepId`, unique in the ticket: make it unique in your table. */
  readonly key: string;
  readonly clockKey: string;
  readonly stepId: string;
  /** When it was due, however late it is noticed. */
  readonly at: Instant;
  /** The step's `action`, if it has one. */
  readonly action: string | null;
}

/**
 * The transitions a clock has ahead of it or has not yet handed out, in the order in which they
 * are due; a breach before the steps of its instant.
 */
export function pendingTransitions(clock: ClockState, calendars: Calendars): Transition[] {
  if (clock.status === 'CANCELLED') return [];
  const pending: Transition[] = [];
  const push = (stepId: string, at: Instant | null, action: string | null) => {
    if (at === null || clock.fired.includes(stepId)) return;
    // What a pause or a stop came before does not happen.
    const until = clock.pausedSince ?? clock.metAt;
    if (until !== null && at > until) return;
    pending.push({
      key: `${clock.key}/${clock.round}/${stepId}`,
      clockKey: clock.key,
      stepId,
      at,
      action,
    });
  };
  push(BREACH, clock.breachedAt ?? (isLive(clock) ? clock.dueAt : null), null);
  if (isLive(clock)) {
    for (const step of clock.steps) {
      push(step.id, instantOfStep(step, clock, calendars), step.action ?? null);
    }
  }
  return pending.sort((a, b) => a.at - b.at);
}

/** When a step is due, as things stand; null if the clock is paused before it, or never. */
function instantOfStep(
  step: EscalationStep,
  clock: ClockState,
  calendars: Calendars,
): Instant | null {
  const at = rawInstantOfStep(step, clock, calendars);
  if (at === null || !isInstant(at)) return null;
  // A step asked for earlier than the clock began happens when it begins.
  const clamped = Math.max(at, clock.countedFrom);
  return step.quietUntilOpen === true
    ? calendarOf(calendars, clock.calendarId).nextOpen(clamped)
    : clamped;
}

function rawInstantOfStep(
  step: EscalationStep,
  clock: ClockState,
  calendars: Calendars,
): Instant | null {
  const { when } = step;
  const calendar = calendarOf(calendars, clock.calendarId);
  if (clock.dueAt === null) {
    if (!('percent' in when) || clock.targetMs === null) return null;
    // Paused: shares of the budget already used are still known.
    return instantOfUse(clock.segments, share(clock.targetMs, when.percent), calendars);
  }
  // What the budget really was, with the end of the day or a floor in it.
  const full = usedBy(clock.segments, clock.dueAt, calendars);
  if ('percent' in when) {
    if (when.percent === 100) return clock.dueAt;
    return instantOfUse(clock.segments, share(full, when.percent), calendars);
  }
  if ('offsetBusinessDays' in when) {
    return calendar.addBusinessDays(clock.dueAt, when.offsetBusinessDays, { snap: false });
  }
  if (when.time === 'WALL') return clock.dueAt + when.offsetMs;
  if (clock.segments.at(-1)?.calendarId === null) return calendar.add(clock.dueAt, when.offsetMs);
  if (when.offsetMs === 0) return clock.dueAt;
  return instantOfUse(clock.segments, full + when.offsetMs, calendars);
}

function share(ms: number, percent: number): number {
  return Math.ceil((ms * percent) / 100);
}
