// The commands on a PostgreSQL server, with the login that serves: a member of the application role.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../platform/test/support/index.ts';
import { EMBEDDED, run, start } from './support/run-command.ts';

describe.runIf(!EMBEDDED)('on a PostgreSQL server', () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await testDatabase();
    const { options } = database;
    env = { DATABASE_URL: options.kind === 'postgres' ? options.url : '' };
  });
  afterAll(() => database.close());

  test('setup, serve and doctor need no more than the application role', async () => {
    const made = await run(['setup', '--msp', 'North Shore IT', '--admin', 'Ada'], env);
    expect(made).toMatchObject({ code: 0 });
    const token = /token +(\S+)/.exec(made.out)?.[1];
    const running = start(['serve', '--port', '0'], env);
    const [, address = ''] = await running.waitFor(/serves (http:\S+)/);
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ viewer { msp { name } person { displayName } } }' }),
    });
    expect(await response.json()).toEqual({
      data: { viewer: { msp: { name: 'North Shore IT' }, person: { displayName: 'Ada' } } },
    });
    expect(await running.stop('SIGTERM')).toMatchObject({ code: 0 });
    expect(await run(['doctor'], env)).toMatchObject({ code: 0 });
    expect(await run(['work', '--once'], env)).toMatchObject({
      code: 0,
      out: '1 MSPs, 0 transitions, 0 tickets for scheduled rules, 0 failed\n',
    });
  });

  test('a login that is no member of it is refused before anything is served', async () => {
    // One of its own: roles belong to the whole server, and other tests are on it.
    const url = new URL(env.DATABASE_URL ?? '');
    url.username = `wardline_test_outsider_${randomUUID().slice(0, 8)}`;
    url.password = randomUUID();
    await database.admin(`create role "${url.username}" login password '${url.password}'`);
    const { code, err } = await run(['serve', '--port', '0'], { DATABASE_URL: url.href });
    await database.admin(`drop role "${url.username}"`);
    expect(code).toBe(1);
    expect(err).toContain('is not a member of wardline_app');
  });

  test('a schema that is behind is named, with the command that brings it up to date', async () => {
    await database.admin('create table kept as select * from mikro_orm_migrations');
    await database.admin('delete from mikro_orm_migrations');
    const { code, err } = await run(['serve', '--port', '0'], env);
    await database.admin('insert into mikro_orm_migrations select * from kept');
    await database.admin('drop table kept');
    expect(code).toBe(1);
    expect(err).toContain('Run "wardline migrate" first.');
  });
});
