import type { PoolClient } from 'pg';

// Planning a read under policies costs several times what running it costs: statements get a name per
// connection, so that the server keeps the plan. The texts are few (one per shape of a query); past
// the limit the rest stay unnamed, so that no client can fill the server's memory with them.

const MAX_STATEMENTS = 200;

const names = new WeakMap<PoolClient, Map<string, string>>();

/** The name under which a connection has prepared a statement; null if it has not. */
export function preparedName(client: PoolClient, text: string): string | null {
  return names.get(client)?.get(text) ?? null;
}

/** A name to prepare a statement under; null for one too many. Remembered once `prepared` is called. */
export function nameFor(client: PoolClient, text: string): string | null {
  const known = names.get(client) ?? new Map<string, string>();
  names.set(client, known);
  const name = known.get(text);
  if (name) return name;
  return known.size < MAX_STATEMENTS ? `wl${known.size}` : null;
}

/** The connection has prepared it: from now on the name alone will do. */
export function remember(client: PoolClient, text: string, name: string): void {
  names.get(client)?.set(text, name);
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
