import { type Instant, isInstant, ok, type PersonId, type Result } from '@wardline/kernel';
import { compileRotation, type RotationFacts } from './compile-rotation.ts';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';
import type { Override, Rotation } from './rotation.ts';

/** The longest an override may last, in milliseconds: 92 days. Beyond, change the rotation. */
export const MAX_OVERRIDE_MS = 92 * 86_400_000;

export interface OverrideFacts extends RotationFacts {
  readonly now: Instant;
  /** Who may take shifts: the team's members. */
  readonly memberIds: readonly PersonId[];
}

/**
 * May this person take the layer for that time? Nobody takes two layers at once, nobody who is
 * absent takes any, and an override does not hide another.
 * @returns the override, or a refusal with the field it is about.
 */
export function planOverride(
  rotation: Rotation,
  override: Override,
  facts: OverrideFacts,
): Result<Override, DispatchRefusal> {
  const span = checkSpan(override, facts.now);
  if (!span.ok) return span;
  if (!rotation.layers.some((layer) => layer.id === override.layerId)) {
    return no('LAYER_UNKNOWN', 'The rotation has no layer with this id.', ['layerId']);
  }
  if (!facts.memberIds.includes(override.personId)) {
    return no('PERSON_NOT_IN_TEAM', 'Only members of the team take its shifts.', ['personId']);
  }
  const { from, to, layerId, personId } = override;
  const others = (facts.overrides ?? []).filter((other) => other.id !== override.id);
  if (others.some((other) => other.layerId === layerId && other.from < to && other.to > from)) {
    return no('OVERRIDE_OVERLAPS', 'Take the other override back first, or leave its time out.', [
      'from',
    ]);
  }
  const free = checkFree(rotation, { from, to, personId, exceptLayerId: layerId }, facts);
  return free.ok ? ok(override) : free;
}

/** A span that ends after it begins, is not over, and is not longer than an exception should be. */
export function checkSpan(
  { from, to }: { readonly from: Instant; readonly to: Instant },
  now: Instant,
): Result<true, DispatchRefusal> {
  if (!isInstant(from) || !isInstant(to) || to <= from || to - from > MAX_OVERRIDE_MS) {
    return no('SPAN_INVALID', 'The span ends after it begins and lasts at most 92 days.', ['to']);
  }
  if (to <= now) return no('SPAN_IN_PAST', 'Who was on call does not change afterwards.', ['to']);
  return ok(true);
}

/** The person is neither absent nor in another layer of the rotation. */
export function checkFree(
  rotation: Rotation,
  wanted: {
    readonly from: Instant;
    readonly to: Instant;
    readonly personId: PersonId;
    readonly exceptLayerId: string | null;
  },
  facts: RotationFacts,
): Result<true, DispatchRefusal> {
  const { from, to, personId, exceptLayerId } = wanted;
  const away = (facts.absences ?? []).find(
    (absence) => absence.personId === personId && absence.from < to && absence.to > from,
  );
  if (away) {
    return no('PERSON_ABSENT', `The person is absent (${away.kind}) in that time.`, ['personId']);
  }
  const busy = compileRotation(rotation, facts)
    .shifts(from, to)
    .find((shift) => shift.personId === personId && shift.layerId !== exceptLayerId);
  if (busy) {
    return no('PERSON_ON_CALL_ALREADY', `The person holds layer ${busy.layerId} in that time.`, [
      'personId',
    ]);
  }
  return ok(true);
}
