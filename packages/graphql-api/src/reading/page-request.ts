import type { Filter, Ordering, PageRequest, Shape } from '@wardline/platform';
import { platformFilter } from './filters.ts';

/** The arguments of a connection field as the read path takes them; null counts as left out. */
export function pageRequest(shape: Shape, args: Readonly<Record<string, unknown>>): PageRequest {
  const filter = given<Filter>(args.filter);
  return {
    first: given<number>(args.first),
    last: given<number>(args.last),
    after: given<string>(args.after),
    before: given<string>(args.before),
    filter: filter && platformFilter(shape, filter),
    orderBy: given<Ordering[]>(args.orderBy),
  };
}

const given = <Value>(value: unknown): Value | undefined =>
  value === null || value === undefined ? undefined : (value as Value);
