import type { SqlEntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type ControlledTransaction, type Kysely } from 'kysely';
import type { PoolClient } from 'pg';
import type { Database } from './database.ts';
import { nameFor, preparedName, remember, sqlLiteral } from './prepared-statements.ts';
import { acquire, EPOCH, nativePool, type Statement } from './read-channel.ts';
import { contextStatement, type SessionContext } from './session-context.ts';

/**
 * One transaction under one session's context: what the ORM writes, and rows that are only added. The
 * ORM puts values into the text of its statements, which the server then plans each time anew; rows that
 * are added go through prepared statements, all of them in one round trip (docs/decisions/0007-write-path.md).
 */
export interface WriteChannel {
  /** The access epoch the transaction began with; 0 without one. */
  readonly epoch: number;
  /** An entity manager of its own, bound to the transaction. */
  readonly em: SqlEntityManager;
  /** Runs a statement that comes often enough to be prepared. */
  run<R>(text: string, parameters: readonly unknown[]): Promise<readonly R[]>;
  /** Adds rows at the latest before the next statement, in the order they were given. */
  add(statement: Statement): void;
  /** Writes what the ORM knows and what was added, and ends the transaction. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

interface Driver {
  readonly epoch: number;
  /** What the ORM calls a transaction: all it ever asks of one is this. */
  execute(sql: string): Promise<Answer>;
  run(statement: Statement): Promise<readonly unknown[]>;
  /** All of them, in order; with `ends`, and the commit after them. */
  runAll(statements: readonly Statement[], ends: boolean): Promise<void>;
  rollback(): Promise<void>;
}

interface Answer {
  readonly rows: Record<string, unknown>[];
  readonly numAffectedRows?: bigint | undefined;
}

/** @param first statements that the transaction begins with, without a round trip of their own. */
export async function openWriteChannel(
  database: Database,
  context: SessionContext,
  first: readonly string[] = [],
): Promise<WriteChannel> {
  const driver =
    database.kind === 'postgres'
      ? await onServer(database, context, first)
      : await embedded(database, context, first);
  let added: Statement[] = [];
  const settle = async () => {
    if (added.length === 0) return;
    const rows = added;
    added = [];
    await driver.runAll(rows, false);
  };
  const em = database.fork();
  em.setTransactionContext({
    executeQuery: async ({ sql }: { readonly sql: string }) => {
      await settle();
      return driver.execute(sql);
    },
  } as never);
  return {
    epoch: driver.epoch,
    em,
    run: async <R>(text: string, parameters: readonly unknown[]) => {
      await settle();
      return (await driver.run({ text, parameters })) as readonly R[];
    },
    add: (statement) => added.push(statement),
    commit: async () => {
      await em.flush();
      await driver.runAll(added, true);
    },
    rollback: () => driver.rollback(),
  };
}

async function onServer(
  database: Database,
  context: SessionContext,
  first: readonly string[],
): Promise<Driver> {
  const pool = await nativePool(database);
  const client = await acquire(pool);
  try {
    const opening = ['begin', contextStatement(context), EPOCH, ...first].join('; ');
    const answers = (await client.query(opening)) as unknown as Answer[];
    return {
      epoch: Number(answers[2]?.rows[0]?.epoch ?? 0),
      execute: async (sql) => {
        const { rows, rowCount } = await client.query(sql);
        return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
      },
      run: (statement) => runPrepared(client, statement),
      runAll: (statements, ends) => runAllPrepared(client, statements, ends),
      rollback: async () => {
        await client.query('rollback').then(
          () => client.release(),
          (error: Error) => client.release(error),
        );
      },
    };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function runPrepared(client: PoolClient, { text, parameters }: Statement) {
  const name = nameFor(client, text);
  const values = [...parameters];
  const { rows } = await client.query(name ? { name, text, values } : { text, values });
  if (name) remember(client, text);
  return rows as unknown[];
}

/** In one round trip once the connection has prepared all of them. */
async function runAllPrepared(client: PoolClient, statements: readonly Statement[], ends: boolean) {
  const executes = statements.map(({ text, parameters }) => {
    const name = preparedName(client, text);
    const values = parameters.map((value) => sqlLiteral(client, value));
    return name === null ? null : `execute ${name}(${values.join(', ')})`;
  });
  if (executes.includes(null)) {
    for (const statement of statements) await runPrepared(client, statement);
    executes.length = 0;
  }
  const last = [...executes, ...(ends ? ['commit'] : [])];
  if (last.length > 0) await client.query(last.join('; '));
  if (ends) client.release();
}

async function embedded(
  database: Database,
  context: SessionContext,
  first: readonly string[],
): Promise<Driver> {
  const kysely = database.fork().getConnection().getClient() as Kysely<unknown>;
  const transaction: ControlledTransaction<unknown> = await kysely.startTransaction().execute();
  const query = async (text: string, parameters: readonly unknown[] = []) =>
    (await transaction.executeQuery(CompiledQuery.raw(text, [...parameters]))) as unknown as Answer;
  // A commit that failed has rolled back already; there is nothing to say about it twice.
  const rollback = () =>
    transaction
      .rollback()
      .execute()
      .catch(() => undefined);
  try {
    await query(contextStatement(context));
    const { rows } = await query(EPOCH);
    for (const statement of first) await query(statement);
    return {
      epoch: Number(rows[0]?.epoch ?? 0),
      execute: (sql) => query(sql),
      run: async ({ text, parameters }) => (await query(text, parameters)).rows,
      runAll: async (statements, ends) => {
        for (const { text, parameters } of statements) await query(text, parameters);
        if (ends) await transaction.commit().execute();
      },
      rollback,
    };
  } catch (error) {
    await rollback();
    throw error;
  }
}
