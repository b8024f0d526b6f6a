import SchemaBuilder from '@pothos/core';
import type { Row } from '@wardline/platform';
import type { ApiContext } from './context.ts';

export interface OwnSchemaTypes {
  Context: ApiContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: number; Output: string | number };
    Moment: { Input: string; Output: string };
    Duration: { Input: number; Output: number };
    TimeZone: { Input: string; Output: string };
    EmailAddress: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    Time: { Input: string; Output: string };
  };
}

/** The types of the schema, for references to its parts. */
export type SchemaTypes = PothosSchemaTypes.ExtendDefaultTypes<OwnSchemaTypes>;

/** The one schema builder; every type of the API is defined on it. */
export const builder = new SchemaBuilder<OwnSchemaTypes>({ defaultFieldNullability: false });

/** A type whose objects are rows as the read path delivers them. */
export const rowType = (name: string) => builder.objectRef<Row>(name);

/** An enum with a description for each of its values: nothing in the schema goes unexplained. */
export function describedEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
) {
  const entries = Object.entries(values) as [Value, string][];
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      entries.map(([value, text]) => [value, { value, description: text }]),
    ) as { [V in Value]: { value: V; description: string } },
  });
}
