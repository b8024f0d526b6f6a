// What a request costs the database depends on what it asks, not on how much there is to answer.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { everythingOf, queryFields, rootLists } from './support/coordinates.ts';
import {
  type Client,
  LOOSE_LIMITS,
  must,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';
import { buildExtras } from './support/mutation-inputs.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';

let api: TestApi;
let world: TwoMsps;
let admin: Client;

beforeAll(async () => {
  api = await testApi({ limits: LOOSE_LIMITS }, { maxConnections: 1 });
  world = await twoMsps(api.wardline);
  await buildExtras(world.a, api);
  admin = await api.client(world.a.people.mspAdmin);
});
afterAll(() => api.close());

/** How many statements a query takes on a connection that knows it. */
async function statementsOf(query: string, variables: object = {}) {
  await admin.data(query, variables);
  api.statements.reset();
  const data = await admin.data(query, variables);
  const { statements } = api;
  return { data, all: statements.seen().length, reads: statements.reads().length };
}

describe('clinics → tickets → requester, assignee, asset, last three timeline entries', () => {
  const QUERY = `query($first: Int!) { clinics(first: 10) { nodes { name tickets(first: $first) { nodes {
    number title state priority { level }
    requester { displayName } assignee { displayName } team { name } location { name }
    assets(first: 3) { nodes { name } }
    timeline(last: 3) { nodes { __typename at author { displayName } ... on PublicReply { body } } }
    clocks(first: 5) { nodes { metric status dueAt remaining } }
    availableTransitions { to } viewerCan { update note }
  } } } } }`;

  test('the same number of statements for 10 and for 100 tickets', async () => {
    const few = await statementsOf(QUERY, { first: 10 });
    await fill(world, 100);
    const many = await statementsOf(QUERY, { first: 100 });
    const count = (data: { clinics: { nodes: { tickets: { nodes: unknown[] } }[] } }) =>
      data.clinics.nodes.reduce((sum, clinic) => sum + clinic.tickets.nodes.length, 0);
    expect(count(few.data)).toBeLessThanOrEqual(15);
    expect(count(many.data)).toBeGreaterThanOrEqual(100);
    expect(many.all).toBe(few.all);
    expect(many.reads).toBe(1);
  });

  test('deeper costs no more statements either', async () => {
    const query = `{ tickets(first: 20) { nodes { clinic { organization { clinics(first: 5) { nodes { teams(first: 3) { nodes {
      members(first: 3) { nodes { grants(first: 2) { nodes { clinic { name } } } } } } } } } } } } } }`;
    expect((await statementsOf(query)).reads).toBe(1);
  });
});

describe('root fields', () => {
  test.each(rootLists().map((list) => [list.field, list] as const))(
    '%s: one statement, with everything',
    async (field, { node }) => {
      // The embedded database's stack ends before a statement of half a million characters; no document
      // within the limits comes near.
      const depth = embedded && field === 'tickets' ? 1 : 2;
      const query = `{ ${field}(first: 20) { totalCount pageInfo { endCursor } edges { cursor node { ${everythingOf(node, depth, 3)} } } } }`;
      const { reads, data } = await statementsOf(query);
      expect(reads).toBe(1);
      expect(data[field].edges.length).toBeGreaterThan(0);
    },
  );

  test('node: one; nodes: one for each type asked for', async () => {
    const ticket = toGlobalId('Ticket', world.a.tickets.nurse);
    const shared = toGlobalId('Ticket', world.a.tickets.shared);
    const clinic = toGlobalId('Clinic', world.a.clinics.riverside);
    const node = 'query($id: ID!) { node(id: $id) { id ... on Ticket { title clinic { name } } } }';
    expect((await statementsOf(node, { id: ticket })).reads).toBe(1);
    const nodes =
      'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Ticket { title } ... on Clinic { name } } }';
    expect((await statementsOf(nodes, { ids: [ticket, shared] })).reads).toBe(1);
    expect((await statementsOf(nodes, { ids: [ticket, clinic, shared] })).reads).toBe(2);
    expect((await statementsOf(nodes, { ids: ['nothing'] })).reads).toBe(0);
  });

  test('ticketByNumber: one; viewer: one to see that the rights still hold, one for each record of it', async () => {
    expect(
      (await statementsOf('{ ticketByNumber(number: "INC-1") { title clinic { name } } }')).reads,
    ).toBe(1);
    expect(
      (
        await statementsOf(
          '{ viewer { person { displayName teams(first: 3) { nodes { name } } } msp { name } } }',
        )
      ).reads,
    ).toBe(3);
  });

  test('calendarPreview: one; holidayRegions: one to see that the rights still hold', async () => {
    const calendarId = toGlobalId('Calendar', world.a.calendarId);
    const preview =
      'query($i: CalendarPreviewInput!) { calendarPreview(input: $i) { preview { movedClocks } } }';
    expect((await statementsOf(preview, { i: { calendarId } })).reads).toBe(1);
    expect((await statementsOf('{ holidayRegions { code } }')).reads).toBe(1);
  });

  test('triageDryRun: the rules, and the tickets they are tried on', async () => {
    const query = 'query($id: ID!) { triageDryRun(ruleSetId: $id) { tickets } }';
    const id = toGlobalId('TriageRuleSet', world.a.triage.ruleSetId);
    expect((await statementsOf(query, { id })).reads).toBe(2);
  });

  test('agreementSimulation and slaAttainment: as many for ten tickets as for a hundred', async () => {
    const period = 'from: "2020-01-01T00:00:00Z", to: "2029-01-01T00:00:00Z"';
    const agreementId = toGlobalId('Agreement', world.a.agreements.riverside);
    const simulation = (limit: number) =>
      `{ agreementSimulation(agreementId: "${agreementId}", ${period}, limit: ${limit}) { tickets changes { ticketId } } }`;
    const [one, many] = [await statementsOf(simulation(1)), await statementsOf(simulation(100))];
    expect(many.data.agreementSimulation.tickets).toBeGreaterThan(1);
    expect(many.all).toBe(one.all);
    const groups = ['', ', groupBy: [CLINIC, METRIC, AGREEMENT, MONTH]'];
    const counts = [];
    for (const group of groups) {
      counts.push((await statementsOf(`{ slaAttainment(${period}${group}) { met } }`)).all);
    }
    expect(counts[0]).toBe(counts[1]);
  });

  test('several at once share one transaction', async () => {
    const one = await statementsOf('{ a: tickets(first: 1) { nodes { id } } }');
    const two = await statementsOf(
      '{ a: tickets(first: 1) { nodes { id } } b: clinics(first: 1) { nodes { id } } }',
    );
    const three = await statementsOf(
      '{ a: tickets(first: 1) { nodes { id } } b: clinics(first: 1) { nodes { id } } c: teams(first: 1) { nodes { id } } }',
    );
    expect([one.reads, two.reads, three.reads]).toEqual([1, 2, 3]);
    expect(three.all - two.all).toBe(1);
  });

  test('all of them are counted here', () => {
    const counted = [
      ...rootLists().map(({ field }) => field),
      'agreementSimulation',
      'calendarPreview',
      'holidayRegions',
      'triageDryRun',
      'contractUsage',
      'node',
      'nodes',
      // A constant of the code: reads nothing.
      'riskQuestions',
      'slaAttainment',
      'ticketByNumber',
      'viewer',
    ];
    expect(Object.keys(queryFields()).sort()).toEqual(counted.sort());
  });
});

test('a mutation writes and reads the same number of statements whatever the desk holds', async () => {
  const note = async () => {
    api.statements.reset();
    await admin.mutate(
      'internalNoteAdd',
      { ticketId: toGlobalId('Ticket', world.a.tickets.nurse), body: 'Hm' },
      'ticket { version timeline(last: 3) { nodes { id } } } internalNote { body }',
    );
    return api.statements.seen().length;
  };
  // The first one prepares what it sends.
  await note();
  const before = await note();
  await fill(world, 50);
  expect(await note()).toBe(before);
});

async function fill({ a }: TwoMsps, tickets: number): Promise<void> {
  for (let i = 0; i < tickets; i++) {
    const { ticketId } = await must(
      a.desk.tickets.open({
        type: 'INCIDENT',
        clinicId: a.clinics.riverside,
        requesterId: a.people.nurse.id,
        assigneeId: a.people.technician.id,
        teamId: a.teams.serviceDesk,
        title: `Ticket ${i}`,
        channel: 'PORTAL',
        domain: 'IT',
        assetIds: [a.assets.printer],
      }),
    );
    if (i % 10 === 0) await must(a.desk.tickets.reply({ ticketId, body: 'We are on it.' }));
  }
}
