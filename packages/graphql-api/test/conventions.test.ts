// What an integrator relies on: refusals as data, versions, idempotency, ids of one's own, keys and grants.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyRow } from '../../platform/test/rows.ts';
import {
  type Client,
  days,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let technician: Client;
let nurse: Client;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const { people } = world.a;
  admin = await api.client(people.mspAdmin);
  technician = await api.client(people.technician);
  nurse = await api.client(people.nurse);
});
afterAll(() => api.close());

const clinicId = () => toGlobalId('Clinic', world.a.clinics.riverside);
const newTicket = (more: object = {}) => ({
  clinicId: clinicId(),
  type: 'INCIDENT',
  domain: 'IT',
  title: 'New',
  ...more,
});
const open = async (more: object = {}) =>
  (await technician.mutate('ticketCreate', newTicket(more), 'ticket { id version number }')).ticket;

describe('refusals are data', () => {
  const refusalOf = async (who: Client, field: string, input: object, more = '') => {
    const query = `mutation($i: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $i) { userErrors { __typename code message path ${more} } } }`;
    const before = await everyRow(api.database);
    const { [field]: payload } = await who.data(query, { i: input });
    expect(await everyRow(api.database)).toEqual(before);
    expect(payload.userErrors).toHaveLength(1);
    return payload.userErrors[0];
  };

  test('ValidationFailed names the field', async () => {
    expect(
      await refusalOf(technician, 'ticketCreate', newTicket({ title: ' ' })),
    ).toMatchInlineSnapshot(`
      {
        "__typename": "ValidationFailed",
        "code": "TEXT_EMPTY",
        "message": "title must not be empty.",
        "path": [
          "input",
          "title",
        ],
      }
    `);
  });
  test('NotFound is told of what is absent, foreign or hidden', async () => {
    const ticketId = toGlobalId('Ticket', world.b.tickets.nurse);
    expect(
      await refusalOf(technician, 'internalNoteAdd', { ticketId, body: 'x' }),
    ).toMatchInlineSnapshot(`
      {
        "__typename": "NotFound",
        "code": "NOT_FOUND",
        "message": "ticketId names nothing that you can use here.",
        "path": [
          "input",
          "ticketId",
        ],
      }
    `);
  });
  test('Forbidden is told of what you see and may not do', async () => {
    const ticketId = toGlobalId('Ticket', world.a.tickets.nurse);
    expect(
      await refusalOf(nurse, 'internalNoteAdd', { ticketId, body: 'x' }),
    ).toMatchInlineSnapshot(`
      {
        "__typename": "Forbidden",
        "code": "FORBIDDEN",
        "message": "This needs the permission ticket:note here, which you do not have.",
        "path": [],
      }
    `);
  });
  test('TransitionRefused says from where, where to, and why not', async () => {
    const ticketId = toGlobalId('Ticket', world.a.tickets.nurse);
    const input = { ticketId, expectedVersion: await versionOf(ticketId), to: 'CLOSED' };
    expect(
      await refusalOf(
        technician,
        'ticketTransition',
        input,
        '... on TransitionRefused { from to blockedBy { code } }',
      ),
    ).toMatchInlineSnapshot(`
      {
        "__typename": "TransitionRefused",
        "blockedBy": [
          {
            "code": "NO_SUCH_TRANSITION",
          },
        ],
        "code": "TRANSITION_REFUSED",
        "from": "NEW",
        "message": "INC-1 cannot go from NEW to CLOSED: From NEW it goes to TRIAGED, IN_PROGRESS, ON_HOLD, RESOLVED, CANCELLED, not to CLOSED.",
        "path": [
          "input",
          "to",
        ],
        "to": "CLOSED",
      }
    `);
  });
  test('VersionConflict carries the record as it is now, whatever else the query names', async () => {
    const ticketId = toGlobalId('Ticket', world.a.tickets.nurse);
    const more =
      '... on VersionConflict { currentVersion current { id __typename ... on Ticket { title version clinic { name } } ... on Clinic { timeZone } ... on Asset { serial } } }';
    const refusal = await refusalOf(
      technician,
      'ticketUpdate',
      { ticketId, expectedVersion: 99, title: 'x' },
      more,
    );
    const version = await versionOf(ticketId);
    expect(refusal).toMatchObject({
      __typename: 'VersionConflict',
      path: ['input', 'expectedVersion'],
      currentVersion: version,
      current: {
        id: ticketId,
        __typename: 'Ticket',
        version,
        title: 'Label printer prints nothing',
        clinic: { name: 'Riverside' },
      },
    });
  });

  test('every mutation that takes expectedVersion compares it, once', async () => {
    const ticket = await open();
    const { ticketId } = { ticketId: ticket.id };
    const assetId = toGlobalId('Asset', world.a.assets.printer);
    const moves: [string, object, string][] = [
      ['ticketUpdate', { ticketId, title: 'Newer' }, 'ticket { version }'],
      [
        'ticketAssign',
        { ticketId, teamId: toGlobalId('Team', world.a.teams.serviceDesk) },
        'ticket { version }',
      ],
      ['ticketTransition', { ticketId, to: 'TRIAGED' }, 'ticket { version }'],
      ['assetUpdate', { assetId, name: 'Printer' }, 'asset { version }'],
      ['assetTransition', { assetId, to: 'ORDERED' }, 'asset { version }'],
      ['clinicUpdate', { clinicId: clinicId(), name: 'Riverside II' }, 'clinic { version }'],
    ];
    for (const [field, input, selection] of moves) {
      const id = Object.values(input)[0] as string;
      const expectedVersion = await versionOf(id);
      const first = await admin.mutate(field, { ...input, expectedVersion }, selection);
      expect(first.userErrors, field).toEqual([]);
      expect(await versionOf(id), field).toBe(expectedVersion + 1);
      const second = await admin.mutate(field, { ...input, expectedVersion }, selection);
      expect(second.userErrors[0], field).toMatchObject({
        __typename: 'VersionConflict',
        code: 'VERSION_CONFLICT',
      });
    }
  });
});

describe('Idempotency-Key', () => {
  const create = (who: Client, title: string, key: string) =>
    who.mutate('ticketCreate', newTicket({ title }), 'ticket { id number }', {
      'idempotency-key': key,
    });

  test('the same request again gets the first answer; it happened once', async () => {
    const answers = [
      await create(technician, 'Once', 'k1'),
      await create(technician, 'Once', 'k1'),
    ];
    expect(answers[1]).toEqual(answers[0]);
    const { tickets } = await technician.data(
      '{ tickets(first: 1, filter: { title: { eq: "Once" } }) { totalCount } }',
    );
    expect(tickets.totalCount).toBe(1);
  });
  test('with another body it is refused', async () => {
    const { ticket, userErrors } = await create(technician, 'Twice', 'k1');
    expect([ticket, userErrors[0].code]).toEqual([null, 'IDEMPOTENCY_KEY_REUSED']);
  });
  test('for another mutation it is refused too, under whatever alias', async () => {
    const ticketId = toGlobalId('Ticket', world.a.tickets.nurse);
    const note =
      'mutation($i: InternalNoteAddInput!) { other: internalNoteAdd(input: $i) { internalNote { id } userErrors { code } } }';
    const { other } = await technician.data(
      note,
      { i: { ticketId, body: 'x' } },
      { 'idempotency-key': 'k1' },
    );
    expect(other).toEqual({ internalNote: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
  });
  test('it is each principal’s own', async () => {
    const { ticket, userErrors } = await create(admin, 'Mine', 'k1');
    expect(userErrors).toEqual([]);
    expect(ticket).not.toBeNull();
  });
  test('two mutations in one document are each done once', async () => {
    const query =
      'mutation($a: TicketCreateInput!, $b: TicketCreateInput!) { a: ticketCreate(input: $a) { ticket { id } } b: ticketCreate(input: $b) { ticket { id } } }';
    const variables = { a: newTicket({ title: 'A' }), b: newTicket({ title: 'B' }) };
    const first = await technician.data(query, variables, { 'idempotency-key': 'k2' });
    expect(first.a.ticket.id).not.toBe(first.b.ticket.id);
    expect(await technician.data(query, variables, { 'idempotency-key': 'k2' })).toEqual(first);
  });
  test('a day later the key is free', async () => {
    api.ports.advance(days(1) + 1000);
    const { userErrors } = await create(technician, 'Twice', 'k1');
    expect(userErrors).toEqual([]);
  });
});

describe('ids and numbers', () => {
  test('a caller’s own id makes a retry safe', async () => {
    const id = randomUUID();
    const first = await technician.mutate('ticketCreate', newTicket({ id }), 'ticket { id }');
    expect(first.ticket.id).toBe(toGlobalId('Ticket', id));
    const second = await technician.mutate('ticketCreate', newTicket({ id }), 'ticket { id }');
    expect(second.userErrors).toMatchObject([{ code: 'ALREADY_EXISTS', path: ['input', 'id'] }]);
  });
  test('ticketByNumber finds what you may see', async () => {
    const { number, id } = await open();
    const find = async (who: Client) =>
      (await who.data('query($n: String!) { ticketByNumber(number: $n) { id } }', { n: number }))
        .ticketByNumber;
    expect(await find(technician)).toEqual({ id });
    expect(await find(await api.client(world.a.people.lakesideNurse))).toBeNull();
    expect((await find(await api.client(world.b.people.mspAdmin)))?.id).not.toBe(id);
  });
  test('nodes keeps the order and says null for what is not there', async () => {
    const ids = [
      toGlobalId('Clinic', world.a.clinics.lakeside),
      'nothing',
      toGlobalId('Ticket', world.a.tickets.nurse),
      clinicId(),
    ];
    const { nodes } = await admin.data(
      'query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }',
      { ids },
    );
    expect(nodes.map((node: { id: string } | null) => node?.id ?? null)).toEqual([
      ids[0],
      null,
      ids[2],
      ids[3],
    ]);
  });
});

describe('keys and grants', () => {
  test('a key’s token is shown once, and does what its scopes say', async () => {
    const expiresAt = new Date(api.ports.now() + days(30)).toISOString();
    const input = { name: 'RMM', scopes: ['ASSET_READ', 'CLINIC_READ'], expiresAt };
    const made = await admin.mutate('apiKeyCreate', input, 'token apiKey { id name scopes }', {
      'idempotency-key': 'key',
    });
    expect(made.token).toMatch(/^wl_/);
    const again = await admin.mutate('apiKeyCreate', input, 'token apiKey { id }', {
      'idempotency-key': 'key',
    });
    expect([again.token, again.apiKey.id]).toEqual([null, made.apiKey.id]);
    const key = await api.client(made.token);
    expect(await key.data('{ viewer { side scopes person { id } } }')).toEqual({
      viewer: { side: 'PROVIDER', scopes: ['ASSET_READ', 'CLINIC_READ'], person: null },
    });
    const { assets, tickets } = await key.data(
      '{ assets(first: 50) { totalCount } tickets(first: 1) { totalCount nodes { id } } }',
    );
    expect([assets.totalCount, tickets]).toEqual([4, { totalCount: 0, nodes: [] }]);
    const { userErrors } = await key.mutate('ticketCreate', newTicket());
    expect(['Forbidden', 'NotFound']).toContain(userErrors[0].__typename);
    await admin.mutate('apiKeyRevoke', { apiKeyId: made.apiKey.id }, 'apiKey { revokedAt }');
    expect((await key.ask('{ assets(first: 1) { totalCount } }')).status).toBe(401);
  });
  test('a grant counts from the next request on, and ends with the next', async () => {
    const person = { personId: toGlobalId('Person', world.a.people.lakesideNurse.id) };
    const lake = await api.client(world.a.people.lakesideNurse);
    const sees = async () =>
      (await lake.data('query($id: ID!) { node(id: $id) { id } }', { id: clinicId() })).node !==
      null;
    expect(await sees()).toBe(false);
    const { grant } = await admin.mutate(
      'grantCreate',
      { ...person, role: 'CLINIC_STAFF', clinicId: clinicId(), reason: 'helps' },
      'grant { id } person { grants(first: 5) { totalCount } }',
    );
    expect(await sees()).toBe(true);
    await admin.mutate('grantRevoke', { grantId: grant.id }, 'person { id }');
    expect(await sees()).toBe(false);
  });
});

describe('connections', () => {
  const page = async (args: string) =>
    (
      await admin.data(
        `{ tickets(${args}) { totalCount edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
    ).tickets;
  const numbers = (list: { edges: { node: { number: string } }[] }) =>
    list.edges.map(({ node }) => node.number);

  test('forwards and backwards, the pages make the whole', async () => {
    const all = numbers(await page('first: 100'));
    const forwards: string[] = [];
    let last = await page('first: 3');
    for (;;) {
      forwards.push(...numbers(last));
      expect(last.totalCount).toBe(all.length);
      if (!last.pageInfo.hasNextPage) break;
      last = await page(`first: 3, after: "${last.pageInfo.endCursor}"`);
    }
    expect(forwards).toEqual(all);
    const backwards: string[] = [];
    last = await page('last: 4');
    for (;;) {
      backwards.unshift(...numbers(last));
      if (!last.pageInfo.hasPreviousPage) break;
      last = await page(`last: 4, before: "${last.pageInfo.startCursor}"`);
    }
    expect(backwards).toEqual(all);
  });
  test('a cursor holds for its filter and order only', async () => {
    const { pageInfo } = await page('first: 2');
    for (const other of [
      'filter: { title: { contains: "e" } }',
      'orderBy: [{ field: TITLE, direction: ASC }]',
    ]) {
      const answer = await admin.ask(
        `{ tickets(first: 2, after: "${pageInfo.endCursor}", ${other}) { nodes { id } } }`,
      );
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        reason: 'BAD_CURSOR',
        argumentPath: ['after'],
      });
    }
  });
  test.each<[string, (number: number) => boolean]>([
    ['state: { eq: NEW }', () => true],
    ['state: { notIn: [NEW] }', () => false],
    ['openedAt: { gte: "-P7D" }', () => true],
    ['openedAt: { lt: "-P7D" }', () => false],
    [
      'holdReason: { isNull: true }, assets: { every: { id: { isNull: false } } }, not: { title: { eq: "no such" } }',
      () => true,
    ],
    ['watchers: { some: { displayName: { eq: "nobody" } } }', () => false],
    ['or: []', () => false],
    ['and: []', () => true],
    ['requesterId: { in: [] }', () => false],
    [
      'priority: { lte: P5 }, confidential: { eq: false }, clinic: { organization: { name: { startsWith: "coastal" } } }',
      () => true,
    ],
  ])('filter %s', async (filter, expected) => {
    const { totalCount } = await page(`first: 1, filter: { number: { eq: "INC-1" }, ${filter} }`);
    const { totalCount: without } = await page('first: 1, filter: { number: { eq: "INC-1" } }');
    expect(without).toBe(1);
    expect(totalCount === 1).toBe(expected(totalCount));
  });
});

test('an id asked for as every node’s is the same as by its own type, wherever it is asked for', async () => {
  const { tickets } = await admin.data(`
    fragment Key on Node { key: id }
    { tickets(first: 3) { nodes {
      id ...Key
      clinic { id ...Key ... on Node { ... on Clinic { name } } }
      assets(first: 2) { edges { node { id ... on Node { ...Key } } } }
      watchers(first: 2) { nodes { ... on Node { id ...Key } } }
    } } }`);
  const pairs: unknown[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if ('id' in value) pairs.push([value.id, (value as { key?: string }).key]);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(tickets);
  expect(pairs.length).toBeGreaterThan(5);
  for (const [id, key] of pairs as string[][]) expect(key).toBe(id);
  expect(tickets.nodes[0].clinic.name).toBeTruthy();
  const only = await admin.data('{ tickets(first: 1) { nodes { ... on Node { id } } } }');
  expect(only.tickets.nodes).toEqual([{ id: tickets.nodes[0].id }]);
});

test('nothing of it was an error of ours', () => expect(api.reports).toEqual([]));

async function versionOf(id: string): Promise<number> {
  const { node } = await admin.data(
    'query($id: ID!) { node(id: $id) { ... on Ticket { version } ... on Asset { version } ... on Clinic { version } } }',
    { id },
  );
  return node.version;
}
