import { CompiledQuery, type ControlledTransaction, type Kysely } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Database } from './database.ts';
import { contextStatement, type SessionContext } from './session-context.ts';

/**
 * Where a session's read statements go: one read-only snapshot under the session's context.
 * The one sanctioned way to run SQL beside the ORM: there is no channel without a context.
 */
export interface ReadChannel {
  /** The access epoch of the snapshot's MSP. */
  readonly epoch: number;
  query<R>(text: string, parameters: readonly unknown[]): Promise<readonly R[]>;
  /** Lets the connection go; what is under way finishes first. Never throws. */
  close(): void;
}

/** No row yet is epoch 0. */
export const EPOCH = 'select coalesce((select epoch from access_epoch), 0) as epoch';

const BEGIN = 'begin isolation level repeatable read read only';

/** Opens a channel; the transaction and its context take one round trip on a server. */
export async function openReadChannel(
  database: Database,
  context: SessionContext,
): Promise<ReadChannel> {
  return database.kind === 'postgres'
    ? onServer(await nativePool(database), context)
    : embedded(database, context);
}

async function onServer(pool: Pool, context: SessionContext): Promise<ReadChannel> {
  const client = await pool.connect();
  let epoch: number;
  try {
    const opening = `${BEGIN}; ${contextStatement(context)}; ${EPOCH}`;
    const results = (await client.query(opening)) as unknown as { rows: { epoch: string }[] }[];
    epoch = Number(results.at(-1)?.rows[0]?.epoch);
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    epoch,
    async query<R>(text: string, parameters: readonly unknown[]) {
      const { rows } = await client.query({
        name: statementName(client, text),
        text,
        values: [...parameters],
      } as { text: string });
      return rows as R[];
    },
    close: () => {
      client.query('commit').then(
        () => client.release(),
        (error: Error) => client.release(error),
      );
    },
  };
}

async function embedded(database: Database, context: SessionContext): Promise<ReadChannel> {
  const kysely = database.fork().getConnection().getClient() as Kysely<unknown>;
  const transaction: ControlledTransaction<unknown> = await kysely.startTransaction().execute();
  let epoch: number;
  try {
    await transaction.executeQuery(CompiledQuery.raw(contextStatement(context)));
    const { rows } = await transaction.executeQuery(CompiledQuery.raw(EPOCH));
    epoch = Number((rows[0] as { epoch: string } | undefined)?.epoch);
  } catch (error) {
    await transaction.rollback().execute();
    throw error;
  }
  return {
    epoch,
    async query<R>(text: string, parameters: readonly unknown[]) {
      const { rows } = await transaction.executeQuery(CompiledQuery.raw(text, [...parameters]));
      return rows as R[];
    },
    close: () => {
      void transaction
        .commit()
        .execute()
        .catch(() => undefined);
    },
  };
}

const MAX_STATEMENTS = 200;
const prepared = new WeakMap<PoolClient, Map<string, string>>();

/**
 * Planning a read under policies costs more than running it: statements get a name per connection, so
 * that the server keeps the plan. The texts are few (one per shape of a query); past the limit the
 * rest stay unnamed, so that no client can fill the server's memory with them.
 */
function statementName(client: PoolClient, text: string): string | undefined {
  let names = prepared.get(client);
  if (!names) {
    names = new Map();
    prepared.set(client, names);
  }
  let name = names.get(text);
  if (!name && names.size < MAX_STATEMENTS) {
    name = `wl${names.size}`;
    names.set(text, name);
  }
  return name;
}

async function nativePool(database: Database): Promise<Pool> {
  const connection = database.orm.em.getConnection() as unknown as {
    getNativeClient(): Promise<Pool>;
  };
  return connection.getNativeClient();
}
