import { type Filter, type Shape, shapeNamed } from '@wardline/platform';
import { builder } from '../builder.ts';
import { decodeIds, type InputRef } from './comparators.ts';

type FieldSpec =
  | { readonly compare: InputRef; readonly description: string }
  | { readonly relation: () => InputRef; readonly description: string }
  | { readonly list: () => InputRef; readonly description: string };

/** A condition on a column. */
export const by = (compare: InputRef, description: string): FieldSpec => ({ compare, description });
/** A condition on the record pointed at. */
export const byOne = (relation: () => InputRef, description: string): FieldSpec => ({
  relation,
  description,
});
/** A condition on a list of records: some, every or none of them. */
export const byMany = (list: () => InputRef, description: string): FieldSpec => ({
  list,
  description,
});

/** The filter input of a type: its fields, and `and`, `or`, `not`. */
export function filterInput(
  name: string,
  description: string,
  fields: () => Readonly<Record<string, FieldSpec>>,
): InputRef {
  const ref: InputRef = builder.inputRef(name) as never;
  const lists = new Map<string, InputRef>();
  builder.inputType(
    ref as never,
    {
      description: `${description} All that is given must hold; nesting is at most 6 deep.`,
      fields: (
        t: Parameters<NonNullable<Parameters<typeof builder.inputType>[1]['fields']>>[0],
      ) => ({
        and: t.field({ type: [ref] as never, description: 'All of these.' }),
        or: t.field({
          type: [ref] as never,
          description: 'At least one of these; none if the list is empty.',
        }),
        not: t.field({ type: ref as never, description: 'Not this.' }),
        ...Object.fromEntries(
          Object.entries(fields()).map(([field, spec]) => {
            const type =
              'compare' in spec
                ? spec.compare
                : 'relation' in spec
                  ? spec.relation()
                  : listInput(lists, name, field, spec.list());
            return [field, t.field({ type: type as never, description: spec.description })];
          }),
        ),
      }),
    } as never,
  );
  return ref;
}

function listInput(
  made: Map<string, InputRef>,
  owner: string,
  field: string,
  filter: InputRef,
): InputRef {
  const name = `${owner.replace(/Filter$/, '')}${field[0]?.toUpperCase()}${field.slice(1)}ListFilter`;
  let input = made.get(name);
  if (!input) {
    input = builder.inputType(name, {
      description: `Conditions on the ${field} of a record.`,
      fields: (t) => ({
        some: t.field({ type: filter as never, description: 'At least one meets this.' }),
        every: t.field({
          type: filter as never,
          description: 'All meet this; true if there is none.',
        }),
        none: t.field({ type: filter as never, description: 'None meets this.' }),
      }),
    });
    made.set(name, input);
  }
  return input;
}

/** An API filter as the read path takes it: opaque ids become the ids of rows. */
export function platformFilter(shape: Shape, filter: Filter): Filter {
  const entries = Object.entries(filter).map(([key, value]): [string, unknown] => {
    if (value === null || value === undefined) return [key, value];
    if (key === 'and' || key === 'or')
      return [key, (value as Filter[]).map((f) => platformFilter(shape, f))];
    if (key === 'not') return [key, platformFilter(shape, value as Filter)];
    const column = shape.columns[key];
    if (column) {
      const of = column.ofAny ? null : column.of;
      const isId = column.kind === 'id' && of !== undefined;
      return [key, isId ? decodeIds(of, value as Record<string, unknown>) : value];
    }
    const one = shape.one[key];
    if (one) return [key, platformFilter(shapeNamed(one.to), value as Filter)];
    const many = shape.many[key];
    if (many) {
      const target = shapeNamed(many.to);
      const quantified = Object.entries(value as Record<string, Filter | null>);
      return [
        key,
        Object.fromEntries(quantified.map(([q, f]) => [q, f && platformFilter(target, f)])),
      ];
    }
    return [key, value];
  });
  return Object.fromEntries(entries);
}
