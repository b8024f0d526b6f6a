// Texts that break other systems: stored exactly and found exactly, or refused before any SQL.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, ReadRefused, shapes } from '../src/index.ts';
import { read, readAll, readIds } from './read-everything.ts';
import { everyRow } from './rows.ts';
import { must, refused, type TestWardline, testWardline } from './support/index.ts';

const NAUGHTY = JSON.parse(
  readFileSync(new URL('./data/blns.json', import.meta.url), 'utf8'),
) as string[];
const OURS = [
  '%',
  '_',
  '\\',
  '%_%',
  "'; drop table ticket; --",
  '"; select 1; "',
  '$1',
  '$1::text',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that it is none is the point
  '${jndi:ldap://x}',
  '{{constructor.constructor("return 1")()}}',
  '=HYPERLINK("http://x")',
  '\u202egnp.exe',
  '\u200b\u200c',
  'İstanbul',
  'ß',
  'e\u0301',
  '\u{10ffff}',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '{}',
  '[]',
];
const TEXTS = [...new Set([...NAUGHTY, ...OURS])];

let on: TestWardline;
let desk: Desk;
/** An MSP with no organizations but those of this test. */
let mspId: string;
/** What was stored, by id. */
const stored = new Map<string, string>();
beforeAll(async () => {
  on = await testWardline();
  const made = await must(on.wardline.createMsp({ name: 'North' }));
  mspId = made.mspId;
  desk = on.wardline.as(on.wardline.service(made.mspId));
});
afterAll(() => on.close());

test('every one of them is stored as it is, without the white space around it, or refused', async () => {
  const refusals: string[] = [];
  for (const text of TEXTS) {
    const outcome = await desk.organizations.create({ name: text });
    if (outcome.ok) stored.set(outcome.value.organizationId, text.trim());
    else refusals.push(outcome.error.code);
  }
  expect(stored.size).toBeGreaterThan(450);
  expect(new Set(refusals)).toEqual(new Set(['TEXT_EMPTY', 'TEXT_TOO_LONG']));
  for (const [id, name] of await allNames()) expect(name).toBe(stored.get(id));
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('each is found by itself, and by nothing else', async () => {
  for (const [id, text] of stored) {
    const same = [...stored].filter(([, other]) => other === text).map(([each]) => each);
    const found = await readIds(desk, 'Organization', { name: { eq: text } });
    expect(found).toEqual(same.sort());
    expect(found).toContain(id);
  }
});

test('in a search every character is only itself', async () => {
  for (const part of ['%', '_', '\\', "'", '$1', 'drop table', '\u202e']) {
    const expected = [...stored].filter(([, text]) => text.toLowerCase().includes(part));
    const { total } = await readAll(desk, 'Organization', { name: { contains: part } });
    expect(total, part).toBe(expected.length);
    const starting = [...stored].filter(([, text]) => text.toLowerCase().startsWith(part));
    const { total: started } = await readAll(desk, 'Organization', { name: { startsWith: part } });
    expect(started, part).toBe(starting.length);
  }
  for (const text of new Set(stored.values())) {
    expect(
      (await readAll(desk, 'Organization', { name: { contains: text } })).total,
    ).toBeGreaterThan(0);
  }
});

describe('what no database stores', () => {
  const UNSTORABLE = ['a\0b', '\0', '\ud800', 'x\udc00', '\udc00\ud800'];

  test('is refused with the field, and nothing is written', async () => {
    const before = await everyRow(on.database);
    for (const text of UNSTORABLE) {
      expect(await refused(desk.organizations.create({ name: text }))).toMatchObject({
        code: 'TEXT_NOT_STORABLE',
        path: ['name'],
      });
      const email = `${text}@example.org`;
      const person = { side: 'PROVIDER', displayName: 'x', email } as const;
      expect((await refused(desk.people.create(person))).path).toEqual(['email']);
    }
    expect(await everyRow(on.database)).toEqual(before);
  });

  test('cannot be asked for either', async () => {
    for (const text of UNSTORABLE) {
      for (const comparator of [
        { eq: text },
        { contains: text },
        { in: ['a', text] },
        { gt: text },
      ]) {
        await expect(readAll(desk, 'Organization', { name: comparator })).rejects.toMatchObject({
          refusal: { code: 'TEXT_NOT_STORABLE' },
        });
      }
      expect(await readIds(desk, 'Organization', { id: { eq: text } })).toEqual([]);
    }
  });
});

test('a name out of a caller’s mouth is never a column, a relation or SQL', async () => {
  const names = ['name"', 'name; select 1', '__proto__', 'constructor', 'toString', 'msp_id', ''];
  for (const name of names) {
    // JSON.parse, because a literal __proto__ would set the prototype instead of a key.
    const filter = JSON.parse(`{${JSON.stringify(name)}: {"eq": "x"}}`);
    await expect(readAll(desk, 'Organization', filter), name).rejects.toBeInstanceOf(ReadRefused);
    const order = [{ field: name, direction: 'ASC' as const }];
    const page = { first: 1, orderBy: order };
    const selection = { columns: new Set(['id']), one: new Map(), many: new Map() };
    const reading = read(desk, 'Organization', page, selection);
    await expect(reading, name).rejects.toBeInstanceOf(ReadRefused);
    const comparator = JSON.parse(`{"name": {${JSON.stringify(name)}: "x"}}`);
    await expect(readAll(desk, 'Organization', comparator)).rejects.toBeInstanceOf(ReadRefused);
  }
  expect(Object.keys(shapes.Organization.columns)).not.toContain('mspId');
});

async function allNames(): Promise<[string, string][]> {
  const rows = await on.database.admin<{ id: string; name: string }>(
    'select id, name from organization where msp_id = $1',
    [mspId],
  );
  return rows.map(({ id, name }) => [id, name]);
}
