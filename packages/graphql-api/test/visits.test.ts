// The dispatch calendar: who goes where and when, what the clinic sees of it, and what stands in the way.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { midnight } from '../../platform/test/support/dispatch-world.ts';
import {
  type Client,
  hours,
  minutes,
  must,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let dispatcher: Client;
let technician: Client;
let nurse: Client;
let clinicAdmin: Client;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const { people } = world.a;
  dispatcher = await api.client(people.dispatcher);
  technician = await api.client(people.technician);
  nurse = await api.client(people.otherNurse);
  clinicAdmin = await api.client(people.clinicAdmin);
});
afterAll(() => api.close());

const ticket = (which: keyof TwoMsps['a']['tickets']) =>
  toGlobalId('Ticket', world.a.tickets[which]);
const person = (who: keyof TwoMsps['a']['people']) => toGlobalId('Person', world.a.people[who].id);
const at = (day: number, hour: number) =>
  new Date(midnight(api.ports.now(), day) + hours(hour)).toISOString();
const slot = (day: number, from: number, until = from + 1) => ({
  from: at(day, from),
  until: at(day, until),
});
const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const FIELDS =
  'id version state kind plannedFrom plannedUntil timeZone arrivedAt leftAt endReason publicNote nextStates proposedWork { startedAt minutes } person { displayName } location { name } briefing { internalNote overrideReason }';
const plan = (input: object, as = dispatcher) =>
  as.mutate(
    'visitPlan',
    { ticketId: ticket('shared'), personId: person('technician'), ...input },
    `visit { ${FIELDS} } warnings { code message }`,
  );
const change = (mutation: string, input: object, as = technician) =>
  as.mutate(mutation, input, `visit { ${FIELDS} }`);

describe('a visit from the plan to the time sheet', () => {
  let visit: { id: string; version: number };

  test('a dispatcher plans it, and is told what to mind', async () => {
    const day = slot(20, 15);
    const planned = await plan({
      ...day,
      locationId: toGlobalId('Location', world.a.locations.room),
      publicNote: 'Have the pump ready',
      internalNote: 'Ask for Nils',
    });
    visit = planned.visit;
    expect(planned.visit).toMatchObject({
      version: 1,
      state: 'PLANNED',
      kind: 'ON_SITE',
      plannedFrom: day.from,
      plannedUntil: day.until,
      timeZone: 'America/New_York',
      publicNote: 'Have the pump ready',
      nextStates: ['EN_ROUTE', 'ON_SITE', 'NO_ACCESS', 'CANCELLED'],
      proposedWork: null,
      person: { displayName: 'Tom Technician' },
      location: { name: `Room 4 ${world.a.marker}` },
      briefing: { internalNote: 'Ask for Nils', overrideReason: null },
    });
  });

  test('the clinic sees it on its ticket, without what is between those who work', async () => {
    const { node } = await nurse.data(
      `query($id: ID!) { node(id: $id) { ... on Ticket {
        visits(last: 1) { nodes { ${FIELDS} } }
        timeline(last: 1) { nodes { __typename ... on VisitPlannedEntry { visitId plannedFrom plannedUntil } } }
      } } }`,
      { id: ticket('shared') },
    );
    const [seen] = node.visits.nodes;
    expect(seen).toMatchObject({
      id: visit.id,
      publicNote: 'Have the pump ready',
      person: { displayName: 'Tom Technician' },
      briefing: null,
    });
    const { from: plannedFrom, until: plannedUntil } = slot(20, 15);
    expect(node.timeline.nodes).toEqual([
      { __typename: 'VisitPlannedEntry', visitId: visit.id, plannedFrom, plannedUntil },
    ]);
    expect(api.answers.at(-1)?.text).not.toContain('Ask for Nils');
  });

  test('it is moved, said to be on the way, there and done; the calendar version goes along', async () => {
    const moved = await dispatcher.mutate(
      'visitReschedule',
      { visitId: visit.id, expectedVersion: 1, ...slot(0, 15) },
      `visit { ${FIELDS} } warnings { code }`,
    );
    expect(moved.visit).toMatchObject({ version: 2, plannedFrom: at(0, 15), state: 'PLANNED' });
    // What is left out stays.
    expect(moved.visit.briefing).toEqual({ internalNote: 'Ask for Nils', overrideReason: null });
    const step = async (expectedVersion: number, to: string, more: object = {}) =>
      (await change('visitTransition', { visitId: visit.id, expectedVersion, to, ...more })).visit;
    expect(await step(2, 'EN_ROUTE')).toMatchObject({ version: 3, state: 'EN_ROUTE' });
    api.ports.advance(hours(1));
    const arrivedAt = new Date(api.ports.now() - minutes(10)).toISOString();
    expect(await step(3, 'ON_SITE', { at: arrivedAt })).toMatchObject({ version: 4, arrivedAt });
    api.ports.advance(minutes(35));
    const leftAt = new Date(api.ports.now()).toISOString();
    expect(await step(4, 'DONE')).toMatchObject({
      version: 5,
      leftAt,
      nextStates: [],
      proposedWork: { startedAt: arrivedAt, minutes: 45 },
    });
    // Proposed, not logged.
    const { node } = await technician.data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { timeEntries(first: 9) { nodes { minutes } } } } }',
      { id: ticket('shared') },
    );
    expect(node.timeEntries.nodes).not.toContainEqual({ minutes: 45 });
  });

  test('each step stands in the timeline, which the clinic reads, and in the trail', async () => {
    const { node } = await nurse.data(
      `query($id: ID!) { node(id: $id) { ... on Ticket { timeline(last: 4) { nodes { __typename
        ... on VisitProgressedEntry { fromVisit toVisit endReason } } } } } }`,
      { id: ticket('shared') },
    );
    expect(node.timeline.nodes).toEqual([
      { __typename: 'VisitRescheduledEntry' },
      ...[
        ['PLANNED', 'EN_ROUTE'],
        ['EN_ROUTE', 'ON_SITE'],
        ['ON_SITE', 'DONE'],
      ].map(([fromVisit, toVisit]) => ({
        __typename: 'VisitProgressedEntry',
        fromVisit,
        toVisit,
        endReason: null,
      })),
    ]);
    const trail = await api.database.admin<{ action: string; facts: string }>(
      `select action, facts::text from audit_entry where action like 'Visit%' and facts->>'visitId' = $1 order by id`,
      [Buffer.from(visit.id, 'base64url').toString().split(':')[1]],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'VisitPlanned',
      'VisitRescheduled',
      'VisitProgressed',
      'VisitProgressed',
      'VisitProgressed',
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/pump ready|Nils/);
  });
});

describe('refused', () => {
  test.each<[string, () => object, string, string]>([
    ['reversed', () => ({ ...slot(21, 15), until: at(21, 14) }), 'TIME_OUT_OF_ORDER', 'until'],
    ['longer than a day', () => slot(21, 15, 40), 'SPAN_INVALID', 'until'],
    ['over', () => slot(-3, 15), 'SPAN_IN_PAST', 'until'],
    ['somebody who is away', () => slot(55, 15), 'PERSON_ABSENT', 'personId'],
    [
      'of the clinic’s own people',
      () => ({ ...slot(21, 15), personId: person('clinicAdmin') }),
      'PERSON_CANNOT_GO',
      'personId',
    ],
    [
      'an auditor, who works nowhere',
      () => ({ ...slot(21, 15), personId: person('auditor') }),
      'PERSON_CANNOT_GO',
      'personId',
    ],
    [
      'somebody of another clinic',
      () => ({ ...slot(21, 15), ticketId: ticket('lakeside') }),
      'PERSON_CANNOT_GO',
      'personId',
    ],
    [
      'a room of another clinic',
      () => ({ ...slot(21, 15), locationId: toGlobalId('Location', world.a.locations.lakeside) }),
      'NOT_FOUND',
      'locationId',
    ],
    ['nobody', () => ({ ...slot(21, 15), personId: 'x' }), 'NOT_FOUND', 'personId'],
    [
      'too many words',
      () => ({ ...slot(21, 15), internalNote: 'x'.repeat(2001) }),
      'TEXT_TOO_LONG',
      'internalNote',
    ],
  ])('%s', async (_, input, code, path) => {
    const { userErrors } = await plan(input());
    expect(codes(userErrors)).toEqual([[code, path]]);
  });

  test('two places at once; what touches does not', async () => {
    await plan(slot(22, 14, 16));
    expect(codes((await plan(slot(22, 15, 17))).userErrors)).toEqual([['VISIT_OVERLAPS', 'from']]);
    const touching = await plan(slot(22, 16));
    expect(touching.userErrors).toEqual([]);
    const { userErrors } = await dispatcher.mutate('visitReschedule', {
      visitId: touching.visit.id,
      expectedVersion: 1,
      from: at(22, 15),
    });
    expect(codes(userErrors)).toEqual([['VISIT_OVERLAPS', 'from']]);
    // Once one is called off, its time is free.
    const reason = 'CLINIC_ASKED';
    await change('visitCancel', { visitId: touching.visit.id, expectedVersion: 1, reason });
    expect((await plan(slot(22, 16))).userErrors).toEqual([]);
  });

  test('also where the planner does not see the other: a dispatcher of one clinic', async () => {
    const { desk, clinics, mspId } = world.a;
    const make = async (displayName: string, role: 'DISPATCHER' | 'TECHNICIAN', more: object) => {
      const made = await must(desk.people.create({ side: 'PROVIDER', displayName, email: null }));
      const { personId } = made;
      await must(desk.grants.create({ personId, role, reason: 'hired', ...more }));
      return personId;
    };
    const both = await make('Ben Both', 'TECHNICIAN', {});
    const local = await make('Lou Local', 'DISPATCHER', { clinicId: clinics.riverside });
    const personId = toGlobalId('Person', both);
    await plan({ ...slot(23, 15), personId, ticketId: ticket('lakeside') });
    const who = await api.wardline.member(mspId, local as never);
    const theirs = api.wardline.as(who);
    const from = midnight(api.ports.now(), 23) + hours(15);
    const refused = await theirs.visits.plan({
      ticketId: world.a.tickets.shared,
      personId: both,
      from,
      until: from + hours(1),
    });
    expect(refused).toMatchObject({ error: { code: 'VISIT_OVERLAPS', path: ['from'] } });
    expect(JSON.stringify(refused)).not.toMatch(/Lakeside|INC-/);
    const free = { ticketId: world.a.tickets.shared, personId: both, from: from + hours(1) };
    await must(theirs.visits.plan({ ...free, until: from + hours(2) }));
  });

  test('out of hours without a reason; with one it goes, and the reason stays inside', async () => {
    const { desk, calendarId, people } = world.a;
    const personId = people.dispatcher.id;
    await must(
      desk.dispatch.setPerson({ personId, expectedVersion: 1, workingCalendarId: calendarId }),
    );
    // Four o'clock in the morning of a Tuesday in New York.
    const early = { ...slot(1, 9), personId: person('dispatcher') };
    expect(codes((await plan(early)).userErrors)).toEqual([['OUTSIDE_WORKING_HOURS', 'from']]);
    const planned = await plan({ ...early, overrideReason: 'The ward is empty then' });
    expect(planned.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'OUTSIDE_WORKING_HOURS',
      'CLINIC_CLOSED',
    ]);
    expect(planned.visit.briefing.overrideReason).toBe('The ward is empty then');
  });

  test('on another version than the present one, and what a state does not allow', async () => {
    const { visit } = await plan(slot(24, 15));
    const id = { visitId: visit.id };
    const stale = await change('visitTransition', { ...id, expectedVersion: 9, to: 'ON_SITE' });
    expect(stale.userErrors).toMatchObject([{ __typename: 'VersionConflict' }]);
    const to = async (to: string, more: object = {}) =>
      codes(
        (await change('visitTransition', { ...id, expectedVersion: 1, to, ...more })).userErrors,
      );
    expect(await to('DONE')).toEqual([['VISIT_TRANSITION', 'to']]);
    expect(await to('CANCELLED')).toEqual([['VISIT_TRANSITION', 'to']]);
    expect(await to('NO_ACCESS')).toEqual([['REASON_REQUIRED', 'reason']]);
    expect(await to('ON_SITE', { at: at(9, 9) })).toEqual([['TIME_IN_FUTURE', 'at']]);
    expect(await to('NO_ACCESS', { reason: 'ROOM_IN_USE' })).toEqual([]);
    const moved = await dispatcher.mutate('visitReschedule', {
      ...id,
      expectedVersion: 2,
      ...slot(25, 15),
    });
    expect(codes(moved.userErrors)).toEqual([['VISIT_TRANSITION', 'visitId']]);
  });

  test('by clients, whoever they are; and by nobody of the provider for another’s clinic', async () => {
    for (const client of [nurse, clinicAdmin]) {
      const { userErrors } = await plan(slot(26, 15), client);
      expect(userErrors.map(({ code }: { code: string }) => code)).toEqual(['FORBIDDEN']);
      const cancelled = await change(
        'visitCancel',
        {
          visitId: toGlobalId('Visit', world.a.visits.toCancel),
          expectedVersion: 1,
          reason: 'OTHER',
        },
        client,
      );
      expect(cancelled.userErrors).toHaveLength(1);
    }
    const { userErrors } = await plan(
      { ...slot(26, 15), ticketId: ticket('lakeside') },
      technician,
    );
    expect(codes(userErrors)).toEqual([['NOT_FOUND', 'ticketId']]);
  });
});

describe('the ticket', () => {
  const open = async () => {
    const { ticketId } = await must(
      world.a.desk.tickets.open({
        type: 'INCIDENT',
        clinicId: world.a.clinics.riverside,
        requesterId: world.a.people.nurse.id,
        title: 'Screen stays dark',
        channel: 'PHONE',
        domain: 'IT',
      }),
    );
    return ticketId;
  };
  const cancelling = async (id: string, as = dispatcher) => {
    const { node } = await as.data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { version availableTransitions { to blockedBy { code } } } } }',
      { id },
    );
    const to = node.availableTransitions.find((each: { to: string }) => each.to === 'CANCELLED');
    const done = await as.mutate(
      'ticketTransition',
      { ticketId: id, expectedVersion: node.version, to: 'CANCELLED', note: 'Over' },
      'ticket { state }',
    );
    return { predicted: to.blockedBy, refused: done.userErrors, ticket: done.ticket };
  };

  test('is not cancelled while somebody is to come, and says so beforehand, to its requester too', async () => {
    const ticketId = toGlobalId('Ticket', await open());
    const { visit } = await plan({ ...slot(27, 15), ticketId });
    const requester = await api.client(world.a.people.nurse);
    for (const as of [dispatcher, requester]) {
      const { predicted, refused } = await cancelling(ticketId, as);
      expect(predicted).toEqual([{ code: 'VISITS_OPEN' }]);
      expect(refused).toMatchObject([{ __typename: 'TransitionRefused' }]);
    }
    await change('visitCancel', { visitId: visit.id, expectedVersion: 1, reason: 'OTHER' });
    const { predicted, refused, ticket } = await cancelling(ticketId);
    expect([predicted, refused, ticket]).toEqual([[], [], { state: 'CANCELLED' }]);
    expect(codes((await plan({ ...slot(27, 15), ticketId })).userErrors)).toEqual([
      ['TICKET_CLOSED', 'ticketId'],
    ]);
  });

  test('takes its open visits along when it is merged; what is over stays with it', async () => {
    const [source, target] = [await open(), await open()];
    const ticketId = toGlobalId('Ticket', source);
    const { visit: over } = await plan({ ...slot(28, 14), ticketId });
    await change('visitCancel', { visitId: over.id, expectedVersion: 1, reason: 'OTHER' });
    const { visit } = await plan({ ...slot(28, 15), ticketId });
    api.ports.advance(minutes(1));
    await must(world.a.desk.tickets.merge({ ticketId: source, targetId: target as never }));
    const query = `query($id: ID!) { node(id: $id) { ... on Ticket {
      visits(first: 9) { nodes { id version } } mergedTickets(first: 9) { nodes { visits(first: 9) { nodes { id } } } } } } }`;
    const { node } = await dispatcher.data(query, { id: toGlobalId('Ticket', target) });
    expect(node.visits.nodes).toEqual([{ id: visit.id, version: 2 }]);
    expect(node.mergedTickets.nodes).toEqual([{ visits: { nodes: [{ id: over.id }] } }]);
    // Whoever decided on what it was before is told.
    const late = await change('visitTransition', {
      visitId: visit.id,
      expectedVersion: 1,
      to: 'ON_SITE',
    });
    expect(late.userErrors).toMatchObject([{ __typename: 'VersionConflict' }]);
    const next = { visitId: visit.id, expectedVersion: 2, to: 'ON_SITE' };
    expect((await change('visitTransition', next)).userErrors).toEqual([]);
  });
});

describe('who sees which', () => {
  const seen = async (client: Client) => {
    const { visits } = await client.data(
      'query { visits(first: 100) { nodes { id briefing { internalNote } ticket { id } } } }',
    );
    return visits.nodes as { id: string; briefing: unknown; ticket: { id: string } | null }[];
  };
  const isConfidential = ({ id }: { id: string }) =>
    id === toGlobalId('Visit', world.a.visits.confidential);

  test('those of tickets one may read; confidential ones only who may read those', async () => {
    for (const [who, confidential, internal] of [
      ['mspAdmin', true, true],
      ['dispatcher', true, true],
      ['technician', true, true],
      ['auditor', true, true],
      ['clinicAdmin', true, false],
      // Her own ticket; the other nurse sees what the clinic shares.
      ['otherNurse', true, false],
      ['nurse', false, false],
    ] as const) {
      const visits = await seen(await api.client(world.a.people[who]));
      expect(visits.length, who).toBeGreaterThan(2);
      expect(visits.some(isConfidential), who).toBe(confidential);
      expect(
        visits.some(({ briefing }) => briefing !== null),
        who,
      ).toBe(internal);
      expect(
        visits.every(({ ticket }) => ticket !== null),
        who,
      ).toBe(true);
    }
    for (const who of ['external', 'hilltopNurse'] as const) {
      expect(await seen(await api.client(world.a.people[who])), who).toEqual([]);
    }
    // The technician works for one clinic, and sees no visit to another.
    const lakeside = (await seen(dispatcher)).filter(
      (visit) => visit.ticket?.id === ticket('lakeside'),
    );
    expect(lakeside).toHaveLength(1);
    expect(await seen(technician)).not.toContainEqual(lakeside[0]);
  });

  test('by person, clinic, ticket and time; in order', async () => {
    const filter = {
      personId: { eq: person('technician') },
      clinicId: { eq: toGlobalId('Clinic', world.a.clinics.riverside) },
      ticket: { number: { startsWith: 'INC' } },
      state: { notIn: ['CANCELLED'] },
      plannedFrom: { gte: at(3, 0), lt: at(6, 0) },
    };
    const { visits } = await dispatcher.data(
      'query($f: VisitFilter) { visits(first: 9, filter: $f, orderBy: [{ field: PLANNED_FROM, direction: DESC }]) { nodes { id } } }',
      { f: filter },
    );
    const { toGo, toMove } = world.a.visits;
    expect(visits.nodes.map(({ id }: { id: string }) => id)).toEqual(
      [toGo, toMove].map((id) => toGlobalId('Visit', id)),
    );
  });

  test('a retry with the same key answers with the same visit, and plans no second', async () => {
    const input = { ticketId: ticket('shared'), personId: person('technician'), ...slot(40, 15) };
    const once = () =>
      dispatcher.mutate('visitPlan', input, 'visit { id } warnings { code }', {
        'idempotency-key': 'plan-once',
      });
    const first = await once();
    expect(first.visit.id).toBeTruthy();
    expect(await once()).toEqual(first);
  });
});
