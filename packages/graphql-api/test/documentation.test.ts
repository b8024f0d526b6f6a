// What docs/graphql.md shows is run as it stands there; what the README says of limits is so.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WELCOME_QUERY } from '../src/http/welcome-query.ts';
import { createGraphQLHandler, DOCUMENT_LIMITS } from '../src/index.ts';
import { type Client, type TestApi, testApi, toGlobalId, twoMsps } from './support/index.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const GUIDE = read('../../../docs/graphql.md');
const queries = [...GUIDE.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);

let api: TestApi;
let technician: Client;
let admin: Client;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  api = await testApi();
  const { a } = await twoMsps(api.wardline);
  technician = await api.client(a.people.technician);
  admin = await api.client(a.people.mspAdmin);
  ids = {
    $clinicId: toGlobalId('Clinic', a.clinics.riverside),
    $clinicGroupId: toGlobalId('ClinicGroup', a.clinicGroups.region),
    $ticketId: toGlobalId('Ticket', a.tickets.shared),
    $personId: toGlobalId('Person', a.people.technician.id),
    $contactId: toGlobalId('Person', a.people.hilltopNurse.id),
    $calendarId: toGlobalId('Calendar', a.calendarId),
  };
});
afterAll(() => api.close());

test('what GraphiQL opens with has an answer', async () => {
  const { tickets, viewer } = await technician.data(WELCOME_QUERY);
  expect(viewer.person.displayName).toBe('Tom Technician');
  expect(tickets.nodes.length).toBeGreaterThan(0);
  const handler = createGraphQLHandler({ wardline: api.wardline, mode: 'development' });
  const headers = { accept: 'text/html' };
  const page = await handler.fetch(new Request('http://wardline.test/graphql', { headers }));
  expect(await page.text()).toContain('who you are, and the most urgent tickets');
});

test('there are queries to run', () => expect(queries.length).toBeGreaterThan(3));

test.each(queries.map((query) => [query]))('%s', async (query) => {
  const text = query.replaceAll(/\$\w+Id/g, (name) => JSON.stringify(ids[name]));
  // Calendars, people, groups and rules are managed by few.
  const client = /\$calendarId|^ {2}(person|clinicGroup|grant)|triageRuleSet/m.test(query)
    ? admin
    : technician;
  const data = await client.data(text);
  for (const answer of Object.values(data) as { userErrors?: unknown[]; nodes?: unknown[] }[]) {
    expect(answer).not.toBeNull();
    expect(answer.userErrors ?? []).toEqual([]);
  }
});

test('the README tells the limits as they are', () => {
  const readme = read('../README.md');
  const { tokens, depth, aliases, rootFields, operations, cost } = DOCUMENT_LIMITS;
  const rows = [
    `tokens of a document | ${tokens.toLocaleString('en')}`,
    `depth | ${depth}`,
    `aliases, directives | ${aliases} each`,
    `root fields, operations | ${rootFields}, ${operations}`,
    `multiplied down | ${cost.toLocaleString('en')}`,
  ];
  for (const row of rows) expect(readme).toContain(row);
});
