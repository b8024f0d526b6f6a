import { checkText, type InputPath, refusal } from '@wardline/kernel';
import { type Condition, OPERATORS, type Operator, type Test } from './condition.ts';
import type { TriageErrorCode, TriageRefusal } from './errors.ts';
import type { Field, FieldKind, Fields } from './fields.ts';

const MAX_DEPTH = 8;
const MAX_CONDITIONS = 100;
const MAX_VALUES = 100;
/** A text to look for: short enough that looking for it takes no longer than reading the fact. */
const MAX_TEXT = 200;

const KINDS: Readonly<Record<Operator, readonly FieldKind[]>> = {
  IS: ['TEXT', 'CHOICE', 'BOOLEAN', 'NUMBER', 'ID', 'LIST'],
  AT_LEAST: ['NUMBER', 'CHOICE'],
  AT_MOST: ['NUMBER', 'CHOICE'],
  CONTAINS: ['TEXT'],
  STARTS_WITH: ['TEXT'],
  HAS_WORD: ['TEXT'],
  EMPTY: ['TEXT', 'CHOICE', 'ID', 'LIST', 'NUMBER'],
  CHANGED: ['TEXT', 'CHOICE', 'BOOLEAN', 'NUMBER', 'ID', 'LIST'],
};

/** Everything that is wrong with a condition, each with its place. */
export function checkCondition(
  condition: Condition,
  fields: Fields,
  path: InputPath,
): TriageRefusal[] {
  const count = countOf(condition);
  if (count > MAX_CONDITIONS) {
    return [no('CONDITION_TOO_LARGE', `A rule has at most ${MAX_CONDITIONS} conditions.`, path)];
  }
  return check(condition, fields, path, 1);
}

function check(
  condition: Condition,
  fields: Fields,
  path: InputPath,
  depth: number,
): TriageRefusal[] {
  if (depth > MAX_DEPTH) {
    return [no('CONDITION_TOO_DEEP', `Nest conditions at most ${MAX_DEPTH} deep.`, path)];
  }
  switch (condition.kind) {
    case 'TEST':
      return checkTest(condition, fields, path);
    case 'NOT':
      return check(condition.of, fields, [...path, 'of'], depth + 1);
    case 'ALL':
    case 'ANY':
      if (condition.of.length === 0) {
        return [no('LIST_EMPTY', 'Give at least one condition.', [...path, 'of'])];
      }
      return condition.of.flatMap((each, index) =>
        check(each, fields, [...path, 'of', index], depth + 1),
      );
    default:
      return [no('VALUE_UNKNOWN', 'kind is one of TEST, ALL, ANY, NOT.', [...path, 'kind'])];
  }
}

function checkTest(test: Test, fields: Fields, path: InputPath): TriageRefusal[] {
  const field = fieldOf(fields, test.field);
  if (!field) {
    return [unknownField(test.field, Object.keys(fields), path)];
  }
  if (!OPERATORS.includes(test.operator)) {
    return [
      no('VALUE_UNKNOWN', `operator is one of ${OPERATORS.join(', ')}.`, [...path, 'operator']),
    ];
  }
  const isOrder = test.operator === 'AT_LEAST' || test.operator === 'AT_MOST';
  const unordered = isOrder && field.kind === 'CHOICE' && field.ordered !== true;
  if (unordered || !KINDS[test.operator].includes(field.kind)) {
    const message = `${test.operator} makes no sense of ${test.field}.`;
    return [no('OPERATOR_UNFIT', message, [...path, 'operator'])];
  }
  const at = [...path, 'values'];
  if (test.operator === 'EMPTY' || test.operator === 'CHANGED') {
    return test.values.length === 0
      ? []
      : [no('VALUE_TYPE_UNFIT', `${test.operator} takes no values.`, at)];
  }
  if (test.values.length === 0) return [no('LIST_EMPTY', 'Give at least one value.', at)];
  if (isOrder && test.values.length > 1) {
    return [no('LIST_TOO_LONG', `${test.operator} takes one value.`, at)];
  }
  if (test.values.length > MAX_VALUES) {
    return [no('LIST_TOO_LONG', `Give at most ${MAX_VALUES} values.`, at)];
  }
  return test.values.flatMap((value, index) => checkValue(value, field, [...at, index]));
}

/** Whether a value is one that the field can have. */
export function checkValue(value: unknown, field: Field, path: InputPath): TriageRefusal[] {
  const type = { BOOLEAN: 'boolean', NUMBER: 'number' }[field.kind as string] ?? 'string';
  const finite = typeof value !== 'number' || Number.isFinite(value);
  if (typeof value !== type || !finite) {
    return [no('VALUE_TYPE_UNFIT', `The field takes a ${type}.`, path)];
  }
  if (field.choices && !field.choices.includes(value as string)) {
    return [no('VALUE_UNKNOWN', `Choose one of ${field.choices.join(', ')}.`, path)];
  }
  if (typeof value !== 'string') return [];
  const text = checkText(value, { path, max: MAX_TEXT });
  return text.ok ? [] : [text.error];
}

/** Names the fields there are: nobody can know them otherwise. */
export function unknownField(
  name: string,
  known: readonly string[],
  path: InputPath,
): TriageRefusal {
  const message = `There is no field ${name}. Choose one of ${known.join(', ')}.`;
  return no('FIELD_UNKNOWN', message, [...path, 'field']);
}

/** The field of that name; not what every object inherits. */
export function fieldOf(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function countOf(condition: Condition): number {
  // Iterative: a hostile tree must not exhaust the stack before its depth is refused.
  let count = 0;
  const open: Condition[] = [condition];
  for (let next = open.pop(); next; next = open.pop()) {
    count++;
    if (count > MAX_CONDITIONS) return count;
    if (next.kind === 'NOT') open.push(next.of);
    else if (next.kind !== 'TEST') open.push(...(next.of ?? []));
  }
  return count;
}

function no(code: TriageErrorCode, message: string, path: InputPath): TriageRefusal {
  return refusal(code, message, path);
}
