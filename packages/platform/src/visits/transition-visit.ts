import {
  transitionVisit as decideTransition,
  type NoAccessReason,
  VISIT_STATES,
  type VisitCancelReason,
  type VisitEndReason,
  type VisitState,
} from '@wardline/dispatch';
import { err, type Instant, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import { recordVisit, type TicketState } from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { changeVisit, type VisitChange, type VisitTarget } from './change-visit.ts';
import type { VisitRow } from './visit.entity.ts';
import { toVisit } from './visit.store.ts';

export interface TransitionVisit extends VisitTarget {
  /** Any but CANCELLED, which has a verb of its own. */
  readonly to: VisitState;
  /** When they arrived or left, epoch milliseconds. Default: now. */
  readonly at?: number | undefined;
  /** Why nobody got to the work. */
  readonly reason?: NoAccessReason | undefined;
}

export interface CancelVisit extends VisitTarget {
  readonly reason: VisitCancelReason;
}

interface Step {
  readonly to: VisitState;
  readonly at: Instant | null;
  readonly reason: VisitEndReason | null;
}

/** Says how a visit goes on: on the way, there, done, or no access. */
export function transitionVisit(session: Session, { to, at, reason, ...target }: TransitionVisit) {
  return changeVisit(session, target, 'ticket:worklog', async (row, uow, ticket) => {
    if (!VISIT_STATES.includes(to)) {
      return err(refusal('VALUE_UNKNOWN', `to is one of ${VISIT_STATES.join(', ')}.`, ['to']));
    }
    if (to === 'CANCELLED') {
      return err(refusal('VISIT_TRANSITION', 'Cancel it instead, with a reason.', ['to']));
    }
    return step(row, uow, ticket, { to, at: at ?? null, reason: reason ?? null });
  });
}

/** Calls a visit off. Calendars are told, so that it disappears from them. */
export function cancelVisit(session: Session, { reason, ...target }: CancelVisit) {
  return changeVisit(session, target, 'ticket:assign', async (row, uow, ticket) =>
    step(row, uow, ticket, { to: 'CANCELLED', at: null, reason }),
  );
}

function step(
  row: VisitRow,
  uow: UnitOfWork,
  ticket: TicketState,
  to: Step,
): Result<VisitChange, Refusal> {
  const visit = toVisit(row);
  const decided = decideTransition(visit, { ...to, now: uow.now });
  if (!decided.ok) return decided;
  const after = decided.value;
  if (after === visit) return ok({ events: [] });
  const told = recordVisit(ticket, {
    kind: 'PROGRESSED',
    at: uow.now,
    by: uow.session.principal.principal.actor,
    visitId: row.id,
    from: visit.state,
    to: after.state,
    reason: after.endReason,
  });
  if (!told.ok) return told;
  const { state, arrivedAt, leftAt, endReason } = after;
  uow.em.assign(row, { state, arrivedAt, leftAt, endReason, updatedAt: uow.now });
  return ok({ events: told.value });
}
