// A request never holds one connection while it waits for another: many at once would wait for each other
// for good, and on the embedded database, which has one, a single request would.
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { nextMonth } from '../../platform/test/support/work-world.ts';
import { queryFields, rootLists } from './support/coordinates.ts';
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
let admin: Client;
beforeAll(async () => {
  api = await testApi({}, { maxConnections: 1 });
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
});
afterAll(() => api.close());

/** A selection of each root field that is no list. */
function others(): Record<string, string> {
  const { a } = world;
  const period = 'from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z"';
  const ticket = toGlobalId('Ticket', a.tickets.nurse);
  const agreement = toGlobalId('Agreement', a.agreements.riverside);
  const contract = toGlobalId('Contract', a.work.contractId);
  const rules = toGlobalId('TriageRuleSet', a.triage.ruleSetId);
  const calendar = toGlobalId('Calendar', a.calendarId);
  return {
    agreementSimulation: `agreementSimulation(agreementId: "${agreement}", ${period}) { tickets }`,
    calendarPreview: `calendarPreview(input: { calendarId: "${calendar}" }) { preview { movedClocks } }`,
    contractUsage: `contractUsage(contractId: "${contract}", period: "${nextMonth(a.work.period)}") { period }`,
    holidayRegions: 'holidayRegions { code }',
    node: `node(id: "${ticket}") { id }`,
    nodes: `nodes(ids: ["${ticket}"]) { id }`,
    riskQuestions: 'riskQuestions { code }',
    slaAttainment: `slaAttainment(${period}) { met }`,
    ticketByNumber: 'ticketByNumber(number: "INC-1") { id }',
    triageDryRun: `triageDryRun(ruleSetId: "${rules}") { tickets }`,
    viewer: 'viewer { person { id } }',
  };
}

const LISTS = rootLists().map(({ field }) => `${field}(first: 2) { nodes { id } }`);
const ALL = () => [...LISTS, ...Object.values(others())];

test('every root field is among those that are asked here', () => {
  const asked = ALL().map((field) => field.match(/^\w+/)?.[0]);
  expect(asked.sort()).toEqual(Object.keys(queryFields()).sort());
});

test('every root field is answered between two lists, with one connection', async () => {
  for (const field of ALL()) {
    const query = `{ first: tickets(first: 1) { totalCount } it: ${field} last: clinics(first: 1) { totalCount } }`;
    const { data, errors } = await admin.ask(query);
    expect([field, errors]).toEqual([field, []]);
    expect(data.it).not.toBeUndefined();
    expect(data.last.totalCount).toBeGreaterThan(0);
  }
});

test('many such requests at once are all answered', async () => {
  const { slaAttainment, contractUsage } = others();
  const query = `{ first: tickets(first: 1) { totalCount } ${slaAttainment} ${contractUsage} last: clinics(first: 1) { totalCount } }`;
  const answers = await Promise.all(Array.from({ length: 12 }, () => admin.ask(query)));
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
});

test('a field that fails lets the connection go, whatever stands beside it', async () => {
  const { slaAttainment } = others();
  const failing = 'slaAttainment(from: "2027-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z") { met }';
  for (const query of [
    `{ tickets(first: 1) { totalCount } a: ${failing} b: ${slaAttainment} clinics(first: 1) { totalCount } }`,
    `{ tickets(first: 0) { totalCount } ${slaAttainment} clinics(first: 1) { totalCount } }`,
  ]) {
    const { errors } = await admin.ask(query);
    expect(errors.map(({ extensions }) => extensions?.code)).toContain('BAD_USER_INPUT');
    expect((await admin.data('{ clinics(first: 1) { totalCount } }')).clinics).toBeTruthy();
  }
  expect(api.reports).toEqual([]);
});

test.skipIf(inject('wardlineTestTemplate').kind === 'pglite')(
  'when all are in use for longer than one waits, a request is told so by a code',
  async () => {
    const busy = await testApi({}, { maxConnections: 1, connectionTimeout: 50 });
    try {
      const { a } = await twoMsps(busy.wardline);
      const client = await busy.client(a.people.mspAdmin);
      await a.desk.together(async () => {
        const { errors } = await client.ask('{ clinics(first: 1) { totalCount } }');
        expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BUSY']);
        return { ok: true, value: null } as const;
      });
      expect((await client.data('{ clinics(first: 1) { totalCount } }')).clinics).toBeTruthy();
    } finally {
      await busy.close();
    }
  },
);
