import { CompiledQuery, type ControlledTransaction, type Kysely } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { DatabaseBusy } from '../errors.ts';
import type { Database } from './database.ts';
import {
  forgetDropped,
  nameFor,
  preparedName,
  remember,
  sqlLiteral,
} from './prepared-statements.ts';
import { contextStatement, type SessionContext } from './session-context.ts';

/** A statement with its bound parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** The statement a channel is opened for; its first row has the epoch beside its answer. */
export interface FirstStatement extends Statement {
  /** No other follows: the snapshot ends with it, in the same round trip. */
  readonly isOnly: boolean;
}

/**
 * Where a session's read statements go: one read-only snapshot under the session's context.
 * The one sanctioned way to run SQL beside the ORM: there is no channel without a context.
 */
export interface ReadChannel {
  /** The access epoch beside the first statement's answer; 0 without one. */
  readonly epoch: number;
  /** What the first statement answered, if the channel was opened with one. */
  readonly firstRows: readonly unknown[] | null;
  query<R>(text: string, parameters: readonly unknown[]): Promise<readonly R[]>;
  /** Lets the connection go; what is under way finishes first. Never throws. */
  close(): void;
}

/** The access epoch of the snapshot's MSP; no row yet is epoch 0. */
export const EPOCH_COLUMN = 'coalesce((select epoch from access_epoch), 0) as epoch';
export const EPOCH = `select ${EPOCH_COLUMN}`;

const BEGIN = 'begin isolation level repeatable read read only';

/**
 * Opens a channel. On a server the transaction, its context and a first statement that the connection
 * has prepared before take one round trip together.
 */
export async function openReadChannel(
  database: Database,
  context: SessionContext,
  first: FirstStatement | null = null,
): Promise<ReadChannel> {
  return database.kind === 'postgres'
    ? onServer(await nativePool(database), context, first)
    : embedded(database, context, first);
}

type Row = Record<string, unknown>;

interface Answer {
  readonly rows: Row[];
}

async function onServer(
  pool: Pool,
  context: SessionContext,
  first: FirstStatement | null,
): Promise<ReadChannel> {
  const client = await acquire(pool);
  const run = async <R>({ text, parameters }: Statement) => {
    const name = nameFor(client, text);
    await forgetDropped(client);
    const { rows } = await client.query({ name, text, values: [...parameters] });
    remember(client, text);
    return rows as R[];
  };
  try {
    const prepared = first && executeSql(client, first);
    const ends = prepared !== null && first?.isOnly === true;
    const opening = [BEGIN, contextStatement(context)];
    if (prepared) opening.push(prepared);
    if (ends) opening.push('commit');
    const answers = (await client.query(opening.join('; '))) as unknown as Answer[];
    const firstRows = prepared ? (answers[2]?.rows ?? []) : first && (await run<Row>(first));
    const epoch = Number(firstRows?.[0]?.epoch ?? 0);
    if (ends) client.release();
    return {
      epoch,
      firstRows,
      query: (text, parameters) => run({ text, parameters }),
      close: ends ? () => {} : () => end(client),
    };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function end(client: PoolClient): void {
  client.query('commit').then(
    () => client.release(),
    (error: Error) => client.release(error),
  );
}

/** `execute wl7('…')` if the connection has the statement; null if it has yet to prepare it. */
function executeSql(client: PoolClient, { text, parameters }: Statement): string | null {
  const name = preparedName(client, text);
  if (name === null) return null;
  const values = parameters.map((value) => sqlLiteral(client, value));
  return `execute ${name}${values.length > 0 ? `(${values.join(', ')})` : ''}`;
}

async function embedded(
  database: Database,
  context: SessionContext,
  first: FirstStatement | null,
): Promise<ReadChannel> {
  const kysely = database.fork().getConnection().getClient() as Kysely<unknown>;
  const transaction: ControlledTransaction<unknown> = await kysely.startTransaction().execute();
  const query = async <R>(text: string, parameters: readonly unknown[]) => {
    const { rows } = await transaction.executeQuery(CompiledQuery.raw(text, [...parameters]));
    return rows as R[];
  };
  try {
    await query(contextStatement(context), []);
    const firstRows = first && (await query<Row>(first.text, first.parameters));
    return {
      epoch: Number(firstRows?.[0]?.epoch ?? 0),
      firstRows,
      query,
      close: () => {
        void transaction
          .commit()
          .execute()
          .catch(() => undefined);
      },
    };
  } catch (error) {
    await transaction.rollback().execute();
    throw error;
  }
}

/** The connections the ORM has, for statements of our own. */
const ALL_IN_USE = 'timeout exceeded when trying to connect';

/** A connection of one's own. @throws {@link DatabaseBusy} if none became free in time */
export async function acquire(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    throw (cause as Error).message === ALL_IN_USE ? new DatabaseBusy({ cause }) : cause;
  }
}

export async function nativePool(database: Database): Promise<Pool> {
  const connection = database.orm.em.getConnection() as unknown as {
    getNativeClient(): Promise<Pool>;
  };
  return connection.getNativeClient();
}
