import type { TimeZoneProvider } from '@wardline/business-calendar';
import { EARLIEST_INSTANT, type Instant, type PersonId } from '@wardline/kernel';
import { applyOverrides } from './apply-overrides.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { Absence, Override, Rotation, RotationLayer, Shift } from './rotation.ts';
import { turnsOf } from './turns.ts';

/** What beside the rule decides who is on call. */
export interface RotationFacts {
  readonly overrides?: readonly Override[];
  readonly absences?: readonly Absence[];
  /** Where time-zone rules come from. Default: the runtime's `Intl`. */
  readonly timeZones?: TimeZoneProvider;
}

/** Why a layer has nobody at an instant. */
export type UncoveredReason = 'NOT_STARTED' | 'ENDED' | 'OUTSIDE_HOURS';

/** Who answers at an instant, first tier first, and which layers have nobody. */
export interface OnCall {
  readonly at: Instant;
  readonly people: readonly (Shift & {
    /** The person is on call and away: the next of `people` has to be asked. */
    readonly absent: Absence | null;
  })[];
  readonly uncovered: readonly { readonly layerId: string; readonly reason: UncoveredReason }[];
  /** The first who is not absent. */
  readonly first: PersonId | null;
}

/** A rotation as answers. Spans are half open; asking for a long one costs as many steps as it has shifts. */
export interface CompiledRotation {
  readonly rotation: Rotation;
  onCallAt(t: Instant): OnCall;
  /** Every shift that meets `[from, to)`, cut to it, by time, then layer. Within a layer they never overlap. */
  shifts(from: Instant, to: Instant): Shift[];
  /** Where nobody is on call, several are at once, or the one who is cannot. */
  coverage(from: Instant, to: Instant): Coverage;
}

/**
 * Turns a checked rotation and its exceptions into answers.
 * @param rotation from {@link defineRotation}
 */
export function compileRotation(rotation: Rotation, facts: RotationFacts = {}): CompiledRotation {
  const { overrides = [], absences = [] } = facts;
  const layers = rotation.layers.map((layer) => ({
    layer,
    turns: turnsOf(layer, facts),
    overrides: overrides.filter((override) => override.layerId === layer.id),
  }));

  /** Whole shifts that meet the span. */
  function whole({ layer, turns, overrides }: (typeof layers)[number], from: Instant, to: Instant) {
    const meeting = overrides.filter((override) => override.from < to && override.to > from);
    // Whoever is replaced in all of an override must be known, also beyond the span.
    const start = Math.min(from, ...meeting.map((override) => override.from));
    const end = Math.max(to, ...meeting.map((override) => override.to));
    return applyOverrides(layer, turns.over(start, end), meeting).filter(
      (shift) => shift.from < to && shift.to > from,
    );
  }

  function shifts(from: Instant, to: Instant): Shift[] {
    if (to <= from) return [];
    return layers
      .flatMap((each) => whole(each, from, to))
      .map((shift) => ({
        ...shift,
        from: Math.max(shift.from, from),
        to: Math.min(shift.to, to),
      }))
      .sort((a, b) => a.from - b.from || a.tier - b.tier || compare(a.layerId, b.layerId));
  }

  return {
    rotation,
    shifts,
    onCallAt(t) {
      const people: OnCall['people'][number][] = [];
      const uncovered: OnCall['uncovered'][number][] = [];
      for (const each of layers) {
        const [shift] = whole(each, t, t + 1);
        if (shift) people.push({ ...shift, absent: absenceAt(absences, shift.personId, t) });
        else uncovered.push({ layerId: each.layer.id, reason: whyUncovered(each, t) });
      }
      people.sort((a, b) => a.tier - b.tier);
      const first = people.find((person) => person.absent === null)?.personId ?? null;
      return { at: t, people, uncovered, first };
    },
    coverage: (from, to) => coverageOf(shifts(from, to), absences, rotation, from, to),
  };
}

/** The absence of a person that holds at an instant. */
export function absenceAt(
  absences: readonly Absence[],
  personId: PersonId,
  t: Instant,
): Absence | null {
  return (
    absences.find(
      (absence) => absence.personId === personId && absence.from <= t && t < absence.to,
    ) ?? null
  );
}

function whyUncovered(
  { layer, turns }: { layer: RotationLayer; turns: ReturnType<typeof turnsOf> },
  t: Instant,
): UncoveredReason {
  const DAYS = 8 * 86_400_000;
  // A layer with hours opens at least once a week, so a week without any shift is before or after it.
  if (turns.over(Math.max(t - DAYS, EARLIEST_INSTANT), t).length === 0) return 'NOT_STARTED';
  if (layer.endsOn !== null && turns.over(t, t + DAYS).length === 0) return 'ENDED';
  return 'OUTSIDE_HOURS';
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
