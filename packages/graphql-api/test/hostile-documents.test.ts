// Documents made to hurt: each is refused before anything is read, with a code that says which limit.
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Client,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let nurse: Client;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  nurse = await api.client(world.a.people.nurse);
  await nurse.data('{ viewer { side } }');
});
afterAll(() => api.close());
beforeEach(() => api.statements.reset());

const post = (body: string) =>
  api.post(body, {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    authorization: `Bearer ${nurse.token}`,
  });
const repeat = (n: number, text: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');
const nested = (n: number, open: string, inner: string) =>
  `${open.repeat(n)}${inner}${'}'.repeat(n)}`;
const bomb = (n: number) =>
  `{ ...f0 } ${repeat(n, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f${n} on Query { __typename }`;
const pages = (...sizes: number[]) =>
  `{ clinics(first: ${sizes[0]}) { nodes { tickets(first: ${sizes[1]}) { nodes { timeline(first: ${sizes[2]}) { nodes { id } } } } } } }`;

describe('beyond a limit', () => {
  test.each([
    ['depth 500', nested(500, '{ clinics(first: 1) ', '{ id }'), 'DEPTH_LIMIT'],
    [
      'depth 16',
      `{ clinics(first: 1) { nodes ${nested(13, '{ organization ', '{ id }')} } }`,
      'DEPTH_LIMIT',
    ],
    ['depth 500, invalid fields too', nested(500, '{ a ', '{ b }'), 'DEPTH_LIMIT'],
    ['101 aliases', `{ ${repeat(101, (i) => `a${i}: __typename`)} }`, 'ROOT_FIELD_LIMIT'],
    ['51 aliases below', `{ viewer { ${repeat(51, (i) => `a${i}: side`)} } }`, 'ALIAS_LIMIT'],
    ['1,000 aliases below', `{ viewer { ${repeat(1000, (i) => `a${i}: side`)} } }`, 'ALIAS_LIMIT'],
    [
      '200 root fields',
      `mutation { ${repeat(200, (i) => `a${i}: organizationCreate(input: { name: "x" }) { __typename }`)} }`,
      'ROOT_FIELD_LIMIT',
    ],
    [
      '21 root fields by a fragment',
      `{ ...a } fragment a on Query { ${repeat(21, (i) => `a${i}: __typename`)} }`,
      'ROOT_FIELD_LIMIT',
    ],
    [
      '21 root fields by an inline fragment',
      `{ ... { ${repeat(21, (i) => `a${i}: __typename`)} } }`,
      'ROOT_FIELD_LIMIT',
    ],
    ['100,000 tokens', `{ ${'viewer { side } '.repeat(25_000)} }`, 'TOKEN_LIMIT'],
    ['a fragment bomb', bomb(16), 'ROOT_FIELD_LIMIT'],
    [
      'a fragment bomb below a field',
      `{ viewer { ...g } } ${repeat(16, (i) => `fragment ${i ? `g${i}` : 'g'} on Viewer { ...g${i + 1} ...g${i + 1} }`)} fragment g16 on Viewer { side }`,
      'DOCUMENT_LIMIT',
    ],
    [
      '60 known directives',
      `{ viewer { side ${'@include(if: true) '.repeat(60)} } }`,
      'DIRECTIVE_LIMIT',
    ],
    ['60 unknown directives', `{ viewer { side ${'@x '.repeat(60)} } }`, 'DIRECTIVE_LIMIT'],
    [
      '60 directives on the operation',
      `query ${'@x '.repeat(60)} { viewer { side } }`,
      'DIRECTIVE_LIMIT',
    ],
    [
      '60 directives on a fragment',
      `{ ...a } fragment a on Query ${'@x '.repeat(60)} { viewer { side } }`,
      'DIRECTIVE_LIMIT',
    ],
    ['1,000 operations', repeat(1000, (i) => `query q${i} { viewer { side } }`), 'TOKEN_LIMIT'],
    ['11 operations', repeat(11, (i) => `query q${i} { viewer { side } }`), 'OPERATION_LIMIT'],
    ['100³ records', pages(100, 100, 100), 'COST_LIMIT'],
    [
      '100 ids, each with 100 × 100',
      `query($ids: [ID!]! = [${'"x" '.repeat(100)}]) { nodes(ids: $ids) { ... on Clinic { tickets(first: 100) { nodes { timeline(first: 100) { nodes { id } } } } } } }`,
      'COST_LIMIT',
    ],
    [
      'page sizes by default values',
      'query($n: Int = 100) { clinics(first: $n) { nodes { tickets(first: $n) { nodes { timeline(first: $n) { nodes { id } } } } } } }',
      'COST_LIMIT',
    ],
    [
      'page sizes by edges',
      '{ clinics(first: 100) { edges { node { tickets(first: 100) { edges { node { timeline(last: 100) { edges { node { id } } } } } } } } } }',
      'COST_LIMIT',
    ],
    [
      'circular introspection',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a fragment cycle',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a fragment of itself', '{ ...a } fragment a on Query { ...a }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_what, query, code) => {
    const operationName = /^query (q0)/.exec(query)?.[1];
    const answer = await post(JSON.stringify({ query, operationName }));
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({
      status: 400,
      codes: [code],
    });
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors.length).toBeLessThanOrEqual(5);
    expect(answer.text.length).toBeLessThan(5000);
    expect(api.statements.seen()).toEqual([]);
  });

  test('a limit says what it is', async () => {
    const { errors } = await nurse.ask(pages(100, 100, 100));
    expect(errors[0]?.extensions).toMatchObject({ code: 'COST_LIMIT', limit: 50_000 });
  });

  test('what stays within the limits is answered', async () => {
    const inside = [
      pages(10, 10, 10),
      `{ viewer { ${repeat(50, (i) => `a${i}: side`)} } }`,
      bomb(4),
      getIntrospectionQuery(),
    ];
    for (const query of inside) expect((await nurse.ask(query)).errors, query).toEqual([]);
  });

  test('a limit is 400 for those too who accept JSON of any kind; of many errors the first are told', async () => {
    expect((await nurse.ask(pages(100, 100, 100))).status).toBe(400);
    expect((await nurse.ask(`{ ${'viewer { side } '.repeat(25_000)} }`)).status).toBe(400);
    expect((await nurse.ask(`{ viewer { ${repeat(40, (i) => `x${i}`)} } }`)).errors).toHaveLength(
      5,
    );
  });

  test('500 times the same field is one field', async () => {
    expect(await nurse.data(`{ viewer { ${'side '.repeat(500)} } }`)).toEqual({
      viewer: { side: 'CLIENT' },
    });
  });
});

describe('documents that say nothing', () => {
  test.each([
    ['empty', '', undefined],
    ['blank', '   ', undefined],
    ['no operation', 'fragment a on Query { __typename }', undefined],
    ['not GraphQL', 'SELECT * FROM ticket', undefined],
    ['an unclosed string', '{ tickets(first: 1, filter: { title: { eq: "', undefined],
    ['NUL', '{ viewer\u0000 { side } }', undefined],
    ['an unknown field', '{ password }', undefined],
    ['a subscription', 'subscription { viewer { side } }', undefined],
    ['an unknown operation', 'query a { viewer { side } }', 'b'],
    [
      'two operations and no name',
      'query a { viewer { side } } query b { viewer { side } }',
      undefined,
    ],
  ])('%s', async (_what, query, operationName) => {
    const answer = await post(JSON.stringify({ query, operationName }));
    expect(answer.status).toBe(400);
    expect(answer.errors.length).toBeGreaterThan(0);
    for (const { extensions, message } of answer.errors) {
      expect(extensions?.code).toMatch(
        /^(BAD_REQUEST|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE|OPERATION_NOT_SUPPORTED)$/,
      );
      expect(message).not.toMatch(/node_modules|\.ts|\bat /);
    }
    expect(api.statements.seen()).toEqual([]);
  });
});

test('a list of a root field that fails does not keep its connection', async () => {
  const id = toGlobalId('Ticket', world.a.tickets.nurse);
  const clinic = toGlobalId('Clinic', world.a.clinics.riverside);
  for (let i = 0; i < 30; i++) {
    const answer = await nurse.ask(
      'query($ids: [ID!]!) { tickets(first: 0) { nodes { id } } nodes(ids: $ids) { id } a: assets(first: 1) { nodes { id } } }',
      { ids: [id, clinic] },
    );
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  }
  expect(await nurse.data('{ viewer { person { displayName } } }')).toBeTruthy();
});

test('nothing of it was an error of ours', () => expect(api.reports).toEqual([]));

const codesOf = (answer: { errors: readonly { extensions?: { code?: unknown } }[] }) => [
  ...new Set(answer.errors.map((error) => error.extensions?.code)),
];
