import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import { type DatabaseOptions, EMBEDDED_EXTENSIONS } from '../../src/index.ts';
import type { TestTemplate } from './global-setup.ts';
import { withDatabase } from './with-database.ts';

export type Sql = <R = Record<string, unknown>>(
  text: string,
  parameters?: readonly unknown[],
) => Promise<R[]>;

/** A migrated database of a test file's own. */
export interface TestDatabase {
  readonly kind: TestTemplate['kind'];
  /** What `createWardline` is given: on a server, a login that is only a member of the application role. */
  readonly options: DatabaseOptions;
  /** SQL as the superuser, whom no policy binds. One statement a call. */
  readonly admin: Sql;
  /**
   * SQL as the application role in one transaction with these settings (`app.msp_id` …), beside
   * Wardline's own code; rolled back at the end.
   */
  asApp<T>(settings: Readonly<Record<string, string>>, work: (sql: Sql) => Promise<T>): Promise<T>;
  /** To be called after the Wardline on it was closed. */
  close(): Promise<void>;
}

/**
 * Makes a database for the calling test file, migrated and empty or with the world of the tests in it: on
 * PGlite or PostgreSQL, as the project says.
 */
export async function testDatabase(begin: 'empty' | 'world' = 'empty'): Promise<TestDatabase> {
  const template = inject('wardlineTestTemplate');
  return template.kind === 'pglite'
    ? embedded(template.files[begin])
    : onServer(template, template.databases[begin]);
}

async function embedded(dumpFile: string): Promise<TestDatabase> {
  const instance = await PGlite.create({
    extensions: EMBEDDED_EXTENSIONS,
    loadDataDir: new Blob([readFileSync(dumpFile)]),
  });
  return {
    kind: 'pglite',
    options: { kind: 'embedded', folder: 'memory://', instance },
    admin: async <R>(text: string, parameters: readonly unknown[] = []) =>
      (await instance.query<R>(text, [...parameters])).rows,
    asApp: <T>(settings: Readonly<Record<string, string>>, work: (sql: Sql) => Promise<T>) =>
      instance.transaction(async (transaction) => {
        const sql: Sql = async <R>(text: string, parameters: readonly unknown[] = []) =>
          (await transaction.query<R>(text, [...parameters])).rows;
        const result = await inContext(sql, settings, work);
        await transaction.rollback();
        return result;
      }),
    close: async () => {
      if (!instance.closed) await instance.close();
    },
  };
}

async function onServer(
  { adminUrl, login }: Extract<TestTemplate, { kind: 'postgres' }>,
  template: string,
): Promise<TestDatabase> {
  const name = `${template}_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const server = new pg.Client({ connectionString: adminUrl });
  await server.connect();
  await server.query(`create database ${name} template ${template}`);
  await server.end();
  const url = withDatabase(adminUrl, name, login);
  const admins = new pg.Pool({ connectionString: withDatabase(adminUrl, name), max: 1 });
  const apps = new pg.Pool({ connectionString: url, max: 1 });
  const sqlOf =
    (client: pg.Pool | pg.PoolClient): Sql =>
    async <R>(text: string, parameters: readonly unknown[] = []) =>
      (await client.query(text, [...parameters])).rows as R[];
  return {
    kind: 'postgres',
    options: { kind: 'postgres', url, maxConnections: 8 },
    admin: sqlOf(admins),
    asApp: async <T>(
      settings: Readonly<Record<string, string>>,
      work: (sql: Sql) => Promise<T>,
    ) => {
      const client = await apps.connect();
      try {
        await client.query('begin');
        return await inContext(sqlOf(client), settings, work);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
    close: async () => {
      await apps.end();
      await admins.end();
    },
  };
}

async function inContext<T>(
  sql: Sql,
  settings: Readonly<Record<string, string>>,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  for (const [name, value] of Object.entries({ role: 'wardline_app', ...settings })) {
    await sql('select set_config($1, $2, true)', [name, value]);
  }
  return work(sql);
}
