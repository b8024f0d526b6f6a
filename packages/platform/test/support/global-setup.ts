// Runs once per run of a vitest project: migrates and builds the world of the tests once, so that each test
// file can begin from a copy.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { withDatabase } from './with-database.ts';
import type { StoredWorld } from './world-as-json.ts';

/** What a database can begin as: migrated, or with the world of the tests in it too. */
type Beginnings = Readonly<Record<'empty' | 'world', string>>;

export type TestTemplate =
  | { readonly kind: 'pglite'; readonly world: StoredWorld; readonly files: Beginnings }
  | {
      readonly kind: 'postgres';
      readonly world: StoredWorld;
      /** The superuser's address of the server. */
      readonly adminUrl: string;
      readonly databases: Beginnings;
      /** A login that is a member of the application role and nothing else. */
      readonly login: { readonly name: string; readonly password: string };
    };

declare module 'vitest' {
  interface ProvidedContext {
    wardlineTestTemplate: TestTemplate;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  return project.name === 'postgres' ? onServer(project) : embedded(project);
}

function embedded(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-test-'));
  build('pglite', folder);
  const files = { empty: join(folder, 'migrated.tar'), world: join(folder, 'world.tar') };
  const world = readWorld(join(folder, 'world.json'));
  project.provide('wardlineTestTemplate', { kind: 'pglite', world, files });
  return async () => rmSync(folder, { recursive: true, force: true });
}

async function onServer(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env.WARDLINE_TEST_POSTGRES_URL ?? process.env.DATABASE_URL;
  if (!adminUrl) {
    throw new Error(
      'The postgres tests need a server: run them with "npm test", which starts one, or set DATABASE_URL.',
    );
  }
  const run = randomUUID().replaceAll('-', '').slice(0, 12);
  const template = `wardline_test_${run}`;
  const databases = { empty: template, world: `${template}_world` };
  const login = { name: `wardline_test_login_${run}`, password: randomUUID() };
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${template}`);
  build('postgres-migrate', withDatabase(adminUrl, template));
  await admin.query(
    `create role ${login.name} login password '${login.password}' in role wardline_app`,
  );
  await admin.query(`create database ${databases.world} template ${template}`);
  const folder = mkdtempSync(join(tmpdir(), 'wardline-test-'));
  const file = join(folder, 'world.json');
  build('postgres-world', withDatabase(adminUrl, databases.world, login), file);
  const world = readWorld(file);
  rmSync(folder, { recursive: true, force: true });
  project.provide('wardlineTestTemplate', { kind: 'postgres', world, adminUrl, databases, login });
  return async () => {
    const { rows } = await admin.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`);
    await admin.query(`drop role ${login.name}`);
    await admin.end();
  };
}

/** In a process of its own: vitest loads this file without the condition that finds the sources. */
function build(...step: readonly string[]): void {
  const script = fileURLToPath(new URL('./build-templates.ts', import.meta.url));
  execFileSync(process.execPath, ['--conditions=@wardline/source', script, ...step], {
    stdio: 'inherit',
  });
}

const readWorld = (file: string): StoredWorld => JSON.parse(readFileSync(file, 'utf8'));
