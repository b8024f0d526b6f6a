// Who gets the work, through the API: on call, absences, overrides and swaps, automatic assignment, and a
// hand-over between the sides of a co-managed clinic.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { midnight } from '../../platform/test/support/dispatch-world.ts';
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
let technician: Client;
let nurse: Client;
let now: number;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const { people } = world.a;
  admin = await api.client(people.mspAdmin);
  technician = await api.client(people.technician);
  nurse = await api.client(people.nurse);
  now = api.ports.now();
});
afterAll(() => api.close());

const at = (day: number) => new Date(midnight(now, day)).toISOString();
const person = (who: 'mspAdmin' | 'technician' | 'dispatcher') =>
  toGlobalId('Person', world.a.people[who].id);
const rotationId = () => toGlobalId('Rotation', world.a.dispatch.rotationId);
const onCallTeam = () => toGlobalId('Team', world.a.dispatch.teamId);
const ask = async (client: Client, id: string, type: string, fields: string) =>
  (await client.data(`query($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`, { id }))
    .node;
const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const openTicket = async (more: object = {}) =>
  (
    await admin.mutate(
      'ticketCreate',
      {
        clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
        type: 'INCIDENT',
        domain: 'IT',
        title: 'Switch is down',
        ...more,
      },
      'ticket { id version priority { level } }',
    )
  ).ticket;

describe('on call', () => {
  const ON_CALL = 'firstId people { shift { personId reason turn insteadOfId } absent }';

  test('by turn, by day, and by exception', async () => {
    const { onCall } = await ask(admin, rotationId(), 'Rotation', `onCall { ${ON_CALL} }`);
    expect(onCall).toMatchObject({
      firstId: person('mspAdmin'),
      people: [{ shift: { reason: 'TURN', turn: 0, insteadOfId: null }, absent: false }],
    });
    const rotation = await ask(
      admin,
      rotationId(),
      'Rotation',
      `tomorrow: onCall(at: "${at(1)}") { firstId } overridden: onCall(at: "${at(20)}") { ${ON_CALL} }`,
    );
    expect(rotation.tomorrow.firstId).toBe(person('technician'));
    expect(rotation.overridden.people[0].shift).toEqual({
      personId: person('technician'),
      reason: 'OVERRIDE',
      turn: null,
      insteadOfId: person('mspAdmin'),
    });
  });

  test('shifts of a team tile its days; the report names who is on call while away', async () => {
    const { onCallShifts } = await ask(
      admin,
      onCallTeam(),
      'Team',
      `onCallShifts(from: "${at(49)}", days: 3) { personId from to }`,
    );
    expect(onCallShifts).toEqual([
      { personId: person('technician'), from: at(49), to: at(50) },
      { personId: person('mspAdmin'), from: at(50), to: at(51) },
      { personId: person('technician'), from: at(51), to: at(52) },
    ]);
    const { coverage, away } = await ask(
      admin,
      rotationId(),
      'Rotation',
      `coverage(from: "${at(49)}", days: 4) { gaps { from } absent { personId from to } }
       away: onCall(at: "${at(51)}") { firstId people { absent } }`,
    );
    expect(coverage).toEqual({
      gaps: [],
      absent: [{ personId: person('technician'), from: at(51), to: at(52) }],
    });
    expect(away).toEqual({ firstId: null, people: [{ absent: true }] });
  });

  test('a client learns nothing of it', async () => {
    expect(await ask(nurse, rotationId(), 'Rotation', 'name')).toBeNull();
    expect((await nurse.data('{ rotations(first: 5) { totalCount } }')).rotations.totalCount).toBe(
      0,
    );
    const team = await ask(nurse, onCallTeam(), 'Team', 'onCall { firstId } candidates { load }');
    expect(team).toEqual({ onCall: [], candidates: [] });
  });

  test('more than 92 days is refused', async () => {
    const { status, text } = await admin.ask(
      'query($id: ID!) { node(id: $id) { ... on Rotation { shifts(days: 93) { from } } } }',
      { id: rotationId() },
    );
    expect([status, text.includes('SPAN_INVALID')]).toEqual([200, true]);
  });

  test('an override over another, and one by somebody who may not, are refused', async () => {
    const input = {
      rotationId: rotationId(),
      layerId: 'first',
      personId: person('technician'),
      beginsAt: at(20),
      endsAt: at(21),
    };
    const { userErrors } = await admin.mutate('rotationOverrideCreate', input, 'rotation { id }');
    expect(codes(userErrors)).toEqual([['OVERRIDE_OVERLAPS', 'beginsAt']]);
    const forbidden = await technician.mutate('rotationOverrideCreate', input, 'rotation { id }');
    expect(codes(forbidden.userErrors)).toEqual([['FORBIDDEN', '']]);
    const over = { ...input, beginsAt: at(-2), endsAt: at(-1) };
    const past = await admin.mutate('rotationOverrideCreate', over, 'rotation { id }');
    expect(codes(past.userErrors)).toEqual([['SPAN_IN_PAST', 'endsAt']]);
  });

  test('a swap holds once both agreed: neither alone, nor a third', async () => {
    const swap = {
      swapId: toGlobalId('RotationSwap', world.a.dispatch.swapId),
      expectedVersion: 1,
    };
    const own = await technician.mutate(
      'rotationSwapUpdate',
      { ...swap, answer: 'AGREE' },
      'rotationSwap { state }',
    );
    expect(codes(own.userErrors)).toEqual([['SWAP_NOT_YOURS', '']]);
    const dispatcher = await api.client(world.a.people.dispatcher);
    const third = await dispatcher.mutate(
      'rotationSwapUpdate',
      { ...swap, answer: 'DECLINE' },
      'rotationSwap { state }',
    );
    expect(codes(third.userErrors)).toEqual([['SWAP_NOT_YOURS', '']]);
    const before = await ask(
      admin,
      rotationId(),
      'Rotation',
      `d: onCall(at: "${at(7)}") { firstId }`,
    );
    expect(before.d.firstId).toBe(person('technician'));
    const { rotationSwap } = await admin.mutate(
      'rotationSwapUpdate',
      { ...swap, answer: 'AGREE' },
      'rotationSwap { state version }',
    );
    expect(rotationSwap).toEqual({ state: 'AGREED', version: 2 });
    const after = await ask(
      admin,
      rotationId(),
      'Rotation',
      `seventh: onCall(at: "${at(7)}") { firstId people { shift { reason } } } eighth: onCall(at: "${at(8)}") { firstId }`,
    );
    expect(after).toEqual({
      seventh: { firstId: person('mspAdmin'), people: [{ shift: { reason: 'SWAP' } }] },
      eighth: { firstId: person('technician') },
    });
  });

  test.each([
    ['hour 24', { handOff: { kind: 'DAILY', at: '24:00' } }, 'TIME_INVALID', 'layers.0.handOff.at'],
    ['no zone', { timeZone: 'Mars/Base' }, 'TIME_ZONE_UNKNOWN', 'layers.0.timeZone'],
    ['nobody', { participantIds: [] }, 'LIST_EMPTY', 'layers.0.participantIds'],
    [
      'bad hours',
      { hours: [{ day: 'MON', opens: '99:00', closes: '10:00' }] },
      'HOURS_INVALID',
      'layers.0.hours',
    ],
    ['somebody else', { participantIds: ['dispatcher'] }, 'NOT_FOUND', 'layers.0.participantIds.0'],
  ])('a rotation with %s is refused where it is wrong', async (_, over, code, path) => {
    const layer = {
      id: 'a',
      name: 'A',
      timeZone: 'UTC',
      participantIds: [person('technician')],
      handOff: { kind: 'DAILY', at: '09:00' },
      startsOn: '2026-11-02',
      ...over,
    };
    if ('participantIds' in over && over.participantIds?.[0]) {
      layer.participantIds = [person('dispatcher')];
    }
    const { userErrors } = await admin.mutate(
      'rotationCreate',
      { teamId: onCallTeam(), name: 'X', layers: [layer] },
      'rotation { id }',
    );
    expect(codes(userErrors)).toEqual([[code, path]]);
  });
});

describe('what somebody can do, and when', () => {
  const FIELDS =
    'version dispatch { skills { code level } capacity workingCalendarId } absences(first: 9) { totalCount nodes { kind } }';

  test('is read as it was set, so that a skill can be added to the others', async () => {
    const dispatcher = await api.client(world.a.people.dispatcher);
    const read = (who: Client) => ask(who, person('dispatcher'), 'Person', FIELDS);
    const before = await read(dispatcher);
    expect(before.dispatch).toEqual({ skills: [], capacity: null, workingCalendarId: null });
    const said = {
      skills: [
        { code: 'PACS', level: 4 },
        { code: 'DICOM', level: 2 },
      ],
      capacity: 12,
      workingCalendarId: toGlobalId('Calendar', world.a.calendarId),
    };
    const change = { personId: person('dispatcher'), expectedVersion: before.version };
    const { userErrors } = await admin.mutate('personDispatchUpdate', { ...change, ...said });
    expect(userErrors).toEqual([]);
    const after = await read(dispatcher);
    expect(after.dispatch).toEqual({ ...said, skills: [said.skills[1], said.skills[0]] });
    const back = { skills: [], capacity: null, workingCalendarId: null };
    const undo = { ...change, expectedVersion: after.version };
    expect((await admin.mutate('personDispatchUpdate', { ...undo, ...back })).userErrors).toEqual(
      [],
    );
  });

  test('no client reads it; a client’s people have none', async () => {
    const seen = await ask(nurse, person('technician'), 'Person', FIELDS);
    expect(seen).toMatchObject({ dispatch: null, absences: { totalCount: 0, nodes: [] } });
    const own = await ask(admin, person('technician'), 'Person', FIELDS);
    expect(own.absences.totalCount).toBeGreaterThan(0);
    const nora = toGlobalId('Person', world.a.people.nurse.id);
    expect((await ask(admin, nora, 'Person', FIELDS)).dispatch).toBeNull();
  });
});

describe('automatic assignment', () => {
  const assign = async (more: object = {}, ticketMore: object = {}) => {
    const { id, version } = await openTicket(ticketMore);
    return admin.mutate(
      'ticketAssignAutomatically',
      { ticketId: id, expectedVersion: version, teamId: onCallTeam(), ...more },
      'ticket { assignee { id } team { id } timeline(last: 1) { nodes { kind } } }',
    );
  };

  test('goes round', async () => {
    const got = [];
    for (let i = 0; i < 4; i++) got.push((await assign()).ticket.assignee.id);
    expect(new Set(got.slice(0, 2))).toEqual(new Set([person('mspAdmin'), person('technician')]));
    expect(got.slice(2)).toEqual(got.slice(0, 2));
  });

  test('by skill; and who lacks it is told apart, with the reasons', async () => {
    const { version } = await ask(admin, person('technician'), 'Person', 'version');
    const skills = [{ code: 'DICOM', level: 3 }];
    const set = { personId: person('technician'), expectedVersion: version, skills };
    expect((await admin.mutate('personDispatchUpdate', set, 'person { id }')).userErrors).toEqual(
      [],
    );
    const { ticket } = await assign({ skills });
    expect(ticket.assignee.id).toBe(person('technician'));
    const tooMuch = await assign({ skills: [{ code: 'DICOM', level: 5 }] });
    expect(codes(tooMuch.userErrors)).toEqual([['NOBODY_ELIGIBLE', 'teamId']]);
    expect(tooMuch.userErrors[0].message).toContain('SKILL_TOO_LOW 1');
    const { candidates } = await ask(
      admin,
      onCallTeam(),
      'Team',
      'candidates(skills: [{ code: "DICOM", level: 5 }]) { personId eligible load onCall rejections { code } }',
    );
    const byId = Object.fromEntries(
      candidates.map((each: { personId: string }) => [each.personId, each]),
    );
    expect(byId[person('mspAdmin')]).toMatchObject({
      eligible: false,
      onCall: true,
      rejections: [{ code: 'SKILL_MISSING' }],
    });
    expect(byId[person('technician')].rejections).toEqual([{ code: 'SKILL_TOO_LOW' }]);
    expect(byId[person('technician')].load).toBeGreaterThan(0);
  });

  test('an absent colleague gets nothing, and one whose capacity is used up neither', async () => {
    const { absence } = await technician.mutate(
      'absenceCreate',
      { personId: person('technician'), kind: 'SICK', beginsAt: at(0), endsAt: at(2) },
      'absence { id }',
    );
    const got = [(await assign()).ticket, (await assign()).ticket].map((t) => t.assignee.id);
    expect(got).toEqual([person('mspAdmin'), person('mspAdmin')]);
    const { version } = await ask(admin, person('mspAdmin'), 'Person', 'version');
    await admin.mutate(
      'personDispatchUpdate',
      { personId: person('mspAdmin'), expectedVersion: version, capacity: 1 },
      'person { id }',
    );
    expect((await assign()).userErrors[0].message).toMatch(
      /ABSENT 1.*AT_CAPACITY 1|AT_CAPACITY 1.*ABSENT 1/,
    );
    await technician.mutate('absenceRemove', { absenceId: absence.id }, '');
    expect((await assign()).ticket.assignee.id).toBe(person('technician'));
  });

  test('a ticket without a team needs one named; a nurse may not', async () => {
    const { id, version } = await openTicket();
    const input = { ticketId: id, expectedVersion: version };
    const { userErrors } = await admin.mutate('ticketAssignAutomatically', input, 'ticket { id }');
    expect(codes(userErrors)).toEqual([['TEAM_REQUIRED', 'teamId']]);
    const own = toGlobalId('Ticket', world.a.tickets.nurse);
    const nurses = await nurse.mutate(
      'ticketAssignAutomatically',
      { ticketId: own, expectedVersion: 1 },
      'ticket { id }',
    );
    expect(codes(nurses.userErrors)).toEqual([['FORBIDDEN', '']]);
  });
});

describe('handing over in a co-managed clinic', () => {
  const HAND_OVERS =
    'ticket { version team { name } handOvers(first: 5) { nodes { fromSide toSide reason note asAgreed responsibility { owner laneId passedOver { laneId mismatches } } by { displayName } } } }';
  const biomed = () => toGlobalId('Team', world.a.teams.biomed);
  const desk = () => toGlobalId('Team', world.a.teams.serviceDesk);

  test('before anything is agreed, anything goes; afterwards only what is', async () => {
    const agreed = await admin.mutate(
      'coManagedAgreementCreate',
      {
        clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
        name: 'Riverside co-managed',
        lanes: [
          { id: 'devices', name: 'Devices', domains: ['HTM'], owner: 'HTM', teamId: biomed() },
          { id: 'printers', name: 'Printers', categories: ['Printing'], owner: 'IN_HOUSE_IT' },
          {
            id: 'plant',
            name: 'Plant, second line',
            domains: ['FACILITIES'],
            tiers: [2, 3],
            owner: 'HTM',
            teamId: biomed(),
          },
        ],
        otherwise: { owner: 'MSP' },
        handOvers: [{ from: 'HTM', to: 'MSP', reasons: ['SKILL_NEEDED'], noteRequired: true }],
      },
      'coManagedAgreement { id lanes { id owner } handOvers { from to reasons noteRequired } }',
    );
    expect(agreed.userErrors).toEqual([]);
    const it = await openTicket({ teamId: desk() });
    const refused = await admin.mutate(
      'ticketHandOver',
      { ticketId: it.id, expectedVersion: it.version, teamId: biomed(), reason: 'CAPACITY' },
      HAND_OVERS,
    );
    expect(codes(refused.userErrors)).toEqual([['HAND_OVER_NOT_AGREED', 'teamId']]);
    expect(refused.userErrors[0].message).toContain('this is MSP');
  });

  test('to whose it is always; back only for the agreed reason, with a note; and it is all on record', async () => {
    const pump = await openTicket({ teamId: desk(), domain: 'HTM' });
    const given = await admin.mutate(
      'ticketHandOver',
      {
        ticketId: pump.id,
        expectedVersion: pump.version,
        teamId: biomed(),
        reason: 'OUT_OF_SCOPE',
      },
      HAND_OVERS,
    );
    expect(given.ticket.team.name).toBe('Clinical engineering');
    expect(given.ticket.handOvers.nodes).toEqual([
      {
        fromSide: 'MSP',
        toSide: 'HTM',
        reason: 'OUT_OF_SCOPE',
        note: null,
        asAgreed: true,
        responsibility: { owner: 'HTM', laneId: 'devices', passedOver: [] },
        by: { displayName: 'Ada Admin' },
      },
    ]);
    const back = { ticketId: pump.id, expectedVersion: given.ticket.version, teamId: desk() };
    const silent = await admin.mutate(
      'ticketHandOver',
      { ...back, reason: 'SKILL_NEEDED' },
      HAND_OVERS,
    );
    expect(codes(silent.userErrors)).toEqual([['HAND_OVER_NOTE_REQUIRED', 'note']]);
    const returned = await admin.mutate(
      'ticketHandOver',
      { ...back, reason: 'SKILL_NEEDED', note: 'VLAN 12 is missing' },
      HAND_OVERS,
    );
    expect(returned.ticket.handOvers.nodes[0]).toMatchObject({ toSide: 'MSP', asAgreed: false });
    const again = await admin.mutate(
      'ticketHandOver',
      { ...back, reason: 'SKILL_NEEDED', note: 'x' },
      HAND_OVERS,
    );
    expect(codes(again.userErrors)).toEqual([['VERSION_CONFLICT', 'expectedVersion']]);
    const clinicAdmin = await api.client(world.a.people.clinicAdmin);
    expect(await ask(clinicAdmin, pump.id, 'Ticket', 'handOvers(first: 5) { totalCount }')).toEqual(
      {
        handOvers: { totalCount: 0 },
      },
    );
  });

  test('a tier up it is another’s: the lane of the second line takes it', async () => {
    const boiler = await openTicket({ teamId: desk(), domain: 'FACILITIES' });
    const tierOf = (id: string) => ask(admin, id, 'Ticket', 'supportTier version');
    expect(await tierOf(boiler.id)).toMatchObject({ supportTier: 1 });
    const pass = {
      ticketId: boiler.id,
      expectedVersion: boiler.version,
      teamId: biomed(),
      reason: 'OUT_OF_SCOPE',
    };
    const first = await admin.mutate('ticketHandOver', pass, HAND_OVERS);
    expect(codes(first.userErrors)).toEqual([['HAND_OVER_NOT_AGREED', 'teamId']]);
    for (const supportTier of [0, 10]) {
      const wrong = await admin.mutate('ticketHandOver', { ...pass, supportTier }, HAND_OVERS);
      expect(codes(wrong.userErrors)).toEqual([['NUMBER_INVALID', 'supportTier']]);
    }
    const second = await admin.mutate('ticketHandOver', { ...pass, supportTier: 2 }, HAND_OVERS);
    expect(second.ticket.handOvers.nodes[0]).toMatchObject({
      toSide: 'HTM',
      asAgreed: true,
      responsibility: { owner: 'HTM', laneId: 'plant' },
    });
    const { version, supportTier } = await tierOf(boiler.id);
    expect(supportTier).toBe(2);
    const { tickets } = await admin.data(
      '{ tickets(first: 9, filter: { supportTier: { gte: 2, in: [2, 3] } }) { nodes { id } } }',
    );
    expect(tickets.nodes).toEqual([{ id: boiler.id }]);
    const back = { ticketId: boiler.id, expectedVersion: version, supportTier: 1 };
    const { ticket } = await admin.mutate('ticketUpdate', back, 'ticket { supportTier }');
    expect(ticket).toEqual({ supportTier: 1 });
  });

  test('what holds for a clinic is found at the clinic', async () => {
    const agreed = await ask(
      admin,
      toGlobalId('Clinic', world.a.clinics.lakeside),
      'Clinic',
      'coManagedAgreements(first: 1) { totalCount nodes { clinic { name } otherwise { owner } } }',
    );
    expect(agreed.coManagedAgreements).toEqual({
      totalCount: 1,
      nodes: [{ clinic: { name: 'Lakeside' }, otherwise: { owner: 'MSP' } }],
    });
    const hilltop = toGlobalId('Clinic', world.a.clinics.hilltop);
    const none = await ask(
      admin,
      hilltop,
      'Clinic',
      'coManagedAgreements(first: 1) { totalCount }',
    );
    expect(none.coManagedAgreements.totalCount).toBe(0);
  });

  test('both sides read what was agreed; another clinic’s people do not', async () => {
    const list = '{ coManagedAgreements(first: 5) { nodes { clinic { name } } } }';
    const clinicAdmin = await api.client(world.a.people.clinicAdmin);
    expect((await clinicAdmin.data(list)).coManagedAgreements.nodes).toEqual([
      { clinic: { name: 'Riverside' } },
    ]);
    expect((await nurse.data(list)).coManagedAgreements.nodes).toEqual([]);
  });

  test('urgent work is not passed to a team where nobody is', async () => {
    const { version } = await ask(admin, biomed(), 'Team', 'version');
    const closed = await admin.mutate(
      'calendarCreate',
      { name: 'Never', timeZone: 'UTC', weeklyHours: [] },
      'calendar { id }',
    );
    await admin.mutate(
      'teamDispatchUpdate',
      { teamId: biomed(), expectedVersion: version, coverageCalendarId: closed.calendar.id },
      'team { coverageCalendar { name } }',
    );
    const urgent = await openTicket({ teamId: desk(), domain: 'HTM', careImpact: 'CARE_STOPPED' });
    const refused = await admin.mutate(
      'ticketHandOver',
      {
        ticketId: urgent.id,
        expectedVersion: urgent.version,
        teamId: biomed(),
        reason: 'OUT_OF_SCOPE',
      },
      HAND_OVERS,
    );
    expect(codes(refused.userErrors)).toEqual([['HAND_OVER_UNSTAFFED', 'teamId']]);
  });
});
