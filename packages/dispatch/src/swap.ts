import { type Instant, ok, type PersonId, type Result } from '@wardline/kernel';
import { compileRotation, type RotationFacts } from './compile-rotation.ts';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';
import { checkFree, checkSpan } from './plan-override.ts';
import type { Override, Rotation, Shift } from './rotation.ts';

/** Time in a layer that one side of a swap gives away. */
export interface SwapSide {
  readonly personId: PersonId;
  readonly layerId: string;
  readonly from: Instant;
  readonly to: Instant;
}

export const SWAP_STATES = ['PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN'] as const;
export type SwapState = (typeof SWAP_STATES)[number];

export const SWAP_ANSWERS = ['AGREE', 'DECLINE', 'WITHDRAW'] as const;
export type SwapAnswer = (typeof SWAP_ANSWERS)[number];

/** Two people give each other time on call. It holds once the one who was asked has agreed. */
export interface Swap {
  readonly id: string;
  readonly state: SwapState;
  /** What the proposer gives; the proposer has agreed by proposing. */
  readonly gives: SwapSide;
  /** What the proposer takes, from the one who is asked. */
  readonly takes: SwapSide;
}

export interface SwapFacts extends RotationFacts {
  readonly now: Instant;
}

/** Proposes a swap of time that both sides really hold, and could take from each other. */
export function proposeSwap(
  rotation: Rotation,
  swap: Omit<Swap, 'state'>,
  facts: SwapFacts,
): Result<Swap, DispatchRefusal> {
  const possible = overridesOf(rotation, swap, facts, (index) => `${index}`);
  return possible.ok ? ok({ ...swap, state: 'PROPOSED' }) : possible;
}

/**
 * Answers a proposal. Agreeing checks everything again, as things are now, and yields the overrides
 * that put it into effect; declining is for the one asked, withdrawing for the proposer.
 * @param newId an id for the override of each shift
 */
export function answerSwap(
  rotation: Rotation,
  swap: Swap,
  answer: SwapAnswer,
  by: PersonId,
  facts: SwapFacts,
  newId: (index: number) => string,
): Result<{ readonly swap: Swap; readonly overrides: readonly Override[] }, DispatchRefusal> {
  if (swap.state !== 'PROPOSED') {
    return no('SWAP_NOT_OPEN', `The swap is ${swap.state.toLowerCase()}; propose another.`);
  }
  const mayAnswer = answer === 'WITHDRAW' ? swap.gives.personId : swap.takes.personId;
  if (by !== mayAnswer) {
    const who = answer === 'WITHDRAW' ? 'who proposed it withdraws' : 'who was asked answers';
    return no('SWAP_NOT_YOURS', `Only the one ${who}.`);
  }
  if (answer !== 'AGREE') {
    const state = answer === 'DECLINE' ? 'DECLINED' : 'WITHDRAWN';
    return ok({ swap: { ...swap, state }, overrides: [] });
  }
  const overrides = overridesOf(rotation, swap, facts, newId);
  if (!overrides.ok) return overrides;
  return ok({ swap: { ...swap, state: 'AGREED' }, overrides: overrides.value });
}

function overridesOf(
  rotation: Rotation,
  { id, gives, takes }: Omit<Swap, 'state'>,
  facts: SwapFacts,
  newId: (index: number) => string,
): Result<readonly Override[], DispatchRefusal> {
  if (gives.personId === takes.personId) {
    return no('SWAP_SAME_PERSON', 'Swap with somebody else.', ['takes', 'personId']);
  }
  const given = heldShifts(rotation, gives, facts, 'gives');
  if (!given.ok) return given;
  const taken = heldShifts(rotation, takes, facts, 'takes');
  if (!taken.ok) return taken;
  // What both give away is theirs no longer when we ask whether they are free for the rest.
  const swapped = [
    ...given.value.map((shift) => ({ shift, personId: takes.personId })),
    ...taken.value.map((shift) => ({ shift, personId: gives.personId })),
  ].map(({ shift, personId }, index) => ({
    id: newId(index),
    layerId: shift.layerId,
    personId,
    from: shift.from,
    to: shift.to,
    swapId: id,
  }));
  const after = { ...facts, overrides: [...(facts.overrides ?? []), ...swapped] };
  for (const { layerId, personId, from, to } of swapped) {
    const free = checkFree(rotation, { from, to, personId, exceptLayerId: layerId }, after);
    if (!free.ok) {
      const side = personId === gives.personId ? 'takes' : 'gives';
      return no(free.error.code, free.error.message, [side]);
    }
  }
  return ok(swapped);
}

/** The shifts within the side's span, all of them the person's and at least one; new overrides would hide old ones. */
function heldShifts(
  rotation: Rotation,
  side: SwapSide,
  facts: SwapFacts,
  name: 'gives' | 'takes',
): Result<readonly Shift[], DispatchRefusal> {
  const span = checkSpan(side, facts.now);
  if (!span.ok) return no(span.error.code, span.error.message, [name, 'to']);
  if (!rotation.layers.some((layer) => layer.id === side.layerId)) {
    return no('LAYER_UNKNOWN', 'The rotation has no layer with this id.', [name, 'layerId']);
  }
  const shifts = compileRotation(rotation, facts)
    .shifts(side.from, side.to)
    .filter((shift) => shift.layerId === side.layerId);
  if (shifts.length === 0 || shifts.some((shift) => shift.personId !== side.personId)) {
    return no('SHIFT_NOT_HELD', 'The person must hold the layer for all of that time.', [name]);
  }
  return ok(shifts);
}
