// Several contracts of one organization: whose is a piece of work?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeWork, type ContractInForce, type ContractLine } from '../src/index.ts';
import { at, block, covers, entry, flat, hourly, terms } from './a-contract.ts';

const contract = (
  id: string,
  lines: readonly ContractLine[],
  over: Partial<ContractInForce> = {},
): ContractInForce => ({
  id,
  validFrom: at('2026-01-01T00:00:00Z'),
  validUntil: null,
  terms: [{ from: 0, terms: terms({ lines }) }],
  ...over,
});
const work = (over: Parameters<typeof entry>[1] = {}) => {
  const made = entry('e1', { startedAt: at('2026-11-02T15:00:00Z'), clinicId: 'harbour', ...over });
  return { ...made, at: made.startedAt };
};

describe('work belongs to', () => {
  const everything = contract('everything', [hourly]);
  const devices = contract('devices', [flat()]);
  const harbour = contract('harbour', [block({ covers: covers({ clinicIds: ['harbour'] }) })]);
  const scanner = contract('scanner', [flat({ covers: covers({ assetIds: ['ct'] }) })]);
  const printing = contract('printing', [
    flat({ covers: covers({ domains: ['IT'], categories: ['Printing'] }) }),
  ]);
  const all = [everything, devices, harbour, scanner, printing];

  test.each([
    ['the only one there is', work(), [everything], 'everything'],
    [
      'the trade’s before everybody’s',
      work({ domain: 'HTM', clinicId: 'quayside' }),
      all,
      'devices',
    ],
    [
      'the category’s before the trade’s',
      work({ category: 'Printing' }),
      [contract('it', [hourly, flat({ covers: covers({ domains: ['IT'] }) })]), printing],
      'printing',
    ],
    [
      'nobody for a category that differs in a letter',
      work({ category: 'printing' }),
      [everything, printing],
      'everything',
    ],
    ['the clinic’s before the trade’s', work({ domain: 'HTM' }), all, 'harbour'],
    ['the asset’s before the clinic’s', work({ assetIds: ['ct'] }), all, 'scanner'],
    [
      'one with a line before one without',
      work({ domain: 'IT' }),
      [devices, everything],
      'everything',
    ],
    ['one without a line rather than nobody', work({ domain: 'IT' }), [devices], 'devices'],
    [
      'one that was in force then',
      work(),
      [contract('over', [hourly], { validUntil: at('2026-11-02T15:00:00Z') }), everything],
      'everything',
    ],
    [
      'the one that began first',
      work(),
      [contract('a', [hourly], { validFrom: at('2026-06-01T00:00:00Z') }), everything],
      'everything',
    ],
    ['nobody where none is in force', work({ startedAt: at('2025-12-31T23:59:59Z') }), all, null],
  ])('%s', (_, done, contracts, id) => {
    expect(attributeWork(done, contracts)).toBe(id);
  });

  test('each by the terms that held when it was done', () => {
    const changed = contract('changed', [], {
      terms: [
        { from: at('2026-10-01T00:00:00Z'), terms: terms({ lines: [hourly] }) },
        { from: at('2026-11-01T00:00:00Z'), terms: terms({ lines: [flat()] }) },
      ],
    });
    const begun = contract('begun', [flat()], { validFrom: at('2026-02-01T00:00:00Z') });
    const done = (startedAt: string) =>
      attributeWork(work({ domain: 'IT', startedAt: at(startedAt) }), [begun, changed]);
    // Before October `changed` charges nothing; in October it means the work; in November neither does.
    expect(done('2026-09-30T23:59:59Z')).toBe('begun');
    expect(done('2026-10-31T23:59:59Z')).toBe('changed');
    expect(attributeWork(work(), [changed, contract('any', [hourly])])).toBe('any');
  });

  test('a part asks for no kind of work', () => {
    const remote = contract('remote', [block({ covers: covers({ kinds: ['REMOTE'] }) })]);
    const { kind: _, ...part } = work();
    expect(attributeWork(part, [remote])).toBe('remote');
  });
});

test('law: exactly one of those in force, in whatever order they are given', () => {
  const lists = (...values: string[]) => fc.subarray(values);
  const line = fc
    .record({
      kinds: fc.subarray(['ON_SITE' as const, 'REMOTE' as const]),
      clinicIds: lists('harbour', 'quayside'),
      assetIds: lists('ct', 'mri'),
      domains: lists('IT', 'HTM'),
      categories: lists('Network'),
    })
    .map((each) => ({ ...hourly, covers: each }));
  const contracts = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      from: fc.integer({ min: 0, max: 3 }),
      until: fc.option(fc.integer({ min: 0, max: 3 })),
      lines: fc.array(line, { maxLength: 3 }),
    }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(contracts, fc.integer({ min: 0, max: 3 }), fc.nat(), (made, when, seed) => {
      const known = made.map(({ id, from, until, lines }) =>
        contract(id, lines, { validFrom: from, validUntil: until }),
      );
      const done = { ...work({ assetIds: ['ct'] }), at: when };
      const inForce = known.filter(
        (each) => each.validFrom <= when && (each.validUntil === null || when < each.validUntil),
      );
      const id = attributeWork(done, known);
      expect(id === null).toBe(inForce.length === 0);
      if (id !== null) expect(inForce.map((each) => each.id)).toContain(id);
      const turned = [...known.slice(seed % 5), ...known.slice(0, seed % 5)].reverse();
      expect(attributeWork(done, turned)).toBe(id);
    }),
  );
});
