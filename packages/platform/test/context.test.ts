// One connection serves many sessions; nothing of one may be there for the next.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../src/index.ts';
import { readIds } from './read-everything.ts';
import {
  type MspWorld,
  must,
  type TestWardline,
  type TwoMsps,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let world: TwoMsps;
beforeAll(async () => {
  on = await testWardline((options) =>
    options.kind === 'postgres' ? { ...options, maxConnections: 1 } : options,
  );
  world = await twoMsps(on.wardline);
});
afterAll(() => on.close());

test('two MSPs and their members, turn by turn on one connection, each see their own only', async () => {
  const { a, b } = world;
  const expected = new Map<MspWorld, string[]>();
  for (const msp of [a, b]) expected.set(msp, await readIds(msp.desk, 'Ticket'));
  const desks = await Promise.all(
    [a, b].flatMap((msp) =>
      [msp.people.mspAdmin, msp.people.nurse, msp.people.external].map(async (member) => ({
        msp,
        desk: await member.desk(),
        member,
      })),
    ),
  );
  const sizes = { mspAdmin: expected.get(a)?.length ?? 0, nurse: 4, external: 1 };
  expect(sizes.mspAdmin).toBeGreaterThan(sizes.nurse);
  for (let turn = 0; turn < 120; turn++) {
    const { msp, desk, member } = desks[(turn * 5) % desks.length] as (typeof desks)[number];
    const seen = await readIds(desk, 'Ticket');
    const role = (['mspAdmin', 'nurse', 'external'] as const).find(
      (name) => msp.people[name] === member,
    );
    expect(seen).toHaveLength(sizes[role ?? 'external']);
    expect(seen.filter((id) => !expected.get(msp)?.includes(id))).toEqual([]);
    if (turn % 10 === 0) {
      await must(msp.desk.tickets.reply({ ticketId: msp.tickets.nurse, body: `Turn ${turn}` }));
    }
  }
});

test('all at once, each still sees their own only', async () => {
  const { a, b } = world;
  const own = new Map<MspWorld, string[]>();
  for (const msp of [a, b]) own.set(msp, await readIds(msp.desk, 'Ticket'));
  const reads = Array.from({ length: 40 }, async (_, i) => {
    const msp = i % 2 === 0 ? a : b;
    const desk = await (i % 4 < 2 ? msp.people.mspAdmin : msp.people.nurse).desk();
    const seen = await readIds(desk, 'Ticket');
    return seen.every((id) => own.get(msp)?.includes(id)) && seen.length > 0;
  });
  expect(await Promise.all(reads)).not.toContain(false);
});

// Embedded, the one login is the superuser; every session drops to the application role there.
test('the ORM’s own connection, outside any session, sees nothing on a server', async () => {
  if (on.database.kind !== 'postgres') return;
  const connected = await connectDatabase({ ...on.database.options, maxConnections: 1 } as never);
  const em = connected.fork();
  for (const msp of [world.a, world.b]) {
    const n = (await readIds(msp.desk, 'Ticket')).length;
    expect(await em.execute('select count(*)::int as n from ticket')).toEqual([{ n: 0 }]);
    await em.transactional(async (inner) => {
      await inner.execute(`select set_config('app.msp_id', ?, true)`, [msp.mspId]);
      await inner.execute(`select set_config('app.all_clinics', 'on', true)`);
      // Problems are the provider's own.
      await inner.execute(`select set_config('app.side', 'PROVIDER', true)`);
      expect(await inner.execute('select count(*)::int as n from ticket')).toEqual([{ n }]);
    });
    // After a transaction-local setting the value is empty rather than unset: still nobody.
    expect(await em.execute(`select current_setting('app.msp_id', true) as id`)).toEqual([
      { id: '' },
    ]);
    expect(await em.execute('select count(*)::int as n from ticket')).toEqual([{ n: 0 }]);
  }
  await connected.close();
});
