// What users of other service desks have complained of for years: clocks and roles, through the API. The
// numbers are those of their public trackers; the laws behind them are tested in @wardline/sla-engine.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  days,
  hours,
  MONDAY_9,
  type MspWorld,
  minutes,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
let desk: Client;
let nurse: Client;
beforeAll(async () => {
  api = await testApi();
  ({ a } = await twoMsps(api.wardline));
  desk = await api.client(a.people.mspAdmin);
  nurse = await api.client(a.people.nurse);
});
afterAll(() => api.close());

// Riverside is open from 09:00 to 17:00 in New York: 09:00 on Monday is where time begins.
const open = async (more: object = {}) => {
  const { ticket } = await nurse.mutate(
    'ticketCreate',
    {
      clinicId: toGlobalId('Clinic', a.clinics.riverside),
      ...{ type: 'INCIDENT', domain: 'IT', title: 'The scanner stops', ...more },
    },
    'ticket { id }',
  );
  return ticket.id as string;
};
const read = async (id: string, fields: string, who = desk) =>
  (await who.data(`query($id: ID!) { node(id: $id) { ... on Ticket { ${fields} } } }`, { id }))
    .node;
const go = async (ticketId: string, to: string, more: object = {}) => {
  const { version: expectedVersion } = await read(ticketId, 'version');
  const input = { ticketId, expectedVersion, to, note: 'So it is.', ...more };
  expect((await desk.mutate('ticketTransition', input)).userErrors).toEqual([]);
};
/** The clock of the promise to resolve: Riverside's own, P3 within sixteen opening hours. */
const clock = async (id: string) => {
  const { clocks } = await read(
    id,
    'clocks(first: 2, filter: { metric: { eq: RESOLVE }, kind: { eq: SLA } }) { nodes { status elapsed remaining dueAt breachedAt cycle } }',
  );
  expect(clocks.nodes).toHaveLength(1);
  return clocks.nodes[0];
};
const HOLD = { holdReason: 'VENDOR' };
const RESOLVED = { resolutionCode: 'FIXED' };

describe('waiting', () => {
  test('is no breach, however long, and costs the wait alone (GLPI #24481, Alga resumeSla)', async () => {
    api.ports.set(MONDAY_9);
    const id = await open();
    api.ports.advance(hours(1));
    await go(id, 'ON_HOLD', HOLD);
    // Over a weekend, and many times what was promised.
    api.ports.advance(days(21));
    expect((await api.wardline.sweep()).failed).toEqual([]);
    expect(await clock(id)).toMatchObject({ status: 'PAUSED', elapsed: 'PT1H', breachedAt: null });
    await go(id, 'IN_PROGRESS');
    // Three Mondays later at 10:00, fifteen of sixteen hours left: seven on Monday, eight on Tuesday.
    expect(await clock(id)).toMatchObject({
      ...{ status: 'RUNNING', elapsed: 'PT1H', remaining: 'PT15H' },
      dueAt: new Date(MONDAY_9 + days(22) + hours(8)).toISOString(),
    });
  });

  test('stays what it was when the priority changes meanwhile (GLPI #6902, #15605)', async () => {
    api.ports.set(MONDAY_9 + days(28));
    const id = await open();
    api.ports.advance(hours(2));
    await go(id, 'ON_HOLD', HOLD);
    api.ports.advance(hours(3));
    const { version: expectedVersion } = await read(id, 'version');
    const urgent = { ticketId: id, expectedVersion, impact: 'HIGH', urgency: 'HIGH' };
    expect((await desk.mutate('ticketUpdate', urgent)).userErrors).toEqual([]);
    expect((await read(id, 'priority { level }')).priority.level).toBe('P1');
    expect(await clock(id)).toMatchObject({ status: 'PAUSED', elapsed: 'PT2H', remaining: 'PT2H' });
    await go(id, 'IN_PROGRESS');
    api.ports.advance(minutes(30));
    expect(await clock(id)).toMatchObject({ elapsed: 'PT2H30M', remaining: 'PT1H30M' });
  });
});

describe('coming back', () => {
  test('goes on with what was used; the time it was solved is neither work nor waiting (GLPI #23359, ConnectWise)', async () => {
    api.ports.set(MONDAY_9 + days(35));
    const id = await open();
    api.ports.advance(hours(2));
    await go(id, 'RESOLVED', RESOLVED);
    expect(await clock(id)).toMatchObject({ status: 'MET', elapsed: 'PT2H' });
    api.ports.advance(hours(5));
    const { version: expectedVersion } = await read(id, 'version', nurse);
    const again = { ticketId: id, expectedVersion, to: 'IN_PROGRESS', note: 'It stops again.' };
    expect((await nurse.mutate('ticketTransition', again)).userErrors).toEqual([]);
    expect(await clock(id)).toMatchObject({
      status: 'RUNNING',
      elapsed: 'PT2H',
      remaining: 'PT14H',
    });
    // Nothing escalates at once, as it does elsewhere (Zammad's own documentation).
    await api.wardline.sweep();
    expect(await clock(id)).toMatchObject({ status: 'RUNNING', breachedAt: null });
  });
});

describe('out of hours', () => {
  test('nothing counts until it opens, and who asks can tell when that is (GLPI #687, Frappe #2561)', async () => {
    // Friday at 18:00; the clinic opens on Monday.
    api.ports.set(MONDAY_9 + days(46) + hours(9));
    const id = await open();
    const monday = MONDAY_9 + days(49);
    expect(await clock(id)).toMatchObject({
      ...{ elapsed: 'PT0S', remaining: 'PT16H' },
      dueAt: new Date(monday + days(1) + hours(8)).toISOString(),
    });
    const { clinic } = await read(
      id,
      'clinic { calendar { businessTime { isOpen nextOpen } } }',
      nurse,
    );
    expect(clinic.calendar.businessTime).toEqual({
      ...{ isOpen: false, nextOpen: new Date(monday).toISOString() },
    });
    api.ports.set(monday + hours(1));
    expect(await clock(id)).toMatchObject({ elapsed: 'PT1H' });
  });
});

describe('who belongs to several', () => {
  test('is at each what they were made there (Frappe #1926)', async () => {
    const personId = toGlobalId('Person', a.people.lakesideNurse.id);
    const given = {
      ...{ personId, role: 'CLINIC_ADMIN', reason: 'Runs it' },
      clinicId: toGlobalId('Clinic', a.clinics.hilltop),
    };
    expect((await desk.mutate('grantCreate', given)).userErrors).toEqual([]);
    const lea = await api.client(a.people.lakesideNurse);
    const { tickets } = await lea.data(
      '{ tickets(first: 100) { nodes { confidential requester { displayName } clinic { name } } } }',
    );
    const at = (name: string) =>
      tickets.nodes.filter((ticket: { clinic: { name: string } }) => ticket.clinic.name === name);
    // Staff at Lakeside, where everybody sees their own; in charge at Hilltop, confidential ones included.
    expect(at('Lakeside').map((t: { requester: object }) => t.requester)).toEqual([
      { displayName: 'Lea Nurse' },
    ]);
    expect(at('Hilltop').some((t: { confidential: boolean }) => t.confidential)).toBe(true);
    const hire = (clinic: 'lakeside' | 'hilltop') =>
      lea.mutate('personCreate', {
        ...{ side: 'CLIENT', displayName: 'Somebody New' },
        clinicId: toGlobalId('Clinic', a.clinics[clinic]),
      });
    expect((await hire('hilltop')).userErrors).toEqual([]);
    expect((await hire('lakeside')).userErrors).toMatchObject([{ __typename: 'Forbidden' }]);
  });
});
