// Whoever asks, and whichever way they ask, sees the same rows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, emptySelection, type Filter, type ShapeName, shapes } from '../src/index.ts';
import { read, readAll, readIds, SHAPE_NAMES } from './read-everything.ts';
import {
  days,
  type MspWorld,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
const desks = new Map<string, Desk>();
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
  for (const [name, member] of Object.entries(a.people)) desks.set(name, await member.desk());
  const { token } = await must(
    a.desk.apiKeys.create({
      name: 'RMM',
      scopes: ['ticket:read', 'asset:read', 'clinic:read'],
      clinicIds: [a.clinics.lakeside],
      expiresAt: on.ports.now() + days(1),
    }),
  );
  desks.set('apiKey', on.wardline.as(await on.wardline.authenticate(token ?? '')));
});
afterAll(() => on.close());

/** Of what the world has more than a page of: a part that fits. */
const A_PAGE_OF: Partial<Record<ShapeName, Filter>> = {
  AuditEntry: { recordType: { eq: 'Ticket' } },
};

describe.each([
  'mspAdmin',
  'technician',
  'auditor',
  'orgAdmin',
  'clinicAdmin',
  'nurse',
  'external',
  'apiKey',
])('%s', (who) => {
  test.each(SHAPE_NAMES)('%s: listed = by id = counted = filtered', async (shape) => {
    const desk = desks.get(who) as Desk;
    const part = A_PAGE_OF[shape] ?? {};
    const all = await readIds(a.desk, shape, part);
    const listed = await readIds(desk, shape, part);
    expect(await readable(desk, shape, all)).toEqual(listed);
    expect((await readAll(desk, shape, part)).total).toBe(listed.length);
    const everyone = { id: { in: all.slice(0, 100) } };
    expect(await readIds(desk, shape, everyone)).toEqual(listed);
    const inverted = { ...part, not: { id: { in: listed } } };
    expect(await readIds(desk, shape, inverted)).toEqual([]);
  });

  test('what relations show is what the lists show, and asking about them gives the same', async () => {
    const desk = desks.get(who) as Desk;
    const visible = new Map<string, string[]>();
    for (const shape of SHAPE_NAMES) {
      visible.set(shape, await readIds(desk, shape, A_PAGE_OF[shape] ?? {}));
    }
    for (const name of SHAPE_NAMES) {
      const part = A_PAGE_OF[name] ?? {};
      const { rows } = await readAll(desk, name, part);
      for (const [relation, { to }] of Object.entries(shapes[name].one)) {
        const shown = rows.filter((row) => row[`${relation}$`] !== null);
        for (const row of shown) {
          expect(visible.get(to), `${name}.${relation}`).toContain(idOf(row[`${relation}$`]));
        }
        const some = await readIds(desk, name, { ...part, [relation]: {} });
        expect(some, `${name} by ${relation}`).toEqual(idsOf(shown));
      }
      for (const [relation, { to }] of Object.entries(shapes[name].many)) {
        const related = (row: object) =>
          (row as Record<string, { rows: object[]; total: number }>)[`${relation}$`];
        for (const row of rows) {
          const list = related(row);
          // What is only listed is shown nowhere else.
          const shown = shapes[to as ShapeName].listedOnly ? [] : (list?.rows ?? []);
          for (const inner of shown) expect(visible.get(to)).toContain(idOf(inner));
          expect(list?.total, `${name}.${relation}`).toBe(list?.rows.length);
        }
        const withSome = rows.filter((row) => (related(row)?.total ?? 0) > 0);
        const some = await readIds(desk, name, { ...part, [relation]: { some: {} } });
        expect(some, `${name} by ${relation}`).toEqual(idsOf(withSome));
        const none = await readIds(desk, name, { ...part, [relation]: { none: {} } });
        expect([...some, ...none].sort(), `${name} by no ${relation}`).toEqual(
          await readIds(desk, name, part),
        );
      }
    }
  });
});

test('a page, its cursors and its count belong to who asked', async () => {
  const nurse = desks.get('nurse') as Desk;
  const admin = desks.get('mspAdmin') as Desk;
  const page = (desk: Desk, shape: ShapeName) =>
    read(desk, shape, { first: 2 }, emptySelection('id'));
  expect((await page(nurse, 'Ticket')).total).toBe(4);
  expect((await page(admin, 'Ticket')).total).toBe((await readIds(a.desk, 'Ticket')).length);
});

async function readable(desk: Desk, shape: ShapeName, ids: readonly string[]) {
  const session = desk.read();
  try {
    const rows = await session.rows(shape, ids, emptySelection('id'));
    return ids.filter((_, i) => rows[i] !== null);
  } finally {
    session.close();
  }
}

const idOf = (row: unknown) => (row as { id: string }).id;
const idsOf = (rows: readonly unknown[]) => rows.map(idOf).sort();
