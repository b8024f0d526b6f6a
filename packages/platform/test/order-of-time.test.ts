// A request that waited for another began before it; what it does comes after what it waited for.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type MspWorld,
  minutes,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';
import { buildExtras, call, useCaseInputs } from './use-cases.ts';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

test('no use case takes the time of a ticket back, or tells of itself before what happened before', async () => {
  const inputs = useCaseInputs(a, await buildExtras(a, on), on.ports.now());
  const ahead = new Date(on.ports.now() + minutes(1)).toISOString();
  for (const { name, input } of inputs) {
    // As if somebody else had changed every ticket while this one waited for them.
    await on.database.admin('update ticket set updated_at = $1::timestamptz', [ahead]);
    const [{ last } = { last: null }] = await on.database.admin<{ last: string | null }>(
      'select max(id::text) as last from timeline_entry',
    );
    const known = await on.database.admin<{ id: string }>('select id from ticket');
    const desk = await a.people.mspAdmin.desk();
    expect(await call(desk, name, input), name).toMatchObject({ ok: true });
    const ids = known.map(({ id }) => id);
    const back = await on.database.admin(
      'select number from ticket where id = any($1::uuid[]) and updated_at < $2::timestamptz',
      [ids, ahead],
    );
    expect(back, name).toEqual([]);
    const early = await on.database.admin(
      `select kind from timeline_entry where ticket_id = any($1::uuid[]) and id::text > $2
         and at < $3::timestamptz`,
      [ids, last, ahead],
    );
    expect(early, name).toEqual([]);
  }
});
