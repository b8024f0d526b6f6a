import type { PoolClient } from 'pg';

// Planning a read under policies costs several times what running it costs: statements get a name per
// connection, so that the server keeps the plan. Of the texts (one per shape of a query) a connection
// keeps those used last; others are dropped, so that no client can fill the server's memory with them.

/** The most statements a connection keeps. */
export const MAX_STATEMENTS = 200;

interface Named {
  readonly name: string;
  isPrepared: boolean;
}

interface Known {
  /** By text, the one used longest ago first. */
  readonly byText: Map<string, Named>;
  /** Names that nobody will ask for again, which the server may still keep. */
  dropped: string[];
  made: number;
}

const statements = new WeakMap<object, Known>();

/** The name under which a connection has prepared a statement; null if it has not. */
export function preparedName(client: object, text: string): string | null {
  const known = statements.get(client);
  const named = known && used(known, text);
  return named?.isPrepared ? named.name : null;
}

/**
 * The name to prepare a statement under. It belongs to its text from the first asking on: the server
 * may have prepared a statement whose execution then failed. A name is never given again.
 */
export function nameFor(client: object, text: string): string {
  const known: Known = statements.get(client) ?? { byText: new Map(), dropped: [], made: 0 };
  statements.set(client, known);
  const named = used(known, text);
  if (named) return named.name;
  const [oldest] = known.byText;
  if (oldest && known.byText.size >= MAX_STATEMENTS) {
    known.byText.delete(oldest[0]);
    known.dropped.push(oldest[1].name);
  }
  const name = `wl${known.made++}`;
  known.byText.set(text, { name, isPrepared: false });
  return name;
}

/** The statement, marked as the one used last. */
function used({ byText }: Known, text: string): Named | undefined {
  const named = byText.get(text);
  if (named) {
    byText.delete(text);
    byText.set(text, named);
  }
  return named;
}

/**
 * Lets the server, and the driver, forget what was dropped. To be awaited before the next statement of
 * the connection.
 */
export async function forgetDropped(client: PoolClient): Promise<void> {
  const known = statements.get(client);
  if (!known || known.dropped.length === 0) return;
  const names = known.dropped;
  await client.query(names.map(deallocate).join('; '));
  known.dropped = [];
  const { connection } = client as unknown as { connection?: DriverConnection };
  for (const name of names) delete connection?.parsedStatements?.[name];
}

/** What the driver remembers of a connection: the texts by their names. */
interface DriverConnection {
  readonly parsedStatements?: Record<string, string>;
}

/** Also where the statement was never prepared because its first run failed: an error would end the transaction. */
const deallocate = (name: string) =>
  `do $$ begin execute 'deallocate ${name}'; exception when invalid_sql_statement_name then null; end $$`;

/** The connection has prepared and run it: from now on the name alone will do. */
export function remember(client: object, text: string): void {
  const named = statements.get(client)?.byText.get(text);
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
