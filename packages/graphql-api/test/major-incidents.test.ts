// A major incident and what hangs on it: what becomes of its children, whoever takes it along.
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
let desk: Client;
let nurse: Client;
beforeAll(async () => {
  api = await testApi();
  ({ a } = await twoMsps(api.wardline));
  desk = await api.client(a.people.dispatcher);
  nurse = await api.client(a.people.nurse);
});
afterAll(() => api.close());

const open = async (who: Client, title: string) => {
  const { ticket } = await who.mutate(
    'ticketCreate',
    {
      clinicId: toGlobalId('Clinic', a.clinics.riverside),
      ...{ type: 'INCIDENT', domain: 'HTM', title },
    },
    'ticket { id }',
  );
  return ticket.id as string;
};
const read = async (who: Client, id: string, fields: string) =>
  (await who.data(`query($id: ID!) { node(id: $id) { ... on Ticket { ${fields} } } }`, { id }))
    .node;
const link = async (ticketId: string, targetId: string) =>
  (
    await desk.data(
      'mutation($input: TicketLinkInput!) { ticketLinkAdd(input: $input) { userErrors { code } } }',
      { input: { ticketId, kind: 'CHILD_OF', targetId } },
    )
  ).ticketLinkAdd.userErrors;
const go = async (who: Client, ticketId: string, to: string, more: object = {}) => {
  const { version: expectedVersion } = await read(who, ticketId, 'version');
  return who.mutate(
    'ticketTransition',
    { ticketId, expectedVersion, to, note: 'So it is.', ...more },
    'ticket { state }',
  );
};
const parentsOf = async (id: string) =>
  (
    await read(
      desk,
      id,
      'links(first: 9, filter: { kind: { eq: CHILD_OF } }) { nodes { to { id } } }',
    )
  ).links.nodes;

describe('called off', () => {
  test.each([
    ['by the desk', () => desk],
    ['by whoever asked, before it was begun', () => nurse],
  ])('%s, it lets its open children go', async (_who, who) => {
    const major = await open(who(), 'All is dark');
    const [waiting, done] = [await open(nurse, 'Mine is dark'), await open(nurse, 'Mine was dark')];
    for (const child of [waiting, done]) expect(await link(child, major)).toEqual([]);
    await go(desk, done, 'RESOLVED', { resolutionCode: 'FIXED' });
    expect((await go(who(), major, 'CANCELLED')).ticket).toEqual({ state: 'CANCELLED' });
    expect(await parentsOf(waiting)).toEqual([]);
    expect(await parentsOf(done)).toEqual([{ to: { id: major } }]);
    const { state, timeline } = await read(
      desk,
      waiting,
      'state timeline(last: 1) { nodes { kind } }',
    );
    expect([state, timeline.nodes]).toEqual(['NEW', [{ kind: 'LINKS_CHANGED' }]]);
    // The next one takes it.
    expect(await link(waiting, await open(desk, 'All is dark indeed'))).toEqual([]);
  });

  test('refused, it keeps them', async () => {
    const [major, child] = [await open(desk, 'All is dark'), await open(nurse, 'Mine is dark')];
    await link(child, major);
    const { version: expectedVersion } = await read(desk, major, 'version');
    const unsaid = { ticketId: major, expectedVersion, to: 'CANCELLED' };
    const { userErrors } = await desk.mutate('ticketTransition', unsaid);
    expect(userErrors).toMatchObject([{ code: 'NOTE_REQUIRED' }]);
    expect(await parentsOf(child)).toEqual([{ to: { id: major } }]);
  });
});

describe('resolved by a clinic’s own team', () => {
  test('a child that is not the team’s holds it back, as it says beforehand', async () => {
    const { biomed } = a.teams;
    const nils = await api.client(a.people.otherNurse);
    const admin = await api.client(a.people.mspAdmin);
    const member = {
      teamId: toGlobalId('Team', biomed),
      personId: toGlobalId('Person', a.people.otherNurse.id),
    };
    expect((await admin.mutate('teamMemberAdd', member)).userErrors).toEqual([]);
    const [major, child] = [await open(desk, 'All pumps'), await open(nurse, 'My pump')];
    await link(child, major);
    const handOver = async (ticketId: string) =>
      desk.mutate('ticketHandOver', {
        ...{ ticketId, teamId: member.teamId, reason: 'SKILL_NEEDED' },
        expectedVersion: (await read(desk, ticketId, 'version')).version,
      });
    expect((await handOver(major)).userErrors).toEqual([]);
    const predicted = async () => {
      const { availableTransitions } = await read(
        nils,
        major,
        'availableTransitions { to blockedBy { code } }',
      );
      return availableTransitions.find(({ to }: { to: string }) => to === 'RESOLVED').blockedBy;
    };
    const resolve = () => go(nils, major, 'RESOLVED', { resolutionCode: 'FIXED' });
    expect(await predicted()).toEqual([{ code: 'CHILDREN_HAVE_OPEN_WORK' }]);
    expect((await resolve()).userErrors).toMatchObject([{ __typename: 'TransitionRefused' }]);
    expect(await read(desk, major, 'state')).toEqual({ state: 'NEW' });
    // With the team too, it follows.
    expect((await handOver(child)).userErrors).toEqual([]);
    expect(await predicted()).toEqual([]);
    expect((await resolve()).ticket).toEqual({ state: 'RESOLVED' });
    expect(await read(desk, child, 'state')).toEqual({ state: 'RESOLVED' });
  });
});
