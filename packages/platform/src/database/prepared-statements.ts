import type { PoolClient } from 'pg';

// Planning a read under policies costs several times what running it costs: statements get a name per
// connection, so that the server keeps the plan. The texts are few (one per shape of a query); past
// the limit the rest stay unnamed, so that no client can fill the server's memory with them.

const MAX_STATEMENTS = 200;

interface Named {
  readonly name: string;
  isPrepared: boolean;
}

const names = new WeakMap<object, Map<string, Named>>();

/** The name under which a connection has prepared a statement; null if it has not. */
export function preparedName(client: object, text: string): string | null {
  const named = names.get(client)?.get(text);
  return named?.isPrepared ? named.name : null;
}

/**
 * The name to prepare a statement under; null for one too many. A name belongs to its text from the
 * first asking on: the server may have prepared a statement whose execution then failed.
 */
export function nameFor(client: object, text: string): string | null {
  const known = names.get(client) ?? new Map<string, Named>();
  names.set(client, known);
  const named = known.get(text);
  if (named) return named.name;
  if (known.size >= MAX_STATEMENTS) return null;
  const name = `wl${known.size}`;
  known.set(text, { name, isPrepared: false });
  return name;
}

/** The connection has prepared and run it: from now on the name alone will do. */
export function remember(client: object, text: string): void {
  const named = names.get(client)?.get(text);
  if (named) named.isPrepared = true;
}

/** A parameter as a literal of SQL, for `execute`. Its type is the parameter's, whatever the text says. */
export function sqlLiteral(client: Pick<PoolClient, 'escapeLiteral'>, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return client.escapeLiteral(Array.isArray(value) ? arrayText(value) : String(value));
}

/** PostgreSQL's text form of an array (of texts, numbers or ids): every element quoted. */
function arrayText(values: readonly unknown[]): string {
  const elements = values.map((value) =>
    value === null ? 'null' : `"${String(value).replace(/[\\"]/g, '\\$&')}"`,
  );
  return `{${elements.join(',')}}`;
}
