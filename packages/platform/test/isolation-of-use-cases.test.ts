// Every use case and every read of MSP A with the ids of MSP B: the same answer as for an id of nobody.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '../src/index.ts';
import { readAll, readIds, readRow, SHAPE_NAMES } from './read-everything.ts';
import { counterparts, everyRow, NOWHERE, UUID } from './rows.ts';
import { must, type TestWardline, type TwoMsps, testWardline, twoMsps } from './support/index.ts';
import { buildExtras, call, type UseCaseInput, useCaseInputs, useCaseNames } from './use-cases.ts';

let on: TestWardline;
let world: TwoMsps;
let admin: Desk;
let inputs: UseCaseInput[];
/** For each id of A the id of the same thing of B. */
let across: ReadonlyMap<string, string>;
/** All that anybody of A was answered. */
const answers: string[] = [];

beforeAll(async () => {
  on = await testWardline();
  world = await twoMsps(on.wardline);
  const { a, b } = world;
  const extras = { a: await buildExtras(a, on), b: await buildExtras(b, on) };
  across = new Map([
    ...counterparts(a, b),
    ...Object.entries(extras.a).map(
      ([key, id]) => [id, extras.b[key as keyof typeof extras.b]] as const,
    ),
  ]);
  admin = await a.people.mspAdmin.desk();
  inputs = useCaseInputs(a, extras.a, on.ports.now());
});
afterAll(() => on.close());

test('the matrix knows every use case', () => {
  // An import takes a file and has tests of its own.
  const names = useCaseNames(admin).filter((name) => !name.startsWith('imports.'));
  expect([...new Set(inputs.map(({ name }) => name))].sort()).toEqual(names.sort());
});

test('an id of B is answered as an id of nobody is, in every field of every use case, and nothing is written', async () => {
  const before = await everyRow(on.database);
  let tried = 0;
  for (const { name, input, mayDoNothing, answersEach } of inputs) {
    for (const path of idPaths(input)) {
      const own = valueAt(input, path);
      const foreign = across.get(own);
      if (!foreign) throw new Error(`${name} takes an id at ${path.join('.')} that B has none of.`);
      const outcomes = [];
      for (const id of [foreign, NOWHERE, 'not an id', '']) {
        const outcome = await call(admin, name, withValueAt(input, path, id));
        answers.push(JSON.stringify(outcome));
        outcomes.push(JSON.stringify(outcome).replaceAll(id === '' ? 'never' : id, 'ID'));
      }
      const where = `${name} ${path.join('.')}`;
      expect(outcomes[0], where).toBe(outcomes[1]);
      tried++;
      if (mayDoNothing) continue;
      expect(outcomes[0], where).toContain('"code":"NOT_FOUND"');
      // What is no id at all names nothing either: never "all", never a failure of the database.
      const refusal = path[0] === answersEach ? '"outcome":"REFUSED"' : '"ok":false';
      expect(outcomes[2], where).toContain(refusal);
      expect(outcomes[3], where).toContain(refusal);
    }
  }
  expect(tried).toBeGreaterThan(50);
  expect(await everyRow(on.database)).toEqual(before);
});

test('whole inputs of B are refused and change nothing', async () => {
  const before = await everyRow(on.database);
  for (const { name, input, answersEach } of inputs) {
    const paths = idPaths(input);
    if (paths.length === 0) continue;
    const theirs = paths.reduce(
      (made, path) => withValueAt(made, path, across.get(valueAt(input, path)) ?? ''),
      input,
    );
    const outcome = await call(admin, name, theirs);
    answers.push(JSON.stringify(outcome));
    const each = { value: { results: [{ outcome: 'REFUSED', errors: [{ code: 'NOT_FOUND' }] }] } };
    // What the list is of may be B's as well, and then nothing of it is looked at.
    expect(outcome, name).toMatchObject(
      paths.every((path) => path[0] === answersEach)
        ? each
        : { ok: false, error: { code: 'NOT_FOUND' } },
    );
  }
  expect(await everyRow(on.database)).toEqual(before);
});

describe.each(SHAPE_NAMES)('reading %s', (shape) => {
  test('by id, B’s rows are as absent as those that never were', async () => {
    const theirs = await readIds(world.b.desk, shape);
    expect(theirs.length).toBeGreaterThan(0);
    for (const id of [...theirs, NOWHERE]) {
      expect(await readRow(admin, shape, id)).toBeNull();
      expect(await readIds(admin, shape, { id: { eq: id } })).toEqual([]);
    }
  });

  test('lists, counts and filters show A’s rows only', async () => {
    const [mine, theirs] = [await readIds(world.a.desk, shape), await readIds(world.b.desk, shape)];
    const list = await readAll(admin, shape);
    answers.push(JSON.stringify(list));
    expect(list.rows.map((row) => row.id as string).sort()).toEqual(mine);
    const total = (await readAll(world.a.desk, shape)).total ?? 0;
    expect(list.total).toBe(total);
    expect(mine.filter((id) => theirs.includes(id))).toEqual([]);
    expect((await readAll(admin, shape, { id: { in: theirs.slice(0, 100) } })).total).toBe(0);
    // A list shows a hundred at once; what is beyond them is A's too.
    const shown = mine.slice(0, 100);
    const notShown = { id: { notIn: shown } };
    expect((await readAll(admin, shape, notShown)).total).toBe(total - shown.length);
  });
});

test('B’s relations answer no question A asks through a filter', async () => {
  const { b } = world;
  const questions = [
    { clinic: { id: { eq: b.clinics.riverside } } },
    { requester: { id: { eq: b.people.nurse.id } } },
    { watchers: { some: { id: { eq: b.people.nurse.id } } } },
    { assets: { some: { id: { eq: b.assets.printer } } } },
    { tags: { some: { tag: { contains: b.marker } } } },
    { timeline: { some: { body: { contains: b.marker } } } },
    { description: { contains: b.marker } },
  ];
  for (const question of questions) expect(await readIds(admin, 'Ticket', question)).toEqual([]);
});

test('the same inputs with A’s own ids all succeed, under ids that B has too', async () => {
  for (const { name, input } of inputs) {
    const outcome = await call(admin, name, input);
    answers.push(JSON.stringify(outcome));
    expect(outcome, name).toMatchObject({ ok: true });
  }
  const taken = await must(
    admin.organizations.create({ id: world.b.organizations.summit, name: 'O' }),
  );
  expect(taken.organizationId).toBe(world.b.organizations.summit);
});

test('not one byte of B was in any answer to A', () => {
  const theirs = [...across.values()].filter((id) => id !== world.b.organizations.summit);
  const said = answers.join('\n');
  expect(said.length).toBeGreaterThan(100_000);
  expect(said).toContain(world.a.marker);
  expect(said).not.toContain(world.b.marker);
  expect(theirs.filter((id) => said.includes(id))).toEqual([]);
});

type Path = readonly string[];

/** Where an input holds ids. */
function idPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return UUID.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => idPaths(inner, [...path, key]));
}

function valueAt(input: unknown, path: Path): string {
  return path.reduce((value, key) => (value as Record<string, unknown>)[key], input) as string;
}

function withValueAt<T>(input: T, path: Path, value: string): T {
  const copy = structuredClone(input);
  const parent = path
    .slice(0, -1)
    .reduce((inner, key) => (inner as Record<string, unknown>)[key], copy as unknown);
  (parent as Record<string, unknown>)[path.at(-1) ?? ''] = value;
  return copy;
}
