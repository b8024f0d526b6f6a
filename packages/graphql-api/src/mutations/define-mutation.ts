import { createHash } from 'node:crypto';
import type { InputObjectRef, ObjectRef } from '@pothos/core';
import type { Desk, PlatformRefusal, ShapeName, WorkResult } from '@wardline/platform';
import type { GraphQLResolveInfo } from 'graphql';
import { builder, type SchemaTypes } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { UserError, type UserErrorFacts } from '../errors/user-errors.ts';
import { loadRow } from '../reading/load.ts';

type InputPath = PlatformRefusal['path'];

/** What a mutation gives back: the id of its record, or the refusals. */
interface Payload {
  readonly value: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly UserErrorFacts[];
}

interface PayloadField {
  readonly description: string;
  /** A record, read again under the caller's rights. */
  readonly record?: { readonly type: unknown; readonly shape: ShapeName; readonly id: string };
  /** A plain value of the use case's answer. */
  readonly value?: { readonly type: unknown; readonly key: string };
}

export interface MutationDefinition<Input, Value extends object> {
  readonly description: string;
  readonly input: InputObjectRef<SchemaTypes, Input>;
  /** The use case, with ids already taken apart. */
  readonly run: (desk: Desk, input: Input) => Promise<WorkResult<Value>>;
  readonly returns: Readonly<Record<string, PayloadField>>;
  /** Where the use case names a field otherwise than the input does: its path → the input's. */
  readonly pathOf?: (path: InputPath, input: Input) => InputPath;
  /** The shape a version conflict is about. */
  readonly conflictsOn?: ShapeName;
}

/** A mutation as all of them are: one `input`, a payload of records and `userErrors`. */
export function defineMutation<Input, Value extends object>(
  name: string,
  definition: MutationDefinition<Input, Value>,
): void {
  const payload = payloadType(name, definition.returns);
  builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      description: definition.description,
      args: {
        input: t.arg({ type: definition.input, required: true, description: 'What to do.' }),
      },
      resolve: async (_root, args, context, info) => {
        const desk = deskFor(context, info, args);
        const { input } = args as { input: Input };
        const result = await definition.run(desk, input);
        if (result.ok) return { value: result.value as Payload['value'], errors: [] };
        const { conflictsOn, pathOf = (path) => path } = definition;
        const refusal = { ...result.error, path: pathOf(result.error.path, input) };
        const facts = { refusal, ...(conflictsOn ? { recordShape: conflictsOn } : {}) };
        return { value: null, errors: [facts] };
      },
    }),
  );
}

function payloadType(
  name: string,
  returns: Readonly<Record<string, PayloadField>>,
): ObjectRef<SchemaTypes, Payload> {
  const typeName = `${name[0]?.toUpperCase()}${name.slice(1)}Payload`;
  return builder.objectRef<Payload>(typeName).implement({
    description: `What ${name} did. Either \`userErrors\` is empty, or nothing was done.`,
    fields: (t) => ({
      userErrors: t.field({
        type: [UserError],
        description: 'Why it was refused; empty if it was done.',
        resolve: (answer) => [...answer.errors],
      }),
      ...Object.fromEntries(
        Object.entries(returns).map(([field, { description, record, value }]) => [
          field,
          t.field({
            type: (record?.type ?? value?.type) as never,
            nullable: true,
            description: `${description} Null if refused.`,
            resolve: ((
              answer: Payload,
              _args: object,
              context: ApiContext,
              info: GraphQLResolveInfo,
            ) => {
              if (!answer.value) return null;
              if (value) return answer.value[value.key];
              const id = record && answer.value[record.id];
              return record && typeof id === 'string'
                ? loadRow(context, info, record.shape, id)
                : null;
            }) as never,
          }),
        ]),
      ),
    }),
  });
}

/**
 * The caller's desk for one mutation field. The Idempotency-Key of the request holds for each of its
 * mutations apart, by their places: a document with two of them is retried as safely as one with one,
 * and another mutation at the same place is another request, whatever it is called.
 */
function deskFor(context: ApiContext, info: GraphQLResolveInfo, args: object): Desk {
  const { idempotencyKey } = context;
  if (idempotencyKey === null) return context.desk;
  const asked = JSON.stringify([info.fieldName, args]);
  return context.deskWith({
    key: `${idempotencyKey}:${placeOf(context)}`,
    requestHash: createHash('sha256').update(asked).digest('hex'),
  });
}

const places = new WeakMap<ApiContext, number>();

/** The place of a mutation in its document, from 0: they are executed one after the other. */
function placeOf(context: ApiContext): number {
  const place = places.get(context) ?? 0;
  places.set(context, place + 1);
  return place;
}
