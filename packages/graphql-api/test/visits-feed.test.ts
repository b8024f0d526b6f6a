// Visits as a calendar to subscribe to: what whoever asks may read, in what a calendar may leave the house with.
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { midnight } from '../../platform/test/support/dispatch-world.ts';
import { testMember } from '../../platform/test/support/index.ts';
import { createGraphQLHandler, type ErrorReport } from '../src/index.ts';
import {
  days,
  hours,
  must,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
});
afterAll(() => api.close());

const basic = (password: string) =>
  `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;
const get = (token: string, query: string, handler = api.handler, feed = 'visits') =>
  handler.fetch(
    new Request(`http://wardline.test/feeds/${feed}.ics${query}`, {
      headers: { authorization: basic(token) },
    }),
  );
const whose = (
  parameter: 'person' | 'team' | 'clinic',
  type: 'Person' | 'Team' | 'Clinic',
  id: string,
) => `?${parameter}=${encodeURIComponent(toGlobalId(type, id))}`;
const technicians = () => whose('person', 'Person', world.a.people.technician.id);
const riverside = () => whose('clinic', 'Clinic', world.a.clinics.riverside);
const token = (who: keyof TwoMsps['a']['people']) => world.a.people[who].token();

/** What a calendar program makes of the answer. */
async function calendarOf(response: Response) {
  const text = await response.text();
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      location: event.location,
      from: event.startDate.toJSDate().getTime(),
      until: event.endDate.toJSDate().getTime(),
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      properties: component.getAllProperties().map(({ name }) => name),
    };
  });
  return { text, calendar, events };
}
const uid = (id: string) => `${id}@visits.wardline`;
const visits = () => world.a.visits;

describe('a person’s visits', () => {
  test('with number, clinic and times, and no word that anybody wrote', async () => {
    const response = await get(await token('dispatcher'), technicians());
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const { text, calendar, events } = await calendarOf(response);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Visits: Tom Technician');
    expect(events.map((event) => event.uid)).toEqual(
      [visits().toMove, visits().toGo, visits().confidential].map(uid),
    );
    const from = midnight(api.ports.now(), 3) + hours(10);
    const [number] = await api.database.admin<{ number: string }>(
      'select number from ticket where id = $1',
      [world.a.tickets.shared],
    );
    expect(events[0]).toEqual({
      uid: uid(visits().toMove),
      summary: `${number?.number}, Riverside`,
      location: 'Riverside',
      from,
      until: from + hours(1),
      sequence: 1,
      status: 'CONFIRMED',
      properties: expect.not.arrayContaining(['description', 'url', 'attendee', 'comment']),
    });
    // Neither titles nor notes nor rooms.
    expect(text).not.toMatch(/Pump|account|mat|Ring|Room|error/);
    expect(text).not.toContain(world.a.marker);
  });

  test('moved and called off, under the same id; no line is longer than 75 octets', async () => {
    const { desk } = world.a;
    const clinicId = world.a.clinics.riverside;
    const name =
      'Überörtliche Gemeinschaftspraxis; Radiologie, Nuklearmedizin\\Strahlentherapie am Park';
    await must(desk.clinics.update({ clinicId, expectedVersion: 1, name }));
    const from = midnight(api.ports.now(), 8);
    const { toMove, toGo } = visits();
    api.ports.advance(1000);
    await must(
      desk.visits.reschedule({ visitId: toMove, expectedVersion: 1, from, until: from + hours(2) }),
    );
    await must(
      desk.visits.cancel({ visitId: toGo, expectedVersion: 1, reason: 'PERSON_UNAVAILABLE' }),
    );
    const { text, events } = await calendarOf(await get(await token('dispatcher'), technicians()));
    const byId = new Map(events.map((event) => [event.uid, event]));
    expect(byId.get(uid(toMove))).toMatchObject({ sequence: 2, from, status: 'CONFIRMED' });
    expect(byId.get(uid(toGo))).toMatchObject({ sequence: 2, status: 'CANCELLED' });
    expect(byId.get(uid(toGo))?.location).toBe(name);
    expect(text).toMatch(/\r\n$/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
  });

  test('a month of what was, a quarter of what comes', async () => {
    const { desk, tickets, people } = world.a;
    const plan = async (day: number) => {
      const from = midnight(api.ports.now(), day);
      const personId = people.mspAdmin.id;
      const slot = { from, until: from + hours(1) };
      return (await must(desk.visits.plan({ ticketId: tickets.nurse, personId, ...slot }))).visitId;
    };
    const [soon, late] = [await plan(1), await plan(120)];
    const admins = whose('person', 'Person', people.mspAdmin.id);
    const seen = async () => {
      const { events } = await calendarOf(await get(await token('mspAdmin'), admins));
      return events.map((event) => event.uid);
    };
    expect(await seen()).toEqual([uid(soon)]);
    api.ports.advance(days(31));
    expect(await seen()).toEqual([uid(soon), uid(late)]);
    api.ports.advance(days(3));
    expect(await seen()).toEqual([uid(late)]);
    api.ports.advance(-days(34));
  });

  test('more than one page of them', async () => {
    const { desk, tickets } = world.a;
    const { personId: busy } = await must(
      desk.people.create({ side: 'PROVIDER', displayName: 'Bea Busy', email: null }),
    );
    await must(desk.grants.create({ personId: busy, role: 'TECHNICIAN', reason: 'hired' }));
    const start = midnight(api.ports.now(), 2);
    for (let index = 0; index < 103; index++) {
      const from = start + hours(index);
      const slot = { personId: busy, from, until: from + hours(1) };
      await must(desk.visits.plan({ ticketId: tickets.nurse, ...slot }));
    }
    const response = await get(await token('dispatcher'), whose('person', 'Person', busy));
    const { events } = await calendarOf(response);
    expect(events).toHaveLength(103);
    expect(new Set(events.map((event) => event.uid)).size).toBe(103);
  });
});

describe('a team’s, and a clinic’s', () => {
  test('say who goes', async () => {
    const team = whose('team', 'Team', world.a.teams.serviceDesk);
    for (const query of [team, riverside()]) {
      const { events } = await calendarOf(await get(await token('dispatcher'), query));
      expect(events.length).toBeGreaterThan(3);
      for (const { summary } of events) {
        expect(summary).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+: INC-\d+, /);
      }
      expect(events.map((event) => event.uid)).toContain(uid(visits().toCancel));
    }
  });
});

describe('what somebody may not read is not in it', () => {
  test('a clinic’s staff see the visits of what the clinic shares, not of what is confidential', async () => {
    for (const [who, confidential] of [
      ['clinicAdmin', true],
      ['nurse', false],
    ] as const) {
      const { events } = await calendarOf(await get(await token(who), riverside()));
      const uids = events.map((event) => event.uid);
      expect(uids, who).toContain(uid(visits().toCancel));
      expect(uids.includes(uid(visits().confidential)), who).toBe(confidential);
    }
  });

  test('another MSP’s, nobody’s, two at once and none at all are alike', async () => {
    const dispatcher = await token('dispatcher');
    const nowhere = '01938000-0000-7000-8000-00000000dead';
    const answers = await Promise.all(
      [
        whose('person', 'Person', world.b.people.technician.id),
        whose('team', 'Team', world.b.teams.serviceDesk),
        whose('clinic', 'Clinic', world.b.clinics.riverside),
        whose('person', 'Person', nowhere),
        whose('person', 'Team' as 'Person', world.a.teams.serviceDesk),
        `${technicians()}&clinic=x`,
        '?person=',
        '',
      ].map(async (query) => {
        const response = await get(dispatcher, query);
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect([...new Set(answers)]).toEqual([
      '404 Name one person, team or clinic: there is no such for you.\n',
    ]);
  });

  test('a key without the scope to read tickets reads no visit', async () => {
    const expiresAt = api.ports.now() + days(3);
    const scopes = ['member:read'] as const;
    const key = await must(world.a.desk.apiKeys.create({ name: 'People', scopes, expiresAt }));
    const { events } = await calendarOf(await get(key.token ?? '', technicians()));
    expect(events).toEqual([]);
    expect((await get('wl_nothing', technicians())).status).toBe(401);
  });
});

describe('an error of ours', () => {
  test.each(['on-call', 'visits'])('says nothing but its id: %s', async (feed) => {
    const reports: ErrorReport[] = [];
    const SECRET = 'insert into patient values ($1) -- Jane Doe';
    const fail = () => {
      throw Object.assign(new Error(SECRET), { code: 'XX000', detail: SECRET });
    };
    // A database that breaks: the port through which everything reaches it.
    const wardline = {
      ...api.wardline,
      as: (...args: Parameters<typeof api.wardline.as>) => ({
        ...api.wardline.as(...args),
        read: fail,
      }),
    } as never;
    const handler = createGraphQLHandler({
      wardline,
      mode: 'production',
      onError: (report) => reports.push(report),
    });
    const query = technicians();
    const response = await get(await token('dispatcher'), query, handler, feed);
    const requestId = response.headers.get('x-request-id');
    const text = await response.text();
    expect([response.status, response.headers.get('content-type'), text]).toEqual([
      500,
      'text/plain; charset=utf-8',
      `Something went wrong here. Tell the operator this request id: ${requestId}\n`,
    ]);
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(reports).toEqual([
      { requestId, name: 'Error', code: 'XX000', stack: expect.stringMatching(/^\s+at /) },
    ]);
    expect(JSON.stringify(reports)).not.toMatch(/patient|Jane/);
  });
});

test('whoever is named on a ticket of a clinic that they have no rights at reads when, not where', async () => {
  const { desk, clinics, people } = world.a;
  const { personId } = await must(
    desk.people.create({ side: 'CLIENT', clinicId: clinics.hilltop, displayName: 'Bea Both' }),
  );
  const bea = testMember(api.wardline, world.a.mspId, desk, personId as never);
  const staff = { personId, role: 'CLINIC_STAFF', clinicId: clinics.hilltop } as const;
  await must(desk.grants.create({ ...staff, reason: 'test' }));
  await must(desk.people.addAffiliation({ personId, clinicId: clinics.riverside }));
  const { ticketId } = await must(
    desk.tickets.open({
      type: 'SERVICE_REQUEST',
      clinicId: clinics.riverside,
      requesterId: personId as never,
      title: 'The ledger',
      description: 'Does not open.',
      channel: 'PHONE',
      domain: 'IT',
    }),
  );
  const from = midnight(api.ports.now(), 5) + hours(10);
  const slot = { personId: people.technician.id, from, until: from + hours(1) };
  const { visitId } = await must(desk.visits.plan({ ticketId, ...slot, overrideReason: 'x' }));
  const { text, events } = await calendarOf(await get(await bea.token(), technicians()));
  expect(events).toMatchObject([
    { uid: uid(visitId), summary: expect.stringMatching(/^REQ-\d+$/), location: null },
  ]);
  expect(text).not.toContain('undefined');
  const client = await api.client(bea);
  const { visits: list } = await client.data(
    '{ visits(first: 9) { nodes { id timeZone clinic { name } } } }',
  );
  const id = toGlobalId('Visit', visitId);
  expect(list.nodes).toEqual([{ id, timeZone: null, clinic: null }]);
});
