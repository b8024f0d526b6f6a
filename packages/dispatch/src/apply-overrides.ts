import type { Instant } from '@wardline/kernel';
import type { Override, RotationLayer, Shift } from './rotation.ts';

/**
 * A layer's shifts with its overrides in place: an override holds for all of its time, also where the
 * layer alone has nobody, and is cut where the person it replaces changes. Of two that overlap, the
 * later in the list holds.
 */
export function applyOverrides(
  layer: RotationLayer,
  turns: readonly Shift[],
  overrides: readonly Override[],
): Shift[] {
  if (overrides.length === 0) return [...turns];
  const cuts = new Set<Instant>();
  for (const { from, to } of [...turns, ...overrides]) cuts.add(from).add(to);
  const instants = [...cuts].sort((a, b) => a - b);
  const shifts: Shift[] = [];
  for (const [index, from] of instants.entries()) {
    const to = instants[index + 1];
    if (to === undefined) break;
    const turn = turns.find((each) => each.from <= from && from < each.to);
    const override = overrides.findLast((each) => each.from <= from && from < each.to);
    const shift = override
      ? replacing(layer, override, turn, from, to)
      : turn && { ...turn, from, to };
    if (!shift) continue;
    const before = shifts.at(-1);
    if (before && before.to === from && sameHolder(before, shift)) {
      shifts[shifts.length - 1] = { ...before, to };
    } else shifts.push(shift);
  }
  return shifts;
}

function replacing(
  layer: RotationLayer,
  override: Override,
  turn: Shift | undefined,
  from: Instant,
  to: Instant,
): Shift {
  return {
    layerId: layer.id,
    tier: layer.tier,
    personId: override.personId,
    from,
    to,
    reason: {
      code: override.swapId === null ? 'OVERRIDE' : 'SWAP',
      overrideId: override.id,
      instead: turn?.personId ?? null,
    },
  };
}

/** Pieces of one shift that only the sweep cut apart belong together again. */
function sameHolder(a: Shift, b: Shift): boolean {
  if (a.reason.code === 'TURN') return b.reason.code === 'TURN' && a.reason.turn === b.reason.turn;
  if (b.reason.code === 'TURN') return false;
  return a.reason.overrideId === b.reason.overrideId && a.reason.instead === b.reason.instead;
}
