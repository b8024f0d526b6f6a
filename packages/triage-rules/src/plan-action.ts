import { fieldOf } from './check-condition.ts';
import type { Facts, FactValue, Fields } from './fields.ts';
import { fold } from './match-text.ts';
import type { Action } from './rule.ts';

/**
 * `CHANGES`: to be done. `ALREADY_SO`: nothing to do. `WOULD_LOWER`: the field is only ever raised.
 * `BY_HAND`: a person has decided it, and rules leave it. `SUPERSEDED`: a later action does something else
 * with the same field.
 */
export const ACTION_EFFECTS = [
  'CHANGES',
  'ALREADY_SO',
  'WOULD_LOWER',
  'BY_HAND',
  'SUPERSEDED',
] as const;
export type ActionEffect = (typeof ACTION_EFFECTS)[number];

/** An action with what it will do to the ticket as it is by then. */
export interface PlannedAction {
  readonly ruleId: string;
  readonly action: Action;
  readonly effect: ActionEffect;
  /** The field it sets; null for what only adds. */
  readonly target: string | null;
  readonly from: FactValue;
  readonly to: FactValue;
}

/** What an action does to facts, and the facts afterwards. */
export function planAction(
  ruleId: string,
  action: Action,
  facts: Facts,
  fields: Fields,
): { readonly action: PlannedAction; readonly facts: Facts } {
  const { target, to } = aimOf(action);
  const added = { ruleId, action, target: null, from: null, to: null } as const;
  if (target === null) return { action: { ...added, effect: 'CHANGES' }, facts };
  if (target === 'tags' || target === 'templateIds') {
    const list = listChange(action, facts[target] ?? null, String(to));
    if (list === null) return { action: { ...added, effect: 'ALREADY_SO' }, facts };
    return { action: { ...added, effect: 'CHANGES' }, facts: { ...facts, [target]: list } };
  }
  const from = facts[target] ?? null;
  const planned = { ruleId, action, target, from, to };
  if (from === to) return { action: { ...planned, effect: 'ALREADY_SO' }, facts };
  if (target === 'priority' && facts.priorityByHand === true) {
    return { action: { ...planned, effect: 'BY_HAND' }, facts };
  }
  const field = fieldOf(fields, target);
  if (field?.onlyRaised === true && rank(field.choices, to) < rank(field.choices, from)) {
    return { action: { ...planned, effect: 'WOULD_LOWER' }, facts };
  }
  return { action: { ...planned, effect: 'CHANGES' }, facts: { ...facts, [target]: to } };
}

/** The list with or without an entry; null if it is so already. */
function listChange(action: Action, present: FactValue, entry: string): readonly string[] | null {
  const list = Array.isArray(present) ? (present as readonly string[]) : [];
  const others = list.filter((each) => fold(each) !== fold(entry));
  const isIn = others.length < list.length;
  if (action.kind === 'REMOVE_TAG') return isIn ? others : null;
  return isIn ? null : [...list, entry];
}

/** The field an action sets, and to what; `ASSIGN_AUTOMATICALLY` only adds: who it will be is not known here. */
function aimOf(action: Action): { readonly target: string | null; readonly to: FactValue } {
  switch (action.kind) {
    case 'SET':
      return { target: action.field, to: action.value };
    case 'ASSIGN_TEAM':
      return { target: 'teamId', to: action.teamId };
    case 'ASSIGN_PERSON':
      return { target: 'assigneeId', to: action.personId };
    case 'OVERRIDE_PRIORITY':
      return { target: 'priority', to: action.priority };
    case 'TRANSITION':
      return { target: 'state', to: action.to };
    case 'ADD_TAG':
    case 'REMOVE_TAG':
      return { target: 'tags', to: action.tag };
    case 'APPLY_TEMPLATE':
      return { target: 'templateIds', to: action.templateId };
    default:
      return { target: null, to: null };
  }
}

const rank = (choices: readonly string[] | undefined, value: FactValue) =>
  choices?.indexOf(String(value)) ?? -1;
