import type { Instant, PersonId } from '@wardline/kernel';

/** Whether somebody goes there, or connects. */
export const VISIT_KINDS = ['ON_SITE', 'REMOTE'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** `ON_SITE` of a remote visit: connected. The last three are ends. */
export const VISIT_STATES = [
  'PLANNED',
  'EN_ROUTE',
  'ON_SITE',
  'DONE',
  'NO_ACCESS',
  'CANCELLED',
] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** The states in which a visit takes its person's time. */
export const OPEN_VISIT_STATES = ['PLANNED', 'EN_ROUTE', 'ON_SITE'] as const;

/** Why nobody could get to the work. */
export const NO_ACCESS_REASONS = [
  'NOBODY_THERE',
  'ROOM_IN_USE',
  'DEVICE_IN_USE',
  'ACCESS_REFUSED',
  'OTHER',
] as const;
export type NoAccessReason = (typeof NO_ACCESS_REASONS)[number];

/** Why a visit does not take place. */
export const VISIT_CANCEL_REASONS = [
  'CLINIC_ASKED',
  'SOLVED_OTHERWISE',
  'PERSON_UNAVAILABLE',
  'PLANNED_WRONGLY',
  'OTHER',
] as const;
export type VisitCancelReason = (typeof VISIT_CANCEL_REASONS)[number];
export type VisitEndReason = NoAccessReason | VisitCancelReason;

/** One person's appointment for a ticket. Two people who go together are two visits: each arrives and leaves. */
export interface Visit {
  readonly id: string;
  readonly kind: VisitKind;
  readonly personId: PersonId;
  readonly plannedFrom: Instant;
  /** Not part of it. */
  readonly plannedUntil: Instant;
  readonly state: VisitState;
  readonly arrivedAt: Instant | null;
  readonly leftAt: Instant | null;
  /** Why it ended without work; null otherwise. */
  readonly endReason: VisitEndReason | null;
}

/** One arrow of a visit's life. */
export interface VisitArrow {
  readonly to: VisitState;
  /** Only for visits of this kind; left out: for all. */
  readonly only?: VisitKind;
  /** A reason is needed, one of these. */
  readonly reasons?: readonly VisitEndReason[];
  /** Which instant it notes. */
  readonly notes?: 'arrivedAt' | 'leftAt';
}

const ARRIVE: VisitArrow = { to: 'ON_SITE', notes: 'arrivedAt' };
const NO_ACCESS: VisitArrow = { to: 'NO_ACCESS', reasons: NO_ACCESS_REASONS, notes: 'leftAt' };
const CANCEL: VisitArrow = { to: 'CANCELLED', reasons: VISIT_CANCEL_REASONS };

/** A visit's life, as data. What is absent is refused. */
export const VISIT_LIFECYCLE: Readonly<Record<VisitState, readonly VisitArrow[]>> = {
  PLANNED: [{ to: 'EN_ROUTE', only: 'ON_SITE' }, ARRIVE, NO_ACCESS, CANCEL],
  // Back to PLANNED: called away on the road.
  EN_ROUTE: [{ to: 'PLANNED' }, ARRIVE, NO_ACCESS, CANCEL],
  ON_SITE: [{ to: 'DONE', notes: 'leftAt' }, NO_ACCESS],
  DONE: [],
  NO_ACCESS: [],
  CANCELLED: [],
};

/** Where a visit can go from here: exactly what `transitionVisit` accepts, given its reason. */
export function visitArrows({ state, kind }: Pick<Visit, 'state' | 'kind'>): readonly VisitArrow[] {
  return VISIT_LIFECYCLE[state].filter(({ only }) => only === undefined || only === kind);
}

/** Whether it still takes its person's time. */
export function isOpenVisit(state: VisitState): boolean {
  return (OPEN_VISIT_STATES as readonly VisitState[]).includes(state);
}
