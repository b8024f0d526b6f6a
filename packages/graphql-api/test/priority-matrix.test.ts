// The MSP's own rules of priority, through the API: what they change, and what they may never do.
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const version = async () => (await admin.data('{ viewer { msp { version } } }')).viewer.msp.version;
const MATRIX =
  'msp { priorityMatrix { cells { impact urgency priority } careImpactFloors { careImpact priority } criticalityFloors { criticality priority } } }';
const set = async (priorityMatrix: object | null, client = admin) =>
  client.mutate('mspUpdate', { expectedVersion: await version(), priorityMatrix }, MATRIX);

async function open(more: object = {}) {
  const { ticket } = await admin.mutate(
    'ticketCreate',
    {
      clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
      type: 'INCIDENT',
      domain: 'IT',
      title: 'It is slow',
      ...more,
    },
    'ticket { id version priority { level reasons { code } } }',
  );
  return ticket;
}

test('tickets opened and changed from then on go by the new rules; the others keep their priority', async () => {
  const before = await open();
  expect(before.priority.level).toBe('P3');
  const changed = await set({
    cells: [
      { impact: 'MEDIUM', urgency: 'MEDIUM', priority: 'P2' },
      { impact: 'MEDIUM', urgency: 'HIGH', priority: 'P1' },
      { impact: 'HIGH', urgency: 'MEDIUM', priority: 'P1' },
    ],
    criticalityFloors: [
      { criticality: 'CARE_CRITICAL', priority: 'P2' },
      { criticality: 'HIGH_RISK', priority: 'P2' },
    ],
  });
  expect(changed.userErrors).toEqual([]);
  expect(changed.msp.priorityMatrix.cells).toContainEqual({
    impact: 'MEDIUM',
    urgency: 'MEDIUM',
    priority: 'P2',
  });
  expect((await open()).priority.level).toBe('P2');
  const low = { impact: 'LOW', urgency: 'LOW' };
  const pump = await open({ ...low, assetIds: [toGlobalId('Asset', world.a.assets.pump)] });
  expect(pump.priority).toEqual({
    level: 'P2',
    reasons: [{ code: 'MATRIX' }, { code: 'ASSET_CRITICALITY' }],
  });
  const again = await admin.data(
    'query($id: ID!) { node(id: $id) { ... on Ticket { priority { level } } } }',
    {
      id: before.id,
    },
  );
  expect(again.node.priority.level).toBe('P3');
  const { ticket } = await admin.mutate(
    'ticketUpdate',
    { ticketId: before.id, expectedVersion: before.version, urgency: 'HIGH' },
    'ticket { priority { level } }',
  );
  expect(ticket.priority.level).toBe('P1');
  expect((await set(null)).userErrors).toEqual([]);
  expect((await open()).priority.level).toBe('P3');
});

test('a triage rule that raises the urgency goes by them too', async () => {
  const cells = [
    { impact: 'MEDIUM', urgency: 'HIGH', priority: 'P1' },
    { impact: 'HIGH', urgency: 'HIGH', priority: 'P1' },
  ];
  expect((await set({ cells })).userErrors).toEqual([]);
  const test = { kind: 'TEST', field: 'title', operator: 'HAS_WORD', values: ['smoke'] };
  const when = { kind: 'ALL', of: [test] };
  const actions = [{ kind: 'SET', field: 'urgency', value: 'HIGH' }];
  const rule = { id: 'smoke', name: 'Smoke', triggers: ['OPENED'], when, actions };
  const { triageRuleSet } = await admin.mutate(
    'triageRuleSetCreate',
    { name: 'By words', mode: 'ALL', rules: [rule] },
    'triageRuleSet { id }',
  );
  const publish = { ruleSetId: triageRuleSet.id, expectedVersion: 1 };
  expect((await admin.mutate('triageRuleSetPublish', publish, '')).userErrors).toEqual([]);
  const { id } = await open({ title: 'There is smoke' });
  const { node } = await admin.data(
    'query($id: ID!) { node(id: $id) { ... on Ticket { urgency priority { level } } } }',
    { id },
  );
  expect(node).toEqual({ urgency: 'HIGH', priority: { level: 'P1' } });
  expect((await set(null)).userErrors).toEqual([]);
});

test.each([
  [
    'something graver less urgent than something milder',
    { cells: [{ impact: 'HIGH', urgency: 'HIGH', priority: 'P5' }] },
    'NOT_MONOTONE',
    'cells',
  ],
  [
    'a patient at risk anything but P1',
    { careImpactFloors: [{ careImpact: 'PATIENT_AT_RISK', priority: 'P2' }] },
    'PATIENT_AT_RISK_NOT_P1',
    'careImpactFloors',
  ],
  [
    'a patient at risk nothing at all',
    { careImpactFloors: [{ careImpact: 'PATIENT_AT_RISK' }] },
    'NOT_MONOTONE',
    'careImpactFloors',
  ],
])('no rules make %s', async (_what, matrix, code, field) => {
  const { userErrors, msp } = await set(matrix);
  expect(msp).toBeNull();
  expect(userErrors[0]).toMatchObject({ code, path: ['input', 'priorityMatrix', field] });
});

test('only those who manage the MSP change it, on the version they saw, and only their own', async () => {
  const matrix = { cells: [] };
  for (const who of [world.a.people.dispatcher, world.a.people.clinicAdmin]) {
    const refused = await set(matrix, await api.client(who));
    expect(refused.userErrors[0]).toMatchObject({ code: 'FORBIDDEN' });
  }
  const stale = await admin.mutate('mspUpdate', { expectedVersion: 99, name: 'X' }, '');
  expect(stale.userErrors[0]).toMatchObject({ code: 'VERSION_CONFLICT' });
  const other = await api.client(world.b.people.mspAdmin);
  const theirs = (
    await other.data('{ viewer { msp { priorityMatrix { cells { priority } } version } } }')
  ).viewer.msp;
  expect(theirs.version).toBe(1);
});
