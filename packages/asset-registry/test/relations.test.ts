// Who needs whom: what relations mean, and what follows from them.
import type { AssetId } from '@wardline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AssetRelation,
  type AssetState,
  dependencesOf,
  dependenciesOf,
  dependenciesOfEach,
  MOST_RELATIONS,
  RELATION_KINDS,
  RELATION_RULES,
  type RelateAssetsFacts,
  type RelationKind,
  relateAssets,
} from '../src/index.ts';
import {
  accepted,
  anAsset,
  byTechnician,
  lakeside,
  monday9,
  riverside,
  taken,
  uuid,
} from './an-asset.ts';

const one = anAsset();
const named = (n: number, more: object = {}): AssetState => ({
  ...one,
  id: uuid<AssetId>(n),
  name: `Asset ${n}`,
  ...more,
});
const other = named(2);
const relate = (kind: RelationKind, facts: Partial<RelateAssetsFacts> = {}, more: object = {}) =>
  relateAssets(
    one,
    { at: monday9, by: byTechnician, kind, ...more },
    { related: other, clinicIds: [riverside], relations: [], ...facts },
  );

describe('relating two assets', () => {
  test('is one event, and none if it is so already', () => {
    const relation = { kind: 'HOSTED_ON', assetId: one.id, relatedAssetId: other.id } as const;
    expect(accepted(relate('HOSTED_ON'))).toEqual([
      { type: 'AssetRelated', assetId: one.id, at: monday9, by: byTechnician, relation },
    ]);
    expect(accepted(relate('HOSTED_ON', { relations: [relation] }))).toEqual([]);
    expect(accepted(relate('DEPENDS_ON', { relations: [relation] }))).toHaveLength(1);
  });

  const disposed = taken(
    anAsset({ state: 'IN_SERVICE' }),
    { to: 'DECOMMISSIONING', note: 'Old.' },
    { to: 'SANITIZED', note: 'Wiped.' },
    { to: 'DISPOSED', note: 'Gone.' },
  );
  test.each([
    ['an unknown kind', 'LOVES', {}, {}, 'VALUE_UNKNOWN', ['kind']],
    ['nothing', 'PART_OF', { related: null }, {}, 'NOT_FOUND', ['relatedAssetId']],
    ['itself', 'DEPENDS_ON', { related: one }, {}, 'RELATION_TO_ITSELF', ['relatedAssetId']],
    [
      'another organization’s',
      'DEPENDS_ON',
      { related: named(2, { clinicId: lakeside }) },
      {},
      'OTHER_ORGANIZATION',
      ['relatedAssetId'],
    ],
    [
      'what is disposed of',
      'DEPENDS_ON',
      { related: { ...disposed, id: uuid<AssetId>(2) } },
      {},
      'ASSET_DISPOSED',
      [],
    ],
    [
      'before it was there',
      'DEPENDS_ON',
      {},
      { at: monday9 - 1 },
      'TIME_BEFORE_REGISTERED',
      ['at'],
    ],
    [
      'more than there is room for',
      'DEPENDS_ON',
      {
        relations: Array.from({ length: MOST_RELATIONS }, (_, n) => ({
          kind: 'DEPENDS_ON',
          assetId: one.id,
          relatedAssetId: uuid<AssetId>(100 + n),
        })),
      },
      {},
      'RELATIONS_TOO_MANY',
      ['relatedAssetId'],
    ],
  ])('with %s is refused', (_, kind, facts, more, code, path) => {
    const refused = relate(kind as RelationKind, facts as never, more);
    expect(refused).toMatchObject({ ok: false, error: { code, path } });
  });

  test('a part is no part of its part, over any number of others; needing each other is no mistake', () => {
    const chain = (kind: RelationKind): AssetRelation[] => [
      { kind, assetId: other.id, relatedAssetId: named(3).id },
      { kind, assetId: named(3).id, relatedAssetId: one.id },
    ];
    for (const kind of RELATION_KINDS) {
      const outcome = relate(kind, { relations: chain(kind) });
      if (RELATION_RULES[kind].acyclic) {
        expect(outcome).toMatchObject({ ok: false, error: { code: 'RELATION_IN_A_CIRCLE' } });
      } else expect(accepted(outcome)).toHaveLength(1);
      expect(accepted(relate(kind, { relations: chain('CONNECTED_TO').slice(0, 1) }))).toHaveLength(
        1,
      );
    }
  });
});

describe('what follows from relations', () => {
  const relations = fc.array(
    fc.record({
      kind: fc.constantFrom(...RELATION_KINDS),
      assetId: fc.nat(7).map((n) => uuid<AssetId>(n)),
      relatedAssetId: fc.nat(7).map((n) => uuid<AssetId>(n)),
    }),
    { maxLength: 25 },
  );

  test('law: it is the shortest way by repeated relaxing, whatever circles there are', () => {
    fc.assert(
      fc.property(relations, (given) => {
        const edges = given.flatMap(dependencesOf);
        const slow = relax(edges);
        for (let n = 0; n <= 7; n++) {
          const id = uuid<AssetId>(n);
          expect(new Map([...dependenciesOf(id, edges)].sort())).toEqual(slow(id));
          expect(dependenciesOfEach([id], edges)?.get(id)).toEqual(dependenciesOf(id, edges));
        }
      }),
    );
  });

  test('law: one relation more takes nothing away and makes no way longer', () => {
    fc.assert(
      fc.property(relations, relations, (some, more) => {
        const before = dependenciesOf(uuid<AssetId>(0), some.flatMap(dependencesOf));
        const after = dependenciesOf(uuid<AssetId>(0), [...some, ...more].flatMap(dependencesOf));
        for (const [id, steps] of before) expect(after.get(id)).toBeLessThanOrEqual(steps);
      }),
    );
  });

  test('parts of one whole all depend on each other; where more follow than may, nothing is said', () => {
    const edges = [1, 2, 3].flatMap((n) =>
      dependencesOf({ kind: 'PART_OF', assetId: uuid(n), relatedAssetId: uuid(0) }),
    );
    const ids = [0, 1, 2, 3].map((n) => uuid<AssetId>(n));
    expect(dependenciesOfEach(ids, edges, 12)?.size).toBe(4);
    expect(dependenciesOfEach([...ids, ...ids], edges, 12)?.size).toBe(4);
    expect(dependenciesOfEach(ids, edges, 11)).toBeNull();
  });

  test('a modality stands still with its switch, the switch’s supply, and its own part', () => {
    const say = (assetId: number, kind: RelationKind, relatedAssetId: number): AssetRelation => ({
      kind,
      assetId: uuid(assetId),
      relatedAssetId: uuid(relatedAssetId),
    });
    const [modality, detector, netSwitch, supply, printer] = [1, 2, 3, 4, 5];
    const edges = [
      say(detector, 'PART_OF', modality),
      say(modality, 'CONNECTED_TO', netSwitch),
      say(netSwitch, 'POWERED_BY', supply),
      say(printer, 'CONNECTED_TO', netSwitch),
    ].flatMap(dependencesOf);
    const needs = (n: number) => Object.fromEntries(dependenciesOf(uuid(n), edges));
    expect(needs(modality)).toEqual({ [uuid(2)]: 1, [uuid(3)]: 1, [uuid(4)]: 2 });
    expect(needs(detector)).toEqual({ [uuid(1)]: 1, [uuid(3)]: 2, [uuid(4)]: 3 });
    expect(needs(supply)).toEqual({});
  });
});

/** Bellman and Ford's way: every edge again and again until nothing gets shorter. */
function relax(edges: readonly { assetId: AssetId; dependsOnId: AssetId }[]) {
  return (start: AssetId) => {
    const steps = new Map<AssetId, number>([[start, 0]]);
    for (let round = 0; round <= edges.length; round++) {
      for (const { assetId, dependsOnId } of edges) {
        const over = (steps.get(assetId) ?? Number.POSITIVE_INFINITY) + 1;
        if (over < (steps.get(dependsOnId) ?? Number.POSITIVE_INFINITY))
          steps.set(dependsOnId, over);
      }
    }
    steps.delete(start);
    return new Map([...steps].sort());
  };
}
