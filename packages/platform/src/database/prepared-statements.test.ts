import { expect, inject, test } from 'vitest';
import { testDatabase } from '../../test/support/index.ts';
import { connectDatabase } from './database.ts';
import type { DatabaseOptions } from './options.ts';
import {
  MAX_STATEMENTS,
  nameFor,
  preparedName,
  remember,
  sqlLiteral,
} from './prepared-statements.ts';
import { openReadChannel, type ReadChannel } from './read-channel.ts';
import { NOBODY } from './session-context.ts';

test('a name stays with its text, also when the first run of it failed', () => {
  const connection = {};
  const failed = nameFor(connection, 'select 1/0');
  expect(preparedName(connection, 'select 1/0')).toBeNull();
  expect(nameFor(connection, 'select 2')).not.toBe(failed);
  expect(nameFor(connection, 'select 1/0')).toBe(failed);
});

test('what has run is known by name, on its own connection only', () => {
  const [connection, other] = [{}, {}];
  const name = nameFor(connection, 'select 1');
  remember(connection, 'select 1');
  expect(preparedName(connection, 'select 1')).toBe(name);
  expect(preparedName(other, 'select 1')).toBeNull();
});

test('a name is never given again; what is used stays, what is not makes room', () => {
  const connection = {};
  const first = nameFor(connection, 'select 0');
  remember(connection, 'select 0');
  const names = [first];
  for (let i = 1; i < 1000; i++) {
    names.push(nameFor(connection, `select ${i}`));
    remember(connection, `select ${i}`);
    expect(preparedName(connection, 'select 0')).toBe(first);
  }
  expect(new Set(names).size).toBe(1000);
  const kept = names.filter((_, i) => preparedName(connection, `select ${i}`) !== null);
  expect(kept).toEqual([first, ...names.slice(-MAX_STATEMENTS + 1)]);
});

test.skipIf(inject('wardlineTestTemplate').kind === 'pglite')(
  'a server keeps no more than that, whatever fails, and every answer is the right one',
  async () => {
    const test = await testDatabase();
    const database = await connectDatabase({
      ...test.options,
      maxConnections: 1,
    } as DatabaseOptions);
    try {
      const inChannel = async <T>(work: (channel: ReadChannel) => Promise<T>) => {
        const channel = await openReadChannel(database, NOBODY);
        try {
          return await work(channel);
        } finally {
          channel.close();
        }
      };
      const ask = (channel: ReadChannel, i: number) =>
        channel.query<{ n: number }>(`select ${i} + $1::int as n`, [1]);
      const kept = 'select count(*)::int as n from pg_prepared_statements where name like $1';
      for (let round = 0; round < 4; round++) {
        await inChannel(async (channel) => {
          for (let i = round * 150; i < round * 150 + 300; i++) {
            expect(await ask(channel, i)).toEqual([{ n: i + 1 }]);
            expect(await ask(channel, 0)).toEqual([{ n: 1 }]);
          }
        });
        // One that is never prepared: its name has nothing behind it when it is dropped.
        await inChannel((channel) => channel.query(`select no_such_${round}`, [])).catch(
          () => null,
        );
      }
      const [row] = await inChannel((channel) => channel.query<{ n: number }>(kept, ['wl%']));
      expect(row?.n).toBeGreaterThan(MAX_STATEMENTS / 2);
      expect(row?.n).toBeLessThanOrEqual(MAX_STATEMENTS);
    } finally {
      await database.close();
      await test.close();
    }
  },
);

test('parameters become literals through the driver, arrays with every element quoted', () => {
  const driver = { escapeLiteral: (text: string) => `<${text}>` };
  expect(sqlLiteral(driver, null)).toBe('null');
  expect(sqlLiteral(driver, true)).toBe('<true>');
  expect(sqlLiteral(driver, ['a', 'b"c', 'd\\e', 'NULL', '', null])).toBe(
    '<{"a","b\\"c","d\\\\e","NULL","",null}>',
  );
});
