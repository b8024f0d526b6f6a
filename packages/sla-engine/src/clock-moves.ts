import type { Instant } from '@wardline/kernel';
import { type ClockState, isLive, type PauseCause, type Segment } from './clock.ts';
import type { Calendars } from './context.ts';
import { countedIn } from './due.ts';
import type { Budget, ChangeMode, Policy, Target } from './policy.ts';
import {
  beginSegment,
  causesAt,
  endSegment,
  RULE,
  rebuildSegments,
  sameCauses,
} from './segments.ts';
import { settle } from './settle.ts';
import { calendarInForce, type TicketFacts } from './ticket-facts.ts';
import { BREACH } from './transitions.ts';

/** Records a breach that has happened by `at`: at the due instant, not at `at`. */
export function noticeBreach(clock: ClockState, at: Instant): ClockState {
  if (clock.breachedAt !== null || clock.status !== 'RUNNING') return clock;
  if (clock.dueAt === null || clock.dueAt > at) return clock;
  return { ...clock, breachedAt: clock.dueAt };
}

/** A new cycle, counting from `start`, as things stand at `at`. */
export function startClock(
  policy: Policy,
  target: Target,
  budget: Budget,
  cycle: number,
  start: Instant,
  at: Instant,
  facts: TicketFacts,
  calendars: Calendars,
): ClockState {
  const calendarId = calendarInForce(facts, target.calendarId);
  const pauseOn = budget.kind === 'FIXED' ? [] : target.pauseOn;
  const fresh: ClockState = {
    key: `${target.id}/${cycle}`,
    policyId: policy.id,
    policyVersion: policy.version,
    kind: policy.kind,
    targetId: target.id,
    metric: target.metric,
    cycle,
    calendarId,
    budget,
    manualDeadline: false,
    pauseOn: target.pauseOn,
    steps: target.steps,
    round: 0,
    fired: [],
    status: 'RUNNING',
    startedAt: start,
    countedFrom: start,
    dueFloor: null,
    breachedAt: null,
    metAt: null,
    cancelledAt: null,
    segments: rebuildSegments(
      { segments: [], pauseOn },
      countedIn(budget, calendarId),
      facts.pauses,
      start,
      at,
    ),
    targetMs: null,
    consumedMs: 0,
    anchorAt: null,
    pausedSince: null,
    pauseReasons: [],
    dueAt: null,
    nextTransitionAt: null,
  };
  return overdue(settle(withStatus(fresh), calendars), at);
}

/** The status follows from the open segment. */
function withStatus(clock: ClockState): ClockState {
  const status = clock.segments.at(-1)?.kind === 'PAUSED' ? 'PAUSED' : 'RUNNING';
  return { ...clock, status };
}

export function stopClock(clock: ClockState, at: Instant, calendars: Calendars): ClockState {
  return settle(
    {
      ...clock,
      status: 'MET',
      metAt: at,
      // Done at the very instant at which the budget was used up is done in time.
      breachedAt: clock.breachedAt === at ? null : clock.breachedAt,
      segments: endSegment(clock.segments, at),
    },
    calendars,
  );
}

export function cancelClock(clock: ClockState, at: Instant, calendars: Calendars): ClockState {
  const segments = endSegment(clock.segments, at);
  return settle(
    { ...clock, status: 'CANCELLED', cancelledAt: at, segments, dueAt: null },
    calendars,
  );
}

/** Goes on counting where a stop left off; the time between counts for nothing. */
export function reopenClock(
  clock: ClockState,
  at: Instant,
  facts: TicketFacts,
  calendars: Calendars,
): ClockState {
  const stopped: Segment = {
    from: clock.metAt as Instant,
    to: null,
    kind: 'STOPPED',
    calendarId: countedIn(clock.budget, clock.calendarId),
    counted: true,
    causes: [],
  };
  const reopened: ClockState = {
    ...clock,
    status: 'RUNNING',
    metAt: null,
    segments: at > stopped.from ? [...clock.segments, stopped] : clock.segments,
  };
  return pauseOrRun(reopened, false, at, facts, calendars);
}

/** Begins again at zero; what was counted stays in the ledger, uncounted. */
export function restartClock(
  clock: ClockState,
  at: Instant,
  facts: TicketFacts,
  calendars: Calendars,
): ClockState {
  const spent = endSegment(clock.segments, at).map((segment) => ({ ...segment, counted: false }));
  const restarted: ClockState = {
    ...clock,
    countedFrom: at,
    dueFloor: null,
    segments: spent,
    round: clock.round + 1,
    // The steps are ahead again; a breach that happened has happened.
    fired: clock.breachedAt === null ? [] : clock.fired.filter((id) => id === BREACH),
  };
  return pauseOrRun(restarted, isRulePaused(clock), at, facts, calendars);
}

export function isRulePaused(clock: ClockState): boolean {
  const last = clock.segments.at(-1);
  return last?.to === null && last.causes.some(({ reason }) => reason === RULE);
}

/** Lets the open segment be what the ticket's pauses and the target's own rule say. */
export function pauseOrRun(
  clock: ClockState,
  rulePaused: boolean,
  at: Instant,
  facts: TicketFacts,
  calendars: Calendars,
): ClockState {
  const calendarId = countedIn(clock.budget, clock.calendarId);
  let causes: PauseCause[] = [];
  // A fixed deadline does not move, so it does not pause.
  if (clock.budget.kind !== 'FIXED') {
    causes = causesAt(facts.pauses, clock.pauseOn, at);
    if (rulePaused) causes.push({ reason: RULE, by: null });
  }
  const kind = causes.length > 0 ? 'PAUSED' : 'RUNNING';
  const open = clock.segments.at(-1);
  const unchanged =
    open?.to === null &&
    open.counted &&
    open.kind === kind &&
    open.calendarId === calendarId &&
    sameCauses(open.causes, causes);
  const segments = unchanged
    ? clock.segments
    : beginSegment(clock.segments, at, { kind, calendarId, causes });
  return settle({ ...clock, status: kind, segments }, calendars);
}

/** A live clock under changed rules, by one of the three modes. */
export function changeClock(
  clock: ClockState,
  rules: Partial<
    Pick<
      ClockState,
      | 'budget'
      | 'calendarId'
      | 'pauseOn'
      | 'steps'
      | 'manualDeadline'
      | 'policyId'
      | 'policyVersion'
      | 'kind'
    >
  >,
  mode: ChangeMode,
  at: Instant,
  facts: TicketFacts,
  calendars: Calendars,
): ClockState {
  if (!isLive(clock)) return clock;
  const rulePaused = isRulePaused(clock);
  const changed: ClockState = { ...clock, ...rules };
  if (mode === 'RESTART') return restartClock(changed, at, facts, calendars);
  if (mode === 'CARRY') {
    // A fixed deadline set in the past is overdue at that past instant; a budget is not.
    const dueFloor = clock.breachedAt === null ? at : clock.dueFloor;
    return pauseOrRun({ ...changed, dueFloor }, rulePaused, at, facts, calendars);
  }
  const segments = rebuildSegments(
    { segments: clock.segments, pauseOn: changed.budget.kind === 'FIXED' ? [] : changed.pauseOn },
    countedIn(changed.budget, changed.calendarId),
    facts.pauses,
    clock.startedAt,
    at,
  );
  const recomputed = settle(
    withStatus({
      ...changed,
      segments,
      countedFrom: clock.startedAt,
      dueFloor: null,
      breachedAt: null,
    }),
    calendars,
  );
  return overdue(recomputed, at);
}

/** Counted from the past, a clock may have been due before, even if it is paused now. */
function overdue(clock: ClockState, at: Instant): ClockState {
  return clock.dueAt !== null && clock.dueAt <= at ? { ...clock, breachedAt: clock.dueAt } : clock;
}
