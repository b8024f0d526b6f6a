// Who is on call, as a calendar to subscribe to: behind a token that can be revoked, for the MSP's own people.
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { midnight } from '../../platform/test/support/dispatch-world.ts';
import {
  days,
  must,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let apiKeyId: string;
let token: string;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const key = await must(
    world.a.desk.apiKeys.create({
      name: 'Calendar',
      scopes: ['team:read', 'member:read'],
      expiresAt: api.ports.now() + days(30),
    }),
  );
  apiKeyId = key.apiKeyId;
  token = key.token ?? '';
});
afterAll(() => api.close());

const basic = (password: string) =>
  `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;
const fetchFeed = (authorization: string | null, team: string, method = 'GET') =>
  api.handler.fetch(
    new Request(`http://wardline.test/feeds/on-call.ics?team=${encodeURIComponent(team)}`, {
      method,
      headers: authorization === null ? {} : { authorization },
    }),
  );
const own = () => toGlobalId('Team', world.a.dispatch.teamId);

test('a calendar program reads the shifts with the names, by password or bearer', async () => {
  for (const authorization of [basic(token), `Bearer ${token}`]) {
    const response = await fetchFeed(authorization, own());
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const calendar = new ICAL.Component(ICAL.parse(await response.text()));
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('On call: On call');
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    const starts = events.map((event) => event.startDate.toJSDate().getTime());
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
    const tomorrow = events[starts.indexOf(midnight(api.ports.now(), 1))];
    expect(tomorrow?.summary).toBe('Tom Technician: First line');
    expect(tomorrow?.endDate.toJSDate().getTime()).toBe(midnight(api.ports.now(), 2));
    // An override replaces whose turn it is.
    const overridden = events[starts.indexOf(midnight(api.ports.now(), 20))];
    expect(overridden?.summary).toBe('Tom Technician: First line');
  }
});

describe('nobody else does', () => {
  test.each<[string, () => string | null]>([
    ['without a token', () => null],
    ['with a token of nobody', () => basic('wl_nothing')],
    ['with no password', () => `Basic ${Buffer.from('anybody').toString('base64')}`],
    ['with another scheme', () => 'Digest x'],
  ])('%s: 401, and what to send', async (_, authorization) => {
    const response = await fetchFeed(authorization(), own());
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Wardline", charset="UTF-8"',
    ]);
  });

  test('a team of another MSP, of nobody, and no team at all are alike', async () => {
    const foreign = toGlobalId('Team', world.b.dispatch.teamId);
    const answers = await Promise.all(
      [foreign, toGlobalId('Team', '01938000-0000-7000-8000-00000000dead'), 'x', ''].map(
        async (team) => {
          const response = await fetchFeed(basic(token), team);
          return `${response.status} ${await response.text()}`;
        },
      ),
    );
    expect([...new Set(answers)]).toEqual(['404 There is no such team for you.\n']);
  });

  test('a clinic’s own people', async () => {
    for (const who of ['orgAdmin', 'clinicAdmin', 'nurse'] as const) {
      const response = await fetchFeed(basic(await world.a.people[who].token()), own());
      expect(response.status).toBe(404);
    }
  });

  test('other methods', async () => {
    expect((await fetchFeed(basic(token), own(), 'POST')).status).toBe(405);
  });

  test('once the key is revoked, the subscription ends', async () => {
    await must(world.a.desk.apiKeys.revoke({ apiKeyId }));
    expect((await fetchFeed(basic(token), own())).status).toBe(401);
  });
});
