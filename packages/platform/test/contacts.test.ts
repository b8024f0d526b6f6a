// Contacts in bulk: each answered by itself, again without effect, and never over a wall.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContactInput, type Desk, MAX_CONTACTS, type UpsertedContacts } from '../src/index.ts';
import { readIds, readRow } from './read-everything.ts';
import { countRows, everyRow } from './rows.ts';
import {
  days,
  type MspWorld,
  must,
  refused,
  type TestWardline,
  type TwoMsps,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let world: TwoMsps;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  world = await twoMsps(on.wardline);
  a = world.a;
});
afterAll(() => on.close());

const outcomes = ({ results }: UpsertedContacts) =>
  results.map(({ outcome, errors }) => errors[0]?.code ?? outcome);
const upsert = async (desk: Desk, contacts: readonly ContactInput[], more: object = {}) =>
  must(desk.people.upsert({ contacts, ...more }));

let made = 0;
/** Somebody new at a place, by way of the batch itself. */
async function contact(place: Partial<ContactInput>, more: Partial<ContactInput> = {}) {
  const email = `c${++made}@contacts.example`;
  const displayName = `Contact ${made}`;
  const { results } = await upsert(a.desk, [{ email, displayName, ...place, ...more }]);
  return { email, displayName, personId: results[0]?.personId ?? '' };
}

describe('each is answered by itself', () => {
  test('what is good goes in, what is not says where and why', async () => {
    const { riverside, hilltop } = a.clinics;
    const { coastal, summit } = a.organizations;
    const before = await countRows(on.database);
    const place = { clinicId: riverside };
    const contacts: ContactInput[] = [
      { ...place, email: 'Ann@Example.COM', displayName: ' Ann ' },
      { ...place, email: 'no address', displayName: 'B' },
      { ...place, email: 'ann@example.com', displayName: 'Ann again' },
      { ...place, displayName: 'Nobody would know her again' },
      { ...place, email: 'c@example.com' },
      { email: 'd@example.com', displayName: 'D' },
      { clinicId: world.b.clinics.riverside, email: 'e@example.com', displayName: 'E' },
      { organizationId: 'all', email: 'f@example.com', displayName: 'F' },
      { ...place, organizationId: summit, email: 'g@example.com', displayName: 'G' },
      { ...place, externalId: 'x'.repeat(201), displayName: 'x'.repeat(201) },
      { ...place, email: 'nul\0@example.com', displayName: 'H' },
      { ...place, externalId: '9', displayName: 'Without an address' },
      { ...place, externalId: '9', displayName: 'The same' },
      { organizationId: coastal, email: 'i@example.com', displayName: 'I' },
      { ...place, email: 'j@example.com', active: false },
      // The MSP’s own people are no contacts.
      { clinicId: hilltop, email: 'tom.technician@example.org', displayName: 'Tom' },
    ];
    const done = await upsert(a.desk, contacts, { source: 'practice' });
    expect(outcomes(done)).toEqual([
      'CREATED',
      'EMAIL_INVALID',
      'DUPLICATE_IN_REQUEST',
      'KEY_REQUIRED',
      'NAME_REQUIRED',
      'HOME_REQUIRED',
      'NOT_FOUND',
      'NOT_FOUND',
      'PLACES_DIFFER',
      'TEXT_TOO_LONG',
      'TEXT_NOT_STORABLE',
      'CREATED',
      'DUPLICATE_IN_REQUEST',
      'CREATED',
      'UNCHANGED',
      'ALREADY_EXISTS',
    ]);
    expect(done).toMatchObject({ created: 3, updated: 0, unchanged: 1, refused: 12 });
    const paths = done.results.flatMap(({ errors }) => errors.map(({ path }) => path.join('.')));
    expect(paths).toEqual([
      'contacts.1.email',
      'contacts.2.email',
      'contacts.3.email',
      'contacts.4.displayName',
      'contacts.5.clinicId',
      'contacts.6.clinicId',
      'contacts.7.organizationId',
      'contacts.8.organizationId',
      'contacts.9.externalId',
      'contacts.9.displayName',
      'contacts.10.email',
      'contacts.12.externalId',
      'contacts.15.email',
    ]);
    const after = await countRows(on.database);
    for (const [table, rows] of [
      ['person', 3],
      ['audit_entry', 3],
      ['outbox_event', 3],
      ['import_record', 1],
    ] as const) {
      expect((after[table] ?? 0) - (before[table] ?? 0), table).toBe(rows);
    }
    const ann = await readRow(a.desk, 'Person', done.results[0]?.personId ?? '');
    expect(ann).toMatchObject({
      displayName: 'Ann',
      email: 'ann@example.com',
      side: 'CLIENT',
      active: true,
      clinic$: { id: riverside },
      organization$: { id: coastal },
    });
  });

  test('too many, none, and a source that is none are refused as a whole', async () => {
    const one = { clinicId: a.clinics.riverside, email: 'z@example.com', displayName: 'Z' };
    const code = async (contacts: readonly ContactInput[], more = {}) =>
      (await refused(a.desk.people.upsert({ contacts, ...more }))).code;
    expect(await code([])).toBe('CONTACTS_OUT_OF_RANGE');
    expect(await code(Array.from({ length: MAX_CONTACTS + 1 }, () => one))).toBe(
      'CONTACTS_OUT_OF_RANGE',
    );
    expect(await code([one], { source: ' ' })).toBe('TEXT_EMPTY');
  });

  test('a new name changes nobody’s rights; who leaves loses them at once', async () => {
    const { email, personId } = await contact({ clinicId: a.clinics.riverside });
    const role = { personId, role: 'CLINIC_STAFF', clinicId: a.clinics.riverside } as const;
    await must(a.desk.grants.create({ ...role, reason: 'hired' }));
    const epoch = () =>
      on.database.admin('select epoch from access_epoch where msp_id = $1', [a.mspId]);
    const before = await epoch();
    await upsert(a.desk, [{ email, displayName: 'Renamed' }]);
    expect(await epoch()).toEqual(before);
    const signedIn = await on.wardline.member(a.mspId, personId as never);
    await upsert(a.desk, [{ email, active: false }]);
    expect(await epoch()).not.toEqual(before);
    await expect(readIds(on.wardline.as(signedIn), 'Ticket')).rejects.toThrow();
  });

  test('a dry run says the same and leaves nothing', async () => {
    const known = await contact({ clinicId: a.clinics.riverside });
    const contacts = [
      { email: 'dry@example.com', displayName: 'Dry', clinicId: a.clinics.riverside },
      { email: known.email, displayName: 'Renamed' },
      { email: known.email.toUpperCase(), displayName: 'Twice' },
      { email: known.email.replace('c', 'unknown') },
    ];
    const before = await everyRow(on.database);
    const dry = await upsert(a.desk, contacts, { dryRun: true });
    expect(await everyRow(on.database)).toEqual(before);
    const real = await upsert(a.desk, contacts);
    expect(outcomes(dry)).toEqual(outcomes(real));
    expect(outcomes(real)).toEqual(['CREATED', 'UPDATED', 'DUPLICATE_IN_REQUEST', 'HOME_REQUIRED']);
    expect(dry.results[0]?.personId).toBeNull();
    expect(dry.results[1]?.personId).toBe(known.personId);
  });

  test('together with other use cases it is one transaction; a dry run is not', async () => {
    const contacts = [
      { email: 'joined@example.com', displayName: 'J', clinicId: a.clinics.riverside },
    ];
    const both = (dryRun: boolean) =>
      a.desk.together(async (desk) => {
        await desk.people.upsert({ contacts, dryRun });
        return desk.organizations.create({ name: '' });
      });
    expect((await refused(both(true))).code).toBe('DRY_RUN_NOT_JOINABLE');
    expect((await refused(both(false))).code).toBe('TEXT_EMPTY');
    expect(outcomes(await upsert(a.desk, contacts))).toEqual(['CREATED']);
  });
});

describe('who is meant', () => {
  test('the external id knows them again when name and address have changed', async () => {
    const { riverside: clinicId } = a.clinics;
    const first = {
      externalId: '17',
      email: 'm.old@example.com',
      displayName: 'Mia Old',
      clinicId,
    };
    const hr = { source: 'hr' };
    const [created] = (await upsert(a.desk, [first], hr)).results;
    const married = { externalId: '17', email: 'm.new@example.com', displayName: 'Mia New' };
    const [updated] = (await upsert(a.desk, [married], hr)).results;
    expect(updated).toMatchObject({ outcome: 'UPDATED', personId: created?.personId });
    expect(await readRow(a.desk, 'Person', created?.personId ?? '')).toMatchObject({
      displayName: 'Mia New',
      email: 'm.new@example.com',
      version: 2,
    });
    // Another system's 17 is somebody else; an address known already is linked to the id.
    const other = { ...first, email: 'else@example.com' };
    expect(outcomes(await upsert(a.desk, [other], { source: 'crm' }))).toEqual(['CREATED']);
    const late = { externalId: 'L1', email: 'm.new@example.com' };
    expect(outcomes(await upsert(a.desk, [late], hr))).toEqual(['UPDATED']);
    expect(outcomes(await upsert(a.desk, [late], hr))).toEqual(['UNCHANGED']);
    // One says this, the other that.
    const torn = { externalId: '17', email: 'else@example.com' };
    expect(outcomes(await upsert(a.desk, [torn], hr))).toEqual(['MATCHES_TWO']);
    // Two ids of one person in one request.
    const same = [{ externalId: '17' }, { externalId: 'L1', displayName: 'X' }];
    expect(outcomes(await upsert(a.desk, same, hr))).toEqual(['UNCHANGED', 'DUPLICATE_IN_REQUEST']);
  });

  test('who is at home elsewhere is affiliated, and keeps name and sign-in', async () => {
    const { riverside, lakeside, hilltop } = a.clinics;
    const { coastal, summit } = a.organizations;
    const { email, personId, displayName } = await contact({ clinicId: riverside });
    const at = (place: Partial<ContactInput>, more: Partial<ContactInput> = {}) =>
      upsert(a.desk, [{ email, ...place, ...more }]).then(outcomes);
    const named = { displayName: 'Otherwise' };
    expect(await at({ clinicId: hilltop }, named)).toEqual(['UPDATED']);
    expect(await at({ clinicId: hilltop }, named)).toEqual(['UNCHANGED']);
    // A place within what they belong to, or around it, is nothing new.
    expect(await at({ organizationId: summit })).toEqual(['UNCHANGED']);
    expect(await at({ organizationId: coastal })).toEqual(['UNCHANGED']);
    expect(await at({ clinicId: lakeside })).toEqual(['UPDATED']);
    const row = async () => readRow(a.desk, 'Person', personId);
    expect(await row()).toMatchObject({ displayName, version: 1, affiliations$: { total: 2 } });
    // Leaving the one is not leaving the other.
    expect(await at({ clinicId: riverside }, { active: false })).toEqual(['STILL_AFFILIATED']);
    expect(await at({ clinicId: lakeside }, { active: false })).toEqual(['UPDATED']);
    expect(await at({ clinicId: lakeside }, { active: false })).toEqual(['UNCHANGED']);
    expect(await row()).toMatchObject({ active: true });
    expect(await at({ organizationId: summit }, { active: false })).toEqual(['UPDATED']);
    expect(await at({ clinicId: riverside }, { active: false })).toEqual(['UPDATED']);
    expect(await row()).toMatchObject({ active: false, version: 2 });
    expect(await at({ clinicId: riverside }, { active: false })).toEqual(['UNCHANGED']);
    expect(await at({ clinicId: hilltop }, { active: true })).toEqual(['NOT_AT_HOME']);
    expect(await at({ clinicId: riverside }, { active: true })).toEqual(['UPDATED']);
  });

  test('who belongs to all of an organization does not leave it by leaving one clinic', async () => {
    const { coastal, summit } = a.organizations;
    const { email, personId } = await contact({ organizationId: coastal });
    const leave = (place: Partial<ContactInput>) =>
      upsert(a.desk, [{ email, active: false, ...place }]).then(outcomes);
    expect(await leave({ clinicId: a.clinics.riverside })).toEqual(['BELONGS_WIDER']);
    await must(a.desk.people.addAffiliation({ personId, organizationId: summit }));
    expect(await leave({ clinicId: a.clinics.hilltop })).toEqual(['BELONGS_WIDER']);
    expect(await leave({ organizationId: summit })).toEqual(['UPDATED']);
    expect(await leave({ organizationId: coastal })).toEqual(['UPDATED']);
  });

  test('an address is not changed from where they are not at home', async () => {
    const { riverside, hilltop } = a.clinics;
    const hr = { source: 'hr2' };
    const { email } = await contact({ clinicId: riverside });
    await upsert(a.desk, [{ externalId: 'r1', email }], hr);
    const moved = { externalId: 'r1', email: 'moved@example.com', clinicId: hilltop };
    const done = await upsert(a.desk, [moved], hr);
    expect(outcomes(done)).toEqual(['NOT_AT_HOME']);
    expect(done.results[0]?.errors[0]?.path).toEqual(['contacts', 0, 'email']);
  });
});

describe('who may', () => {
  test('each contact takes what making one person known takes', async () => {
    const { riverside, lakeside, hilltop } = a.clinics;
    const { coastal } = a.organizations;
    const row = (place: Partial<ContactInput>) => ({
      email: `m${++made}@may.example`,
      displayName: 'M',
      ...place,
    });
    const asks = async (who: keyof MspWorld['people']) =>
      outcomes(
        await upsert(await a.people[who].desk(), [
          row({ clinicId: riverside }),
          row({ clinicId: lakeside }),
          row({ clinicId: hilltop }),
          row({ organizationId: coastal }),
          row({ clinicId: riverside, externalId: `e${++made}` }),
        ]),
      );
    const alone = async (who: keyof MspWorld['people']) => {
      const desk = await a.people[who].desk();
      const codes = [];
      for (const place of [
        { clinicId: riverside },
        { clinicId: lakeside },
        { clinicId: hilltop },
        { organizationId: coastal },
      ]) {
        const email = `m${++made}@may.example`;
        const input = { side: 'CLIENT', displayName: 'M', email, ...place } as const;
        const done = await desk.people.create(input);
        codes.push(done.ok ? 'CREATED' : done.error.code);
      }
      return codes;
    };
    for (const who of Object.keys(a.people) as (keyof MspWorld['people'])[]) {
      const all = await asks(who);
      expect(all.slice(0, 4), who).toEqual(await alone(who));
      const keeps = ['mspAdmin', 'dispatcher', 'auditor'].includes(who);
      expect(all[4] === 'EXTERNAL_ID_FORBIDDEN', who).toBe(!keeps);
    }
    expect(await asks('mspAdmin')).toEqual(Array(5).fill('CREATED'));
    expect((await asks('clinicAdmin')).slice(0, 4)).toEqual([
      'CREATED',
      'NOT_FOUND',
      'NOT_FOUND',
      'FORBIDDEN',
    ]);
  });

  test('an address of somebody they do not manage is taken, whoever’s it is', async () => {
    const { riverside, hilltop } = a.clinics;
    const elsewhere = await contact({ clinicId: hilltop });
    const visible = await contact({ clinicId: hilltop });
    await must(a.desk.people.addAffiliation({ personId: visible.personId, clinicId: riverside }));
    const desk = await a.people.clinicAdmin.desk();
    const before = await everyRow(on.database);
    const tried = await upsert(desk, [
      { email: elsewhere.email, displayName: 'X', clinicId: riverside },
      { email: visible.email, displayName: 'X', clinicId: riverside },
      { email: 'dee.dispatcher@example.org', displayName: 'X', clinicId: riverside },
      { email: visible.email.replace('@', '+1@'), active: false, clinicId: riverside },
    ]);
    expect(outcomes(tried)).toEqual([
      'ALREADY_EXISTS',
      'ALREADY_EXISTS',
      'ALREADY_EXISTS',
      'UNCHANGED',
    ]);
    const errors = tried.results.flatMap((each) => each.errors);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
    expect(await everyRow(on.database)).toEqual(before);
    // In the other MSP the same address is free.
    const there = { email: elsewhere.email, displayName: 'X' };
    const { riverside: clinicId } = world.b.clinics;
    expect(outcomes(await upsert(world.b.desk, [{ ...there, clinicId }]))).toEqual(['CREATED']);
  });

  test('who manages nobody learns of no address, of the clinic or from elsewhere', async () => {
    const { riverside, lakeside, hilltop } = a.clinics;
    const known = await contact({ clinicId: hilltop });
    const emails = ['tom.technician@example.org', known.email, 'nobody@nowhere.example'];
    const answers = async (desk: Desk, place: Partial<ContactInput>) =>
      outcomes(
        await upsert(
          desk,
          emails.map((email) => ({ email, displayName: 'Who?', ...place })),
        ),
      );
    const nurse = await a.people.nurse.desk();
    const clinicAdmin = await a.people.clinicAdmin.desk();
    const all = (code: string) => [code, code, code];
    expect(await answers(nurse, { clinicId: riverside })).toEqual(all('FORBIDDEN'));
    expect(await answers(nurse, { clinicId: hilltop })).toEqual(all('NOT_FOUND'));
    expect(await answers(nurse, {})).toEqual(all('HOME_REQUIRED'));
    expect(await answers(clinicAdmin, { clinicId: lakeside })).toEqual(all('NOT_FOUND'));
    expect(await answers(clinicAdmin, {})).toEqual(all('HOME_REQUIRED'));
  });

  test('whose rights reach further is not signed out, nor signed in as, by way of a batch', async () => {
    const { riverside, hilltop } = a.clinics;
    const one = await contact({ clinicId: riverside });
    const two = await contact({ clinicId: riverside });
    const free = await contact({ clinicId: riverside });
    const grant = { role: 'CLINIC_STAFF', clinicId: hilltop, reason: 'both' } as const;
    await must(a.desk.grants.create({ ...grant, personId: one.personId }));
    await must(a.desk.people.addAffiliation({ personId: two.personId, clinicId: hilltop }));
    const desk = await a.people.clinicAdmin.desk();
    const leave = ({ email }: { email: string }) => ({ email, active: false });
    const done = await upsert(desk, [leave(one), leave(two), leave(free)]);
    expect(outcomes(done)).toEqual(['MORE_THAN_OWN', 'MORE_THAN_OWN', 'UPDATED']);
    const [first, second] = done.results;
    expect({ ...first?.errors[0], path: [] }).toEqual({ ...second?.errors[0], path: [] });
    expect(first?.errors[0]?.path).toEqual(['contacts', 0, 'active']);
    expect(JSON.stringify(done)).not.toContain(hilltop);
    const renamed = await upsert(desk, [{ email: one.email, displayName: 'Renamed' }]);
    expect(outcomes(renamed)).toEqual(['UPDATED']);
  });

  test('an integration does it with its scope, at its clinics', async () => {
    const { riverside, hilltop } = a.clinics;
    const key = async (clinicIds: readonly string[] | null, scopes: readonly string[]) => {
      const expiresAt = on.ports.now() + days(1);
      const input = { name: 'HR', scopes, clinicIds, expiresAt } as never;
      const { token } = await must(a.desk.apiKeys.create(input));
      return on.wardline.as(await on.wardline.authenticate(token ?? ''));
    };
    const row = (clinicId: string, externalId?: string) => ({
      ...{ email: `k${++made}@key.example`, displayName: 'K', clinicId, externalId },
    });
    const tried = async (desk: Desk) =>
      outcomes(await upsert(desk, [row(riverside), row(hilltop), row(riverside, `k${++made}`)]));
    expect(await tried(await key(null, ['member:manage']))).toEqual(Array(3).fill('CREATED'));
    expect(await tried(await key(null, ['member:read']))).toEqual(Array(3).fill('FORBIDDEN'));
    const limited = await tried(await key([riverside], ['member:manage']));
    expect(limited).toEqual(['FORBIDDEN', 'NOT_FOUND', 'EXTERNAL_ID_FORBIDDEN']);
  });
});

describe('whatever comes', () => {
  const word = fc.constantFrom('p', 'q', 'r', 's', 't', 'u');
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const anyContact = () =>
    fc.record({
      email: maybe(
        fc.oneof(
          { weight: 8, arbitrary: word.map((w) => `${w}@any.example`) },
          fc.constantFrom('', 'no', ' P@Any.Example '),
        ),
      ),
      externalId: maybe(fc.oneof({ weight: 8, arbitrary: word }, fc.constantFrom('', ' '))),
      displayName: maybe(fc.constantFrom('Pia', 'Quinn', '', '=1+1')),
      clinicId: maybe(
        fc.constantFrom(...Object.values(a.clinics), world.b.clinics.riverside, 'none'),
      ),
      organizationId: maybe(fc.constantFrom(...Object.values(a.organizations))),
      active: maybe(fc.boolean()),
    });

  test('counts add up, order is kept, and what went in changes nothing again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyContact(), { minLength: 1, maxLength: 12 }),
        async (contacts) => {
          const first = await upsert(a.desk, contacts, { source: 'any' });
          expect(first.results.map(({ index }) => index)).toEqual(contacts.map((_, i) => i));
          const { created, updated, unchanged, refused: no } = first;
          expect(created + updated + unchanged + no).toBe(contacts.length);
          for (const { outcome, errors } of first.results) {
            expect(errors.length > 0).toBe(outcome === 'REFUSED');
          }
          const people = first.results.flatMap(({ personId }) => personId ?? []);
          expect(new Set(people).size).toBe(people.length);
          // What was refused may go in now: an address it wanted may be free since.
          const accepted = first.results.filter(({ outcome }) => outcome !== 'REFUSED');
          if (accepted.length === 0) return;
          const same = accepted.map(({ index }) => contacts[index] as ContactInput);
          const before = await everyRow(on.database);
          const again = await upsert(a.desk, same, { source: 'any' });
          expect(await everyRow(on.database)).toEqual(before);
          expect(again).toMatchObject({ unchanged: same.length });
          expect(again.results.map((each) => each.personId)).toEqual(
            accepted.map((each) => each.personId),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('two who send the same at once make each person once', async () => {
    const contacts = Array.from({ length: 40 }, (_, i) => ({
      email: `race${i}@race.example`,
      externalId: `race${i}`,
      displayName: `Race ${i}`,
      clinicId: a.clinics.riverside,
    }));
    const all = await Promise.all(
      [contacts, contacts.toReversed(), contacts].map((each) => upsert(a.desk, each)),
    );
    const created = all.reduce((sum, each) => sum + each.created, 0);
    expect(created).toBe(contacts.length);
    expect(all.reduce((sum, each) => sum + each.refused, 0)).toBe(0);
    const found = await readIds(a.desk, 'Person', { email: { startsWith: 'race' } });
    expect(found).toHaveLength(contacts.length);
  });
});

test('an address is free for the next request, not within the one that frees it', async () => {
  const { riverside: clinicId } = a.clinics;
  const hr = { source: 'frees' };
  const two = [
    { externalId: '1', email: 'frees1@example.com', displayName: 'One', clinicId },
    { externalId: '2', email: 'frees2@example.com', displayName: 'Two', clinicId },
  ];
  await upsert(a.desk, two, hr);
  const moved = [
    { externalId: '1', email: 'frees3@example.com' },
    { externalId: '2', email: 'frees1@example.com' },
  ];
  expect(outcomes(await upsert(a.desk, moved, hr))).toEqual(['UPDATED', 'MATCHES_TWO']);
  expect(outcomes(await upsert(a.desk, moved, hr))).toEqual(['UNCHANGED', 'UPDATED']);
  expect(outcomes(await upsert(a.desk, moved, hr))).toEqual(['UNCHANGED', 'UNCHANGED']);
});
