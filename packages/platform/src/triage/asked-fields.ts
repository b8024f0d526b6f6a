import type { Action, Condition, Rule } from '@wardline/triage-rules';

/** Whether some rule asks about a field, or does something that depends on it. */
export function asksAbout(rules: readonly Rule[], field: string): boolean {
  return rules.some(
    ({ when, actions }) =>
      (when !== null && isIn(when, field)) ||
      actions.some(({ kind }) => DEPENDS_ON[kind] === field),
  );
}

const DEPENDS_ON: Readonly<Partial<Record<Action['kind'], string>>> = {
  APPLY_TEMPLATE: 'templateIds',
  ADD_TAG: 'tags',
  REMOVE_TAG: 'tags',
};

function isIn(condition: Condition, field: string): boolean {
  switch (condition.kind) {
    case 'TEST':
      return condition.field === field;
    case 'NOT':
      return isIn(condition.of, field);
    default:
      return condition.of.some((each) => isIn(each, field));
  }
}
