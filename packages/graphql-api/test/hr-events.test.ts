// Access tickets from an HR system, through the API: told once, confidential, with what has to be done.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
});
afterAll(() => api.close());

const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);

describe('people come and go', () => {
  const event = (more: object = {}) => ({
    kind: 'LEAVER',
    clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
    personName: 'Lee Marten',
    effectiveOn: '2026-12-24',
    systems: ['EHR', 'VPN'],
    externalId: 'hr-77',
    ...more,
  });

  const CHECKLIST =
    'ticket { id type title category description confidential checklists(first: 9) { nodes { name template { id } tasks(first: 99) { nodes { title kind lane required status } } } } }';
  const titles = (ticket: { checklists: { nodes: { tasks: { nodes: { title: string }[] } }[] } }) =>
    ticket.checklists.nodes.flatMap(({ tasks }) => tasks.nodes.map(({ title }) => title));

  test('a leaver opens a ticket with what has to be taken away; told twice, it is one', async () => {
    const first = await admin.mutate('hrEventRecord', event(), CHECKLIST);
    expect(first.ticket).toMatchObject({
      type: 'SERVICE_REQUEST',
      title: 'Leaves the clinic: access of Lee Marten',
      description: 'Effective on 2026-12-24.',
      category: 'Access',
      confidential: true,
      checklists: { nodes: [{ name: 'Access of a leaver', template: null }] },
    });
    const todo = { kind: 'CHECK', lane: 'IT', required: true, status: 'OPEN' };
    const { nodes } = first.ticket.checklists.nodes[0].tasks;
    expect(nodes).toContainEqual({ ...todo, title: 'End sessions, tokens and remote access' });
    expect(nodes).toContainEqual({ ...todo, title: 'Take access away: EHR' });
    expect(nodes).toContainEqual({ ...todo, title: 'Take access away: VPN' });
    expect(nodes).toContainEqual({
      ...todo,
      title: 'Confirm that no access is left',
      kind: 'SIGNATURE',
      lane: 'PRIVACY',
    });
    const again = await admin.mutate('hrEventRecord', event(), CHECKLIST);
    expect(again.ticket).toEqual(first.ticket);
    // A system that sends the person's id for the event's would lose what comes second.
    for (const other of [
      { kind: 'STARTER' },
      { personName: 'Zed' },
      { effectiveOn: '2026-12-25' },
    ]) {
      const reused = await admin.mutate('hrEventRecord', event(other), CHECKLIST);
      expect(codes(reused.userErrors)).toEqual([['EXTERNAL_ID_REUSED', 'externalId']]);
    }
  });

  test.each(['clinicAdmin', 'orgAdmin'] as const)(
    '%s tells of the people of the clinic, and of no other’s',
    async (who) => {
      const client = await api.client(world.a.people[who]);
      const own = event({ externalId: `by-${who}` });
      const { ticket, userErrors } = await client.mutate('hrEventRecord', own, CHECKLIST);
      expect(userErrors).toEqual([]);
      expect(titles(ticket)).toContain('Take access away: EHR');
      const [entry] = await api.database.admin<{ actor_id: string; authority: string }>(
        `select actor_id, authority from audit_entry where record_id = $1 and action = 'TicketOpened'`,
        [Buffer.from(ticket.id, 'base64url').toString().split(':')[1]],
      );
      expect(entry?.actor_id).toBe(world.a.people[who].id);
      const clinicId = toGlobalId('Clinic', world.a.clinics.hilltop);
      const elsewhere = await client.mutate('hrEventRecord', event({ clinicId }), CHECKLIST);
      expect(codes(elsewhere.userErrors)).toEqual([['NOT_FOUND', 'clinicId']]);
    },
  );

  test('a nurse does not, and nothing is left of it', async () => {
    const nurse = await api.client(world.a.people.nurse);
    const count = async () =>
      (await admin.data('{ tickets(first: 1) { totalCount } }')).tickets.totalCount;
    const before = await count();
    const told = await nurse.mutate('hrEventRecord', event({ externalId: 'by-nurse' }), CHECKLIST);
    expect([told.ticket, told.userErrors.length]).toEqual([null, 1]);
    expect(await count()).toBe(before);
  });

  test('told again by somebody who may not tell it, it is refused as it was new', async () => {
    const { ticket } = await admin.mutate('hrEventRecord', event(), 'ticket { id }');
    expect(ticket).not.toBeNull();
    const auditor = await api.client(world.a.people.auditor);
    for (const externalId of ['hr-77', 'hr-78']) {
      const told = await auditor.mutate('hrEventRecord', event({ externalId }), 'ticket { id }');
      expect([told.ticket, codes(told.userErrors)]).toEqual([null, [['FORBIDDEN', '']]]);
    }
  });

  test('their ticket is done when its steps are', async () => {
    const { ticket } = await admin.mutate('hrEventRecord', event({ externalId: null }), CHECKLIST);
    const { data } = await admin.ask(
      'query($id: ID!) { node(id: $id) { ... on Ticket { availableTransitions { to blockedBy { code } } } } }',
      { id: ticket.id },
    );
    const resolve = data.node.availableTransitions.find(
      ({ to }: { to: string }) => to === 'RESOLVED',
    );
    expect(resolve.blockedBy).toContainEqual({ code: 'REQUIRED_TASKS_OPEN' });
  });

  test('a template of the MSP’s own takes the place of Wardline’s', async () => {
    const template = toGlobalId('ChecklistTemplate', world.a.templates.battery);
    const own = event({ externalId: null, checklistTemplateId: template });
    const { ticket } = await admin.mutate('hrEventRecord', own, CHECKLIST);
    expect(ticket.checklists.nodes).toMatchObject([{ template: { id: template } }]);
    expect(titles(ticket)).not.toContain('Confirm that no access is left');
    expect(titles(ticket).slice(-2)).toEqual(['Take access away: EHR', 'Take access away: VPN']);
  });

  test('colleagues do not read that somebody leaves; those who run the clinic do', async () => {
    const { ticket } = await admin.mutate('hrEventRecord', event({ externalId: null }), CHECKLIST);
    const nurse = await api.client(world.a.people.nurse);
    const clinicAdmin = await api.client(world.a.people.clinicAdmin);
    const read = async (who: Client, id: string) =>
      (await who.data('query($id: ID!) { node(id: $id) { id } }', { id })).node;
    expect(await read(nurse, ticket.id)).toBeNull();
    expect(await read(clinicAdmin, ticket.id)).toEqual({ id: ticket.id });
    // It is the confidence, not the clinic: what Riverside shares she reads.
    const { node } = await admin.data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { clinic { staffTicketVisibility } } } }',
      { id: ticket.id },
    );
    expect(node.clinic.staffTicketVisibility).toBe('CLINIC');
  });

  test.each([
    ['no name', { personName: ' ' }, 'TEXT_EMPTY', 'personName'],
    ['no such date', { effectiveOn: '2026-13-01' }, 'DATE_INVALID', 'effectiveOn'],
    ['an empty system', { systems: ['EHR', ''] }, 'TEXT_EMPTY', 'systems.1'],
    ['a clinic of nobody', { clinicId: 'nothing' }, 'NOT_FOUND', 'clinicId'],
    [
      'a template of nobody',
      { checklistTemplateId: 'nothing' },
      'NOT_FOUND',
      'checklistTemplateId',
    ],
  ])('%s is refused, and no ticket is opened', async (_, over, code, path) => {
    const count = async () =>
      (await admin.data('{ tickets(first: 1) { totalCount } }')).tickets.totalCount;
    const before = await count();
    const { userErrors } = await admin.mutate(
      'hrEventRecord',
      event({ externalId: null, ...over }),
      '',
    );
    expect(codes(userErrors)).toEqual([[code, path]]);
    expect(await count()).toBe(before);
  });
});
