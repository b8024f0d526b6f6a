import type { Filter } from './shape.ts';

/**
 * Whether a filter has no condition at all, however it is nested, and so finds everything: `{}`,
 * `{ and: [] }`, `{ or: [{}, …] }`, `{ kind: {} }`. Conditions that happen to hold of everything do not count.
 */
export function asksForAll(filter: Filter): boolean {
  return Object.entries(filter).every(([key, value]) => {
    if (value === undefined || (value === null && key !== 'eq' && key !== 'neq')) return true;
    if (key === 'and') return (value as readonly Filter[]).every(asksForAll);
    if (key === 'or') return (value as readonly Filter[]).some(asksForAll);
    // `not: {}` finds nothing; `some: {}` and `none: {}` ask whether there are any.
    if (key === 'not' || key === 'some' || key === 'none') return false;
    return typeof value === 'object' && !Array.isArray(value) && value !== null
      ? asksForAll(value as Filter)
      : false;
  });
}
