// If this goes, what care stops? Relations between assets through the endpoint, and what they do to changes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  days,
  type MspWorld,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
let b: MspWorld;
let admin: Client;
beforeAll(async () => {
  api = await testApi();
  ({ a, b } = await twoMsps(api.wardline));
  admin = await api.client(a.people.mspAdmin);
});
afterAll(() => api.close());

const asset = (which: 'printer' | 'pump' | 'lakesideServer' | 'hilltopHvac') =>
  toGlobalId('Asset', a.assets[which]);
const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const register = async (name: string, more: object = {}) => {
  const clinicId = toGlobalId('Clinic', a.clinics.riverside);
  const input = { clinicId, kind: 'NETWORK', name, ...more };
  return (await admin.mutate('assetCreate', input, 'asset { id }')).asset.id as string;
};
const relate = (assetId: string, kind: string, relatedAssetId: string, who = admin) =>
  who.mutate('assetRelationAdd', { assetId, kind, relatedAssetId }, 'relation { id kind }');
const impact = async (id: string, who = admin, filter = '') =>
  (
    await who.data(
      `query($id: ID!) { node(id: $id) { ... on Asset {
        dependents(first: 50${filter}) { totalCount nodes { name } } dependencies(first: 50) { nodes { name } } } } }`,
      { id },
    )
  ).node;
const names = (list: { nodes: { name: string }[] }) => list.nodes.map(({ name }) => name);

describe('impact', () => {
  test('of a switch is all that reaches the network over it, as far as one may see', async () => {
    const main = await register('Core switch');
    const floor = await register('Floor switch');
    const pacs = await register('PACS', { kind: 'SERVICE', criticality: 'CARE_CRITICAL' });
    await relate(floor, 'CONNECTED_TO', main);
    await relate(asset('pump'), 'CONNECTED_TO', floor);
    await relate(asset('lakesideServer'), 'CONNECTED_TO', main);
    await relate(pacs, 'HOSTED_ON', asset('lakesideServer'));
    const all = await impact(main);
    const needing = ['File server', 'Floor switch', 'Infusion pump', 'Label printer', 'PACS'];
    expect(names(all.dependents)).toEqual(needing);
    expect(all.dependents.totalCount).toBe(5);
    expect(names(all.dependencies)).toEqual([]);
    const critical = ', filter: { criticality: { in: [CARE_CRITICAL, LIFE_SUPPORT] } }';
    expect(names((await impact(main, admin, critical)).dependents)).toEqual([
      'Infusion pump',
      'PACS',
    ]);
    expect(names((await impact(pacs)).dependencies)).toEqual(['Core switch', 'File server']);
    // The nurse works at Riverside; that Lakeside has a server is not hers to learn.
    const nurse = await api.client(a.people.nurse);
    expect(names((await impact(main, nurse)).dependents)).not.toContain('File server');
    const { assets } = await admin.data(
      'query($n: String!) { assets(first: 9, filter: { dependencies: { some: { name: { eq: $n } } } }) { nodes { name } } }',
      { n: 'Core switch' },
    );
    expect(names(assets)).toEqual(needing);
  });

  test('the same said again is the same relation; taken back, nothing follows from it', async () => {
    const [one, two] = [await register('One'), await register('Two')];
    const first = await relate(one, 'POWERED_BY', two);
    expect((await relate(one, 'POWERED_BY', two)).relation).toEqual(first.relation);
    const read = await admin.data(
      'query($id: ID!) { node(id: $id) { ... on Asset { relatedFrom(first: 5) { nodes { kind asset { id } related { id } } } } } }',
      { id: two },
    );
    expect(read.node.relatedFrom.nodes).toEqual([
      { kind: 'POWERED_BY', asset: { id: one }, related: { id: two } },
    ]);
    const relationId = first.relation.id;
    const { userErrors } = await admin.mutate('assetRelationRemove', { relationId }, '');
    expect(userErrors).toEqual([]);
    expect(names((await impact(two)).dependents)).toEqual([]);
    const gone = await admin.mutate('assetRelationRemove', { relationId }, '');
    expect(codes(gone.userErrors)).toEqual([['NOT_FOUND', 'relationId']]);
  });

  test('what makes no sense, or is not the caller’s, is refused', async () => {
    const refusal = async (...parts: Parameters<typeof relate>) =>
      codes((await relate(...parts)).userErrors);
    const pump = asset('pump');
    expect(await refusal(pump, 'PART_OF', pump)).toEqual([
      ['RELATION_TO_ITSELF', 'relatedAssetId'],
    ]);
    expect(await refusal(pump, 'DEPENDS_ON', asset('hilltopHvac'))).toEqual([
      ['OTHER_ORGANIZATION', 'relatedAssetId'],
    ]);
    const theirs = toGlobalId('Asset', b.assets.pump);
    expect(await refusal(pump, 'DEPENDS_ON', theirs)).toEqual([['NOT_FOUND', 'relatedAssetId']]);
    expect(await refusal(theirs, 'DEPENDS_ON', pump)).toEqual([['NOT_FOUND', 'assetId']]);
    const [whole, part] = [await register('Whole'), await register('Part')];
    await relate(part, 'PART_OF', whole);
    expect(await refusal(whole, 'PART_OF', part)).toEqual([
      ['RELATION_IN_A_CIRCLE', 'relatedAssetId'],
    ]);
    const nurse = await api.client(a.people.nurse);
    expect(await refusal(pump, 'DEPENDS_ON', asset('printer'), nurse)).toEqual([['FORBIDDEN', '']]);
  });
});

describe('a change', () => {
  const window = (from: number, hours = 2) => ({
    from: new Date(api.ports.now() + from).toISOString(),
    until: new Date(api.ports.now() + from + hours * 3_600_000).toISOString(),
  });
  const plan = async (clinic: keyof MspWorld['clinics'], assetId: string, at: object) => {
    const { riskQuestions } = await admin.data('{ riskQuestions { code choices { code } } }');
    const dispatcher = await api.client(a.people.dispatcher);
    const { ticket, userErrors } = await dispatcher.mutate(
      'ticketCreate',
      {
        clinicId: toGlobalId('Clinic', a.clinics[clinic]),
        type: 'CHANGE',
        domain: 'IT',
        title: 'New firmware',
        assetIds: [assetId],
        details: {
          change: {
            kind: 'NORMAL',
            plan: 'New firmware.',
            backOutPlan: 'Old firmware.',
            implementerId: toGlobalId('Person', a.people.technician.id),
            window: at,
            // Nothing stops, and nothing was left to chance.
            riskAnswers: riskQuestions.map((q: { code: string; choices: { code: string }[] }) => ({
              question: q.code,
              answer: q.choices[0]?.code,
            })),
          },
        },
      },
      'ticket { id number }',
    );
    expect(userErrors).toEqual([]);
    return ticket as { id: string; number: string };
  };
  const read = async (id: string) =>
    (
      await admin.data(
        'query($id: ID!) { node(id: $id) { ... on Ticket { version changeConflicts { code message ticketId } risk { level reasons { code message } } availableTransitions { to blockedBy { code } } } } }',
        { id },
      )
    ).node;
  const move = async (ticketId: string, to: string) =>
    admin.mutate(
      'ticketTransition',
      { ticketId, to, expectedVersion: (await read(ticketId)).version },
      'ticket { state }',
    );
  const codesIn = (conflicts: { code: string }[]) => conflicts.map(({ code }) => code);
  /** Hours that are open throughout the day of an instant, and nothing else; not yet the clinic's. */
  const hoursOf = async (clinicId: string, instant: string) => {
    const { node } = await admin.data(
      'query($id: ID!) { node(id: $id) { ... on Clinic { version } } }',
      { id: clinicId },
    );
    const day = new Date(instant).toUTCString().slice(0, 3).toUpperCase();
    const { calendar, userErrors } = await admin.mutate(
      'calendarCreate',
      {
        ...{ name: 'Weekend surgery', timeZone: 'UTC' },
        weeklyHours: [{ day, opens: '00:00', closes: '24:00' }],
      },
      'calendar { id }',
    );
    expect(userErrors).toEqual([]);
    return { clinic: { clinicId, expectedVersion: node.version }, calendar };
  };
  const approve = async (ticketId: string) => {
    expect((await move(ticketId, 'ASSESSED')).userErrors).toEqual([]);
    const approverIds = [toGlobalId('Person', a.people.mspAdmin.id)];
    const stages = [{ name: 'IT', lane: 'IT', approverIds }];
    const { ticket, userErrors } = await admin.mutate(
      'approvalRequest',
      { ticketId, expectedVersion: (await read(ticketId)).version, stages },
      'ticket { approvals(first: 1) { nodes { id } } }',
    );
    expect(userErrors).toEqual([]);
    const stageId = ticket.approvals.nodes[0].id;
    const decided = await admin.mutate(
      'approvalDecide',
      { stageId, decision: 'APPROVE' },
      'ticket { state }',
    );
    expect(decided.ticket.state).toBe('APPROVED');
  };

  test.each([
    ['of what an asset needs', 'needs'],
    ['of what needs an asset', 'needed'],
  ])('%s at the same time is in the way of its own, also of another clinic', async (_, way) => {
    const server = await register('Server', {
      kind: 'SERVER',
      clinicId: toGlobalId('Clinic', a.clinics.lakeside),
    });
    const [floor, client] = [await register('Floor switch'), await register('Client')];
    const { relation } = await relate(floor, 'CONNECTED_TO', server);
    await relate(client, 'CONNECTED_TO', floor);
    const at = window(days(way === 'needs' ? 3 : 4));
    const [far, near] =
      way === 'needs'
        ? [await plan('lakeside', server, at), await plan('riverside', client, at)]
        : [await plan('riverside', client, at), await plan('lakeside', server, at)];
    await approve(far.id);
    expect((await move(far.id, 'SCHEDULED')).userErrors).toEqual([]);
    await approve(near.id);
    const blocked = await read(near.id);
    expect(blocked.changeConflicts).toMatchObject([{ code: 'OTHER_CHANGE', ticketId: far.id }]);
    expect(blocked.changeConflicts[0].message).toContain(far.number);
    const predicted = blocked.availableTransitions.find(
      ({ to }: { to: string }) => to === 'SCHEDULED',
    );
    expect(predicted.blockedBy).toHaveLength(1);
    const query =
      'mutation($i: TicketTransitionInput!) { ticketTransition(input: $i) { userErrors { ... on TransitionRefused { blockedBy { code } } } } }';
    const { ticketTransition } = await admin.data(query, {
      i: { ticketId: near.id, to: 'SCHEDULED', expectedVersion: blocked.version },
    });
    expect(ticketTransition.userErrors).toEqual([{ blockedBy: predicted.blockedBy }]);
    // They have nothing to do with each other any more.
    await admin.mutate('assetRelationRemove', { relationId: relation.id }, '');
    expect((await read(near.id)).changeConflicts).toEqual([]);
    expect((await move(near.id, 'SCHEDULED')).ticket.state).toBe('SCHEDULED');
  });

  test('is in the way also where more than a page of others touch the asset', async () => {
    const hub = await register('Busy hub');
    const first = await plan('riverside', hub, window(days(6)));
    await approve(first.id);
    expect((await move(first.id, 'SCHEDULED')).userErrors).toEqual([]);
    const second = await plan('riverside', hub, window(days(6)));
    await approve(second.id);
    // Planned a year later each, and opened since: whatever a page held, the first would not be on it.
    await api.database.admin(
      `with copy as (insert into ticket select r.* from ticket t, generate_series(1, 120) n,
         jsonb_populate_record(null::ticket, to_jsonb(t) || jsonb_build_object(
           'id', gen_random_uuid(), 'number', 'CHG-BUSY-' || n,
           'opened_at', t.opened_at + interval '1 hour', 'details', jsonb_set(jsonb_set(t.details,
             '{window,from}', to_jsonb((t.details #>> '{window,from}')::float8 + 31536000000)),
             '{window,until}', to_jsonb((t.details #>> '{window,until}')::float8 + 31536000000)))) r
         where t.number = $1 and t.msp_id = $2 returning msp_id, id, clinic_id)
       insert into ticket_asset select c.msp_id, c.id, a.id, c.clinic_id, 0 from copy c
         join asset a on a.msp_id = c.msp_id and a.name = 'Busy hub'`,
      [first.number, a.mspId],
    );
    const blocked = await read(second.id);
    expect(blocked.changeConflicts).toMatchObject([{ code: 'OTHER_CHANGE', ticketId: first.id }]);
    expect((await move(second.id, 'SCHEDULED')).userErrors).toMatchObject([
      { code: 'TRANSITION_REFUSED' },
    ]);
  });

  test('keeps out of the care and the blackouts of other clinics whose assets stand still with it', async () => {
    const lakesideId = toGlobalId('Clinic', a.clinics.lakeside);
    const floor = await register('Backbone');
    const pacs = await register('Viewer', { clinicId: lakesideId });
    await relate(pacs, 'CONNECTED_TO', floor);
    const at = window(days(20));
    const { id } = await plan('riverside', floor, at);
    expect((await read(id)).changeConflicts).toEqual([]);
    const { blackout } = await admin.mutate(
      'blackoutCreate',
      { clinicId: lakesideId, name: 'Owner is being audited', ...at },
      'blackout { id }',
    );
    const [conflict, ...more] = (await read(id)).changeConflicts;
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({ code: 'BLACKOUT', ticketId: null });
    expect(conflict.message).toContain('Owner is being audited forbids changes');
    const proposed = await admin.data(
      'query($id: ID!, $from: DateTime!, $until: DateTime!) { node(id: $id) { ... on Ticket { changeWindows(from: $from, until: $until) { from } } } }',
      { id, ...at },
    );
    expect(proposed.node.changeWindows).toEqual([]);
    await approve(id);
    expect((await move(id, 'SCHEDULED')).userErrors).toMatchObject([
      { message: expect.stringContaining('Owner is being audited') },
    ]);
    expect((await admin.mutate('blackoutRemove', { blackoutId: blackout.id })).userErrors).toEqual(
      [],
    );
    expect((await move(id, 'DRAFT')).userErrors).toEqual([]);
    // That its hours are others than ours counts as well, once it stops anything there.
    const { clinic, calendar } = await hoursOf(lakesideId, at.from);
    const stops = { question: 'DOWNTIME', answer: 'ADMINISTRATION' };
    const { riskAnswers } = (
      await admin.data(
        'query($id: ID!) { node(id: $id) { ... on Ticket { details { ... on ChangeDetails { riskAnswers { question answer } } } } } }',
        { id },
      )
    ).node.details;
    const others = riskAnswers.filter((each: { question: string }) => each.question !== 'DOWNTIME');
    const updated = await admin.mutate('ticketUpdate', {
      ...{ ticketId: id, expectedVersion: (await read(id)).version },
      details: { change: { riskAnswers: [...others, stops] } },
    });
    expect(updated.userErrors).toEqual([]);
    expect(codesIn((await read(id)).changeConflicts)).toEqual([]);
    const hours = { ...clinic, calendarId: calendar.id };
    expect((await admin.mutate('clinicUpdate', hours)).userErrors).toEqual([]);
    expect(codesIn((await read(id)).changeConflicts)).toEqual(['CARE_HOURS']);
  });

  test('is kept out of blackouts that can be listed over all clinics one may see', async () => {
    const clinicId = toGlobalId('Clinic', a.clinics.lakeside);
    const { blackout } = await admin.mutate(
      'blackoutCreate',
      { clinicId, name: 'Month end', ...window(days(30)) },
      'blackout { id }',
    );
    const list = (who: Client, filter: string) =>
      who.data(
        `{ blackouts(first: 50, filter: ${filter}) { totalCount nodes { id clinic { name } } } }`,
      );
    const toCome = '{ endsAt: { gt: "PT0S" } }';
    const { blackouts } = await list(admin, toCome);
    expect(blackouts.nodes).toContainEqual({ id: blackout.id, clinic: { name: 'Lakeside' } });
    expect(blackouts.totalCount).toBe(blackouts.nodes.length);
    const of = await list(admin, `{ clinic: { id: { eq: "${clinicId}" } } }`);
    expect(of.blackouts.nodes).toEqual([{ id: blackout.id, clinic: { name: 'Lakeside' } }]);
    const technician = await list(await api.client(a.people.technician), toCome);
    expect(JSON.stringify(technician)).not.toMatch(/Lakeside|Hilltop/);
  });

  test('is proposed for times to come only, wherever one begins to look', async () => {
    const { id } = await plan('riverside', await register('Shelf'), window(days(6)));
    const propose = async (from: number, until: number) =>
      (
        await admin.data(
          'query($id: ID!, $from: DateTime!, $until: DateTime!) { node(id: $id) { ... on Ticket { changeWindows(from: $from, until: $until, count: 3) { from } } } }',
          { id, from: new Date(from).toISOString(), until: new Date(until).toISOString() },
        )
      ).node.changeWindows.map(({ from: at }: { from: string }) => Date.parse(at));
    const now = api.ports.now();
    const found = await propose(now - days(7), now + days(7));
    expect(found.length).toBeGreaterThan(0);
    for (const from of found) expect(from).toBeGreaterThanOrEqual(now);
    expect(await propose(now - days(7), now)).toEqual([]);
    expect(await propose(now - days(7), now - days(6))).toEqual([]);
  });

  test('of what others need is the riskier for it', async () => {
    const hub = await register('Hub');
    const { id } = await plan('riverside', hub, window(days(5)));
    expect((await read(id)).risk).toEqual({ level: 'LOW', reasons: [] });
    await relate(await register('Leaf 1'), 'CONNECTED_TO', hub);
    await relate(await register('Leaf 2'), 'CONNECTED_TO', hub);
    expect((await read(id)).risk.reasons).toEqual([
      { code: 'DEPENDENTS', message: '2 others depend on an affected asset.' },
    ]);
  });
});
