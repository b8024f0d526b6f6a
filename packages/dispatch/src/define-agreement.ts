import { checkText, type InputPath, ok, type Result } from '@wardline/kernel';
import {
  type CoManagedAgreement,
  HAND_OVER_REASONS,
  type HandOverRule,
  type Lane,
  SIDES,
} from './agreement.ts';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';

const MAX_LANES = 100;
const MAX_RULES = 100;
const MAX_CHOICES = 100;
const MAX_TIER = 9;

/** Checks a co-managed agreement; a lane that an earlier one leaves nothing to is refused. */
export function defineCoManagedAgreement(
  input: CoManagedAgreement,
): Result<CoManagedAgreement, DispatchRefusal> {
  const name = checkText(input.name, { path: ['name'], max: 200 });
  if (!name.ok) return name;
  if (input.lanes.length > MAX_LANES) {
    return no('LIST_TOO_LONG', `An agreement has at most ${MAX_LANES} lanes.`, ['lanes']);
  }
  const ids = new Set<string>();
  for (const [index, lane] of input.lanes.entries()) {
    const path = ['lanes', index];
    const checked = checkLane(lane, path);
    if (!checked.ok) return checked;
    if (ids.has(lane.id)) return no('ID_REPEATED', 'Give every lane its own id.', [...path, 'id']);
    ids.add(lane.id);
    const catchAll = input.lanes.slice(0, index).find(takesEverything);
    if (catchAll) {
      return no('LANE_UNREACHABLE', `${catchAll.name} has no conditions and comes first.`, path);
    }
  }
  if (!SIDES.includes(input.otherwise.owner)) {
    return unknown(['otherwise', 'owner'], SIDES);
  }
  if (input.handOvers.length > MAX_RULES) {
    return no('LIST_TOO_LONG', `An agreement has at most ${MAX_RULES} rules.`, ['handOvers']);
  }
  for (const [index, rule] of input.handOvers.entries()) {
    const checked = checkRule(rule, ['handOvers', index]);
    if (!checked.ok) return checked;
  }
  return ok({ ...input, name: name.value });
}

function checkLane(lane: Lane, path: InputPath): Result<Lane, DispatchRefusal> {
  const id = checkText(lane.id, { path: [...path, 'id'], max: 100 });
  if (!id.ok) return id;
  const name = checkText(lane.name, { path: [...path, 'name'], max: 200 });
  if (!name.ok) return name;
  if (!SIDES.includes(lane.owner)) return unknown([...path, 'owner'], SIDES);
  for (const field of ['domains', 'categories', 'ticketTypes', 'priorities'] as const) {
    if (lane[field].length > MAX_CHOICES) {
      return no('LIST_TOO_LONG', `${field} has at most ${MAX_CHOICES} entries.`, [...path, field]);
    }
    for (const [index, text] of lane[field].entries()) {
      const checked = checkText(text, { path: [...path, field, index], max: 100 });
      if (!checked.ok) return checked;
    }
  }
  for (const [index, tier] of lane.tiers.entries()) {
    if (Number.isInteger(tier) && tier >= 1 && tier <= MAX_TIER) continue;
    return no('NUMBER_OUT_OF_RANGE', `A tier is a whole number from 1 to ${MAX_TIER}.`, [
      ...path,
      'tiers',
      index,
    ]);
  }
  if (lane.hours !== null && !['INSIDE', 'OUTSIDE'].includes(lane.hours.when)) {
    return unknown([...path, 'hours', 'when'], ['INSIDE', 'OUTSIDE']);
  }
  return ok(lane);
}

function checkRule(rule: HandOverRule, path: InputPath): Result<HandOverRule, DispatchRefusal> {
  if (!SIDES.includes(rule.from)) return unknown([...path, 'from'], SIDES);
  if (!SIDES.includes(rule.to)) return unknown([...path, 'to'], SIDES);
  for (const [index, reason] of rule.reasons.entries()) {
    if (!HAND_OVER_REASONS.includes(reason)) {
      return unknown([...path, 'reasons', index], HAND_OVER_REASONS);
    }
  }
  return ok(rule);
}

function takesEverything(lane: Lane): boolean {
  return (
    lane.hours === null &&
    [lane.domains, lane.categories, lane.ticketTypes, lane.priorities, lane.tiers].every(
      (list) => list.length === 0,
    )
  );
}

function unknown(path: InputPath, choices: readonly string[]) {
  return no('VALUE_UNKNOWN', `${path.at(-1)} is one of ${choices.join(', ')}.`, path);
}
