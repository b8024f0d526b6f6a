import type { Fields } from './fields.ts';

export interface ConnectionOptions {
  /** The filter input of the listed type. */
  readonly filter?: unknown;
  /** The order input of the listed type. */
  readonly orderBy?: unknown;
}

/** The arguments every connection takes. */
export function connectionArgs(t: Fields, { filter, orderBy }: ConnectionOptions) {
  return {
    first: t.arg.int({ description: 'How many from the beginning (or after `after`): 1 to 100.' }),
    after: t.arg.string({ description: 'Only what follows this cursor.' }),
    last: t.arg.int({ description: 'How many from the end (or before `before`): 1 to 100.' }),
    before: t.arg.string({ description: 'Only what precedes this cursor.' }),
    ...(filter
      ? { filter: t.arg({ type: filter, description: 'Only what meets these conditions.' }) }
      : {}),
    ...(orderBy
      ? {
          orderBy: t.arg({
            type: [orderBy],
            description: 'The order, most significant first. Ties are broken by id.',
          }),
        }
      : {}),
  };
}
