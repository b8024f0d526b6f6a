// What each role sees and may do, asked through the API: lists, nodes and counts agree, nothing internal
// reaches a client, and viewerCan and availableTransitions say what the mutations do.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everythingOf, rootLists } from './support/coordinates.ts';
import {
  LOOSE_LIMITS,
  type MspWorld,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

type Who = keyof MspWorld['people'];
const EVERYBODY: readonly Who[] = [
  'mspAdmin',
  'dispatcher',
  'technician',
  'auditor',
  'orgAdmin',
  'clinicAdmin',
  'nurse',
  'otherNurse',
  'lakesideNurse',
  'hilltopNurse',
  'external',
];
const CLIENTS: readonly Who[] = EVERYBODY.slice(4);

let api: TestApi;
let world: TwoMsps;
beforeAll(async () => {
  api = await testApi({ limits: LOOSE_LIMITS });
  world = await twoMsps(api.wardline);
});
afterAll(() => api.close());
const as = (who: Who) => api.client(world.a.people[who]);

describe.each(EVERYBODY)('%s', (who) => {
  test.each(rootLists().map((list) => [list.field, list] as const))(
    '%s: what is listed, found by id and counted is the same, with every field',
    async (field, { node }) => {
      const client = await as(who);
      const { list } = await client.data(
        `{ list: ${field}(first: 100) { totalCount nodes { id ${everythingOf(node, 1, 5)} } } }`,
      );
      const ids: string[] = list.nodes.map(({ id }: { id: string }) => id);
      // A page has a hundred at most.
      expect(ids).toHaveLength(Math.min(100, list.totalCount));
      const everybody = await (await as('mspAdmin')).data(
        `{ list: ${field}(first: 100) { nodes { id } } }`,
      );
      const all: string[] = everybody.list.nodes.map(({ id }: { id: string }) => id);
      const { nodes } = await client.data('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: all,
      });
      const found = nodes.flatMap((found: { id: string } | null) => (found ? [found.id] : []));
      expect([...found].sort()).toEqual([...ids].filter((id) => all.includes(id)).sort());
    },
  );
});

describe('internal notes and work logs', () => {
  const INTERNAL = ['UPDATED', 'INTERNAL_NOTE', 'WORK_LOG', 'WATCHERS_CHANGED'];
  test.each(CLIENTS)('never reach %s', async (who) => {
    const client = await as(who);
    const desk = await (await as('technician')).data(
      '{ tickets(first: 100) { nodes { id timeline(first: 100) { nodes { id kind } } } } }',
    );
    type Entry = { id: string; kind: string };
    const entries = desk.tickets.nodes.flatMap(
      (ticket: { timeline: { nodes: Entry[] } }) => ticket.timeline.nodes,
    ) as Entry[];
    const internal = entries.filter(({ kind }) => INTERNAL.includes(kind));
    expect(internal.length).toBeGreaterThan(3);
    const { nodes } = await client.data('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: internal.map(({ id }) => id),
    });
    expect(nodes.every((node: unknown) => node === null)).toBe(true);
    const { tickets } = await client.data(`{ tickets(first: 100) { nodes {
      all: timeline(first: 100) { totalCount nodes { kind } }
      backwards: timeline(last: 100) { totalCount nodes { kind } }
      internal: timeline(first: 100, filter: { kind: { in: [${INTERNAL}] } }) { totalCount nodes { kind } }
      rest: timeline(first: 100, filter: { not: { kind: { in: [OPENED] } } }) { totalCount nodes { kind } }
    } } }`);
    for (const { all, backwards, internal: none, rest } of tickets.nodes) {
      expect(none).toEqual({ totalCount: 0, nodes: [] });
      for (const list of [all, backwards, rest]) {
        expect(list.totalCount).toBe(list.nodes.length);
        expect(list.nodes.filter(({ kind }: Entry) => INTERNAL.includes(kind))).toEqual([]);
      }
    }
    const said = api.answers.at(-1)?.text ?? '';
    expect(said).not.toContain('Between us');
    expect(said).not.toContain('Looked at it');
  });
});

test('viewerCan says what the mutations do, for every role and every ticket it sees', async () => {
  const { a } = world;
  let agreed = 0;
  for (const who of EVERYBODY) {
    const client = await as(who);
    for (const id of Object.values(a.tickets)) {
      const ticketId = toGlobalId('Ticket', id);
      const { node } = await client.data(
        'query($id: ID!) { node(id: $id) { ... on Ticket { version viewerCan { update transition assign reply note logWork watch } } } }',
        { id: ticketId },
      );
      if (!node) continue;
      const { viewerCan } = node;
      // Asked so that whoever may is refused for another reason: nothing changes from one to the next.
      const tries: [string, string, object][] = [
        ['update', 'ticketUpdate', { ticketId, expectedVersion: node.version, title: ' ' }],
        [
          'transition',
          'ticketTransition',
          { ticketId, expectedVersion: node.version, to: 'VERIFIED' },
        ],
        ['assign', 'ticketAssign', { ticketId, expectedVersion: node.version, teamId: 'nothing' }],
        ['reply', 'publicReplyAdd', { ticketId, body: ' ' }],
        ['note', 'internalNoteAdd', { ticketId, body: ' ' }],
        [
          'logWork',
          'workLogAdd',
          {
            ticketId,
            personId: toGlobalId('Person', a.people.technician.id),
            minutes: 0,
            kind: 'REMOTE',
            billable: 'CONTRACT',
          },
        ],
        ['watch', 'ticketWatcherAdd', { ticketId, personId: 'nothing' }],
      ];
      for (const [action, mutation, input] of tries) {
        const { userErrors } = await client.mutate(mutation, input);
        expect(
          userErrors[0]?.code !== 'FORBIDDEN',
          `${who} ${mutation} ${JSON.stringify(userErrors)}`,
        ).toBe(viewerCan[action]);
        agreed++;
      }
    }
  }
  expect(agreed).toBeGreaterThan(200);
});

test('availableTransitions are what ticketTransition accepts, wherever a ticket has got to', async () => {
  const technician = await as('technician');
  const QUERY =
    'query($id: ID!) { node(id: $id) { ... on Ticket { version state availableTransitions { to requires blockedBy { code } } } } }';
  const STATES = [
    'NEW',
    'TRIAGED',
    'IN_PROGRESS',
    'ON_HOLD',
    'RESOLVED',
    'CLOSED',
    'CANCELLED',
    'COMPLETED',
  ];
  const given = { holdReason: 'PARTS', resolutionCode: 'FIXED', note: 'So it is.' };
  const NEEDS: Record<string, keyof typeof given> = {
    HOLD_REASON: 'holdReason',
    RESOLUTION_CODE: 'resolutionCode',
    NOTE: 'note',
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('INCIDENT', 'SERVICE_REQUEST'),
      async (path, type) => {
        const input = {
          clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
          type,
          domain: 'IT',
          title: 'Walk',
        };
        const { ticket } = await technician.mutate('ticketCreate', input, 'ticket { id }');
        for (const to of path) {
          const { node } = await technician.data(QUERY, { id: ticket.id });
          const open = node.availableTransitions.find(
            (each: { to: string; blockedBy: unknown[] }) =>
              each.to === to && each.blockedBy.length === 0,
          );
          const needs = (open?.requires ?? []).map(
            (need: string) => NEEDS[need] ?? need,
          ) as (keyof typeof given)[];
          const bring = Object.fromEntries(needs.map((need) => [need, given[need]]));
          const move = { ticketId: ticket.id, expectedVersion: node.version, to };
          if (needs.length > 0 && to !== node.state) {
            const { userErrors } = await technician.mutate('ticketTransition', move);
            expect(userErrors.length, `${node.state} → ${to} without ${needs}`).toBeGreaterThan(0);
          }
          const moved = await technician.mutate(
            'ticketTransition',
            { ...move, ...bring },
            'ticket { version }',
          );
          const { userErrors } = moved;
          if (to === node.state && !open && userErrors.length === 0) {
            // Where it is already: a repetition, which changes nothing.
            expect(moved.ticket.version).toBe(node.version);
            continue;
          }
          expect(
            userErrors.length === 0,
            `${node.state} → ${to}: ${JSON.stringify(userErrors)}`,
          ).toBe(open !== undefined);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('nothing of it was an error of ours, nothing of it of the other MSP', () => {
  expect(api.reports).toEqual([]);
  expect(api.answers.some(({ text }) => text.includes(world.b.marker))).toBe(false);
});
