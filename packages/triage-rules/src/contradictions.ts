import { type InputPath, refusal } from '@wardline/kernel';
import { fieldOf } from './check-condition.ts';
import type { Condition, Test } from './condition.ts';
import type { TriageRefusal } from './errors.ts';
import type { Field, Fields } from './fields.ts';

interface Demand {
  readonly test: Test;
  readonly negated: boolean;
  readonly path: InputPath;
}

/**
 * Places where conditions that must hold together cannot: no value of a field meets them all. It finds
 * what it can prove from one field at a time, and never complains of conditions that can hold.
 */
export function findContradictions(
  condition: Condition,
  fields: Fields,
  path: InputPath,
): TriageRefusal[] {
  const own = contradictionsOf(demandsOf(condition, path, false), fields, path);
  return [...own, ...withinAlternatives(condition, fields, path, false)];
}

/** What must hold for all of the condition to hold. */
function demandsOf(condition: Condition, path: InputPath, negated: boolean): Demand[] {
  switch (condition.kind) {
    case 'TEST':
      return [{ test: condition, negated, path }];
    case 'NOT':
      return demandsOf(condition.of, [...path, 'of'], !negated);
    default:
      // Not any of them is: none of them. Not all of them leaves a choice.
      if ((condition.kind === 'ALL') === negated) return [];
      return condition.of.flatMap((each, i) => demandsOf(each, [...path, 'of', i], negated));
  }
}

/** Each alternative by itself: one that can never hold is a mistake although the others can. */
function withinAlternatives(
  condition: Condition,
  fields: Fields,
  path: InputPath,
  negated: boolean,
): TriageRefusal[] {
  if (condition.kind === 'TEST') return [];
  if (condition.kind === 'NOT') {
    return withinAlternatives(condition.of, fields, [...path, 'of'], !negated);
  }
  const isChoice = (condition.kind === 'ANY') !== negated;
  return condition.of.flatMap((each, index) => {
    const at = [...path, 'of', index];
    const own = isChoice ? contradictionsOf(demandsOf(each, at, negated), fields, at) : [];
    return [...own, ...withinAlternatives(each, fields, at, negated)];
  });
}

function contradictionsOf(
  demands: readonly Demand[],
  fields: Fields,
  path: InputPath,
): TriageRefusal[] {
  const names = [...new Set(demands.map(({ test }) => test.field))];
  return names.flatMap((name) => {
    const field = fieldOf(fields, name);
    const about = demands.filter(({ test }) => test.field === name && test.operator !== 'CHANGED');
    if (!field || canHold(field, about)) return [];
    const message = `No value of ${name} can meet these conditions together.`;
    return [refusal('CONDITION_CONTRADICTORY', message, about.at(-1)?.path ?? path)];
  });
}

function canHold(field: Field, demands: readonly Demand[]): boolean {
  // "None" first: it meets EMPTY and every denial, and nothing else.
  if (demands.every(nullMeets)) return true;
  if (demands.some(({ test, negated }) => test.operator === 'EMPTY' && !negated)) return false;
  switch (field.kind) {
    case 'CHOICE':
      return (field.choices ?? []).some((value) =>
        demands.every((d) => choiceMeets(field, value, d)),
      );
    case 'BOOLEAN':
      return [true, false].some((value) =>
        demands.every((d) => d.test.values.includes(value) !== d.negated),
      );
    case 'NUMBER':
      return someNumberMeets(demands);
    case 'LIST':
      return someListMeets(demands);
    default:
      return someTextMeets(demands);
  }
}

const nullMeets = ({ test, negated }: Demand) => (test.operator === 'EMPTY') !== negated;

function choiceMeets(field: Field, value: string, { test, negated }: Demand): boolean {
  const place = field.choices?.indexOf(value) ?? -1;
  const bound = field.choices?.indexOf(String(test.values[0])) ?? -1;
  const meets =
    test.operator === 'IS'
      ? test.values.includes(value)
      : test.operator === 'AT_LEAST'
        ? place >= bound
        : test.operator === 'AT_MOST' && place <= bound;
  return meets !== negated;
}

/** Candidates: every bound and value, and a little around each, are enough to try. */
function someNumberMeets(demands: readonly Demand[]): boolean {
  const marks = demands.flatMap(({ test }) => test.values.map(Number));
  const candidates = [0, ...marks.flatMap((mark) => [mark - 0.5, mark, mark + 0.5])];
  return candidates.some((value) =>
    demands.every(({ test, negated }) => {
      const bound = Number(test.values[0]);
      const meets =
        test.operator === 'IS'
          ? test.values.includes(value)
          : test.operator === 'AT_LEAST'
            ? value >= bound
            : test.operator === 'AT_MOST' && value <= bound;
      return meets !== negated;
    }),
  );
}

/** A list may hold one of each that is wanted, if none of those is denied. */
function someListMeets(demands: readonly Demand[]): boolean {
  const denied = new Set(
    demands.filter((d) => d.negated).flatMap(({ test }) => test.values.map(String)),
  );
  return demands.every(
    ({ test, negated }) =>
      negated || test.operator !== 'IS' || test.values.some((value) => !denied.has(String(value))),
  );
}

/** Only equality can be proved of free text: whoever looks for words may find them in another one. */
function someTextMeets(demands: readonly Demand[]): boolean {
  const equal = demands.filter(({ test }) => test.operator === 'IS');
  const wanted = equal.filter((d) => !d.negated);
  const [first] = wanted;
  if (!first) return true;
  const fold = (value: unknown) => String(value).normalize('NFKC').toLowerCase();
  return first.test.values.some((value) =>
    equal.every((d) => d.test.values.some((other) => fold(other) === fold(value)) !== d.negated),
  );
}
