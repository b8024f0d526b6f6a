// Whom an escalation tells: those the step stands for, as far as they may read the ticket.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type MspWorld,
  minutes,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
beforeAll(async () => {
  api = await testApi();
  ({ a } = await twoMsps(api.wardline));
});
afterAll(() => api.close());

test('nobody is told of a clinic that is denied them, or that they have nothing to do with', async () => {
  const admin = await api.client(a.people.mspAdmin);
  const person = (who: keyof MspWorld['people']) => toGlobalId('Person', a.people[who].id);
  const clinicId = toGlobalId('Clinic', a.clinics.hilltop);
  const { escalationPolicy } = await admin.mutate(
    'escalationPolicyCreate',
    {
      name: 'Tell them',
      steps: [
        {
          ...{ percent: 50, notify: ['DISPATCHERS', 'MSP_ADMINS', 'REQUESTER', 'WATCHERS'] },
          notifyPersonIds: [person('technician'), person('orgAdmin'), person('auditor')],
        },
      ],
    },
    'escalationPolicy { id }',
  );
  const { userErrors } = await admin.mutate('agreementCreate', {
    ...{ name: 'Hilltop, quickly', kind: 'SLA', publish: true, coverage: [{ clinicId }] },
    terms: {
      conditions: { categories: ['quick'] },
      targets: [
        {
          ...{ metric: 'RESOLVE', hours: 'AROUND_THE_CLOCK', budgets: [{ within: 'PT1H' }] },
          escalationPolicyId: escalationPolicy.id,
        },
      ],
    },
  });
  expect(userErrors).toEqual([]);
  // A contact who cannot sign in asks for help by telephone.
  const { person: contact } = await admin.mutate(
    'personCreate',
    { side: 'CLIENT', clinicId, displayName: 'Rita Reception' },
    'person { id }',
  );
  const told = async () => {
    const { ticket } = await admin.mutate(
      'ticketCreate',
      {
        ...{ clinicId, type: 'INCIDENT', domain: 'IT', title: 'Slow', category: 'quick' },
        requesterId: contact.id,
        watcherIds: [person('hilltopNurse')],
      },
      'ticket { id }',
    );
    api.ports.advance(minutes(31));
    await api.wardline.sweep();
    const { auditEntries } = await admin.data(
      'query($id: ID!) { auditEntries(first: 9, filter: { recordId: { eq: $id }, action: { eq: "ClockEscalated" } }) { nodes { facts } } }',
      { id: ticket.id },
    );
    const facts = auditEntries.nodes.map(({ facts }: { facts: string }) => JSON.parse(facts));
    return new Set(facts.flatMap(({ notify }: { notify: string[] }) => notify));
  };
  const ids = (...who: (keyof MspWorld['people'])[]) => who.map((each) => a.people[each].id);
  const contactId = Buffer.from(contact.id, 'base64').toString().split(':')[1] as string;
  // The technician works at Riverside, the owner has another organization: neither hears of Hilltop.
  const everybody = [...ids('dispatcher', 'mspAdmin', 'auditor', 'hilltopNurse'), contactId];
  expect(await told()).toEqual(new Set(everybody));
  const deny = (personId: string, role: string) =>
    admin.mutate('grantCreate', { personId, role, clinicId, effect: 'DENY', reason: 'A relative' });
  expect((await deny(person('dispatcher'), 'DISPATCHER')).userErrors).toEqual([]);
  expect((await deny(person('hilltopNurse'), 'CLINIC_STAFF')).userErrors).toEqual([]);
  expect(await told()).toEqual(new Set([...ids('mspAdmin', 'auditor'), contactId]));
});
