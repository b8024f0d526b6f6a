// Contacts in bulk and affiliations over HTTP: answers per item, and what they cost the database.
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
let clinicId: string;
beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  clinicId = toGlobalId('Clinic', world.a.clinics.riverside);
});
afterAll(() => api.close());

const UPSERT = `mutation($input: PersonBatchUpsertInput!) { personBatchUpsert(input: $input) {
  created updated unchanged refused
  results { index outcome personId userErrors { __typename code message path } }
  userErrors { code path }
} }`;

const contacts = (n: number, of: string, at = clinicId) =>
  Array.from({ length: n }, (_, i) => ({
    externalId: `${of}-${i}`,
    email: `${of}.${i}@bulk.example`,
    displayName: `${of} ${i}`,
    clinicId: at,
  }));

test('one bad contact of many is answered where it stands', async () => {
  const good = contacts(2, 'good');
  const bad = { email: 'not an address', displayName: 'Bad', clinicId };
  const { personBatchUpsert } = await admin.data(UPSERT, {
    input: { contacts: [good[0], bad, good[1]] },
  });
  expect(personBatchUpsert).toEqual({
    created: 2,
    updated: 0,
    unchanged: 0,
    refused: 1,
    results: [
      { index: 0, outcome: 'CREATED', personId: expect.any(String), userErrors: [] },
      {
        index: 1,
        outcome: 'REFUSED',
        personId: null,
        userErrors: [
          {
            __typename: 'ValidationFailed',
            code: 'EMAIL_INVALID',
            message: 'email is not an e-mail address.',
            path: ['input', 'contacts', '1', 'email'],
          },
        ],
      },
      { index: 2, outcome: 'CREATED', personId: expect.any(String), userErrors: [] },
    ],
    userErrors: [],
  });
  const ids = personBatchUpsert.results.flatMap(({ personId }: never) => personId ?? []);
  const query =
    'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Person { displayName email clinic { id } } } }';
  const { nodes } = await admin.data(query, { ids });
  expect(nodes).toEqual([
    { displayName: 'good 0', email: 'good.0@bulk.example', clinic: { id: clinicId } },
    { displayName: 'good 1', email: 'good.1@bulk.example', clinic: { id: clinicId } },
  ]);
});

test('500 cost as many statements as 5: to create, to change, to find unchanged', async () => {
  // On one connection: one that has yet to prepare a statement sends it by itself, once.
  const one = await testApi({}, { maxConnections: 1 });
  try {
    const world = await twoMsps(one.wardline);
    const admin = await one.client(world.a.people.mspAdmin);
    const clinicId = toGlobalId('Clinic', world.a.clinics.riverside);
    const statements = async (input: object) => {
      one.statements.reset();
      const { personBatchUpsert: done } = await admin.data(UPSERT, { input });
      expect(done).toMatchObject({ refused: 0, userErrors: [] });
      return { statements: one.statements.seen().length, ...done };
    };
    const costs = async (n: number, of: string) => {
      const all = contacts(n, of, clinicId);
      const renamed = all.map((each) => ({ ...each, email: `new.${each.email}`, active: false }));
      const created = await statements({ contacts: all });
      const unchanged = await statements({ contacts: all });
      const updated = await statements({ contacts: renamed });
      expect([created.created, unchanged.unchanged, updated.updated]).toEqual([n, n, n]);
      return [created, unchanged, updated].map((each) => each.statements);
    };
    // The texts depend on how many rows they add: each size is met once before it counts.
    await costs(5, 'first-few');
    await costs(500, 'first-many');
    const few = await costs(5, 'few');
    const many = await costs(500, 'many');
    expect(many).toEqual(few);
    for (const count of many) expect(count).toBeLessThan(30);
  } finally {
    await one.close();
  }
});

test('501 are refused by the list, and a keyed request is answered once', async () => {
  const { personBatchUpsert: refused } = await admin.data(UPSERT, {
    input: { contacts: contacts(501, 'over') },
  });
  expect(refused).toMatchObject({
    results: null,
    userErrors: [{ code: 'CONTACTS_OUT_OF_RANGE', path: ['input', 'contacts'] }],
  });
  const keyed = { 'idempotency-key': 'contacts-1' };
  const input = { contacts: contacts(3, 'keyed') };
  const first = await admin.ask(UPSERT, { input }, keyed);
  const again = await admin.ask(UPSERT, { input }, keyed);
  expect(again.text).toBe(first.text);
  expect(first.data?.personBatchUpsert.created).toBe(3);
});

test('a bookkeeper of two practices asks for help at both, and each sees its own of her', async () => {
  const { people, clinics, organizations } = world.a;
  const person = toGlobalId('Person', people.hilltopNurse.id);
  const { personAffiliationAdd } = await admin.data(
    `mutation($input: PersonAffiliationAddInput!) { personAffiliationAdd(input: $input) {
      affiliation { id title email since endedAt clinic { name } organization { name } person { id } }
      person { affiliations(first: 5) { nodes { title } } organizations(first: 5) { nodes { name } } }
      userErrors { code } } }`,
    { input: { personId: person, clinicId, title: 'Bookkeeper', email: 'b@riverside.example' } },
  );
  expect(personAffiliationAdd).toMatchObject({
    affiliation: {
      title: 'Bookkeeper',
      email: 'b@riverside.example',
      endedAt: null,
      clinic: { name: 'Riverside' },
      organization: { name: 'Coastal Health' },
      person: { id: person },
    },
    person: {
      affiliations: { nodes: [{ title: 'Bookkeeper' }] },
      organizations: { nodes: [{ name: 'Coastal Health' }, { name: 'Summit Dental' }] },
    },
    userErrors: [],
  });
  const clinicAdmin = await api.client(people.clinicAdmin);
  const LIST = `query($filter: PersonFilter) { people(first: 50, filter: $filter) { nodes {
    displayName email clinic { name } organization { name }
    clinics(first: 5) { nodes { name } } affiliations(first: 5) { nodes { title email } } } } }`;
  const coastal = toGlobalId('Organization', organizations.coastal);
  const filter = { organizations: { some: { id: { eq: coastal } } } };
  const { people: seen } = await clinicAdmin.data(LIST, { filter });
  expect(seen.nodes).toContainEqual({
    displayName: 'Hana Nurse',
    email: null,
    clinic: null,
    organization: null,
    clinics: { nodes: [{ name: 'Riverside' }] },
    affiliations: { nodes: [{ title: 'Bookkeeper', email: 'b@riverside.example' }] },
  });
  const grant = {
    personId: people.hilltopNurse.id,
    role: 'CLINIC_STAFF',
    clinicId: clinics.riverside,
    reason: 'books',
  } as const;
  await world.a.desk.grants.create(grant);
  const hana = await api.client(people.hilltopNurse);
  const ask = async () => {
    const { ticketCreate } = await hana.data(
      `mutation($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { requester { id } } userErrors { code } } }`,
      {
        input: {
          type: 'INCIDENT',
          clinicId,
          requesterId: person,
          title: 'The ledger does not open',
          description: 'Since this morning.',
          channel: 'PORTAL',
          domain: 'IT',
        },
      },
    );
    return ticketCreate.userErrors[0]?.code ?? ticketCreate.ticket.requester.id;
  };
  expect(await ask()).toBe(person);
  const { id: affiliationId } = personAffiliationAdd.affiliation;
  const end = `mutation($input: PersonAffiliationEndInput!) { personAffiliationEnd(input: $input) { affiliation { endedAt } userErrors { code } } }`;
  const { personAffiliationEnd } = await clinicAdmin.data(end, { input: { affiliationId } });
  expect(personAffiliationEnd).toMatchObject({ affiliation: { endedAt: expect.any(String) } });
  expect(await ask()).toBe('NOT_FOUND');
});
