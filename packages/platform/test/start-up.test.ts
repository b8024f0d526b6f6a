// What an operator has to put right is said with a code, before anything is touched.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  connectDatabase,
  createWardline,
  type DatabaseOptions,
  migrateDatabase,
  WardlineStartupError,
} from '../src/index.ts';
import { type TestDatabase, testDatabase } from './support/index.ts';
import { withDatabase } from './support/with-database.ts';

const template = inject('wardlineTestTemplate');
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'wardline-start-'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function refusalOf(options: DatabaseOptions, migrate = false) {
  const refused = await createWardline({ database: options, migrate }).then(
    async (wardline) => {
      await wardline.close();
      return null;
    },
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(WardlineStartupError);
  const { code, message } = refused as WardlineStartupError;
  return { code, message };
}

describe.runIf(template.kind === 'pglite')('on a data folder', () => {
  test('an empty database is an old schema, and is told the command', async () => {
    const options = { kind: 'embedded', folder: join(folder, 'fresh') } as const;
    expect(await refusalOf(options)).toMatchObject({
      code: 'SCHEMA_OLD',
      message: expect.stringContaining('wardline migrate'),
    });
    // Nothing was left locked: migrating, as told, and starting both work.
    const connected = await connectDatabase(options);
    expect(await migrateDatabase(connected)).not.toEqual([]);
    expect(await migrateDatabase(connected)).toEqual([]);
    await connected.close();
    const wardline = await createWardline({ database: options, migrate: false });
    expect(await wardline.ready()).toBe(true);
    // While it runs nobody else may open the folder, not even the same process.
    expect(await refusalOf(options)).toMatchObject({ code: 'DATA_FOLDER_LOCKED' });
    expect(await wardline.ready()).toBe(true);
    await wardline.close();
  });

  test('a folder that another process holds is left alone; one left behind is taken over', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    writeFileSync(join(locked, 'wardline.lock'), String(process.ppid));
    expect(await refusalOf({ kind: 'embedded', folder: locked })).toEqual({
      code: 'DATA_FOLDER_LOCKED',
      message: expect.stringContaining(`process ${process.ppid}`),
    });
    writeFileSync(join(locked, 'wardline.lock'), '999999999');
    expect(await refusalOf({ kind: 'embedded', folder: locked })).toMatchObject({
      code: 'SCHEMA_OLD',
    });
  });

  test('a damaged folder says so, and how to go on', async () => {
    const damaged = join(folder, 'damaged');
    mkdirSync(join(damaged, 'pgdata', 'global'), { recursive: true });
    writeFileSync(join(damaged, 'pgdata', 'PG_VERSION'), '18\n');
    writeFileSync(join(damaged, 'pgdata', 'global', 'pg_control'), 'nothing of the kind');
    expect(await refusalOf({ kind: 'embedded', folder: damaged })).toMatchObject({
      code: 'DATA_FOLDER_DAMAGED',
      message: expect.stringContaining('--fresh'),
    });
  });

  test('a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const options = { kind: 'embedded', folder: join(folder, 'a-file', 'data') } as const;
    expect(await refusalOf(options)).toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });
});

describe.runIf(template.kind === 'postgres')('on a server', () => {
  const server = () => {
    if (template.kind !== 'postgres') throw new TypeError('These tests need a server.');
    return template;
  };
  const nameOf = (options: DatabaseOptions) =>
    new URL(options.kind === 'postgres' ? options.url : '').pathname.slice(1);

  test('a login that could bypass the policies is refused', async () => {
    const url = withDatabase(server().adminUrl, nameOf(database.options));
    expect(await refusalOf({ kind: 'postgres', url })).toMatchObject({
      code: 'LOGIN_TOO_POWERFUL',
    });
    const wardline = await createWardline({
      database: { kind: 'postgres', url, allowPrivilegedLogin: true },
    });
    await wardline.close();
  });

  test('so is one that bypasses by an attribute or owns a table, and one that may do nothing', async () => {
    const name = `${server().login.name}_x`;
    const login = { name, password: 'x' };
    const url = withDatabase(server().adminUrl, nameOf(database.options), login);
    const options = { kind: 'postgres', url } as const;
    await database.admin(`create role ${name} login password 'x'`);
    try {
      expect(await refusalOf(options)).toMatchObject({
        code: 'LOGIN_TOO_WEAK',
        message: expect.stringContaining(`grant wardline_app to "${name}"`),
      });
      await database.admin(`grant wardline_app to ${name}`);
      await (await createWardline({ database: options })).close();
      await database.admin(`alter role ${name} bypassrls`);
      expect(await refusalOf(options)).toMatchObject({ code: 'LOGIN_TOO_POWERFUL' });
      await database.admin(`alter role ${name} nobypassrls`);
      await database.admin(`create table theirs (id int)`);
      await database.admin(`alter table theirs owner to ${name}`);
      expect(await refusalOf(options)).toMatchObject({ code: 'LOGIN_TOO_POWERFUL' });
    } finally {
      await database.admin('drop table if exists theirs');
      await database.admin(`revoke wardline_app from ${name}`);
      await database.admin(`drop role ${name}`);
    }
  });

  test('a server that is not there', async () => {
    const url = 'postgres://somebody:secret@127.0.0.1:1/nothing';
    const refusal = await refusalOf({ kind: 'postgres', url });
    expect(refusal.code).toBe('DATABASE_UNREACHABLE');
    expect(refusal.message).not.toContain('secret');
  });

  test('an empty database is an old schema', async () => {
    const name = `${nameOf(database.options)}_empty`;
    await database.admin(`create database ${name}`);
    const url = withDatabase(server().adminUrl, name);
    const options = { kind: 'postgres', url, allowPrivilegedLogin: true } as const;
    expect(await refusalOf(options)).toMatchObject({ code: 'SCHEMA_OLD' });
    await (await createWardline({ database: options, migrate: true })).close();
  });
});

// Last, because on PGlite refusing closes the instance.
test('a schema of a later version is left alone', async () => {
  await database.admin(
    `insert into mikro_orm_migrations (name, executed_at) values ('9999-from-the-future', now())`,
  );
  expect(await refusalOf(database.options)).toEqual({
    code: 'SCHEMA_NEWER',
    message: expect.stringContaining('9999-from-the-future'),
  });
});
