/**
 * How a fact is compared with `values`; several values are alternatives.
 * `IS`: equal (a `LIST` holds it). `AT_LEAST`, `AT_MOST`: numbers and ordered choices. `CONTAINS`,
 * `STARTS_WITH`: texts, whatever their case. `HAS_WORD`: whole words, also several in a row.
 * `EMPTY`: none, or an empty text or list. `CHANGED`: the triggering event changed the field.
 */
export const OPERATORS = [
  'IS',
  'AT_LEAST',
  'AT_MOST',
  'CONTAINS',
  'STARTS_WITH',
  'HAS_WORD',
  'EMPTY',
  'CHANGED',
] as const;
export type Operator = (typeof OPERATORS)[number];

export type TestValue = string | number | boolean;

/** One question about one field. */
export interface Test {
  readonly kind: 'TEST';
  readonly field: string;
  readonly operator: Operator;
  /** Alternatives; none for `EMPTY` and `CHANGED`. */
  readonly values: readonly TestValue[];
}

/** Plain JSON. There are no patterns: what a person types here cannot be slow. */
export type Condition =
  | Test
  | { readonly kind: 'ALL'; readonly of: readonly Condition[] }
  | { readonly kind: 'ANY'; readonly of: readonly Condition[] }
  | { readonly kind: 'NOT'; readonly of: Condition };
