// Who reads whose e-mail address: those who may read the members of that person's place, and oneself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, emptySelection } from '../src/index.ts';
import { read, readIds } from './read-everything.ts';
import {
  days,
  type MspWorld,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
let everybody: Record<string, string>;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
  const rows = await on.database.admin<{ id: string; email: string }>(
    'select id, email from person where msp_id = $1 and email is not null',
    [a.mspId],
  );
  everybody = Object.fromEntries(rows.map(({ id, email }) => [id, email]));
});
afterAll(() => on.close());

type Who = keyof MspWorld['people'];
const idsOf = (names: readonly Who[]) => names.map((name) => a.people[name].id).sort();

/** Whose address somebody reads, and whom they see at all. */
async function seen(desk: Desk) {
  const { rows } = await read(
    desk,
    'Person',
    { first: 100 },
    emptySelection('id', 'email', 'displayName'),
  );
  for (const { displayName } of rows) expect(displayName).toBeTruthy();
  return {
    people: rows.map((row) => row.id as string),
    emails: rows.filter((row) => row.email !== null),
  };
}

const RIVERSIDE: readonly Who[] = ['clinicAdmin', 'nurse', 'otherNurse', 'external'];
const EVERYBODY: readonly Who[] = [
  ...RIVERSIDE,
  'mspAdmin',
  'dispatcher',
  'technician',
  'auditor',
  'orgAdmin',
  'lakesideNurse',
  'hilltopNurse',
];

describe.each<[Who, readonly Who[]]>([
  ['mspAdmin', EVERYBODY],
  ['dispatcher', EVERYBODY],
  ['auditor', EVERYBODY],
  ['technician', ['technician', ...RIVERSIDE]],
  ['orgAdmin', ['orgAdmin', 'lakesideNurse', ...RIVERSIDE]],
  ['clinicAdmin', RIVERSIDE],
  ['nurse', ['nurse']],
  ['lakesideNurse', ['lakesideNurse']],
  ['external', ['external']],
])('%s', (who, whose) => {
  test('reads the addresses they may, and the names of all they see', async () => {
    const { emails } = await seen(await a.people[who].desk());
    expect(emails.map((row) => row.id as string).sort()).toEqual(idsOf(whose));
    for (const { id, email } of emails) expect(email).toBe(everybody[id as string]);
  });

  test('finds nobody by an address they may not read, however they ask', async () => {
    const desk = await a.people[who].desk();
    const { people } = await seen(desk);
    for (const id of people) {
      const email = everybody[id] ?? '';
      const found = [
        { email: { eq: email } },
        { email: { in: [email, 'x'] } },
        { email: { startsWith: email.slice(0, 4) } },
        { email: { contains: email.slice(1, 9) } },
        { email: { gte: email, lte: email } },
        { email: { isNull: false } },
        { email: { neq: 'x' } },
        { email: { notIn: ['x'] } },
        { or: [{ email: { eq: email } }] },
      ];
      const may = idsOf(whose).includes(id as never);
      for (const question of found) {
        const ids = await readIds(desk, 'Person', question);
        expect(ids.includes(id), JSON.stringify(question)).toBe(may);
      }
      if (may) continue;
      // Negated it is answered without regard to what it is compared with.
      for (const value of [email, 'x']) {
        const ids = await readIds(desk, 'Person', { not: { email: { eq: value } } });
        expect(ids).toContain(id);
      }
    }
  });

  test('nor by way of what points at people', async () => {
    const desk = await a.people[who].desk();
    for (const [id, email] of Object.entries(everybody)) {
      if (idsOf(whose).includes(id as never)) continue;
      expect(await readIds(desk, 'Ticket', { requester: { email: { eq: email } } })).toEqual([]);
      expect(
        await readIds(desk, 'Ticket', { watchers: { some: { email: { eq: email } } } }),
      ).toEqual([]);
      expect(await readIds(desk, 'Team', { members: { some: { email: { eq: email } } } })).toEqual(
        [],
      );
    }
  });
});

test('a denied place is denied, whatever else is granted', async () => {
  const { personId } = await must(
    a.desk.people.create({ side: 'PROVIDER', displayName: 'Del Denied', email: 'del@example.org' }),
  );
  const grant = { personId, role: 'DISPATCHER', reason: 'hired' } as const;
  await must(a.desk.grants.create(grant));
  const desk = async () => on.wardline.as(await on.wardline.member(a.mspId, personId as never));
  expect((await seen(await desk())).emails.length).toBeGreaterThan(10);
  await must(a.desk.grants.create({ ...grant, effect: 'DENY', clinicId: a.clinics.riverside }));
  const { emails } = await seen(await desk());
  const read = emails.map((row) => row.id as string);
  for (const id of idsOf(RIVERSIDE)) expect(read).not.toContain(id);
  expect(read).toContain(a.people.hilltopNurse.id);
});

test('an integration reads those of its clinics, and none without the scope', async () => {
  const key = async (scopes: readonly ('member:read' | 'ticket:read')[]) => {
    const expiresAt = on.ports.now() + days(1);
    const made = await must(
      a.desk.apiKeys.create({ name: 'RMM', scopes, clinicIds: [a.clinics.riverside], expiresAt }),
    );
    return on.wardline.as(await on.wardline.authenticate(made.token ?? ''));
  };
  const { emails } = await seen(await key(['member:read']));
  expect(emails.map((row) => row.id as string).sort()).toEqual(idsOf(RIVERSIDE));
  expect((await seen(await key(['ticket:read']))).people).toEqual([]);
});
