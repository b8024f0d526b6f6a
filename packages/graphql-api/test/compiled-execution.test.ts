// A document that comes back is compiled; nobody may notice but by the clock. Each request is sent
// until it is certainly compiled, and every answer is held against the first, interpreted one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
let clients: Client[];

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const { mspAdmin, nurse } = world.a.people;
  clients = await Promise.all([mspAdmin, nurse].map((who) => api.client(who)));
});
afterAll(() => api.close());

const TIMES = 6;

const REQUESTS: readonly [what: string, query: string, variables?: object][] = [
  [
    'scalars, enums and nested rows',
    '{ tickets(first: 3) { nodes { id number state openedAt clinic { name organization { name } } } } }',
  ],
  [
    'aliases of one field with other arguments',
    '{ a: clinics(first: 1) { nodes { name } } b: clinics(last: 1) { nodes { id x: name y: name } } }',
  ],
  [
    'fragments, named and inline',
    'query { tickets(first: 2) { nodes { ...t ... on Ticket { title } } } } fragment t on Ticket { number requester { ...p } assignee { ...p } } fragment p on Person { displayName }',
  ],
  [
    'interfaces',
    '{ tickets(first: 5) { nodes { timeline(last: 3) { nodes { __typename at ... on PublicReply { body byRequester } ... on InternalNote { body } ... on StateChangedEntry { from to holdReason } } } } } }',
  ],
  [
    'connections with everything',
    '{ tickets(first: 2, orderBy: [{ field: NUMBER, direction: ASC }]) { totalCount edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
  ],
  [
    'computed fields',
    '{ tickets(first: 3) { nodes { availableTransitions { to requires blockedBy { code } } viewerCan { assign reply } priority { level base reasons { code message } } clocks(first: 3) { nodes { status dueAt elapsed remaining ledger { reason counted } } } } } }',
  ],
  [
    'variables with defaults',
    'query($n: Int = 2, $f: TicketFilter) { tickets(first: $n, filter: $f) { nodes { number } } }',
    { f: { state: { neq: 'CLOSED' } } },
  ],
  [
    'skip and include, true',
    'query($s: Boolean!) { clinics(first: 1) { nodes { name @skip(if: $s) id @include(if: $s) } } viewer @skip(if: $s) { side } }',
    { s: true },
  ],
  [
    'skip and include, false',
    'query($s: Boolean!) { clinics(first: 1) { nodes { name @skip(if: $s) id @include(if: $s) } } viewer @skip(if: $s) { side } }',
    { s: false },
  ],
  [
    'a node that is not there',
    'query($id: ID!) { node(id: $id) { id ... on Ticket { title } } }',
    { id: 'nothing' },
  ],
  ['a page that is refused', '{ tickets(first: 1000) { nodes { number } } }'],
  [
    'a refused page beside a good field',
    '{ viewer { side } tickets(first: 0) { nodes { number } } }',
  ],
  [
    'a cursor of another list',
    'query($c: String!) { tickets(first: 1, after: $c) { nodes { number } } }',
    { c: 'WyJ4Il0' },
  ],
  [
    'a variable of the wrong type',
    'query($n: Int!) { tickets(first: $n) { nodes { number } } }',
    { n: 'two' },
  ],
  ['a variable that is missing', 'query($n: Int!) { tickets(first: $n) { nodes { number } } }', {}],
  [
    'a scalar that refuses',
    'query($f: TicketFilter) { tickets(first: 1, filter: $f) { nodes { number } } }',
    { f: { openedAt: { gte: 'soon' } } },
  ],
  [
    'introspection',
    '{ __schema { queryType { name } } __type(name: "Ticket") { fields { name } } __typename }',
  ],
  [
    'a mutation that is refused',
    'mutation($i: TicketAssignInput!) { ticketAssign(input: $i) { ticket { number } userErrors { __typename code message path } } }',
    { i: { ticketId: 'nothing', expectedVersion: 1 } },
  ],
];

describe('compiled execution answers as interpreted execution does', () => {
  test.each(REQUESTS)('%s', async (_what, query, variables = {}) => {
    for (const client of clients) {
      const first = await client.ask(query, variables);
      for (let time = 1; time < TIMES; time++) {
        const again = await client.ask(query, variables);
        expect(again.status).toBe(first.status);
        expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
      }
    }
  });

  test('several operations in one document are told apart', async () => {
    const [admin] = clients;
    const query = 'query A { viewer { side } } query B { clinics(first: 1) { totalCount } }';
    for (let time = 0; time < TIMES; time++) {
      for (const operationName of ['A', 'B']) {
        const answer = await api.post(JSON.stringify({ query, operationName }), {
          'content-type': 'application/json',
          authorization: `Bearer ${admin?.token}`,
        });
        expect(Object.keys(answer.data)).toEqual([operationName === 'A' ? 'viewer' : 'clinics']);
      }
    }
  });

  test('mutations run one after the other, each reading its own commit', async () => {
    const [admin] = clients;
    const clinicId = toGlobalId('Clinic', world.a.clinics.riverside);
    const input = `{ clinicId: "${clinicId}", type: INCIDENT, domain: IT, title: "Twice" }`;
    const query = `mutation { a: ticketCreate(input: ${input}) { ticket { number title } userErrors { code } }
      b: ticketCreate(input: ${input}) { ticket { number } userErrors { code } } }`;
    const sequence = (number: string) => Number(number.split('-')[1]);
    for (let time = 0; time < TIMES; time++) {
      const data = await admin?.data(query);
      expect(sequence(data.b.ticket.number)).toBe(sequence(data.a.ticket.number) + 1);
    }
  });
});
