// Filters against a slow reading of the same rows in memory; pages against the unpaged list.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  emptySelection,
  type Filter,
  type Ordering,
  type PageRequest,
  type Row,
  shapes,
  toPage,
} from '../src/index.ts';
import { readAll, readIds } from './read-everything.ts';
import {
  hours,
  type MspWorld,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
let tickets: readonly Row[];
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
  // Many with equal titles and priorities, some at the same instant, some with what others lack.
  for (let i = 0; i < 24; i++) {
    if (i % 4 === 0) on.ports.advance(hours(1));
    const { ticketId } = await must(
      a.desk.tickets.open({
        type: i % 5 === 0 ? 'SERVICE_REQUEST' : 'INCIDENT',
        clinicId: i % 2 === 0 ? a.clinics.riverside : a.clinics.lakeside,
        requesterId: null,
        title: `Printer ${i % 3}`,
        category: i % 3 === 0 ? null : `category ${i % 2}`,
        channel: 'PHONE',
        domain: 'IT',
        impact: i % 2 === 0 ? 'HIGH' : 'LOW',
        confidential: i % 7 === 0,
      }),
    );
    if (i % 6 === 0) {
      await must(a.desk.tickets.transition({ ticketId, to: 'RESOLVED', resolutionCode: 'FIXED' }));
    }
  }
  tickets = (await readAll(a.desk, 'Ticket')).rows;
});
afterAll(() => on.close());

type Field = readonly [name: string, kind: 'text' | 'instant' | 'integer' | 'boolean' | 'id'];
const FIELDS: readonly Field[] = [
  ['title', 'text'],
  ['state', 'text'],
  ['category', 'text'],
  ['resolutionCode', 'text'],
  ['openedAt', 'instant'],
  ['resolvedAt', 'instant'],
  ['version', 'integer'],
  ['confidential', 'boolean'],
  ['requesterId', 'id'],
];

const someValueOf = ([name]: Field) =>
  fc.nat().map((n) => {
    const values = tickets.map((row) => row[name]).filter((value) => value !== null);
    return values[n % values.length];
  });

const comparator = (field: Field): fc.Arbitrary<object> => {
  const value = someValueOf(field);
  const list = fc.array(value, { maxLength: 3 });
  const always: fc.Arbitrary<object>[] = [
    fc.record({ eq: value }),
    fc.record({ neq: value }),
    fc.constant({ eq: null }),
    fc.constant({ neq: null }),
    fc.record({ in: list }),
    fc.record({ notIn: list }),
    fc.record({ isNull: fc.boolean() }),
    fc.constant({ gt: null }),
  ];
  const [, kind] = field;
  const part = fc.record({ value, from: fc.nat(6), size: fc.nat(4) });
  if (kind === 'text') {
    const cut = part.map(({ value: v, from, size }) => String(v).slice(from, from + size));
    always.push(cut.map((contains) => ({ contains: contains.toUpperCase() })));
    always.push(cut.map((startsWith) => ({ startsWith })));
  }
  if (kind === 'instant' || kind === 'integer') {
    always.push(fc.record({ lt: value }), fc.record({ gte: value }));
    always.push(fc.record({ gt: value, lte: value }));
  }
  return fc.oneof(...always);
};

const leaf = fc.oneof(
  ...FIELDS.map((field) => comparator(field).map((made): Filter => ({ [field[0]]: made }))),
  fc.constantFrom<Filter>(
    { clinic: { name: { eq: 'Riverside' } } },
    { requester: { displayName: { startsWith: 'n' } } },
    { requester: {} },
    { assets: { some: {} } },
    { assets: { none: { name: { contains: 'pump' } } } },
    { assets: { every: { kind: { eq: 'PRINTER' } } } },
    { assets: { every: { tag: { neq: 'TAG-1' } } } },
    { watchers: { some: { displayName: { contains: 'nora' } } } },
  ),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }) as fc.Arbitrary<Filter>,
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }) as fc.Arbitrary<Filter>,
    fc.record({ not: tie('filter') }) as fc.Arbitrary<Filter>,
  ),
}));

describe('a filter', () => {
  test('finds the rows that satisfy it, no matter how it is put together', async () => {
    await fc.assert(
      fc.asyncProperty(filter, async (asked) => {
        const expected = tickets.filter((row) => satisfies(row, asked)).map((row) => row.id);
        expect(await readIds(a.desk, 'Ticket', asked)).toEqual(expected.sort());
      }),
      { numRuns: 150 },
    );
  });

  test('and its negation share no row and leave none out', async () => {
    await fc.assert(
      fc.asyncProperty(filter, async (asked) => {
        const [yes, no] = [
          await readIds(a.desk, 'Ticket', asked),
          await readIds(a.desk, 'Ticket', { not: asked }),
        ];
        expect([...yes, ...no].sort()).toEqual(tickets.map((row) => row.id).sort());
      }),
      { numRuns: 40 },
    );
  });

  const nested = (depth: number): Filter => (depth === 0 ? {} : { not: nested(depth - 1) });
  test.each<[string, Filter]>([
    ['FILTER_TOO_DEEP', nested(7)],
    ['FILTER_TOO_DEEP', nested(3000)],
    ['FILTER_TOO_LARGE', { and: Array.from({ length: 61 }, () => ({ title: { eq: 'x' } })) }],
    ['LIST_TOO_LONG', { title: { in: Array.from({ length: 101 }, () => 'x') } }],
    ['UNKNOWN_FILTER', { nothing: { eq: 1 } }],
    ['UNKNOWN_FILTER', { title: { like: '%' } }],
    ['UNKNOWN_FILTER', { clinic: { nothing: {} } }],
    ['BAD_DATE_TIME', { openedAt: { gt: 'yesterday' } }],
    ['BAD_DATE_TIME', { openedAt: { gt: '2026-02-30T00:00:00Z' } }],
    ['BAD_DATE_TIME', { openedAt: { gt: '+275760-01-01T00:00:00Z' } }],
    ['BAD_DATE_TIME', { openedAt: { gt: 'P9999Y' } }],
  ])('that goes too far is refused with %s', async (code, asked) => {
    await expect(readAll(a.desk, 'Ticket', asked)).rejects.toMatchObject({ refusal: { code } });
  });

  test('takes a duration from now for a moment', async () => {
    const ids = await readIds(a.desk, 'Ticket', { openedAt: { gte: '-PT90M' } });
    expect(ids).toHaveLength(8);
  });
});

const SORTABLE = Object.entries(shapes.Ticket.columns).flatMap(([name, column]) =>
  'sortable' in column ? [name] : [],
);
const ordering = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom(...SORTABLE),
    direction: fc.constantFrom('ASC', 'DESC'),
  }) as fc.Arbitrary<Ordering>,
  { maxLength: 3, selector: ({ field }) => field },
);

async function pageOf(request: PageRequest) {
  const session = a.desk.read();
  try {
    const list = await session.list('Ticket', {
      page: request,
      selection: emptySelection('id'),
      wantsCursors: true,
      wantsTotal: true,
    });
    return toPage(shapes.Ticket, request, list);
  } finally {
    session.close();
  }
}

const idsOf = (page: Awaited<ReturnType<typeof pageOf>>) => page.edges.map(({ node }) => node.id);

describe('pages', () => {
  test('walked forwards and backwards yield each row once, in one order, with equal values too', async () => {
    await fc.assert(
      fc.asyncProperty(ordering, fc.integer({ min: 1, max: 9 }), async (orderBy, size) => {
        const whole = idsOf(await pageOf({ first: 100, orderBy }));
        expect([...whole].sort()).toEqual(tickets.map((row) => row.id).sort());
        const forwards: unknown[] = [];
        for (let after: string | undefined; ; ) {
          const page = await pageOf({ first: size, after, orderBy });
          forwards.push(...idsOf(page));
          expect(page.pageInfo.hasNextPage).toBe(forwards.length < whole.length);
          expect(page.totalCount).toBe(whole.length);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor ?? '';
        }
        expect(forwards).toEqual(whole);
        const backwards: unknown[] = [];
        for (let before: string | undefined; ; ) {
          const page = await pageOf({ last: size, before, orderBy });
          backwards.unshift(...idsOf(page));
          expect(page.pageInfo.hasPreviousPage).toBe(backwards.length < whole.length);
          if (!page.pageInfo.hasPreviousPage) break;
          before = page.pageInfo.startCursor ?? '';
        }
        expect(backwards).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test('go on where they were, whatever was added or taken away meanwhile', async () => {
    const orderBy = [{ field: 'openedAt', direction: 'ASC' }] as const;
    const first = await pageOf({ first: 5, orderBy });
    const rest = idsOf(
      await pageOf({ first: 100, orderBy, after: first.pageInfo.endCursor ?? '' }),
    );
    const again = idsOf(await pageOf({ first: 100, orderBy }));
    expect([...idsOf(first), ...rest]).toEqual(again);
  });

  test.each<[string, PageRequest]>([
    ['BAD_PAGE', {}],
    ['BAD_PAGE', { first: 0 }],
    ['BAD_PAGE', { first: -1 }],
    ['BAD_PAGE', { first: 101 }],
    ['BAD_PAGE', { first: 1e9 }],
    ['BAD_PAGE', { first: 1.5 }],
    ['BAD_PAGE', { first: Number.NaN }],
    ['BAD_PAGE', { last: 101 }],
    ['BAD_PAGE', { first: 1, last: 1 }],
    ['BAD_ORDER', { first: 1, orderBy: [{ field: 'description', direction: 'ASC' }] }],
    ['BAD_ORDER', { first: 1, orderBy: [{ field: 'resolvedAt', direction: 'ASC' }] }],
    ['BAD_CURSOR', { first: 1, after: '' }],
    ['BAD_CURSOR', { first: 1, after: 'nonsense' }],
    ['BAD_CURSOR', { first: 1, after: Buffer.from('[]').toString('base64url') }],
    ['BAD_CURSOR', { first: 1, after: Buffer.from('["x", null, {}]').toString('base64url') }],
    ['BAD_CURSOR', { last: 1, before: 'x'.repeat(100_000) }],
  ])('are refused with %s', async (code, request) => {
    await expect(pageOf(request)).rejects.toMatchObject({ refusal: { code } });
  });

  test('a cursor continues the list it came from and no other', async () => {
    const { pageInfo } = await pageOf({ first: 1 });
    const after = pageInfo.endCursor ?? '';
    await expect(pageOf({ first: 1, after })).resolves.toBeDefined();
    for (const other of [
      { filter: { title: { eq: 'Printer 1' } } },
      { orderBy: [{ field: 'title', direction: 'ASC' }] as const },
    ]) {
      await expect(pageOf({ first: 1, after, ...other })).rejects.toMatchObject({
        refusal: { code: 'BAD_CURSOR', path: ['after'] },
      });
    }
  });

  test('a cursor whose values were changed is refused, or only another place in the same list', async () => {
    const { pageInfo } = await pageOf({ first: 3 });
    const values = JSON.parse(
      Buffer.from(pageInfo.endCursor ?? '', 'base64url').toString('utf8'),
    ) as unknown[];
    const forge = (...forged: unknown[]) =>
      Buffer.from(JSON.stringify([values[0], ...forged])).toString('base64url');
    for (const after of [
      forge('yesterday', values[2]),
      forge(values[1], 'not an id'),
      forge(1, 2),
      forge("'; drop table ticket; --", values[2]),
      forge('2026-01-01\u0000', values[2]),
    ]) {
      await expect(pageOf({ first: 1, after })).rejects.toMatchObject({
        refusal: { code: 'BAD_CURSOR' },
      });
    }
    await expect(
      pageOf({ first: 1, after: forge('1999-01-01T00:00:00Z', values[2]) }),
    ).resolves.toBeDefined();
  });
});

/** The same question asked of a row in memory: what compares with nothing is not so. */
function satisfies(row: Row, asked: Filter): boolean {
  return Object.entries(asked).every(([key, value]) => {
    if (value === null || value === undefined) return true;
    if (key === 'and') return (value as Filter[]).every((inner) => satisfies(row, inner));
    if (key === 'or') return (value as Filter[]).some((inner) => satisfies(row, inner));
    if (key === 'not') return !satisfies(row, value as Filter);
    if (`${key}$` in row) return relates(row[`${key}$`], value as Filter);
    return Object.entries(value).every(([operator, operand]) =>
      compares(row[key], operator, operand, key.endsWith('At')),
    );
  });
}

function relates(related: unknown, asked: Filter): boolean {
  if (related === null) return false;
  const list = (related as { rows?: Row[] }).rows;
  if (!list) return satisfies(related as Row, asked);
  return Object.entries(asked).every(([quantifier, inner]) => {
    const matches = list.filter((row) => satisfies(row, inner as Filter)).length;
    if (quantifier === 'some') return matches > 0;
    return quantifier === 'none' ? matches === 0 : matches === list.length;
  });
}

function compares(value: unknown, operator: string, operand: unknown, isInstant: boolean): boolean {
  const order = (x: unknown) => (isInstant ? Date.parse(x as string) : (x as number));
  const text = (x: unknown) => String(x).toLowerCase();
  switch (operator) {
    case 'isNull':
      return (value === null) === operand;
    case 'eq':
      return value === operand;
    case 'neq':
      return value !== operand;
    case 'in':
      return value !== null && (operand as unknown[]).includes(value);
    case 'notIn':
      return value === null || !(operand as unknown[]).includes(value);
  }
  if (operand === null) return true;
  if (value === null) return false;
  switch (operator) {
    case 'lt':
      return order(value) < order(operand);
    case 'lte':
      return order(value) <= order(operand);
    case 'gt':
      return order(value) > order(operand);
    case 'gte':
      return order(value) >= order(operand);
    case 'contains':
      return text(value).includes(text(operand));
    default:
      return text(value).startsWith(text(operand));
  }
}
