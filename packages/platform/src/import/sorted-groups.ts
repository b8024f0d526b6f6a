import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Something that is sorted by its key, and after that by the order it came in. */
export interface Keyed {
  readonly key: string;
}

/**
 * Groups a stream of any length by key, in ascending order of keys; within a group things keep the
 * order they came in. Holds `bytesInMemory` of them (as JSON) at most, beyond that sorted runs in a
 * temporary folder that is gone afterwards, and one group at a time.
 */
export async function* sortedGroups<T extends Keyed>(
  items: AsyncIterable<T>,
  bytesInMemory: number,
): AsyncGenerator<T[]> {
  const runs: string[] = [];
  let folder: string | null = null;
  try {
    let held: T[] = [];
    let bytes = 0;
    for await (const item of items) {
      held.push(item);
      bytes += JSON.stringify(item).length;
      if (bytes >= bytesInMemory) {
        folder ??= await mkdtemp(join(tmpdir(), 'wardline-import-'));
        runs.push(await writeRun(join(folder, String(runs.length)), sorted(held)));
        held = [];
        bytes = 0;
      }
    }
    const streams = [...runs.map((path) => readRun<T>(path)), inMemory(sorted(held))];
    yield* grouped(merged(streams));
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

// Array.prototype.sort is stable: equal keys keep their order.
const sorted = <T extends Keyed>(items: T[]) => items.sort((a, b) => compare(a.key, b.key));

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function writeRun(path: string, items: readonly Keyed[]): Promise<string> {
  // Only for this user: it holds a customer's log.
  const file = await open(path, 'wx', 0o600);
  try {
    for (const item of items) await file.write(`${JSON.stringify(item)}\n`);
  } finally {
    await file.close();
  }
  return path;
}

async function* readRun<T>(path: string): AsyncGenerator<T> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line) as T;
}

async function* inMemory<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** The least of the streams' next items, over and over; of equal ones the earlier stream's. */
async function* merged<T extends Keyed>(streams: AsyncGenerator<T>[]): AsyncGenerator<T> {
  const heads: { item: T; stream: AsyncGenerator<T> }[] = [];
  for (const stream of streams) {
    const next = await stream.next();
    if (!next.done) heads.push({ item: next.value, stream });
  }
  while (heads.length > 0) {
    let least = 0;
    for (let i = 1; i < heads.length; i++) {
      if (compare(at(heads, i).item.key, at(heads, least).item.key) < 0) least = i;
    }
    const head = at(heads, least);
    yield head.item;
    const next = await head.stream.next();
    if (next.done) heads.splice(least, 1);
    else head.item = next.value;
  }
}

const at = <T>(list: readonly T[], index: number) => list[index] as T;

async function* grouped<T extends Keyed>(items: AsyncGenerator<T>): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const item of items) {
    if (group[0] && group[0].key !== item.key) {
      yield group;
      group = [];
    }
    group.push(item);
  }
  if (group.length > 0) yield group;
}
