import type { CompiledCalendar } from '@wardline/business-calendar';
import { formatInstant, type Instant, isInstant, ok, type Result } from '@wardline/kernel';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';
import type { Absence } from './rotation.ts';
import type { Visit } from './visit.ts';

/** The longest a visit may last, in milliseconds: a day. Longer work is several visits. */
export const MAX_VISIT_MS = 24 * 3_600_000;

/** The time that somebody is to spend. */
export interface VisitSlot extends Pick<Visit, 'id' | 'kind' | 'personId'> {
  readonly from: Instant;
  /** Not part of it. */
  readonly until: Instant;
  /** Why they go outside of their hours; null: they do not. */
  readonly overrideReason: string | null;
}

/** What stands around a slot, as far as the planner may know. */
export interface VisitPlanFacts {
  readonly now: Instant;
  /** Whether the person works for the clinic at that time. */
  readonly mayGo: boolean;
  /** The person's other open visits. */
  readonly booked: readonly Pick<Visit, 'id' | 'plannedFrom' | 'plannedUntil'>[];
  readonly absences: readonly Absence[];
  /** The person's working hours, or else those of their teams: one of them must cover it. Empty: no limit. */
  readonly hours: readonly CompiledCalendar[];
  /** When the clinic is open; null: unknown. */
  readonly clinicHours: CompiledCalendar | null;
  /** When the clinic wants nothing changed. */
  readonly blackouts: readonly { readonly from: Instant; readonly until: Instant }[];
}

export const VISIT_WARNINGS = ['CLINIC_CLOSED', 'BLACKOUT', 'OUTSIDE_WORKING_HOURS'] as const;

/** What the planner should know, and may do nothing about. */
export interface VisitWarning {
  readonly code: (typeof VISIT_WARNINGS)[number];
  readonly message: string;
}

/** A visit that can be. */
export interface AcceptedVisit {
  /** Why they go outside of their hours; null of a visit within, whatever was said. */
  readonly overrideReason: string | null;
  readonly warnings: readonly VisitWarning[];
}

/**
 * May this person be there at that time? Somebody who is away or elsewhere never; outside of their
 * hours only for a reason. The clinic's own hours and blackouts are warned of: who has the key is
 * something the planner knows better.
 */
export function planVisit(
  slot: VisitSlot,
  facts: VisitPlanFacts,
): Result<AcceptedVisit, DispatchRefusal> {
  const { from, until, personId } = slot;
  if (!isInstant(from) || !isInstant(until) || until <= from || until - from > MAX_VISIT_MS) {
    return no('SPAN_INVALID', 'A visit ends after it begins, within 24 hours.', ['until']);
  }
  if (until <= facts.now)
    return no('SPAN_IN_PAST', 'A visit that is over is not planned.', ['until']);
  if (!facts.mayGo) {
    const message = 'Only somebody of the provider who works for this clinic can go.';
    return no('PERSON_CANNOT_GO', message, ['personId']);
  }
  const away = facts.absences.find(
    (absence) => absence.personId === personId && absence.from < until && absence.to > from,
  );
  if (away) {
    const message = `The person is absent (${away.kind}) until ${formatInstant(away.to)}.`;
    return no('PERSON_ABSENT', message, ['personId']);
  }
  const other = facts.booked.find(
    ({ id, plannedFrom, plannedUntil }) =>
      id !== slot.id && plannedFrom < until && plannedUntil > from,
  );
  if (other) {
    const taken = `${formatInstant(other.plannedFrom)} to ${formatInstant(other.plannedUntil)}`;
    return no('VISIT_OVERLAPS', `The person has another visit, ${taken}.`, ['from']);
  }
  const outside = facts.hours.length > 0 && !facts.hours.some((hours) => covers(hours, slot));
  if (outside && slot.overrideReason === null) {
    const message = 'The person does not work at that time: choose another, or say why they go.';
    return no('OUTSIDE_WORKING_HOURS', message, ['from']);
  }
  return ok({
    overrideReason: outside ? slot.overrideReason : null,
    warnings: warningsOf(slot, facts, outside),
  });
}

function warningsOf(
  slot: VisitSlot,
  { clinicHours, blackouts }: VisitPlanFacts,
  outside: boolean,
): VisitWarning[] {
  const warnings: VisitWarning[] = [];
  if (outside) {
    const message = 'The person does not work at that time.';
    warnings.push({ code: 'OUTSIDE_WORKING_HOURS', message });
  }
  if (slot.kind === 'ON_SITE' && clinicHours && !covers(clinicHours, slot)) {
    const message = 'The clinic is closed for part of that time: somebody must let them in.';
    warnings.push({ code: 'CLINIC_CLOSED', message });
  }
  for (const { from, until } of blackouts) {
    if (from >= slot.until || until <= slot.from) continue;
    const message = `The clinic wants nothing changed until ${formatInstant(until)}.`;
    warnings.push({ code: 'BLACKOUT', message });
  }
  return warnings;
}

/** Open from the first to the last moment. */
function covers(hours: CompiledCalendar, { from, until }: VisitSlot): boolean {
  return hours.between(from, until) === until - from;
}
