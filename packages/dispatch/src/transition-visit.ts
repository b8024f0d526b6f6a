import { type Instant, isInstant, ok, type Result } from '@wardline/kernel';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';
import { MAX_VISIT_MS } from './plan-visit.ts';
import { type Visit, type VisitEndReason, type VisitState, visitArrows } from './visit.ts';

export interface TransitionVisitCommand {
  readonly now: Instant;
  readonly to: VisitState;
  /** When they arrived or left; null: now. */
  readonly at: Instant | null;
  readonly reason: VisitEndReason | null;
}

/**
 * Takes a visit along one arrow of its life.
 * @returns the visit as it is then, the same one if it is there already; refusals:
 *   `VISIT_TRANSITION`, `REASON_REQUIRED`, `REASON_NOT_ACCEPTED`, `TIME_IN_FUTURE`, `TIME_OUT_OF_ORDER`.
 */
export function transitionVisit(
  visit: Visit,
  command: TransitionVisitCommand,
): Result<Visit, DispatchRefusal> {
  const { to, reason, now } = command;
  if (to === visit.state && (reason ?? visit.endReason) === visit.endReason) return ok(visit);
  const arrows = visitArrows(visit);
  const arrow = arrows.find((each) => each.to === to);
  if (!arrow) {
    const open = arrows.map((each) => each.to).join(', ') || 'nowhere';
    return no('VISIT_TRANSITION', `From ${visit.state} it goes to ${open}, not to ${to}.`, ['to']);
  }
  if (arrow.reasons && (reason === null || !arrow.reasons.includes(reason))) {
    return no('REASON_REQUIRED', `It needs a reason: ${arrow.reasons.join(', ')}.`, ['reason']);
  }
  if (!arrow.reasons && reason !== null) {
    return no('REASON_NOT_ACCEPTED', `${to} takes no reason.`, ['reason']);
  }
  const at = command.at ?? now;
  const time = checkTime(visit, at, now);
  if (!time.ok) return time;
  const noted =
    arrow.notes === 'arrivedAt' || (arrow.notes === 'leftAt' && visit.arrivedAt !== null)
      ? { [arrow.notes]: at }
      : {};
  return ok({ ...visit, ...noted, state: to, endReason: reason });
}

function checkTime(
  { plannedFrom, arrivedAt }: Visit,
  at: Instant,
  now: Instant,
): Result<true, DispatchRefusal> {
  if (!isInstant(at) || at > now) {
    return no('TIME_IN_FUTURE', 'What has not happened yet is not recorded.', ['at']);
  }
  // Now is always taken: a visit is cancelled weeks before, and closed whenever somebody remembers.
  if (at === now) return ok(true);
  if (at < plannedFrom - MAX_VISIT_MS) {
    return no('TIME_OUT_OF_ORDER', 'That is more than a day before the visit.', ['at']);
  }
  if (arrivedAt !== null && at < arrivedAt) {
    return no('TIME_OUT_OF_ORDER', 'Nobody leaves before they arrive.', ['at']);
  }
  return ok(true);
}

/** Work that a visit suggests to log; nothing is logged by itself. */
export interface ProposedWork {
  readonly startedAt: Instant;
  /** Whole minutes, begun ones counted; 1 to 1440. */
  readonly minutes: number;
}

/** The time on site of a visit that is done; null of every other. */
export function proposedWork({ state, arrivedAt, leftAt }: Visit): ProposedWork | null {
  if (state !== 'DONE' || arrivedAt === null || leftAt === null) return null;
  const minutes = Math.ceil((leftAt - arrivedAt) / 60_000);
  return { startedAt: arrivedAt, minutes: Math.min(Math.max(minutes, 1), 1440) };
}
