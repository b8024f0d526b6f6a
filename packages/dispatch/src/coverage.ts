import type { Interval } from '@wardline/business-calendar';
import type { Instant, PersonId } from '@wardline/kernel';
import type { Absence, Rotation, Shift } from './rotation.ts';

/** What is wrong with who is on call over a span; all lists empty when nothing is. */
export interface Coverage {
  /** Nobody of the tier is on call. */
  readonly gaps: readonly (Interval & { readonly tier: number })[];
  /** Several layers of one tier are on call at once (wanted at a follow-the-sun hand-over, else not). */
  readonly overlaps: readonly (Interval & {
    readonly tier: number;
    readonly layerIds: readonly string[];
  })[];
  /** One person holds several layers at once. */
  readonly doubleBooked: readonly (Interval & {
    readonly personId: PersonId;
    readonly layerIds: readonly string[];
  })[];
  /** On call and absent. */
  readonly absent: readonly (Interval & {
    readonly personId: PersonId;
    readonly layerId: string;
    readonly kind: string;
  })[];
}

/** Compares shifts (already cut to the span) with the span, with each other and with absences. */
export function coverageOf(
  shifts: readonly Shift[],
  absences: readonly Absence[],
  rotation: Rotation,
  from: Instant,
  to: Instant,
): Coverage {
  const tiers = [...new Set(rotation.layers.map((layer) => layer.tier))].sort((a, b) => a - b);
  const people = [...new Set(shifts.map((shift) => shift.personId))].sort();
  return {
    gaps: tiers.flatMap((tier) =>
      spansOf(ofTier(shifts, tier), from, to)
        .filter((span) => span.layerIds.length === 0)
        .map((span) => ({ from: span.from, to: span.to, tier })),
    ),
    overlaps: tiers.flatMap((tier) =>
      spansOf(ofTier(shifts, tier), from, to)
        .filter((span) => span.layerIds.length > 1)
        .map((span) => ({ ...span, tier })),
    ),
    doubleBooked: people.flatMap((personId) =>
      spansOf(
        shifts.filter((shift) => shift.personId === personId),
        from,
        to,
      )
        .filter((span) => span.layerIds.length > 1)
        .map((span) => ({ ...span, personId })),
    ),
    absent: shifts.flatMap((shift) =>
      absences
        .filter((absence) => absence.personId === shift.personId)
        .map(({ kind, ...absence }) => ({
          from: Math.max(absence.from, shift.from),
          to: Math.min(absence.to, shift.to),
          personId: shift.personId,
          layerId: shift.layerId,
          kind,
        }))
        .filter((span) => span.from < span.to),
    ),
  };
}

const ofTier = (shifts: readonly Shift[], tier: number) =>
  shifts.filter((shift) => shift.tier === tier);

/** The span cut where the set of layers changes; neighbours with the same set are one. */
function spansOf(
  shifts: readonly Shift[],
  from: Instant,
  to: Instant,
): (Interval & { readonly layerIds: readonly string[] })[] {
  const changes: { at: Instant; layerId: string; by: 1 | -1 }[] = shifts.flatMap((shift) => [
    { at: shift.from, layerId: shift.layerId, by: 1 as const },
    { at: shift.to, layerId: shift.layerId, by: -1 as const },
  ]);
  changes.sort((a, b) => a.at - b.at);
  const held = new Map<string, number>();
  const spans: { from: Instant; to: Instant; layerIds: string[] }[] = [];
  const close = (begins: Instant, ends: Instant) => {
    if (begins >= ends) return;
    const layerIds = [...held].filter(([, count]) => count > 0).map(([id]) => id);
    layerIds.sort();
    const before = spans.at(-1);
    if (before?.to === begins && before.layerIds.join('\0') === layerIds.join('\0')) {
      before.to = ends;
    } else spans.push({ from: begins, to: ends, layerIds });
  };
  let at = from;
  for (const change of changes) {
    close(at, change.at);
    at = Math.max(at, change.at);
    held.set(change.layerId, (held.get(change.layerId) ?? 0) + change.by);
  }
  close(at, to);
  return spans;
}
