// How urgent a ticket is, and who decides it: people, rules, devices; not who asks.
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
let admin: Client;
let technician: Client;
let nurse: Client;
beforeAll(async () => {
  api = await testApi();
  a = (await twoMsps(api.wardline)).a;
  admin = await api.client(a.people.mspAdmin);
  technician = await api.client(a.people.technician);
  nurse = await api.client(a.people.nurse);
});
afterAll(() => api.close());

const id = (type: Parameters<typeof toGlobalId>[0], uuid: string) => toGlobalId(type, uuid);
const person = (who: keyof MspWorld['people']) => id('Person', a.people[who].id);
const open = async (more: object = {}) =>
  (
    await technician.mutate(
      'ticketCreate',
      {
        clinicId: id('Clinic', a.clinics.riverside),
        type: 'INCIDENT',
        domain: 'IT',
        title: 'New',
        requesterId: person('nurse'),
        ...more,
      },
      'ticket { id version number }',
    )
  ).ticket as { id: string; version: number; number: string };
const versionOf = async (ticketId: string) =>
  (
    await admin.data('query($i: ID!) { node(id: $i) { ... on Ticket { version } } }', {
      i: ticketId,
    })
  ).node.version as number;
const move = async (who: Client, ticketId: string, more: object) =>
  who.mutate(
    'ticketTransition',
    { ticketId, expectedVersion: await versionOf(ticketId), ...more },
    'ticket { state }',
  );

describe('priority', () => {
  test('the two questions raise it, and it explains itself', async () => {
    const { ticket } = await technician.mutate(
      'ticketCreate',
      {
        clinicId: id('Clinic', a.clinics.riverside),
        type: 'INCIDENT',
        domain: 'HTM',
        title: 'Pump alarms',
        impact: 'LOW',
        patientConnected: true,
        alternativeAvailable: false,
      },
      'ticket { careImpact patientConnected priority { level statedCareImpact careImpact reasons { code message } } }',
    );
    expect(ticket).toMatchObject({
      careImpact: 'PATIENT_AT_RISK',
      priority: { level: 'P1', statedCareImpact: 'NONE', careImpact: 'PATIENT_AT_RISK' },
    });
    expect(ticket.priority.reasons.map((reason: { code: string }) => reason.code)).toEqual([
      'MATRIX',
      'CARE_ANSWERS',
      'CARE_IMPACT',
    ]);
  });
});

describe('what a device turns out to be', () => {
  const fact = async (ticketId: string) =>
    (
      await admin.data(
        'query($i: ID!) { node(id: $i) { ... on Ticket { version priority { level criticality reasons { code message } } } } }',
        { i: ticketId },
      )
    ).node;

  test('raises what is open about it, and what a rule has lowered; what a person decided stands', async () => {
    const { asset } = await admin.mutate(
      'assetCreate',
      { clinicId: id('Clinic', a.clinics.riverside), kind: 'NETWORK', name: 'Gateway' },
      'asset { id version }',
    );
    const low = { impact: 'LOW', urgency: 'LOW', assetIds: [asset.id] };
    const [plain, byHand, done] = [await open(low), await open(low), await open(low)];
    expect((await fact(plain.id)).priority.level).toBe('P5');
    await admin.mutate(
      'ticketUpdate',
      {
        ticketId: byHand.id,
        expectedVersion: await versionOf(byHand.id),
        priorityOverride: { priority: 'P4', reason: 'A scratch.' },
      },
      '',
    );
    await move(technician, done.id, { to: 'RESOLVED', resolutionCode: 'FIXED' });
    const { ruleSet } = await rule('Toner', [
      { kind: 'OVERRIDE_PRIORITY', priority: 'P5', reason: 'Can wait.' },
    ]);
    const ruled = await open({ ...low, title: 'Toner light', urgency: 'HIGH' });
    expect((await fact(ruled.id)).priority).toMatchObject({ level: 'P5' });
    const raised = await admin.mutate(
      'assetUpdate',
      { assetId: asset.id, expectedVersion: asset.version, criticality: 'LIFE_SUPPORT' },
      '',
    );
    expect(raised.userErrors).toEqual([]);
    expect((await fact(plain.id)).priority).toMatchObject({
      ...{ level: 'P2', criticality: 'LIFE_SUPPORT' },
      reasons: [{ code: 'MATRIX' }, { code: 'ASSET_CRITICALITY' }],
    });
    expect((await fact(ruled.id)).priority).toMatchObject({
      level: 'P2',
      reasons: [
        { code: 'MATRIX' },
        { code: 'OVERRIDE', message: 'Set to P5 by a rule: Can wait.' },
        { code: 'ASSET_CRITICALITY' },
      ],
    });
    expect((await fact(byHand.id)).priority.level).toBe('P4');
    expect((await fact(done.id)).priority.level).toBe('P5');
    await rule(null, [], ruleSet);
  });

  test('is not talked down by a rule where a person has decided', async () => {
    const { ruleSet } = await rule('Slow', [
      { kind: 'OVERRIDE_PRIORITY', priority: 'P5', reason: 'Can wait.' },
    ]);
    const ticket = await open();
    const say = async (change: object) =>
      admin.mutate(
        'ticketUpdate',
        { ticketId: ticket.id, expectedVersion: await versionOf(ticket.id), ...change },
        '',
      );
    await say({ priorityOverride: { priority: 'P1', reason: 'The head of surgery waits.' } });
    await say({ title: 'Slow screen' });
    expect((await fact(ticket.id)).priority.level).toBe('P1');
    const { node } = await admin.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { triageRuns(first: 5) { nodes { outcomes { actions { effect } } } } } } }',
      { i: ticket.id },
    );
    expect(JSON.stringify(node.triageRuns)).toContain('BY_HAND');
    await rule(null, [], ruleSet);
  });

  /** Puts a rule for titles with a word in force; or, with its set, out of it. */
  async function rule(word: string | null, actions: object[], before?: { id: string }) {
    if (before) {
      const off = { ruleSetId: before.id, expectedVersion: 2, enabled: false };
      expect((await admin.mutate('triageRuleSetUpdate', off, '')).userErrors).toEqual([]);
      return { ruleSet: before };
    }
    const when = { kind: 'TEST', field: 'title', operator: 'HAS_WORD', values: [word] };
    const rules = [{ id: 'r', name: 'r', triggers: ['OPENED', 'UPDATED'], when, actions }];
    const { triageRuleSet } = await admin.mutate(
      'triageRuleSetCreate',
      { name: `Rule of ${word}`, mode: 'ALL', rules },
      'triageRuleSet { id }',
    );
    const publish = { ruleSetId: triageRuleSet.id, expectedVersion: 1 };
    expect((await admin.mutate('triageRuleSetPublish', publish, '')).userErrors).toEqual([]);
    return { ruleSet: triageRuleSet as { id: string } };
  }
});

describe('who asks', () => {
  test('says what is wrong, and not whose it is or how urgent among all', async () => {
    const external = await api.client(a.people.external);
    for (const who of [nurse, external, await api.client(a.people.clinicAdmin)]) {
      for (const [field, value] of Object.entries({
        priorityOverride: { priority: 'P1', reason: 'Quick.' },
        assigneeId: person('technician'),
        teamId: id('Team', a.teams.serviceDesk),
      })) {
        const { userErrors } = await who.mutate(
          'ticketCreate',
          {
            clinicId: id('Clinic', a.clinics.riverside),
            requesterId: person(who === external ? 'external' : 'nurse'),
            ...{ type: 'INCIDENT', domain: 'IT', title: 'Mine first', [field]: value },
          },
          '',
        );
        expect(userErrors).toMatchObject([{ code: 'NOT_FOR_REQUESTERS', path: ['input', field] }]);
      }
    }
  });
});
