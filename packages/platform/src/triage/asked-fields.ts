import type { Condition, Rule } from '@wardline/triage-rules';

/** Whether some rule asks about a field, or does something that depends on it. */
export function asksAbout(rules: readonly Rule[], field: string): boolean {
  return rules.some(
    ({ when, actions }) =>
      (when !== null && isIn(when, field)) ||
      (field === 'templateIds' && actions.some(({ kind }) => kind === 'APPLY_TEMPLATE')),
  );
}

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
