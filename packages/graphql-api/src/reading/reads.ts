import type { Selection } from '@wardline/platform';
import type { ApiContext } from '../context.ts';

/**
 * What a GraphQL field takes from the row of its type: columns, a row pointed at, or a list. It
 * stands in the field's `extensions`, where the selection is built from before anything is read.
 */
export interface Reads {
  readonly columns?: readonly string[];
  readonly one?: string;
  /** The field's object is a part of this very row: its fields read columns of it. */
  readonly embedded?: boolean;
  readonly many?: { readonly relation: string; readonly shape: string };
  /** Anything beyond that: adds to the selection under keys of its own (beginning with `$`). */
  readonly extend?: (selection: Selection, context: ApiContext, asked: AskedField) => void;
}

/** The field as the request has it: its arguments, and the key its answer stands under. */
export interface AskedField {
  readonly key: string;
  readonly args: () => Readonly<Record<string, unknown>>;
}

const KEY = 'wardline.reads';

export const readsExtension = (reads: Reads): Record<string, unknown> => ({ [KEY]: reads });

export function readsOf(field: { readonly extensions?: object | null }): Reads | undefined {
  return (field.extensions as Record<string, Reads> | undefined)?.[KEY];
}

/** Under which key a row carries what was selected under a response key; columns have no `@`. */
export const relationKey = (responseKey: string | number) => `@${responseKey}`;
