// Organizations, places, teams and people change their names, places and ways to sign in; who may not
// take everything from somebody does not become them.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readRow } from './read-everything.ts';
import {
  type MspWorld,
  must,
  refused,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

const person = async (more: Partial<Parameters<typeof a.desk.people.create>[0]> = {}) => {
  const home = { side: 'CLIENT', clinicId: a.clinics.riverside, displayName: 'Pat' } as const;
  return (await must(a.desk.people.create({ ...home, ...more }))).personId;
};

test('a new name, at the version that was read', async () => {
  const organizationId = a.organizations.summit;
  const teamId = a.teams.hilltopIt;
  await must(a.desk.organizations.update({ organizationId, expectedVersion: 1, name: ' Summit ' }));
  await must(a.desk.teams.update({ teamId, expectedVersion: 1, name: 'IT' }));
  expect(await readRow(a.desk, 'Organization', organizationId)).toMatchObject({
    name: 'Summit',
    version: 2,
  });
  expect(await readRow(a.desk, 'Team', teamId)).toMatchObject({ name: 'IT', version: 2 });
  const late = a.desk.organizations.update({ organizationId, expectedVersion: 1, name: 'x' });
  expect(await refused(late)).toMatchObject({ code: 'VERSION_CONFLICT', current: 2 });
  expect((await refused(a.desk.teams.update({ teamId, expectedVersion: 2, name: ' ' }))).code).toBe(
    'TEXT_EMPTY',
  );
});

describe('places', () => {
  const place = async (name: string, parentId: string | null) =>
    (
      await must(
        a.desk.locations.create({ clinicId: a.clinics.riverside, kind: 'ROOM', name, parentId }),
      )
    ).locationId;
  const move = (locationId: string, parentId: string | null, expectedVersion = 1) =>
    a.desk.locations.update({ locationId, expectedVersion, parentId });

  test('move with what lies in them, and never into it', async () => {
    const house = await place('House', null);
    const floor = await place('Floor', house);
    const room = await place('Room', floor);
    for (const into of [house, floor, room]) {
      expect(await refused(move(house, into))).toMatchObject({
        code: 'LOCATION_CYCLE',
        path: ['parentId'],
      });
    }
    const lakeside = await refused(move(room, a.locations.lakeside));
    expect(lakeside).toMatchObject({ code: 'NOT_FOUND', path: ['parentId'] });
    await must(move(room, house));
    await must(move(floor, room));
    expect(await refused(move(room, floor, 2))).toMatchObject({ code: 'LOCATION_CYCLE' });
    await must(move(room, null, 2));
    expect(await readRow(a.desk, 'Location', room)).toMatchObject({ parent$: null, version: 3 });
  });

  test.skipIf(inject('wardlineTestTemplate').kind === 'pglite')(
    'two moves at once make no circle that neither makes alone',
    async () => {
      for (let round = 0; round < 10; round++) {
        const [one, two] = [await place('One', null), await place('Two', null)];
        const moved = await Promise.all([move(one, two), move(two, one)]);
        expect(moved.filter((outcome) => outcome.ok)).toHaveLength(1);
        const refusals = moved.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code]));
        expect(['LOCATION_CYCLE', 'VERSION_CONFLICT']).toContain(refusals[0]);
      }
    },
  );
});

describe('people', () => {
  test('are renamed, reached otherwise, and let go of', async () => {
    const personId = await person({ email: 'pat@example.org' });
    const clinicAdmin = await a.people.clinicAdmin.desk();
    await must(
      clinicAdmin.people.update({
        personId,
        expectedVersion: 1,
        displayName: 'Pat Person',
        email: 'Pat.Person@Example.org',
      }),
    );
    expect(await readRow(a.desk, 'Person', personId)).toMatchObject({
      displayName: 'Pat Person',
      email: 'pat.person@example.org',
      active: true,
      version: 2,
    });
    await must(clinicAdmin.people.update({ personId, expectedVersion: 2, active: false }));
    await expect(on.wardline.member(a.mspId, personId as never)).rejects.toThrow('bearer token');
    await must(
      clinicAdmin.people.update({ personId, expectedVersion: 3, email: null, active: true }),
    );
    expect(await readRow(a.desk, 'Person', personId)).toMatchObject({ email: null, active: true });
  });

  test('a member who is let go of is out with the next request', async () => {
    const nurse = await a.people.otherNurse.desk();
    expect((await nurse.session.principal.principal).personId).toBe(a.people.otherNurse.id);
    const version = async () =>
      (await readRow(a.desk, 'Person', a.people.otherNurse.id))?.version as number;
    const update = async (active: boolean) =>
      must(
        a.desk.people.update({
          personId: a.people.otherNurse.id,
          expectedVersion: await version(),
          active,
        }),
      );
    await update(false);
    const ticketId = a.tickets.shared;
    await expect(nurse.tickets.reply({ ticketId, body: 'Still here' })).rejects.toThrow();
    await update(true);
  });

  test('an address that is taken, or none, is refused', async () => {
    const personId = await person();
    const update = (email: string) => a.desk.people.update({ personId, expectedVersion: 1, email });
    expect(await refused(update('nora.nurse@example.org'))).toMatchObject({
      ...{ code: 'ALREADY_EXISTS', path: ['email'] },
      message: expect.stringContaining('with this email exists already'),
    });
    expect((await refused(update('nobody'))).code).toBe('EMAIL_INVALID');
  });

  test('whoever has been granted more than one could take away keeps address and access', async () => {
    // She belongs to the clinic of its admin, and runs the organization.
    const personId = await person({ email: 'boss@example.org' });
    const organizationId = a.organizations.coastal;
    await must(
      a.desk.grants.create({ personId, role: 'ORG_ADMIN', organizationId, reason: 'boss' }),
    );
    const clinicAdmin = await a.people.clinicAdmin.desk();
    for (const change of [{ email: 'mine@example.org' }, { active: false }, { email: null }]) {
      const update = clinicAdmin.people.update({ personId, expectedVersion: 1, ...change });
      expect(await refused(update)).toMatchObject({ path: ['personId'] });
    }
    expect(await readRow(a.desk, 'Person', personId)).toMatchObject({
      email: 'boss@example.org',
      version: 1,
    });
    await must(
      clinicAdmin.people.update({ personId, expectedVersion: 1, displayName: 'The Boss' }),
    );
    await must(a.desk.people.update({ personId, expectedVersion: 2, email: 'boss2@example.org' }));
  });

  test('somebody who can sign in runs the MSP, always', async () => {
    const personId = a.people.mspAdmin.id;
    const admin = await a.people.mspAdmin.desk();
    const end = await refused(admin.people.update({ personId, expectedVersion: 1, active: false }));
    expect(end.code).toBe('LAST_MSP_ADMIN');
    await must(admin.people.update({ personId, expectedVersion: 1, email: 'ada@example.org' }));
    // An administrator who cannot sign in does not count.
    const other = await person({ side: 'PROVIDER', clinicId: null, displayName: 'Al Admin' });
    await must(a.desk.grants.create({ personId: other, role: 'MSP_ADMIN', reason: 'stands in' }));
    await must(a.desk.people.update({ personId: other, expectedVersion: 1, active: false }));
    const [grant] = await on.database.admin<{ id: string }>(
      `select id from access_grant where person_id = $1 and role = 'MSP_ADMIN'`,
      [personId],
    );
    expect((await refused(admin.grants.revoke({ grantId: grant?.id ?? '' }))).code).toBe(
      'LAST_MSP_ADMIN',
    );
  });
});
