// Two at once, each of whom would be right alone. Only a real server has more than one connection.
import { err, type PersonId, refusal, type TeamId } from '@wardline/kernel';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DatabaseBusy } from '../src/index.ts';
import { unitOfWork } from '../src/unit-of-work.ts';
import {
  type MspWorld,
  meet,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
  waiting,
} from './support/index.ts';
import { buildExtras, call } from './use-cases.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  if (embedded) return;
  on = await testWardline((options) => ({ ...options, maxConnections: 12 }));
  a = (await twoMsps(on.wardline)).a;
});
afterAll(async () => {
  if (!embedded) await on.close();
});

const report = () =>
  ({
    type: 'INCIDENT',
    clinicId: a.clinics.riverside,
    requesterId: a.people.nurse.id,
    title: 'Screen stays dark',
    channel: 'PORTAL',
    domain: 'IT',
  }) as const;

describe.skipIf(embedded)('a request sent again while the first is still under way', () => {
  const keyed = (key: string) =>
    on.wardline.as(on.wardline.service(a.mspId), { idempotency: { key, requestHash: 'same' } });

  test('gets the first answer, though the version it was decided on has passed', async () => {
    const { ticketId } = await must(a.desk.tickets.open(report()));
    const move = { ticketId, to: 'IN_PROGRESS', expectedVersion: 1 } as const;
    const [first, again] = await meet(
      on,
      keyed('a version'),
      (desk) => desk.tickets.transition(move),
      () => keyed('a version').tickets.transition(move),
    );
    expect(first).toMatchObject({ ok: true });
    expect(again).toEqual(first);
  });

  test('gets the first answer, though the id it chose is taken', async () => {
    const input = { id: crypto.randomUUID(), name: 'Chosen' };
    const [first, again] = await meet(
      on,
      keyed('an id'),
      (desk) => desk.organizations.create(input),
      () => keyed('an id').organizations.create(input),
    );
    expect(first).toEqual({ ok: true, value: { organizationId: input.id } });
    expect(again).toEqual(first);
  });

  test('is done by itself if the first is taken back', async () => {
    const input = { id: crypto.randomUUID(), name: 'Taken back' };
    const [first, again] = await meet(
      on,
      keyed('a roll-back'),
      (desk) => desk.organizations.create(input),
      () => keyed('a roll-back').organizations.create(input),
      () => err(refusal('CHANGED_MIND', 'Not after all.')),
    );
    expect(first).toMatchObject({ ok: false });
    expect(again).toEqual({ ok: true, value: { organizationId: input.id } });
  });
});

describe.skipIf(embedded)('what comes again and again', () => {
  test('to others’ locks is the database’s being busy, and no failure', async () => {
    let attempts = 0;
    const work = unitOfWork(a.desk.session, async () => {
      attempts++;
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    await expect(work).rejects.toBeInstanceOf(DatabaseBusy);
    expect(attempts).toBeGreaterThan(3);
  });

  test('with other rights is the same', async () => {
    const principal = { ...a.desk.session.principal, epoch: -1, renew: async () => undefined };
    const work = unitOfWork({ ...a.desk.session, principal }, async () => ({ ok: true, value: 1 }));
    await expect(work).rejects.toBeInstanceOf(DatabaseBusy);
  });
});

describe.skipIf(embedded)('the last two who run the MSP', () => {
  const admins = () =>
    on.database.admin<{ id: string; person_id: string }>(
      `select g.id, g.person_id from access_grant g join person p on p.msp_id = g.msp_id and p.id = g.person_id
       where g.msp_id = $1 and g.role = 'MSP_ADMIN' and p.active
         and (g.valid_until is null or g.valid_until > $2::timestamptz)`,
      [a.mspId, new Date(on.ports.now()).toISOString()],
    );
  const second = async () => {
    const { personId } = await must(
      a.desk.people.create({ side: 'PROVIDER', displayName: 'Second Admin' }),
    );
    await must(
      a.desk.grants.create({ personId, role: 'MSP_ADMIN', reason: 'There should be two.' }),
    );
    const [one, two, ...more] = await admins();
    expect(more).toEqual([]);
    return { one, two };
  };
  const kept = async (outcomes: readonly { readonly ok: boolean }[]) => {
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
    expect(outcomes[1]).toMatchObject({ error: { code: 'LAST_MSP_ADMIN' } });
    expect(await admins()).toHaveLength(1);
    on.ports.advance(1);
  };

  test('are not both taken the role', async () => {
    const { one, two } = await second();
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.grants.revoke({ grantId: one?.id ?? '' }),
      () => a.desk.grants.revoke({ grantId: two?.id ?? '' }),
    );
    await kept(outcomes);
  });

  test('do not both leave', async () => {
    const { one, two } = await second();
    const leaves = (personId = '') => ({ personId, expectedVersion: 1, active: false });
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.people.update(leaves(one?.person_id)),
      () => a.desk.people.update(leaves(two?.person_id)),
    );
    await kept(outcomes);
  });

  test('do not go one by leaving and one by losing the role', async () => {
    const { one, two } = await second();
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.grants.revoke({ grantId: one?.id ?? '' }),
      () =>
        a.desk.people.update({
          ...{ personId: two?.person_id ?? '', expectedVersion: 1, active: false },
        }),
    );
    await kept(outcomes);
  });
});

test.skipIf(embedded)(
  'the first two turns of a team, at once: each ticket gets its own person',
  async () => {
    const { teamId } = await must(
      a.desk.teams.create({ name: 'Brand new', domain: 'IT', side: 'PROVIDER' }),
    );
    const members: PersonId[] = [a.people.technician.id, a.people.dispatcher.id];
    for (const personId of members) await must(a.desk.teams.addMember({ teamId, personId }));
    const version = { teamId, expectedVersion: 1 };
    const assignment = { strategy: 'ROUND_ROBIN', respectCapacity: false } as const;
    await must(a.desk.dispatch.setTeam({ ...version, assignment }));
    const [one, two] = [
      await must(a.desk.tickets.open(report())),
      await must(a.desk.tickets.open(report())),
    ];
    const both = await meet(
      on,
      a.desk,
      (desk) => desk.dispatch.assign({ ticketId: one.ticketId, teamId: teamId as TeamId }),
      () => a.desk.dispatch.assign({ ticketId: two.ticketId, teamId: teamId as TeamId }),
    );
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    const rows = await on.database.admin<{ assignee_id: string }>(
      'select assignee_id from ticket where id in ($1, $2)',
      [one.ticketId, two.ticketId],
    );
    expect(rows.map((row) => row.assignee_id).sort()).toEqual([...members].sort());
  },
);

describe.skipIf(embedded)('done twice at once', () => {
  test('somebody is put into a team once', async () => {
    const { teamId } = await must(
      a.desk.teams.create({ name: 'Twice', domain: 'IT', side: 'PROVIDER' }),
    );
    const input = { teamId, personId: a.people.technician.id };
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.teams.addMember(input),
      () => a.desk.teams.addMember(input),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    const told = await on.database.admin(
      `select 1 from audit_entry where record_id = $1 and action = 'TeamMemberAdded'`,
      [teamId],
    );
    expect(told).toHaveLength(1);
  });

  test.each([
    ['blackouts.remove', () => ({ blackoutId: a.blackouts.audit })],
    ['dispatch.removeAbsence', () => ({ absenceId: a.dispatch.absenceId })],
    ['dispatch.removeOverride', () => ({ overrideId: a.dispatch.overrideId })],
    ['contracts.removeLine', () => ({ contractLineId: a.work.spareLineId })],
  ])('%s: the second is told that there is nothing any more', async (name, input) => {
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => call(desk, name, input()),
      () => call(a.desk, name, input()),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: false, error: { code: 'NOT_FOUND' } }]);
  });

  test('what ends without a version is ended for both', async () => {
    const { grantId, apiKeyId } = await buildExtras(a, on);
    const affiliationId = a.affiliations.external;
    for (const [name, input] of [
      ['grants.revoke', { grantId }],
      ['apiKeys.revoke', { apiKeyId }],
      ['people.endAffiliation', { affiliationId }],
    ] as const) {
      const outcomes = await meet(
        on,
        a.desk,
        (desk) => call(desk, name, input),
        () => call(a.desk, name, input),
      );
      expect(outcomes, name).toMatchObject([{ ok: true }, { ok: true }]);
    }
  });

  test('somebody comes to belong to a place once', async () => {
    const input = { personId: a.people.hilltopNurse.id, clinicId: a.clinics.riverside };
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.people.addAffiliation(input),
      () => a.desk.people.addAffiliation(input),
    );
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'AFFILIATED_ALREADY' } },
    ]);
  });

  test('a change of the MSP itself is told the version there is now', async () => {
    const change = (name: string) => ({ expectedVersion: 1, name });
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.msp.update(change('One')),
      () => a.desk.msp.update(change('Two')),
    );
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'VERSION_CONFLICT', recordId: a.mspId, current: 2 } },
    ]);
  });

  test('a file of incidents is imported once', async () => {
    const csv = async function* () {
      yield new TextEncoder().encode(
        [
          'number,incident_state,opened_at,sys_updated_at,caller_id,location',
          'INC1,New,01-03-2016 00:00,01-03-2016 00:00,Caller 1,Location 1',
        ].join('\n'),
      );
    };
    const imported = () =>
      a.desk.imports.serviceNowIncidents({
        ...{ csv: csv(), timeZone: 'UTC', clinicOf: a.clinics.riverside, source: 'twice' },
      });
    // Both have looked for what is known before either gets its ticket's number.
    let both: Promise<Awaited<ReturnType<typeof imported>>[]> | undefined;
    await must(
      a.desk.together(async (desk) => {
        const opened = await desk.tickets.open(report());
        both = Promise.all([imported(), imported()]);
        while ((await waiting(on)) < 2) await new Promise(setImmediate);
        return opened;
      }),
    );
    const rows = (await (both ?? [])).map((done) => done.ok && done.value.rows);
    expect(rows).toMatchObject([{ failed: 0 }, { failed: 0 }]);
    const tickets = await on.database.admin(
      `select 1 from import_record where source = 'twice' and external_type = 'incident'`,
    );
    expect(tickets).toHaveLength(1);
  });
});

test.skipIf(embedded)(
  'somebody of two teams gets no more than they can do, by both teams at once',
  async () => {
    const { personId } = await must(
      a.desk.people.create({ side: 'PROVIDER', displayName: 'One At A Time' }),
    );
    await must(a.desk.dispatch.setPerson({ personId, expectedVersion: 1, capacity: 3 }));
    const assign = async (name: string) => {
      const team = { name, domain: 'IT', side: 'PROVIDER' } as const;
      const { teamId } = await must(a.desk.teams.create(team));
      await must(a.desk.teams.addMember({ teamId, personId }));
      const { ticketId } = await must(
        a.desk.tickets.open({ ...report(), impact: 'LOW', urgency: 'HIGH' }),
      );
      return { ticketId, teamId: teamId as TeamId };
    };
    const [one, two] = [await assign('One'), await assign('Two')];
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.dispatch.assign(one),
      () => a.desk.dispatch.assign(two),
    );
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'NOBODY_ELIGIBLE' } },
    ]);
  },
);
