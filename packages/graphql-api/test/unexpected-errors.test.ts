// An error of ours: the caller learns a request id, the operator learns where, nobody learns what was written.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGraphQLHandler, type ErrorReport } from '../src/index.ts';
import { type TestApi, type TwoMsps, testApi, toGlobalId, twoMsps } from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
});
afterAll(() => api.close());

const SECRET = 'insert into patient values ($1) -- Jane Doe';

test('what ran too long is said to be that, and to the operator too', async () => {
  const reports: ErrorReport[] = [];
  const fail = () => {
    throw Object.assign(new Error(SECRET), { code: '57014' });
  };
  const as = (...args: Parameters<typeof api.wardline.as>) => ({
    ...api.wardline.as(...args),
    read: fail,
  });
  const handler = createGraphQLHandler({
    wardline: { ...api.wardline, as } as never,
    mode: 'production',
    onError: (report) => reports.push(report),
  });
  const { token } = await api.client(world.a.people.mspAdmin);
  const response = await handler.fetch(
    new Request('http://wardline.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ tickets(first: 1) { nodes { id } } }' }),
    }),
  );
  const text = await response.text();
  expect(JSON.parse(text).errors[0].extensions.code).toBe('TIMEOUT');
  expect(text).not.toContain('Jane');
  expect(reports).toMatchObject([{ code: '57014' }]);
});

test.each([
  ['while reading', '{ tickets(first: 1) { nodes { id } } }'],
  [
    'while writing',
    'mutation { organizationCreate(input: { name: "x" }) { userErrors { code } } }',
  ],
])('%s', async (_when, query) => {
  const reports: ErrorReport[] = [];
  const fail = () => {
    throw Object.assign(new Error(SECRET), { code: 'XX000', detail: SECRET });
  };
  // A database that breaks: the port through which everything reaches it.
  const wardline = {
    ...api.wardline,
    as: (...args: Parameters<typeof api.wardline.as>) => ({
      ...api.wardline.as(...args),
      read: fail,
      organizations: { create: fail },
    }),
  } as never;
  const handler = createGraphQLHandler({
    wardline,
    mode: 'production',
    onError: (report) => reports.push(report),
  });
  const { token } = await api.client(world.a.people.mspAdmin);
  const response = await handler.fetch(
    new Request('http://wardline.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    }),
  );
  const text = await response.text();
  const { errors } = JSON.parse(text);
  const requestId = response.headers.get('x-request-id');
  expect(errors).toHaveLength(1);
  expect(errors[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId });
  expect(errors[0].message).toContain(requestId);
  expect(reports).toEqual([
    { requestId, name: 'Error', code: 'XX000', stack: expect.stringMatching(/^\s+at /) },
  ]);
  for (const said of [text, JSON.stringify(reports)])
    expect(said).not.toMatch(/patient|Jane|insert into/);
});

test('the request id of a mutation stands on its audit entries', async () => {
  const admin = await api.client(world.a.people.mspAdmin);
  const ticketId = toGlobalId('Ticket', world.a.tickets.nurse);
  const answer = await admin.ask(
    'mutation($i: InternalNoteAddInput!) { internalNoteAdd(input: $i) { userErrors { code } } }',
    { i: { ticketId, body: 'Hm' } },
  );
  const { auditEntries } = await admin.data('{ auditEntries(first: 1) { nodes { requestId } } }');
  expect(auditEntries.nodes[0].requestId).toBe(answer.headers.get('x-request-id'));
});
