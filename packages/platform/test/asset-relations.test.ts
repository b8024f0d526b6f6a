// What is kept of dependencies is what follows from the relations, whoever changes them and in what order.
import {
  type AssetRelation,
  dependencesOf,
  dependenciesOf,
  RELATION_KINDS,
} from '@wardline/asset-registry';
import { type AssetId, ok } from '@wardline/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { AssetDependencyEntity, AssetRelationEntity } from '../src/assets/asset-relation.entity.ts';
import { unitOfWork } from '../src/unit-of-work.ts';
import {
  type MspWorld,
  must,
  refused,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline((options) => (embedded ? options : { ...options, maxConnections: 12 }));
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

const register = async (count: number) => {
  const { riverside, lakeside } = a.clinics;
  const made: AssetId[] = [];
  for (let n = 0; n < count; n++) {
    const clinicId = n % 2 ? riverside : lakeside;
    const { assetId } = await must(
      a.desk.assets.register(
        n % 3 === 1
          ? { clinicId, kind: 'MEDICAL_DEVICE', deviceClass: 'monitor', name: `Monitor ${n}` }
          : { clinicId, kind: 'SERVER', name: `Server ${n}` },
      ),
    );
    made.push(assetId as AssetId);
  }
  return made;
};

const kept = async (ids: readonly AssetId[]) =>
  (
    await on.database.admin<{ asset_id: string; depends_on_id: string; steps: number }>(
      `select asset_id, depends_on_id, steps from asset_dependency
       where asset_id = any($1) or depends_on_id = any($1) order by 1, 2`,
      [ids],
    )
  ).map((row) => [row.asset_id, row.depends_on_id, row.steps]);

/** The assets that a medical device needs: as kept, and as the pairs say. */
const medical = async (ids: readonly AssetId[]) => {
  const pick = async (condition: string) =>
    on.database.admin<{ id: string }>(
      `select a.id from asset a where a.id = any($1) and ${condition} order by 1`,
      [ids],
    );
  return [
    await pick('a.medical_behind'),
    await pick(`exists (select 1 from asset_dependency d join asset m on m.id = d.asset_id
      where d.depends_on_id = a.id and m.kind = 'MEDICAL_DEVICE')`),
  ] as const;
};

function following(ids: readonly AssetId[], relations: readonly AssetRelation[]) {
  const edges = relations.flatMap(dependencesOf);
  return [...ids]
    .sort()
    .flatMap((id) => [...dependenciesOf(id, edges)].sort().map(([on, steps]) => [id, on, steps]));
}

describe('dependencies', () => {
  test('law: after any relations made and taken back they are what follows from those that are left', async () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom(...RELATION_KINDS),
        from: fc.nat(5),
        to: fc.nat(5),
        takeBack: fc.boolean(),
      }),
      { minLength: 4, maxLength: 14 },
    );
    let met = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const ids = await register(6);
        const standing = new Map<string, AssetRelation>();
        for (const { kind, from, to, takeBack } of given) {
          const [assetId, relatedAssetId] = [ids[from] as AssetId, ids[to] as AssetId];
          const [relationId] = standing.keys();
          if (takeBack && relationId) {
            await must(a.desk.assets.unrelate({ relationId }));
            standing.delete(relationId);
            continue;
          }
          const made = await a.desk.assets.relate({ assetId, kind, relatedAssetId });
          if (made.ok) standing.set(made.value.relationId, { kind, assetId, relatedAssetId });
        }
        expect(await kept(ids)).toEqual(following(ids, [...standing.values()]));
        const [marked, needed] = await medical(ids);
        expect(marked).toEqual(needed);
        met += needed.length;
      }),
      { numRuns: 12 },
    );
    expect(met).toBeGreaterThan(0);
  });

  test('of more parts of one whole than can all depend on each other, the next is refused', async () => {
    const [hub, part, one] = (await register(3)) as [AssetId, AssetId, AssetId];
    await must(a.desk.assets.relate({ assetId: part, kind: 'PART_OF', relatedAssetId: hub }));
    // As if they had been related one after the other, which takes longer than a test should.
    const { admin } = on.database;
    await admin(
      `insert into asset select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
         'name', 'Part of many'))).* from asset a, generate_series(1, 320) where a.id = $1`,
      [part],
    );
    const parts = `from asset p where p.name = 'Part of many'`;
    await admin(
      `insert into asset_relation select (jsonb_populate_record(r, jsonb_build_object(
         'id', gen_random_uuid(), 'asset_id', p.id))).* from asset_relation r, asset p
       where r.asset_id = $1 and p.name = 'Part of many'`,
      [part],
    );
    await admin(
      `insert into asset_dependency select (jsonb_populate_record(d, jsonb_build_object(
         'asset_id', p.id))).* from asset_dependency d, asset p
       where d.asset_id = $1 and p.name = 'Part of many'`,
      [part],
    );
    const count = async () =>
      admin(`select (select count(*)::int from asset_relation) as relations,
        (select count(*)::int from asset_dependency) as dependencies`);
    const before = await count();
    const more = { assetId: one, kind: 'PART_OF', relatedAssetId: hub } as const;
    expect(await refused(a.desk.assets.relate(more))).toMatchObject({
      code: 'DEPENDENCIES_TOO_MANY',
      path: ['relatedAssetId'],
    });
    expect(await count()).toEqual(before);
    await admin(`delete from asset_dependency where asset_id in (select p.id ${parts})`);
    await admin(`delete from asset_relation where asset_id in (select p.id ${parts})`);
    await must(a.desk.assets.relate(more));
  });

  test('who may not see both ends sees neither the relation nor what follows from it', async () => {
    const seen = async (who: keyof MspWorld['people']) => {
      const { session } = await a.people[who].desk();
      return unitOfWork(session, async ({ em }) => {
        const printers = { mspId: a.mspId, assetId: a.assets.printer };
        return ok([
          (await em.count(AssetRelationEntity, printers)) > 0,
          (await em.count(AssetDependencyEntity, printers)) > 0,
        ]);
      });
    };
    // The printer at Riverside needs a server at Lakeside.
    expect(await seen('mspAdmin')).toEqual({ ok: true, value: [true, true] });
    expect(await seen('nurse')).toEqual({ ok: true, value: [false, false] });
  });
});

describe.skipIf(embedded)('at the same time', () => {
  test('the links of a chain make the whole chain, in whatever order they commit', async () => {
    const ids = await register(8);
    const relations = ids.slice(1).map((relatedAssetId, n): AssetRelation => {
      return { kind: 'DEPENDS_ON', assetId: ids[n] as AssetId, relatedAssetId };
    });
    await Promise.all(relations.map((relation) => must(a.desk.assets.relate(relation))));
    expect(await kept(ids)).toEqual(following(ids, relations));
  });

  test('of two that would close a circle one is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, two] = (await register(2)) as [AssetId, AssetId];
      const kind = 'HOSTED_ON';
      const outcomes = await Promise.all([
        a.desk.assets.relate({ assetId: one, kind, relatedAssetId: two }),
        a.desk.assets.relate({ assetId: two, kind, relatedAssetId: one }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
        error: { code: 'RELATION_IN_A_CIRCLE' },
      });
      expect(await kept([one, two])).toHaveLength(1);
    }
  });

  test('the same said five times is one relation', async () => {
    const [assetId, relatedAssetId] = (await register(2)) as [AssetId, AssetId];
    const said = await Promise.all(
      Array.from({ length: 5 }, () =>
        must(a.desk.assets.relate({ assetId, kind: 'POWERED_BY', relatedAssetId })),
      ),
    );
    expect(new Set(said.map(({ relationId }) => relationId)).size).toBe(1);
  });
});
