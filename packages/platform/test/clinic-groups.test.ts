// Groups of clinics: what is granted and denied over one holds at its clinics as they are, and no longer.
import { type ClinicId, ok } from '@wardline/kernel';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { recipientsOf } from '../src/escalations/recipients.ts';
import type { Desk, Filter } from '../src/index.ts';
import { unitOfWork } from '../src/unit-of-work.ts';
import { readAll, readIds, readRow, SHAPE_NAMES } from './read-everything.ts';
import { attempt } from './rows.ts';
import {
  days,
  hours,
  type MspWorld,
  must,
  refused,
  type TestMember,
  type TestWardline,
  testMember,
  testWardline,
  twoMsps,
} from './support/index.ts';
import { atTen } from './support/visit-world.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline((options) =>
    options.kind === 'postgres' ? { ...options, maxConnections: 12 } : options,
  );
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

type Role = 'TECHNICIAN' | 'DISPATCHER' | 'AUDITOR';
type Over = { readonly clinicGroupId?: string; readonly clinicId?: string };

let made = 0;
const groups: string[] = [];
async function group(...clinicIds: readonly string[]): Promise<string> {
  const { clinicGroupId } = await must(a.desk.clinicGroups.create({ name: `Group ${++made}` }));
  groups.push(clinicGroupId);
  if (clinicIds.length > 0)
    await must(a.desk.clinicGroups.addClinics({ clinicGroupId, clinicIds }));
  return clinicGroupId;
}

async function provider(): Promise<TestMember> {
  const displayName = `Peter Provider ${++made}`;
  const { personId } = await must(a.desk.people.create({ side: 'PROVIDER', displayName }));
  return testMember(on.wardline, a.mspId, a.desk, personId as never);
}

const grantTo = async (
  { id: personId }: TestMember,
  role: Role,
  over: Over,
  more: { effect?: 'ALLOW' | 'DENY'; from?: number; until?: number } = {},
) =>
  (await must(a.desk.grants.create({ personId, role, reason: 'covers', ...over, ...more })))
    .grantId;

const add = (clinicGroupId: string, ...clinicIds: readonly string[]) =>
  must(a.desk.clinicGroups.addClinics({ clinicGroupId, clinicIds }));
const remove = (clinicGroupId: string, ...clinicIds: readonly string[]) =>
  must(a.desk.clinicGroups.removeClinics({ clinicGroupId, clinicIds }));
const clinicsOf = (desk: Desk) => readIds(desk, 'Clinic');
const sorted = (...ids: readonly string[]) => [...ids].sort();
const note = (desk: Desk, ticketId: string, body = 'Seen to') =>
  desk.tickets.note({ ticketId, body });

describe('rights over a group', () => {
  test('a clinic that joins is covered at once, one that leaves no longer: a desk that is kept asks each time', async () => {
    const { riverside, hilltop } = a.clinics;
    const region = await group(riverside);
    const member = await provider();
    await grantTo(member, 'TECHNICIAN', { clinicGroupId: region });
    const desk = await member.desk();
    expect(await clinicsOf(desk)).toEqual([riverside]);
    expect(await refused(note(desk, a.tickets.hilltop))).toMatchObject({ code: 'NOT_FOUND' });
    await add(region, hilltop);
    expect(await clinicsOf(desk)).toEqual(sorted(riverside, hilltop));
    await must(note(desk, a.tickets.hilltop));
    await remove(region, hilltop);
    expect(await refused(note(desk, a.tickets.hilltop))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await clinicsOf(desk)).toEqual([riverside]);
    expect(await readRow(desk, 'Ticket', a.tickets.hilltop)).toBeNull();
  });

  test('a denial over a group beats what is given anywhere, and comes and goes with its clinics', async () => {
    const { riverside, lakeside, hilltop } = a.clinics;
    const barred = await group(hilltop);
    const member = await provider();
    const { personId } = { personId: member.id };
    await must(a.desk.grants.create({ personId, role: 'TECHNICIAN', reason: 'all of them' }));
    await grantTo(member, 'DISPATCHER', { clinicId: hilltop });
    await grantTo(member, 'TECHNICIAN', { clinicGroupId: barred }, { effect: 'DENY' });
    const desk = await member.desk();
    expect(await clinicsOf(desk)).toEqual(sorted(riverside, lakeside));
    await add(barred, lakeside);
    expect(await clinicsOf(desk)).toEqual([riverside]);
    await remove(barred, hilltop, lakeside);
    expect(await clinicsOf(desk)).toEqual(sorted(riverside, lakeside, hilltop));
  });

  test('begin and end as grants do', async () => {
    const { riverside } = a.clinics;
    const member = await provider();
    const now = on.ports.now();
    const clinicGroupId = await group(riverside);
    const shift = { from: now + hours(1), until: now + hours(2) };
    const grantId = await grantTo(member, 'TECHNICIAN', { clinicGroupId }, shift);
    const at = async (when: number) =>
      clinicsOf(on.wardline.as(await on.wardline.member(a.mspId, member.id), { now: when }));
    expect(await at(now)).toEqual([]);
    const lasting = await grantTo(member, 'TECHNICIAN', { clinicGroupId });
    const desk = await member.desk();
    expect(await clinicsOf(desk)).toEqual([riverside]);
    await must(a.desk.grants.revoke({ grantId: lasting }));
    expect(await clinicsOf(desk)).toEqual([]);
    await must(a.desk.grants.revoke({ grantId }));
  });

  test('whoever’s group has the clinic may be sent there, and is told of what escalates', async () => {
    const { riverside, hilltop } = a.clinics;
    const clinicGroupId = await group(riverside);
    const member = await provider();
    await grantTo(member, 'DISPATCHER', { clinicGroupId });
    const plan = () =>
      a.desk.visits.plan({
        ticketId: a.tickets.hilltop,
        personId: member.id,
        ...atTen(on.ports.now(), 40),
      });
    const told = async () => {
      const rule = { notify: ['DISPATCHERS' as const], notifyPersonIds: [] };
      const people = await must(
        unitOfWork(a.desk.session, async (uow) =>
          ok(await recipientsOf(uow, a.tickets.hilltop, rule)),
        ),
      );
      return people.includes(member.id);
    };
    expect(await refused(plan())).toMatchObject({ code: 'PERSON_CANNOT_GO' });
    expect(await told()).toBe(false);
    await add(clinicGroupId, hilltop);
    await must(plan());
    expect(await told()).toBe(true);
  });
});

describe('what is seen is what access says', () => {
  const CASES = 12;

  test('a grant over a group shows, in every list, what the same grants over its clinics show', async () => {
    const all: readonly ClinicId[] = Object.values(a.clinics);
    const region = fc.subarray([...all]);
    const standing = fc.record({
      role: fc.constantFrom<Role>('TECHNICIAN', 'DISPATCHER', 'AUDITOR'),
      effect: fc.constantFrom('ALLOW' as const, 'ALLOW' as const, 'DENY' as const),
      begins: region,
      ends: region,
    });
    const [asGroup, asEach] = [await provider(), await provider()];
    const kept = { group: await asGroup.desk(), each: await asEach.desk() };
    const seen = async (desk: Desk) => {
      const lists = [];
      for (const shape of [
        'Clinic',
        'Ticket',
        'Asset',
        'Location',
        'Person',
        'ClinicGroup',
      ] as const) {
        const ids = await readIds(desk, shape);
        // Whose grants they are, and groups of theirs, differ by themselves.
        const own: readonly string[] = [asGroup.id, asEach.id];
        lists.push([shape, ids.filter((id) => !own.includes(id))]);
      }
      return lists;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(standing, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (grants, everywhere) => {
          const given: string[] = [];
          if (everywhere) {
            for (const member of [asGroup, asEach])
              given.push(await grantTo(member, 'TECHNICIAN', {}));
          }
          const over: { id: string; ends: readonly ClinicId[]; grants: Map<string, string> }[] = [];
          const giveEach = (clinicId: string, { role, effect }: (typeof grants)[number]) =>
            grantTo(asEach, role, { clinicId }, { effect });
          for (const each of grants) {
            const id = await group(...each.begins);
            given.push(await grantTo(asGroup, each.role, { clinicGroupId: id }, each));
            const ofEach = new Map<string, string>();
            for (const clinicId of each.begins)
              ofEach.set(clinicId, await giveEach(clinicId, each));
            over.push({ id, ends: each.ends, grants: ofEach });
          }
          expect(await seen(kept.group)).toEqual(await seen(kept.each));
          // Clinics come and go; on the other side the grants do.
          for (const [i, { id, ends, grants: ofEach }] of over.entries()) {
            const [from, to] = [[...ofEach.keys()], [...ends]];
            const leaving = from.filter((clinicId) => !to.includes(clinicId as ClinicId));
            const joining = to.filter((clinicId) => !ofEach.has(clinicId));
            if (leaving.length > 0) await remove(id, ...leaving);
            if (joining.length > 0) await add(id, ...joining);
            for (const clinicId of leaving) {
              await must(a.desk.grants.revoke({ grantId: ofEach.get(clinicId) ?? '' }));
              ofEach.delete(clinicId);
            }
            const grant = grants[i] as (typeof grants)[number];
            for (const clinicId of joining) ofEach.set(clinicId, await giveEach(clinicId, grant));
          }
          expect(await seen(kept.group)).toEqual(await seen(kept.each));
          const left = over.flatMap(({ grants: ofEach }) => [...ofEach.values()]);
          for (const grantId of [...given, ...left]) await must(a.desk.grants.revoke({ grantId }));
          await retire();
        },
      ),
      { numRuns: CASES },
    );
  });
});

/** Takes the groups of a test out of sight: what is granted over them has ended. */
async function retire() {
  for (const clinicGroupId of groups.splice(0)) {
    await remove(clinicGroupId, ...Object.values(a.clinics));
  }
}
afterEach(retire);

describe('who keeps groups', () => {
  test('those who manage all clinics of the MSP, and nobody of a client', async () => {
    const clinicGroupId = await group(a.clinics.riverside);
    const input = { clinicGroupId, clinicIds: [a.clinics.lakeside] };
    for (const who of ['dispatcher', 'auditor', 'technician'] as const) {
      const desk = await a.people[who].desk();
      for (const answer of [
        desk.clinicGroups.create({ name: 'Mine' }),
        desk.clinicGroups.update({ clinicGroupId, expectedVersion: 1, name: 'Mine' }),
        desk.clinicGroups.archive({ clinicGroupId, expectedVersion: 1 }),
        desk.clinicGroups.addClinics(input),
        desk.clinicGroups.removeClinics(input),
      ]) {
        expect(await refused(answer), who).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
    for (const who of ['orgAdmin', 'clinicAdmin', 'nurse', 'external'] as const) {
      const desk = await a.people[who].desk();
      expect(await refused(desk.clinicGroups.addClinics(input)), who).toMatchObject({
        code: 'NOT_FOUND',
        path: ['clinicGroupId'],
      });
    }
  });

  test('an administrator who is barred from a clinic keeps none: what they do not see is not theirs to sort', async () => {
    const member = await provider();
    const { id: personId } = member;
    await must(a.desk.grants.create({ personId, role: 'MSP_ADMIN', reason: 'deputy' }));
    const barred = await group(a.clinics.hilltop, a.clinics.riverside);
    await grantTo(member, 'TECHNICIAN', { clinicGroupId: barred }, { effect: 'DENY' });
    const desk = await member.desk();
    expect(await readRow(desk, 'ClinicGroup', a.clinicGroups.imaging)).toBeNull();
    const region = a.clinicGroups.region;
    const input = { clinicGroupId: region, clinicIds: [a.clinics.lakeside] };
    await add(region, a.clinics.lakeside);
    expect(await refused(desk.clinicGroups.removeClinics(input))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const grant = { personId, role: 'TECHNICIAN', clinicGroupId: region, reason: 'mine' } as const;
    expect(await refused(desk.grants.create(grant))).toMatchObject({ code: 'MORE_THAN_OWN' });
    await remove(region, a.clinics.lakeside);
  });

  test('a key keeps groups that give nobody anything; over others each clinic is refused', async () => {
    const expiresAt = on.ports.now() + days(30);
    const key = { name: 'RMM', scopes: ['clinic:read', 'clinic:manage'], expiresAt } as const;
    const { token } = await must(a.desk.apiKeys.create(key));
    const desk = on.wardline.as(await on.wardline.authenticate(token ?? ''));
    const { lakeside, hilltop } = a.clinics;
    const { clinicGroupId } = await must(desk.clinicGroups.create({ name: 'Tier 1' }));
    const input = { clinicGroupId, clinicIds: [lakeside, 'nothing', lakeside.toUpperCase()] };
    expect(await must(desk.clinicGroups.addClinics(input))).toMatchObject({
      results: [
        { index: 0, outcome: 'ADDED', clinicId: lakeside },
        { outcome: 'REFUSED', errors: [{ code: 'NOT_FOUND', path: ['clinicIds', 1] }] },
        { index: 2, outcome: 'UNCHANGED', clinicId: lakeside },
      ],
      ...{ changed: 1, unchanged: 1, refused: 1 },
    });
    const member = await provider();
    const from = on.ports.now() + days(1);
    for (const effect of ['ALLOW', 'DENY'] as const) {
      const grantId = await grantTo(member, 'AUDITOR', { clinicGroupId }, { effect, from });
      const refusal = { outcome: 'REFUSED', errors: [{ code: 'MORE_THAN_OWN' }] };
      const join = desk.clinicGroups.addClinics({ clinicGroupId, clinicIds: [hilltop] });
      expect(await must(join)).toMatchObject({ results: [refusal], changed: 0 });
      const leave = desk.clinicGroups.removeClinics({ clinicGroupId, clinicIds: [lakeside] });
      expect(await must(leave)).toMatchObject({ results: [refusal], changed: 0 });
      await must(a.desk.grants.revoke({ grantId }));
    }
    const gone = await must(desk.clinicGroups.removeClinics(input));
    expect(gone).toMatchObject({ changed: 1, unchanged: 1, refused: 1 });
  });

  test('is granted over by who has all of it in the whole MSP, and only a provider’s role', async () => {
    const clinicGroupId = await group(a.clinics.riverside);
    const over = (personId: string, role: string, more = {}) =>
      ({ personId, role, clinicGroupId, reason: 'r', ...more }) as never;
    const technician = await a.people.technician.desk();
    expect(
      await refused(technician.grants.create(over(a.people.technician.id, 'DISPATCHER'))),
    ).toMatchObject({ code: 'MORE_THAN_OWN' });
    const admin = await a.people.mspAdmin.desk();
    for (const role of ['CLINIC_ADMIN', 'CLINIC_STAFF', 'ORG_ADMIN', 'EXTERNAL']) {
      expect(await refused(admin.grants.create(over(a.people.nurse.id, role)))).toMatchObject({
        code: 'SCOPE_NOT_FOR_ROLE',
      });
    }
    const ambiguous = over(a.people.technician.id, 'TECHNICIAN', { clinicId: a.clinics.lakeside });
    expect(await refused(admin.grants.create(ambiguous))).toMatchObject({
      code: 'SCOPE_AMBIGUOUS',
    });
    const orgAdmin = await a.people.orgAdmin.desk();
    expect(
      await refused(orgAdmin.grants.create(over(a.people.nurse.id, 'CLINIC_STAFF'))),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['clinicGroupId'] });
  });

  test('is not archived while something stands over it; archived, it is as it was until it is back', async () => {
    const { riverside, lakeside } = a.clinics;
    const clinicGroupId = await group(riverside);
    const member = await provider();
    const grantId = await grantTo(member, 'TECHNICIAN', { clinicGroupId });
    const archive = (expectedVersion: number, archived?: boolean) =>
      a.desk.clinicGroups.archive({ clinicGroupId, expectedVersion, archived });
    expect(await refused(archive(1))).toMatchObject({ code: 'CLINIC_GROUP_HAS_GRANTS' });
    await must(a.desk.grants.revoke({ grantId }));
    await must(archive(1));
    const archived = { code: 'CLINIC_GROUP_ARCHIVED' };
    const input = { clinicGroupId, clinicIds: [lakeside] };
    expect(await refused(a.desk.clinicGroups.addClinics(input))).toMatchObject(archived);
    expect(await refused(a.desk.clinicGroups.removeClinics(input))).toMatchObject(archived);
    const again = { personId: member.id, role: 'TECHNICIAN', clinicGroupId, reason: 'r' } as const;
    expect(await refused(a.desk.grants.create(again))).toMatchObject(archived);
    expect(await refused(archive(1))).toMatchObject({ code: 'VERSION_CONFLICT', current: 2 });
    await must(archive(2, false));
    await must(a.desk.clinicGroups.addClinics(input));
  });
});

test('the database itself lets nobody change groups, or grant over one, who does not see the whole MSP', async () => {
  const clinicGroupId = await group(a.clinics.riverside);
  const all = `{${Object.values(a.clinics).join(',')}}`;
  const settings = (side: string) => ({
    'app.msp_id': a.mspId,
    'app.actor_id': a.people.technician.id,
    'app.side': side,
    ...{ 'app.known_clinics': all, 'app.staff_clinics': all, 'app.full_clinics': all },
  });
  const tried = (side: string, text: string, parameters: readonly unknown[] = []) =>
    on.database.asApp(settings(side), (sql) => attempt(sql, `${text} returning 1`, parameters));
  const key = `'${a.mspId}', '${clinicGroupId}'`;
  for (const side of ['PROVIDER', 'CLIENT']) {
    for (const statement of [
      `insert into clinic_group_clinic values (${key}, '${a.clinics.hilltop}')`,
      `insert into clinic_group select (jsonb_populate_record(null::clinic_group,
         '{"msp_id": "${a.mspId}", "id": "${a.mspId}", "name": "Mine", "version": 1}')).*`,
      `insert into access_grant select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(),
         'scope_type', 'CLINIC_GROUP', 'scope_id', '${clinicGroupId}'))).*
       from access_grant g where person_id = '${a.people.technician.id}' limit 1`,
    ]) {
      expect(await tried(side, statement), statement).toMatchObject({ code: '42501' });
    }
    const nothing = { rows: [] };
    expect(await tried(side, 'delete from clinic_group_clinic')).toEqual(nothing);
    expect(await tried(side, `update clinic_group set name = 'Mine'`)).toEqual(nothing);
  }
  for (const table of ['clinic_group', 'clinic_group_clinic']) {
    const rows = await on.database.asApp(settings('CLIENT'), (sql) =>
      sql(`select 1 from ${table}`),
    );
    expect(rows).toEqual([]);
  }
});

describe('who sees groups', () => {
  const { stringify } = JSON;

  test('nobody of a client: neither a name nor an id, wherever they look', async () => {
    const clinicGroupId = await group(...Object.values(a.clinics));
    const member = await provider();
    await grantTo(member, 'TECHNICIAN', { clinicGroupId });
    for (const who of ['orgAdmin', 'clinicAdmin', 'nurse', 'hilltopNurse', 'external'] as const) {
      const desk = await a.people[who].desk();
      expect(await readIds(desk, 'ClinicGroup'), who).toEqual([]);
      const asked = { groups: { some: {} } };
      expect(await readIds(desk, 'Clinic', asked), who).toEqual([]);
      for (const shape of SHAPE_NAMES) {
        const everything = stringify(await readAll(desk, shape));
        expect(everything, `${who} ${shape}`).not.toContain('Region North');
        expect(everything, `${who} ${shape}`).not.toContain(clinicGroupId);
      }
    }
  });

  test('of the provider’s people who may see a clinic of it, and of its clinics those', async () => {
    const technician = await a.people.technician.desk();
    expect(await readIds(technician, 'ClinicGroup')).toEqual([a.clinicGroups.region]);
    const region = await readRow(technician, 'ClinicGroup', a.clinicGroups.region);
    const clinics = region?.clinics$ as { rows: { id: string }[]; total: number };
    expect(clinics.rows.map(({ id }) => id)).toEqual([a.clinics.riverside]);
    expect(clinics.total).toBe(1);
    // Nor do filters tell of the others.
    const has = (clinicId: string): Filter => ({ clinics: { some: { id: { eq: clinicId } } } });
    expect(await readIds(technician, 'ClinicGroup', has(a.clinics.hilltop))).toEqual([]);
    expect(await readIds(technician, 'ClinicGroup', { clinics: { none: {} } })).toEqual([]);
  });

  test('a key that may not read clinics asks nothing by a group', async () => {
    const expiresAt = on.ports.now() + days(30);
    const key = { name: 'Reports', scopes: ['ticket:read'], expiresAt } as const;
    const { token } = await must(a.desk.apiKeys.create(key));
    const desk = on.wardline.as(await on.wardline.authenticate(token ?? ''));
    expect(await readIds(desk, 'ClinicGroup')).toEqual([]);
    const asked = { clinic: { groups: { some: { id: { eq: a.clinicGroups.region } } } } };
    expect(await readIds(desk, 'Ticket', asked)).toEqual([]);
    const now = on.ports.now();
    const query = {
      from: now - days(9),
      to: now,
      groupBy: [],
      clinicGroupId: a.clinicGroups.region,
    };
    expect(await refused(desk.clocks.attainment(query))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what is filtered by a group', () => {
  test('is what is filtered by its clinics, as far as one may see them', async () => {
    const { region } = a.clinicGroups;
    const inGroup = { groups: { some: { id: { eq: region } } } };
    const inClinics = { id: { in: [a.clinics.riverside, a.clinics.hilltop] } };
    for (const who of ['mspAdmin', 'technician', 'auditor'] as const) {
      const desk = await a.people[who].desk();
      expect(await readIds(desk, 'Clinic', inGroup)).toEqual(
        await readIds(desk, 'Clinic', inClinics),
      );
      for (const shape of [
        'Ticket',
        'Asset',
        'Clock',
        'Visit',
        'Location',
        'AuditEntry',
      ] as const) {
        const found = await readIds(desk, shape, { clinic: inGroup });
        expect(found, `${who} ${shape}`).toEqual(await readIds(desk, shape, { clinic: inClinics }));
        expect(found.length, `${who} ${shape}`).toBeGreaterThan(who === 'technician' ? -1 : 0);
      }
    }
  });

  test('attainment of a group is that of its clinics together', async () => {
    const now = on.ports.now();
    const decided = async (more: object) => {
      const period = { from: now - days(400), to: now + days(400), groupBy: [] };
      const [row] = await must(a.desk.clocks.attainment({ ...period, ...more }));
      return (row?.met ?? 0) + (row?.breached ?? 0);
    };
    const { riverside, hilltop } = a.clinics;
    const ofEach =
      (await decided({ clinicId: riverside })) + (await decided({ clinicId: hilltop }));
    expect(await decided({ clinicGroupId: a.clinicGroups.region })).toBe(ofEach);
    expect(ofEach).toBeGreaterThan(0);
    expect(ofEach).toBeLessThan(await decided({}));
  });
});

test('all of it stands in the trail: who, which clinic, and what came to hold there', async () => {
  const clinicGroupId = await group();
  const member = await provider();
  const grantId = await grantTo(member, 'TECHNICIAN', { clinicGroupId });
  const admin = await a.people.mspAdmin.desk();
  const clinicIds = [a.clinics.lakeside];
  await must(admin.clinicGroups.addClinics({ clinicGroupId, clinicIds }));
  await must(admin.clinicGroups.addClinics({ clinicGroupId, clinicIds }));
  await must(a.desk.grants.revoke({ grantId }));
  await must(admin.clinicGroups.removeClinics({ clinicGroupId, clinicIds }));
  const trail = (table: string, type: string) =>
    on.database.admin(
      `select ${type} as type, clinic_id, facts from ${table} where record_id = $1 order by id`,
      [clinicGroupId],
    );
  const added = { clinicId: a.clinics.lakeside, grantIds: [grantId] };
  const entries = [
    { type: 'ClinicGroupCreated', clinic_id: null, facts: {} },
    { type: 'ClinicGroupClinicAdded', clinic_id: null, facts: added },
    { type: 'ClinicGroupClinicRemoved', clinic_id: null, facts: { ...added, grantIds: [] } },
  ];
  expect(await trail('audit_entry', 'action')).toEqual(entries);
  expect(await trail('outbox_event', 'type')).toEqual(entries);
  const [given] = await on.database.admin<{ facts: object }>(
    `select facts from audit_entry where action = 'GrantCreated' and facts->>'grantId' = $1`,
    [grantId],
  );
  expect(given?.facts).toMatchObject({ scope: { type: 'CLINIC_GROUP', id: clinicGroupId } });
});

describe.skipIf(embedded)('at the same time', () => {
  const waits = async () => {
    const [row] = await on.database.admin<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`,
    );
    return row?.n ?? 0;
  };

  test('writers at a clinic that leaves the group: each write is done before, or refused; none after', async () => {
    const { hilltop } = a.clinics;
    const clinicGroupId = await group(hilltop);
    const member = await provider();
    await grantTo(member, 'TECHNICIAN', { clinicGroupId });
    const desk = await member.desk();
    // Signed in before, and not heard of until the clinic has left.
    const idle = await member.desk();
    const said = `note of ${member.id}`;
    let left = false;
    let accepted = 0;
    const write = async (as: Desk) => {
      const answer = await note(as, a.tickets.hilltop, said);
      if (answer.ok) accepted++;
      return answer.ok ? 'DONE' : answer.error.code;
    };
    const writers = Array.from({ length: 6 }, async () => {
      while (!left) expect(['DONE', 'NOT_FOUND', 'FORBIDDEN']).toContain(await write(desk));
    });
    while (accepted < 6) await new Promise(setImmediate);
    await remove(clinicGroupId, hilltop);
    left = true;
    // More than there are connections: those that wait for one must not begin with what they held before.
    const late = await Promise.all(Array.from({ length: 60 }, () => write(idle)));
    await Promise.all(writers);
    expect(new Set(late)).toEqual(new Set(['NOT_FOUND']));
    const [kept] = await on.database.admin<{ n: number }>(
      'select count(*)::int as n from timeline_entry where body = $1',
      [said],
    );
    expect(kept?.n).toBe(accepted);
  });

  test('a write that waited for a connection while its rights were renewed begins under the new ones', async () => {
    const own = await testWardline((options) => ({ ...options, maxConnections: 2 }));
    try {
      const { desk, mspId, clinicGroups, clinics, people } = (await twoMsps(own.wardline)).a;
      const { id: personId } = people.technician;
      const over = { role: 'TECHNICIAN', clinicGroupId: clinicGroups.imaging } as const;
      await must(desk.grants.create({ personId, ...over, reason: 'covers' }));
      const { session } = await people.technician.desk();
      const leave = { clinicGroupId: clinicGroups.imaging, clinicIds: [clinics.hilltop] };
      await must(desk.clinicGroups.removeClinics(leave));
      const turns = async () => {
        for (let i = 0; i < 5; i++) await new Promise(setImmediate);
      };
      // Both connections are taken; one comes free, for the renewal first, and then for the write.
      const holders = Array.from({ length: 2 }, () => {
        const { promise, resolve: release } = Promise.withResolvers<void>();
        const done = unitOfWork(desk.session, async () => {
          await promise;
          return ok(null);
        });
        return { done, release };
      });
      await turns();
      const renewal = session.principal.renew();
      await turns();
      const write = unitOfWork(session, async (uow) => {
        const sql =
          'select count(*)::int as n from clinic where msp_id = $1::uuid and id = $2::uuid';
        return ok(await uow.run<{ n: number }>(sql, [mspId, clinics.hilltop]));
      });
      await turns();
      holders[0]?.release();
      await renewal;
      const seen = await must(write);
      holders[1]?.release();
      await Promise.all(holders.map(({ done }) => done));
      expect(seen).toEqual([{ n: 0 }]);
    } finally {
      await own.close();
    }
  });

  test('until the change is committed its clinic is not covered; from then on it is', async () => {
    const { hilltop } = a.clinics;
    const clinicGroupId = await group();
    const member = await provider();
    await grantTo(member, 'TECHNICIAN', { clinicGroupId });
    const desk = await member.desk();
    await must(
      a.desk.together(async (inside) => {
        const done = await inside.clinicGroups.addClinics({ clinicGroupId, clinicIds: [hilltop] });
        expect(await refused(note(desk, a.tickets.hilltop))).toMatchObject({ code: 'NOT_FOUND' });
        expect(await clinicsOf(desk)).toEqual([]);
        return done;
      }),
    );
    await must(note(desk, a.tickets.hilltop));
    expect(await clinicsOf(desk)).toEqual([hilltop]);
  });

  test('who grants over a group and who adds a clinic to it go one after the other', async () => {
    const expiresAt = on.ports.now() + days(30);
    const key = { name: 'CMDB', scopes: ['clinic:read', 'clinic:manage'], expiresAt } as const;
    const { token } = await must(a.desk.apiKeys.create(key));
    const lesser = on.wardline.as(await on.wardline.authenticate(token ?? ''));
    const clinicGroupId = await group(a.clinics.riverside);
    const member = await provider();
    let adding: ReturnType<typeof lesser.clinicGroups.addClinics> | undefined;
    let answered = false;
    // The key may add while nothing stands over the group: it must not slip in before a grant is seen.
    await must(
      a.desk.together(async (desk) => {
        const role = { role: 'DISPATCHER', clinicGroupId, reason: 'r' } as const;
        const granted = await desk.grants.create({ personId: member.id, ...role });
        adding = lesser.clinicGroups.addClinics({ clinicGroupId, clinicIds: [a.clinics.hilltop] });
        void adding.then(() => {
          answered = true;
        });
        while (!answered && (await waits()) === 0) await new Promise(setImmediate);
        return granted;
      }),
    );
    expect(await adding).toMatchObject({
      value: { changed: 0, results: [{ errors: [{ code: 'MORE_THAN_OWN' }] }] },
    });
    expect(await clinicsOf(await member.desk())).toEqual([a.clinics.riverside]);
  });

  test('two who name the same clinic at once: one adds it, both are told how it stands', async () => {
    const clinicGroupId = await group();
    const input = { clinicGroupId, clinicIds: Object.values(a.clinics) };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => must(a.desk.clinicGroups.addClinics(input))),
    );
    const changed = answers.map((answer) => answer.changed);
    expect(changed.sort()).toEqual([0, 0, 0, 0, 0, 3]);
    for (const { refused: none } of answers) expect(none).toBe(0);
  });
});
