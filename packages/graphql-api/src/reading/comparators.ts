import type { InputObjectRef } from '@pothos/core';
import { builder, type SchemaTypes } from '../builder.ts';
import { uuidOf, uuidOfAny } from '../node/global-id.ts';
import { Moment } from '../scalars.ts';

// biome-ignore lint/suspicious/noExplicitAny: an input's shape depends on the schema; the read path checks it.
export type InputRef = InputObjectRef<SchemaTypes, any>;

const isNull = 'Whether the value is absent (true) or present (false).';

export const StringComparator: InputRef = builder.inputType('StringComparator', {
  description:
    'Conditions on a text; all that are given must hold. Null counts as left out, but in `eq` and `neq` as absent.',
  fields: (t) => ({
    eq: t.string({ description: 'Exactly this.' }),
    neq: t.string({ description: 'Not this; absent counts as not this.' }),
    in: t.stringList({ description: 'One of these; at most 100.' }),
    notIn: t.stringList({ description: 'None of these; at most 100.' }),
    contains: t.string({ description: 'Has this somewhere, upper and lower case alike.' }),
    startsWith: t.string({ description: 'Begins with this, upper and lower case alike.' }),
    isNull: t.boolean({ description: isNull }),
  }),
});

export const DateTimeComparator: InputRef = builder.inputType('DateTimeComparator', {
  description:
    'Conditions on a point in time; each takes a date-time or a duration from now (`-P7D`).',
  fields: (t) => ({
    eq: t.field({ type: Moment, description: 'Exactly then, to the millisecond.' }),
    lt: t.field({ type: Moment, description: 'Before.' }),
    lte: t.field({ type: Moment, description: 'Before or then.' }),
    gt: t.field({ type: Moment, description: 'After.' }),
    gte: t.field({ type: Moment, description: 'Then or after.' }),
    isNull: t.boolean({ description: isNull }),
  }),
});

export const IntComparator: InputRef = builder.inputType('IntComparator', {
  description: 'Conditions on a whole number.',
  fields: (t) => ({
    eq: t.int({ description: 'Exactly this.' }),
    neq: t.int({ description: 'Any but this.' }),
    in: t.intList({ description: 'One of these; at most 100.' }),
    lt: t.int({ description: 'Less.' }),
    lte: t.int({ description: 'Less, or this.' }),
    gt: t.int({ description: 'More.' }),
    gte: t.int({ description: 'This, or more.' }),
  }),
});

export const BooleanComparator: InputRef = builder.inputType('BooleanComparator', {
  description: 'Conditions on a yes or no.',
  fields: (t) => ({ eq: t.boolean({ description: 'Exactly this.' }) }),
});

export const IdComparator: InputRef = builder.inputType('IdComparator', {
  description: 'Conditions on an id. An id of nothing, or of another type, matches nothing.',
  fields: (t) => ({
    eq: t.id({ description: 'This one.' }),
    neq: t.id({ description: 'Any but this one.' }),
    in: t.idList({ description: 'One of these; at most 100.' }),
    notIn: t.idList({ description: 'None of these; at most 100.' }),
    isNull: t.boolean({ description: isNull }),
  }),
});

const enumComparators = new Map<string, InputRef>();

/** The comparator of an enum: `TicketStateComparator`. `ordered`: its values have an order to compare by. */
export function enumComparator(name: string, type: unknown, ordered = false): InputRef {
  let comparator = enumComparators.get(name);
  if (!comparator) {
    comparator = builder.inputType(`${name}Comparator`, {
      description: `Conditions on a ${name}.`,
      fields: (t) => {
        const of = (description: string) => t.field({ type: type as never, description });
        const listOf = (description: string) => t.field({ type: [type] as never, description });
        return {
          eq: of('Exactly this.'),
          neq: of('Not this; absent counts as not this.'),
          in: listOf('One of these.'),
          notIn: listOf('None of these.'),
          isNull: t.boolean({ description: isNull }),
          ...(ordered
            ? {
                lte: of('This or one that sorts before it.'),
                gte: of('This or one that sorts after it.'),
              }
            : {}),
        };
      },
    });
    enumComparators.set(name, comparator);
  }
  return comparator;
}

/** The ids of a comparator as the read path takes them; of a type, or with null of any. */
export function decodeIds(type: string | null, comparator: Record<string, unknown>) {
  const decode = (value: unknown): unknown => {
    if (typeof value === 'string') return type === null ? uuidOfAny(value) : uuidOf(type, value);
    return Array.isArray(value) ? value.map(decode) : value;
  };
  return Object.fromEntries(Object.entries(comparator).map(([k, v]) => [k, decode(v)]));
}
