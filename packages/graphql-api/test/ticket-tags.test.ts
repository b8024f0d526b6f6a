// Tags: words by which those who work on tickets sort them. Adding and removing loses nothing whoever
// does it at once; no client is shown one, finds anything by one, or gives one.
import { afterAll, beforeAll, expect, test } from 'vitest';
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
let technician: Client;
let nurse: Client;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  technician = await api.client(world.a.people.technician);
  nurse = await api.client(world.a.people.nurse);
});
afterAll(() => api.close());

const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
async function open(title: string, more: object = {}, client = technician) {
  const input = {
    clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
    requesterId: toGlobalId('Person', world.a.people.nurse.id),
    ...{ type: 'INCIDENT', domain: 'IT', title, ...more },
  };
  return client.mutate('ticketCreate', input, 'ticket { id version tags }');
}
const change = (client: Client, verb: 'Add' | 'Remove', ticketId: string, ...tags: string[]) =>
  client.mutate(`ticketTags${verb}`, { ticketId, tags }, 'ticket { tags version }');
const tagsOf = async (id: string, client = technician) =>
  (await client.data('query($id: ID!) { node(id: $id) { ... on Ticket { tags } } }', { id })).node
    .tags;
const found = async (client: Client, filter: object) =>
  (
    await client.data(
      'query($filter: TicketFilter) { tickets(first: 50, filter: $filter) { nodes { title } totalCount } }',
      { filter },
    )
  ).tickets.nodes
    .map(({ title }: { title: string }) => title)
    .sort();

test('are given at opening, changed one by one, and replaced as a whole', async () => {
  const { ticket } = await open('Cart 7', { tags: [' Loan  Device', 'vip', 'VIP'] });
  expect(ticket.tags).toEqual(['loan device', 'vip']);
  api.ports.advance(1);
  const added = await change(technician, 'Add', ticket.id, 'WiFi');
  expect(added.ticket).toEqual({ tags: ['loan device', 'vip', 'wifi'], version: 2 });
  api.ports.advance(1);
  // Nothing to do is nothing done.
  expect((await change(technician, 'Add', ticket.id, 'wifi')).ticket.version).toBe(2);
  const removed = await change(technician, 'Remove', ticket.id, 'Vip', 'unheard of');
  expect(removed.ticket).toEqual({ tags: ['loan device', 'wifi'], version: 3 });
  const update = (expectedVersion: number) =>
    technician.mutate(
      'ticketUpdate',
      { ticketId: ticket.id, expectedVersion, tags: ['new'] },
      'ticket { tags }',
    );
  expect(codes((await update(2)).userErrors)).toEqual([['VERSION_CONFLICT', 'expectedVersion']]);
  expect((await update(3)).ticket).toEqual({ tags: ['new'] });
});

test('those who change them at once lose nothing', async () => {
  const { ticket } = await open('Everybody tags it', { tags: ['old'] });
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      n === 3
        ? change(technician, 'Remove', ticket.id, 'old')
        : change(technician, 'Add', ticket.id, `tag ${n}`),
    ),
  );
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  expect(await tagsOf(ticket.id)).toEqual([0, 1, 2, 4, 5, 6, 7].map((n) => `tag ${n}`));
});

test('find tickets: one of them, all of them, none of them, in any case', async () => {
  await open('F1', { tags: ['pump', 'ward 3'] });
  await open('F2', { tags: ['pump', 'ward 4'] });
  await open('F3', { tags: ['ward 3'] });
  const tag = (...words: string[]) => ({ tags: { some: { tag: { in: words } } } });
  const ours = { title: { startsWith: 'F' } };
  expect(await found(technician, tag('PUMP'))).toEqual(['F1', 'F2']);
  expect(await found(technician, { tags: { some: { tag: { eq: ' Ward  3' } } } })).toEqual([
    'F1',
    'F3',
  ]);
  expect(await found(technician, tag('ward 4', 'ward 3'))).toEqual(['F1', 'F2', 'F3']);
  expect(await found(technician, { and: [tag('pump'), tag('ward 3')] })).toEqual(['F1']);
  expect(await found(technician, { ...ours, tags: { none: { tag: { eq: 'pump' } } } })).toEqual([
    'F3',
  ]);
});

test('no client is shown one, finds by one, or gives one; her words change none', async () => {
  const title = 'She must not know';
  const { ticket } = await open(title, { tags: ['difficult customer'] });
  expect(await tagsOf(ticket.id, nurse)).toEqual([]);
  const some = { tags: { some: { tag: { eq: 'difficult customer' } } } };
  expect(await found(technician, some)).toEqual([title]);
  expect(await found(nurse, some)).toEqual([]);
  // Nor by what is left over.
  const none = { title: { eq: title }, tags: { none: { tag: { eq: 'difficult customer' } } } };
  expect(await found(nurse, none)).toEqual([title]);
  expect(codes((await open('Hers', { tags: ['mine'] }, nurse)).userErrors)).toEqual([
    ['TAGS_NOT_ACCEPTED', 'tags'],
  ]);
  const tried = await change(nurse, 'Add', ticket.id, 'mine');
  expect(codes(tried.userErrors)).toEqual([['FORBIDDEN', '']]);
  await nurse.mutate('publicReplyAdd', { ticketId: ticket.id, body: 'Still broken' }, '');
  expect(await tagsOf(ticket.id)).toEqual(['difficult customer']);
  expect(api.answers.filter(({ text }) => text.includes('mine'))).toEqual([]);
});

test('no word of them is in what leaves the house or stands in the audit trail', async () => {
  const { ticket } = await open('Secret', { tags: ['canary-at-opening'] });
  await change(technician, 'Add', ticket.id, 'canary-later');
  for (const table of ['outbox_event', 'audit_entry']) {
    const rows = await api.database.admin<{ facts: string }>(
      `select facts::text as facts from ${table} where facts::text like '%canary-%'`,
    );
    expect(rows).toEqual([]);
  }
});

test('a merge unites them', async () => {
  const [source, target] = [
    (await open('One', { tags: ['a', 'b'] })).ticket,
    (await open('Two', { tags: ['b', 'c'] })).ticket,
  ];
  const { userErrors } = await technician.mutate(
    'ticketMerge',
    { ticketId: source.id, targetId: target.id, expectedVersion: 1 },
    '',
  );
  expect(userErrors).toEqual([]);
  expect(await tagsOf(target.id)).toEqual(['a', 'b', 'c']);
  expect(await tagsOf(source.id)).toEqual(['a', 'b']);
});

test.each([
  ['Add', ['x'.repeat(51)], 'TEXT_TOO_LONG', 'tags.0'],
  ['Add', ['fine', ''], 'TEXT_EMPTY', 'tags.1'],
  ['Add', ['a\u0007b'], 'TAG_INVALID', 'tags.0'],
  ['Remove', ['a\tb'], 'TAG_INVALID', 'tags.0'],
  ['Add', Array.from({ length: 21 }, (_, n) => `t${n}`), 'LIST_TOO_LONG', 'tags'],
] as const)('%s %j is refused, where it is', async (verb, tags, code, path) => {
  const { ticket } = await open('Refused');
  const { userErrors } = await change(technician, verb, ticket.id, ...tags);
  expect(codes(userErrors)).toEqual([[code, path]]);
});
