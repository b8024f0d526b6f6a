// The handler on a real server: sockets, half requests, and the audit of the GraphQL over HTTP specification.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOf } from './support/api.ts';
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
let server: Server;
let url: string;
let port: number;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  nurse = await api.client(world.a.people.nurse);
  server = createServer(api.handler.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}/graphql`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.close();
});

const QUERY = JSON.stringify({ query: '{ viewer { person { displayName } } }' });
const post = async (body: RequestInit['body'], headers: Record<string, string> = {}) =>
  answerOf(
    await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${nurse.token}`,
        ...headers,
      },
      body: body ?? null,
      duplex: 'half',
    } as RequestInit),
  );

/** Sends bytes as they are; all that comes back until the server ends the connection. */
function raw(lines: string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received)).on('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  });
}
const head = (...more: string[]) => [
  'POST /graphql HTTP/1.1',
  `Host: 127.0.0.1:${port}`,
  'Content-Type: application/json',
  `Content-Length: ${Buffer.byteLength(QUERY)}`,
  'Connection: close',
  ...more,
];

describe('a server', () => {
  test('answers', async () => {
    const answer = await post(QUERY);
    expect(answer.data).toEqual({ viewer: { person: { displayName: 'Nora Nurse' } } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  });

  test('opens a ticket', async () => {
    const input = {
      clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
      type: 'INCIDENT',
      domain: 'IT',
      title: 'No label',
    };
    const query =
      'mutation($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { number state } userErrors { code } } }';
    const { data } = await post(JSON.stringify({ query, variables: { input } }), {
      'idempotency-key': 'wire',
    });
    expect(data.ticketCreate).toMatchObject({ ticket: { state: 'NEW' }, userErrors: [] });
  });

  test('tells whether it is alive and ready', async () => {
    for (const path of ['/health', '/ready'])
      expect((await fetch(new URL(path, url))).status).toBe(200);
  });

  test('answers many at once, each its own', async () => {
    const lake = await api.client(world.a.people.lakesideNurse);
    const names = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const { token } = i % 2 === 0 ? nurse : lake;
        return (await post(QUERY, { authorization: `Bearer ${token}` })).data.viewer.person
          .displayName;
      }),
    );
    expect(names).toEqual(names.map((_, i) => (i % 2 === 0 ? 'Nora Nurse' : 'Lea Nurse')));
  });
});

describe('hostile connections', () => {
  test('two Authorization headers are refused, whichever would do', async () => {
    const good = `Authorization: Bearer ${nurse.token}`;
    for (const two of [
      [good, good],
      [good, 'Authorization: Bearer x'],
      ['Authorization: Bearer x', good],
    ]) {
      const answer = await raw(head(...two), QUERY);
      expect(answer).toMatch(/^HTTP\/1.1 40[01] /);
      expect(answer).not.toContain('Nora');
    }
    expect(await raw(head(good), QUERY)).toContain('Nora');
  });

  test('over a megabyte is told so, declared or not', async () => {
    const large = JSON.stringify({
      query: '{ viewer { side } }',
      variables: { a: 'x'.repeat(1_500_000) },
    });
    const declared = await post(large);
    expect([declared.status, declared.errors[0]?.extensions?.code]).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
    const chunked = await post(new Blob([large]).stream());
    expect([chunked.status, chunked.errors[0]?.extensions?.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('a length and chunks together are refused by the parser', async () => {
    const answer = await raw(
      head(`Authorization: Bearer ${nurse.token}`, 'Transfer-Encoding: chunked'),
      QUERY,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });

  test('who leaves in the middle of a body, or before the answer, is no error of ours', async () => {
    const left = (lines: string[], body: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.resetAndDestroy());
        });
        socket.on('close', () => resolve()).on('error', () => {});
      });
    const lines = head(`Authorization: Bearer ${nurse.token}`);
    for (let i = 0; i < 10; i++) {
      await left(lines, QUERY.slice(0, 10));
      await left(lines, QUERY);
      await left(lines.slice(0, 3), '');
    }
    // Requests that come after have been answered when this is: what those before left has been seen.
    for (let i = 0; i < 10; i++) expect((await post(QUERY)).status).toBe(200);
    expect(api.reports).toEqual([]);
  });

  test('a browser that gives up is no error either', async () => {
    const controller = new AbortController();
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(Buffer.from(QUERY.slice(0, 5))),
    });
    const answer = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${nurse.token}` },
      body,
      duplex: 'half',
      signal: controller.signal,
    } as RequestInit);
    controller.abort();
    await expect(answer).rejects.toThrow();
    for (let i = 0; i < 5; i++) expect((await post(QUERY)).status).toBe(200);
    expect(api.reports).toEqual([]);
  });
});

describe('the audit of the GraphQL over HTTP specification', () => {
  test('nothing to complain of: no error, no warning', async () => {
    const results = await auditServer({
      url,
      fetchFn: (input: string, init: RequestInit = {}) =>
        fetch(input, {
          ...init,
          headers: { ...(init.headers as object), authorization: `Bearer ${nurse.token}` },
        }),
    });
    const complaints = results.filter(({ status }) => status === 'error' || status === 'warn');
    expect(
      complaints.map((it) => `${it.id} ${it.name} ${'reason' in it ? it.reason : ''}`),
    ).toEqual([]);
    expect(results.length).toBeGreaterThan(50);
    expect(api.reports).toEqual([]);
  });
});
