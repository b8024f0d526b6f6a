import { builder, describedEnum } from '../builder.ts';
import type { InputRef } from './comparators.ts';

const OrderDirection = describedEnum('OrderDirection', 'Which way a list runs.', {
  ASC: 'Smallest, earliest, A first.',
  DESC: 'Largest, latest, Z first.',
});

/** The order input of a type. `fields`: the names the API gives to fields that lists can run by. */
export function orderInput(name: string, fields: Readonly<Record<string, string>>): InputRef {
  const field = builder.enumType(`${name}Field`, {
    description: `What a list can be ordered by.`,
    values: Object.fromEntries(
      Object.entries(fields).map(([value, description]) => [
        constantCase(value),
        { value, description },
      ]),
    ),
  });
  return builder.inputType(name, {
    description: 'One level of an order.',
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'By what.' }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'Which way.',
      }),
    }),
  });
}

const constantCase = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
