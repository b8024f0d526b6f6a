// Many tickets in one request: each by itself, all of what was asked for it or nothing, and once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Client,
  type MspWorld,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
let b: MspWorld;
let technician: Client;
let nurse: Client;
beforeAll(async () => {
  api = await testApi();
  ({ a, b } = await twoMsps(api.wardline));
  technician = await api.client(a.people.technician);
  nurse = await api.client(a.people.nurse);
});
afterAll(() => api.close());

const BATCH = `mutation($tickets: [TicketBatchItemInput!]!) { ticketBatchUpdate(input: { tickets: $tickets }) {
  updated refused
  results { index outcome ticketId newVersion userErrors { __typename code path ... on TransitionRefused { blockedBy { code } } ... on VersionConflict { current { ... on Ticket { version } } } } }
  userErrors { code path } } }`;
const batch = async (tickets: object[], who = technician, headers = {}) =>
  (await who.data(BATCH, { tickets }, headers)).ticketBatchUpdate;
const open = async (more: object = {}) =>
  (
    await technician.mutate(
      'ticketCreate',
      {
        clinicId: toGlobalId('Clinic', a.clinics.riverside),
        requesterId: toGlobalId('Person', a.people.nurse.id),
        ...{ type: 'INCIDENT', domain: 'IT', title: 'One of many', ...more },
      },
      'ticket { id version }',
    )
  ).ticket as { id: string; version: number };
const read = async (id: string) =>
  (
    await technician.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { title state version assignee { id } timeline(first: 50) { totalCount } } } }',
      { i: id },
    )
  ).node;
const me = () => toGlobalId('Person', a.people.technician.id);
const item = ({ id, version }: { id: string; version: number }, more: object) => ({
  ...{ ticketId: id, expectedVersion: version },
  ...more,
});

test('what is refused stands in nobody’s way, and each is done whole or not at all', async () => {
  const [one, two, three, four] = [await open(), await open(), await open(), await open()];
  const foreign = toGlobalId('Ticket', b.tickets.nurse);
  const done = await batch([
    item(one, {
      changes: { title: 'All three', category: 'Batch' },
      assign: { assigneeId: me() },
      transition: { to: 'RESOLVED', resolutionCode: 'FIXED' },
    }),
    item(two, { changes: { title: 'Half' }, transition: { to: 'RESOLVED' } }),
    item({ ...three, version: 9 }, { changes: { title: 'Stale' } }),
    item(four, {}),
    { ticketId: foreign, expectedVersion: 1, changes: { title: 'Theirs' } },
    item(four, { changes: { title: ' ' } }),
  ]);
  expect(done).toMatchObject({ updated: 1, refused: 5, userErrors: [] });
  const told = done.results.map(
    ({
      outcome,
      userErrors,
    }: {
      outcome: string;
      userErrors: { code: string; path: string[] }[];
    }) => [outcome, ...userErrors.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`)],
  );
  expect(told).toEqual([
    ['UPDATED'],
    ['REFUSED', 'RESOLUTION_CODE_REQUIRED tickets.1.transition.resolutionCode'],
    ['REFUSED', 'VERSION_CONFLICT tickets.2.expectedVersion'],
    ['REFUSED', 'NOTHING_TO_DO tickets.3'],
    ['REFUSED', 'NOT_FOUND tickets.4.ticketId'],
    ['REFUSED', 'TEXT_EMPTY tickets.5.changes.title'],
  ]);
  expect(done.results[2].userErrors[0].current).toEqual({ version: three.version });
  const first = await read(one.id);
  expect(first).toMatchObject({ title: 'All three', state: 'RESOLVED', assignee: { id: me() } });
  expect(done.results[0]).toMatchObject({ ticketId: one.id, newVersion: first.version });
  expect(await read(two.id)).toMatchObject({ title: 'One of many', version: two.version });
});

test('sent again with its key, it does what it had not done, and nothing twice', async () => {
  const [one, two] = [await open(), await open()];
  const items = [
    item(one, { changes: { title: 'Once' } }),
    item(two, { transition: { to: 'RESOLVED' } }),
  ];
  const key = { 'idempotency-key': 'batch-1' };
  const first = await batch(items, technician, key);
  expect(first).toMatchObject({ updated: 1, refused: 1 });
  const before = await read(one.id);
  expect(await batch(items, technician, key)).toEqual(first);
  expect(await read(one.id)).toEqual(before);
  // Other items under the same key are another request.
  const other = await batch([item(two, { changes: { title: 'Else' } })], technician, key);
  expect(other.results[0].userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
});

test('nobody does more by it than one by one', async () => {
  const ticket = await open();
  const done = await batch(
    [
      item(ticket, { changes: { title: 'Mine' } }),
      item(ticket, { assign: { assigneeId: me() } }),
      item(ticket, { transition: { to: 'IN_PROGRESS' } }),
    ],
    nurse,
  );
  expect(
    done.results.map((each: { userErrors: { code: string }[] }) => each.userErrors[0]?.code),
  ).toEqual(['FORBIDDEN', 'FORBIDDEN', 'TRANSITION_REFUSED']);
  expect(await read(ticket.id)).toMatchObject({ version: ticket.version });
});

test('none, and a hundred and one, are refused by the list; a hundred are done', async () => {
  const items = [];
  for (let i = 0; i < 100; i++) items.push(item(await open(), { changes: { title: `No. ${i}` } }));
  const [first] = items;
  for (const wrong of [[], [...items, first]]) {
    expect(await batch(wrong as object[])).toMatchObject({
      results: null,
      userErrors: [{ code: 'TICKETS_OUT_OF_RANGE', path: ['input', 'tickets'] }],
    });
  }
  expect(await batch(items)).toMatchObject({ updated: 100, refused: 0 });
});
