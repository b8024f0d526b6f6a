import { fieldOf } from './check-condition.ts';
import type { Condition, Test } from './condition.ts';
import type { Facts, FactValue, Fields } from './fields.ts';
import { fold, hasWords } from './match-text.ts';

/** A condition with its answer and, at each question, the fact it was asked of. */
export type Explained =
  | (Test & { readonly matched: boolean; readonly actual: FactValue })
  | {
      readonly kind: 'ALL' | 'ANY';
      readonly matched: boolean;
      readonly of: readonly Explained[];
    }
  | { readonly kind: 'NOT'; readonly matched: boolean; readonly of: Explained };

/** What texts are shown as in an explanation: it goes into logs, which are no place for a description. */
const SHOWN = 80;

/** Answers a condition, all of it: an explanation that stops at the first "no" explains little. */
export function explainCondition(
  condition: Condition,
  facts: Facts,
  fields: Fields,
  changed: readonly string[],
): Explained {
  switch (condition.kind) {
    case 'TEST': {
      const value = Object.hasOwn(facts, condition.field) ? (facts[condition.field] ?? null) : null;
      return {
        ...condition,
        matched: holds(condition, value, fields, changed),
        actual: shown(value),
      };
    }
    case 'NOT': {
      const of = explainCondition(condition.of, facts, fields, changed);
      return { kind: 'NOT', matched: !of.matched, of };
    }
    default: {
      const of = condition.of.map((each) => explainCondition(each, facts, fields, changed));
      const matched =
        condition.kind === 'ALL'
          ? of.every((each) => each.matched)
          : of.some((each) => each.matched);
      return { kind: condition.kind, matched, of };
    }
  }
}

function holds(
  { field: name, operator, values }: Test,
  value: FactValue,
  fields: Fields,
  changed: readonly string[],
): boolean {
  if (operator === 'CHANGED') return changed.includes(name);
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (operator === 'EMPTY') return isEmpty;
  if (value === null) return false;
  if (Array.isArray(value)) {
    const list = value as readonly string[];
    return operator === 'IS' && values.some((wanted) => list.some((one) => isSame(one, wanted)));
  }
  const scalar = value as string | number | boolean;
  switch (operator) {
    case 'IS':
      return values.some((wanted) => isSame(scalar, wanted));
    case 'AT_LEAST':
      return compare(scalar, values[0], fieldOf(fields, name)?.choices) >= 0;
    case 'AT_MOST':
      return compare(scalar, values[0], fieldOf(fields, name)?.choices) <= 0;
    case 'CONTAINS':
      return values.some((wanted) => fold(String(scalar)).includes(fold(String(wanted))));
    case 'STARTS_WITH':
      return values.some((wanted) => fold(String(scalar)).startsWith(fold(String(wanted))));
    case 'HAS_WORD':
      return values.some((wanted) => hasWords(String(scalar), String(wanted)));
  }
}

function isSame(a: string | number | boolean, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' ? fold(a) === fold(b) : a === b;
}

/** NaN, which is neither at least nor at most, for what has no order. */
function compare(a: unknown, b: unknown, choices: readonly string[] | undefined): number {
  if (!choices) return Number(a) - Number(b);
  const [x, y] = [choices.indexOf(String(a)), choices.indexOf(String(b))];
  return x < 0 || y < 0 ? Number.NaN : x - y;
}

function shown(value: FactValue): FactValue {
  if (typeof value !== 'string' || value.length <= SHOWN) return value;
  return `${[...value].slice(0, SHOWN).join('')}…`;
}
