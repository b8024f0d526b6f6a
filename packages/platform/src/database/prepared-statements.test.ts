import { expect, test } from 'vitest';
import { nameFor, preparedName, remember, sqlLiteral } from './prepared-statements.ts';

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

test('a connection names a bounded number of statements', () => {
  const connection = {};
  const names = Array.from({ length: 1000 }, (_, i) => nameFor(connection, `select ${i}`));
  expect(new Set(names.filter((name) => name !== null)).size).toBe(200);
  expect(names.at(-1)).toBeNull();
});

test('parameters become literals through the driver, arrays with every element quoted', () => {
  const driver = { escapeLiteral: (text: string) => `<${text}>` };
  expect(sqlLiteral(driver, null)).toBe('null');
  expect(sqlLiteral(driver, true)).toBe('<true>');
  expect(sqlLiteral(driver, ['a', 'b"c', 'd\\e', 'NULL', '', null])).toBe(
    '<{"a","b\\"c","d\\\\e","NULL","",null}>',
  );
});
