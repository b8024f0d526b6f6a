// Sides: what is handed to a clinic's own team, or to a vendor's, is theirs to work on as long as it is with
// them, and nothing else is; what the desk keeps to itself they never see.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  type MspWorld,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
let technician: Client;
let admin: Client;
let inHouse: Client;
let vendor: Client;
let vendorTeam: string;
beforeAll(async () => {
  api = await testApi();
  a = (await twoMsps(api.wardline)).a;
  admin = await api.client(a.people.mspAdmin);
  technician = await api.client(a.people.technician);
  inHouse = await api.client(a.people.otherNurse);
  vendor = await api.client(a.people.external);
  const { team } = await admin.mutate(
    'teamCreate',
    { name: 'Pump maker', domain: 'HTM', side: 'VENDOR' },
    'team { id }',
  );
  vendorTeam = team.id;
  await join(toGlobalId('Team', a.teams.biomed), 'otherNurse');
  await join(vendorTeam, 'external');
});
afterAll(() => api.close());

const person = (who: keyof MspWorld['people']) => toGlobalId('Person', a.people[who].id);
async function join(teamId: string, who: keyof MspWorld['people']) {
  const joined = await admin.mutate('teamMemberAdd', { teamId, personId: person(who) }, '');
  expect(joined.userErrors).toEqual([]);
}
const open = async (more: object = {}, who = technician) =>
  (
    await who.mutate(
      'ticketCreate',
      {
        clinicId: toGlobalId('Clinic', a.clinics.riverside),
        requesterId: person('nurse'),
        teamId: toGlobalId('Team', a.teams.serviceDesk),
        // Nobody of the clinic sees it who has nothing to do with it.
        ...{ type: 'INCIDENT', domain: 'HTM', title: 'Pump', confidential: true, ...more },
      },
      'ticket { id }',
    )
  ).ticket.id as string;
const READ = `query($id: ID!) { node(id: $id) { ... on Ticket {
  version state viewerCan { work assign transition reply note logWork update doTasks }
  availableTransitions { to requires blockedBy { code } }
  timeline(first: 50) { nodes { __typename ... on InternalNote { body } } }
  timeEntries(first: 5) { totalCount } handOvers(first: 5) { totalCount } tags
  assignee { displayName } } } }`;
const read = async (who: Client, id: string) => (await who.data(READ, { id })).node;
const versioned = async (ticketId: string) => ({
  ticketId,
  expectedVersion: (await read(technician, ticketId)).version,
});
const handOver = async (who: Client, ticketId: string, teamId: string) =>
  who.mutate(
    'ticketHandOver',
    { ...(await versioned(ticketId)), teamId, reason: 'SKILL_NEEDED', note: 'Between the desks.' },
    'ticket { id }',
  );

const OURS = {
  ...{ work: true, assign: true, transition: true, reply: true, doTasks: true },
  ...{ note: false, logWork: false, update: false },
};

describe.each([
  ['a clinic’s own team', () => inHouse, () => toGlobalId('Team', a.teams.biomed), 'otherNurse'],
  ['a vendor', () => vendor, () => vendorTeam, 'external'],
] as const)('%s', (_, client, team, who) => {
  test('works on what is with them, from the hand-over until they hand it back', async () => {
    const ticketId = await open();
    await technician.mutate('internalNoteAdd', { ticketId, body: 'Difficult clinic.' }, '');
    const log = { ticketId, minutes: 5, kind: 'REMOTE', billable: 'BILLABLE' };
    await technician.mutate('workLogAdd', log, '');
    expect(await read(client(), ticketId)).toBeNull();
    expect((await handOver(technician, ticketId, team())).userErrors).toEqual([]);

    const seen = await read(client(), ticketId);
    expect(seen.viewerCan).toEqual(OURS);
    expect(seen).toMatchObject({ tags: [], timeEntries: { totalCount: 0 } });
    expect(seen.handOvers.totalCount).toBe(0);
    const kinds = seen.timeline.nodes.map(({ __typename }: { __typename: string }) => __typename);
    expect(kinds).toEqual(['TicketOpenedEntry', 'AssignedEntry']);
    const { tickets } = await client().data('{ tickets(first: 50) { nodes { id } } }');
    expect(tickets.nodes).toContainEqual({ id: ticketId });

    const mine = await client().mutate(
      'ticketAssign',
      { ...(await versioned(ticketId)), assigneeId: person(who) },
      'ticket { assignee { id } }',
    );
    expect(mine.userErrors).toEqual([]);
    // What leaves the team is handed over, as was agreed: not just put elsewhere.
    const elsewhere = { teamId: toGlobalId('Team', a.teams.serviceDesk) };
    const put = { ...(await versioned(ticketId)), ...elsewhere };
    expect((await client().mutate('ticketAssign', put, '')).userErrors).toMatchObject([
      { code: 'HAND_OVER_INSTEAD', path: ['input', 'teamId'] },
    ]);
    const moved = await client().mutate(
      'ticketTransition',
      { ...(await versioned(ticketId)), to: 'IN_PROGRESS' },
      'ticket { state }',
    );
    expect(moved).toEqual({ ticket: { state: 'IN_PROGRESS' }, userErrors: [] });
    expect(
      (await handOver(client(), ticketId, toGlobalId('Team', a.teams.serviceDesk))).userErrors,
    ).toEqual([]);
    expect(await read(client(), ticketId)).toBeNull();
    const after = await read(technician, ticketId);
    expect(after.handOvers.totalCount).toBe(2);
    const late = { ticketId, body: 'Still me?' };
    const reply = await client().mutate('publicReplyAdd', late, '');
    expect(reply.userErrors).toMatchObject([{ __typename: 'NotFound' }]);
  });

  test('what they may do is what happens, and what they say is an answer of the desk', async () => {
    const ticketId = await open();
    await handOver(technician, ticketId, team());
    const { availableTransitions } = await read(client(), ticketId);
    const desk = await read(technician, ticketId);
    expect(availableTransitions).toEqual(desk.availableTransitions);
    const body = 'We are on our way.';
    const { userErrors } = await client().mutate('publicReplyAdd', { ticketId, body }, '');
    expect(userErrors).toEqual([]);
    const { node } = await technician.data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { clocks(first: 9, filter: { metric: { eq: FIRST_RESPONSE } }) { nodes { status } } } } }',
      { id: ticketId },
    );
    expect(node.clocks.nodes.length).toBeGreaterThan(0);
    for (const { status } of node.clocks.nodes) expect(status).toBe('MET');
  });

  test('every step holds it back, whoever’s it is, and what is of their trade they do', async () => {
    const ticketId = await open();
    await technician.mutate(
      'checklistStart',
      {
        ...{ ticketId, name: 'Both trades', order: 'PARALLEL' },
        steps: [
          { title: 'Leakage current', kind: 'CHECK', lane: 'HTM' },
          { title: 'Network', kind: 'CHECK', lane: 'IT' },
        ],
      },
      '',
    );
    await handOver(technician, ticketId, team());
    const { node } = await client().data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { tasks(first: 9) { nodes { id title } } availableTransitions { to blockedBy { code } } } } }',
      { id: ticketId },
    );
    expect(node.tasks.nodes).toHaveLength(2);
    const resolved = node.availableTransitions.find(({ to }: { to: string }) => to === 'RESOLVED');
    expect(resolved.blockedBy).toEqual([{ code: 'REQUIRED_TASKS_OPEN' }]);
    const refused = await client().mutate(
      'ticketTransition',
      { ...(await versioned(ticketId)), to: 'RESOLVED', resolutionCode: 'FIXED' },
      '',
    );
    expect(refused.userErrors).toMatchObject([{ __typename: 'TransitionRefused' }]);
    const step = node.tasks.nodes.find(({ title }: { title: string }) => title.startsWith('Leak'));
    const done = await client().mutate('taskComplete', { taskId: step.id }, 'task { status }');
    expect(done).toEqual({ task: { status: 'DONE' }, userErrors: [] });
  });

  test('a change they read and speak to; taking it along is the provider’s, who see what it touches', async () => {
    const ticketId = await open({ type: 'CHANGE', details: { change: { kind: 'NORMAL' } } });
    await handOver(technician, ticketId, team());
    const { viewerCan, availableTransitions } = await read(client(), ticketId);
    expect(viewerCan).toMatchObject({ work: false, reply: true });
    for (const { blockedBy } of availableTransitions) {
      expect(blockedBy).toContainEqual({ code: 'NOT_FOR_REQUESTERS' });
    }
  });

  test('neither writes notes, logs time nor changes fields', async () => {
    const ticketId = await open();
    await handOver(technician, ticketId, team());
    const log = { ticketId, minutes: 5, kind: 'REMOTE', billable: 'BILLABLE' };
    const refused = [
      await client().mutate('internalNoteAdd', { ticketId, body: 'x' }, ''),
      await client().mutate('workLogAdd', log, ''),
      await client().mutate('ticketUpdate', { ...(await versioned(ticketId)), title: 'x' }, ''),
      await client().mutate('ticketTagsAdd', { ticketId, tags: ['x'] }, ''),
    ];
    for (const { userErrors } of refused) {
      expect(userErrors).toMatchObject([{ __typename: 'Forbidden' }]);
    }
  });
});

test('who asked for it stays who asked, whatever team it is with', async () => {
  const ticketId = await open();
  const nurse = await api.client(a.people.nurse);
  await handOver(technician, ticketId, vendorTeam);
  const { viewerCan, availableTransitions } = await read(nurse, ticketId);
  expect(viewerCan).toMatchObject({ work: false, assign: false, reply: true });
  const progress = availableTransitions.find(({ to }: { to: string }) => to === 'IN_PROGRESS');
  expect(progress.blockedBy).toContainEqual({ code: 'NOT_FOR_REQUESTERS' });
});

test('a client’s person in the provider’s own team gains nothing', async () => {
  const desk = toGlobalId('Team', a.teams.serviceDesk);
  await join(desk, 'otherNurse');
  const ticketId = await open();
  expect(await read(inHouse, ticketId)).toBeNull();
  await admin.mutate('teamMemberRemove', { teamId: desk, personId: person('otherNurse') }, '');
});

test('a vendor sees nothing of clinics they were not let in at', async () => {
  const clinicId = toGlobalId('Clinic', a.clinics.lakeside);
  const ticketId = await open({ clinicId, requesterId: person('lakesideNurse') }, admin);
  const { version } = await read(admin, ticketId);
  const given = await admin.mutate(
    'ticketAssign',
    { ticketId, expectedVersion: version, teamId: vendorTeam },
    'ticket { team { name } }',
  );
  expect(given.userErrors).toEqual([]);
  expect(given.ticket.team.name).toBe('Pump maker');
  expect(await read(vendor, ticketId)).toBeNull();
});

test('who leaves the team, leaves what is with it', async () => {
  const ticketId = await open();
  await handOver(technician, ticketId, vendorTeam);
  expect(await read(vendor, ticketId)).not.toBeNull();
  const gone = { teamId: vendorTeam, personId: person('external') };
  await admin.mutate('teamMemberRemove', gone, '');
  expect(await read(vendor, ticketId)).toBeNull();
  await join(vendorTeam, 'external');
});
