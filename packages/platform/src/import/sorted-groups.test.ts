import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedGroups } from './sorted-groups.ts';

interface Item {
  readonly key: string;
  readonly at: number;
}

async function groups(items: readonly Item[], bytesInMemory: number): Promise<Item[][]> {
  const found: Item[][] = [];
  const stream = async function* () {
    yield* items;
  };
  for await (const group of sortedGroups(stream(), bytesInMemory)) found.push(group);
  return found;
}

const spills = () => readdirSync(tmpdir()).filter((name) => name.startsWith('wardline-import-'));

test('with any amount of memory the groups are those of a simple sort, in the order things came', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'é')),
      fc.constantFrom(1, 40, 100, 1_000_000),
      async (keys, bytesInMemory) => {
        const items = keys.map((key, at) => ({ key, at }));
        const expected = [...new Set(keys)]
          .sort((a, b) => (a < b ? -1 : 1))
          .map((key) => items.filter((item) => item.key === key));
        expect(await groups(items, bytesInMemory)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('the temporary folder is gone, also when the reader stops early', async () => {
  const before = spills();
  const stream = async function* () {
    for (let at = 0; at < 50; at++) yield { key: `k${at % 7}`, at };
  };
  for await (const _group of sortedGroups(stream(), 100)) break;
  expect(spills()).toEqual(before);
});
