// HTTP requests made to hurt: typed answers with the right status, before anything is read.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everyRow } from '../../platform/test/rows.ts';
import {
  type Answer,
  type Client,
  days,
  ENDPOINT,
  must,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let nurse: Client;
let before: unknown;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  nurse = await api.client(world.a.people.nurse);
  await nurse.data('{ viewer { side } }');
  before = await everyRow(api.database);
});
afterAll(() => api.close());
beforeEach(() => api.statements.reset());

const json = (more: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  authorization: `Bearer ${nurse.token}`,
  ...more,
});
const VIEWER = JSON.stringify({ query: '{ viewer { side } }' });
const CREATE = 'mutation { organizationCreate(input: { name: "x" }) { userErrors { code } } }';

function expectRefusal(answer: Answer, status: number, code: string) {
  expect({
    status: answer.status,
    code: answer.errors[0]?.extensions?.code,
    text: answer.text,
  }).toEqual({
    status,
    code,
    text: expect.any(String),
  });
  expect(answer.text).not.toMatch(/node_modules|\bat .*:\d+|originalError|SyntaxError/);
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(api.statements.seen()).toEqual([]);
}

describe('bodies', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{ viewer { side } }'],
    ['half of JSON', '{"query":'],
    ['5', '5'],
    ['null', 'null'],
    ['[]', '[]'],
    ['"text"', '"text"'],
    ['a batch of ten', JSON.stringify(Array(10).fill({ query: '{ viewer { side } }' }))],
    [
      '100,000 arrays',
      `{"query":"{ viewer { side } }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
    ['100,000 objects', `{"variables":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['invalid UTF-8', Buffer.from([...Buffer.from('{"query":"'), 0xc3, 0x28, 0x22, 0x7d])],
    ['half of a character', Buffer.from([0x22, 0xf0, 0x9f, 0x98])],
    ['a BOM and rubbish', '\ufeffx'],
    ['no query', '{}'],
    ['a query that is a number', '{"query":5}'],
    ['variables that are a list', '{"query":"{ viewer { side } }","variables":[1]}'],
    ['variables that are a text', '{"query":"{ viewer { side } }","variables":"{}"}'],
    ['extensions that are a text', '{"query":"{ viewer { side } }","extensions":"{}"}'],
    ['an operationName that is an object', '{"query":"{ viewer { side } }","operationName":{}}'],
    ['a parameter nobody knows', '{"query":"{ viewer { side } }","__proto__x":1}'],
  ])('%s', async (_what, body) => expectRefusal(await api.post(body, json()), 400, 'BAD_REQUEST'));

  test('over a megabyte, declared', async () => {
    const body = JSON.stringify({
      query: '{ viewer { side } }',
      variables: { a: 'x'.repeat(1_000_001) },
    });
    expectRefusal(
      await api.post(body, json({ 'content-length': String(body.length) })),
      413,
      'BODY_TOO_LARGE',
    );
  });

  test('fifty megabytes, chunk by chunk: no more than one is read', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 100_000;
        if (sent > 50_000_000) return controller.close();
        controller.enqueue(Buffer.alloc(100_000, 0x20));
      },
    });
    expectRefusal(await api.post(body, json()), 413, 'BODY_TOO_LARGE');
    expect(sent).toBeLessThan(2_000_000);
  });

  test.each(['gzip', 'br', 'identity', 'x'])('content-encoding: %s', async (encoding) =>
    expectRefusal(
      await api.post(VIEWER, json({ 'content-encoding': encoding })),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ),
  );

  test('a BOM before good JSON is no harm', async () => {
    expect((await api.post(`\ufeff${VIEWER}`, json())).data).toEqual({
      viewer: { side: 'CLIENT' },
    });
  });

  test('keys like __proto__ change nothing', async () => {
    const body = `{"query":"{ viewer { side } }","variables":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}`;
    expect((await api.post(body, json())).data).toEqual({ viewer: { side: 'CLIENT' } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('media types that a browser’s form can send', () => {
  test.each([
    ['text/plain', VIEWER],
    ['text/plain;charset=UTF-8', VIEWER],
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(CREATE)}`],
    [
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: CREATE })}\r\n--x--`,
    ],
    ['application/graphql', CREATE],
    ['application/json-patch+json', VIEWER],
    ['application/jsonx', VIEWER],
  ])('%s', async (type, body) =>
    expectRefusal(
      await api.post(body, json({ 'content-type': type })),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ),
  );

  test('none at all', async () => {
    const request = new Request(ENDPOINT, {
      method: 'POST',
      headers: { authorization: `Bearer ${nurse.token}` },
      body: Buffer.from(VIEWER),
    });
    expectRefusal(await api.send(request), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  test('application/json in any case and with parameters is JSON', async () => {
    for (const type of ['APPLICATION/JSON', 'application/json; charset=utf-8']) {
      expect((await api.post(VIEWER, json({ 'content-type': type }))).data).toEqual({
        viewer: { side: 'CLIENT' },
      });
    }
  });
});

describe('methods', () => {
  const get = (query: string, more = '') =>
    api.send(
      new Request(`${ENDPOINT}?query=${encodeURIComponent(query)}${more}`, {
        headers: { authorization: `Bearer ${nurse.token}`, accept: 'application/json' },
      }),
    );

  test('GET reads', async () => {
    expect((await get('{ viewer { side } }')).data).toEqual({ viewer: { side: 'CLIENT' } });
    expect(
      (await get('query($n: Int!) { clinics(first: $n) { nodes { name } } }', '&variables={"n":1}'))
        .data.clinics.nodes,
    ).toHaveLength(1);
  });

  test('GET does not write', async () => {
    const answer = await get(CREATE);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  test.each([
    ['variables that are no JSON', '&variables={'],
    ['variables that nest 100,000 deep', `&variables=${'['.repeat(100_000)}`],
    ['variables that are a list', '&variables=[1]'],
    ['extensions that are no JSON', '&extensions=x'],
  ])('GET with %s', async (_what, more) => {
    const answer = await get('{ viewer { side } }', more);
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions?.code).toBe('BAD_REQUEST');
    expect(answer.text).not.toMatch(/SyntaxError|position|originalError/);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('%s', async (method) => {
    const body = method === 'HEAD' ? null : VIEWER;
    const answer = await api.send(new Request(ENDPOINT, { method, headers: json(), body }));
    expect(answer.status).toBe(405);
  });

  test('another path', async () => {
    for (const path of ['/', '/graphql/x', '/admin', '/graphql/../etc/passwd', '/.env']) {
      const answer = await api.send(
        new Request(`http://wardline.test${path}`, { headers: json() }),
      );
      expect(answer.status, path).toBe(404);
    }
  });
});

describe('credentials', () => {
  const answers: Answer[] = [];
  const unauthenticated = async (headers: Record<string, string>) => {
    const answer = await api.post(VIEWER, { 'content-type': 'application/json', ...headers });
    expect(answer.status, JSON.stringify(headers)).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    answers.push(answer);
  };

  test('none, malformed, of another scheme, of nobody', async () => {
    await unauthenticated({});
    const [, id, secret] = nurse.token.split('_');
    const others = [
      '',
      'Bearer',
      'Bearer ',
      'Basic bm9ib2R5',
      nurse.token,
      `Bearer  ${nurse.token}x`,
      `Bearer ${nurse.token}, Bearer ${nurse.token}`,
      `Bearer ${nurse.token.slice(0, -1)}`,
      `Bearer ${nurse.token.toUpperCase()}`,
      `Bearer wl_${id}_`,
      `Bearer wl__${secret}`,
      `Bearer wl_${id}_${'A'.repeat(secret?.length ?? 0)}`,
      `Bearer xx_${id}_${secret}`,
      `Bearer ${'x'.repeat(100_000)}`,
      'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.',
      'Bearer null',
      "Bearer ' or 1=1 --",
    ];
    for (const authorization of others) await unauthenticated({ authorization });
  });

  test('expired and revoked ones', async () => {
    const expiresAt = api.ports.now() + days(1);
    const admin = await world.a.people.mspAdmin.desk();
    const expiring = await must(
      admin.apiKeys.create({ name: 'x', scopes: ['clinic:read'], expiresAt }),
    );
    const revoked = await must(
      admin.apiKeys.create({ name: 'x', scopes: ['clinic:read'], expiresAt: expiresAt + days(1) }),
    );
    const clinics = '{ clinics(first: 1) { nodes { name } } }';
    for (const { token } of [expiring, revoked])
      await (await api.client(token ?? '')).data(clinics);
    await must(admin.apiKeys.revoke({ apiKeyId: revoked.apiKeyId }));
    api.ports.advance(days(1));
    for (const { token } of [expiring, revoked]) {
      for (const query of [clinics, '{ viewer { side } }', '{ viewer { scopes } }', CREATE]) {
        const answer = await (await api.client(token ?? '')).ask(query);
        expect({ status: answer.status, code: answer.errors[0]?.extensions?.code, query }).toEqual({
          status: 401,
          code: 'UNAUTHENTICATED',
          query,
        });
        answers.push(answer);
      }
    }
    before = await everyRow(api.database);
  });

  test('all of them are told the same', () => {
    expect(new Set(answers.map(({ errors }) => errors[0]?.message)).size).toBe(1);
  });

  test('a token in the address is no token', async () => {
    const answer = await api.send(
      new Request(
        `${ENDPOINT}?query={viewer{side}}&access_token=${nurse.token}&token=${nurse.token}`,
      ),
    );
    expect(answer.status).toBe(401);
  });

  test('headers choose nothing: not who, not which tenant', async () => {
    const query = '{ viewer { person { id } } clinics(first: 10) { nodes { id } } }';
    const plain = await nurse.data(query);
    const forged = {
      'x-user-id': world.a.people.mspAdmin.id,
      'x-tenant-id': world.b.mspId,
      'x-msp-id': world.b.mspId,
      'x-clinic-id': world.b.clinics.riverside,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-user': 'admin',
      'x-forwarded-host': 'evil.example',
      'x-request-id': 'mine',
      'x-http-method-override': 'GET',
      host: 'evil.example',
      cookie: 'session=admin',
      origin: 'null',
    };
    const answer = await nurse.ask(query, {}, forged);
    expect(answer.data).toEqual(plain);
    expect(answer.headers.get('x-request-id')).not.toBe('mine');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a preflight is promised nothing', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await api.send(new Request(ENDPOINT, { method: 'OPTIONS', headers }));
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('idempotency keys', () => {
  test.each([
    ['empty', ''],
    ['256 characters', 'x'.repeat(256)],
    ['white space inside', 'a b'],
    ['not ASCII', 'é'],
  ])('%s', async (_what, key) => {
    const input = {
      clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
      type: 'INCIDENT',
      domain: 'IT',
      title: 'x',
    };
    const answer = await nurse.ask(
      'mutation($i: TicketCreateInput!) { ticketCreate(input: $i) { userErrors { code } } }',
      { i: input },
      { 'idempotency-key': key },
    );
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions?.code).toBe('BAD_IDEMPOTENCY_KEY');
  });
});

test('answers are not to be kept or sniffed', async () => {
  const { headers } = await nurse.ask('{ viewer { side } }');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('all of it wrote nothing, was never a 5xx, and no error of ours', async () => {
  expect(await everyRow(api.database)).toEqual(before);
  expect(api.answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
  expect(api.reports).toEqual([]);
});
