// One person, several practices: who may name them on tickets, and what each practice learns.
import type { TicketId } from '@wardline/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desk, Filter } from '../src/index.ts';
import { readAll, readIds, readRow, SHAPE_NAMES } from './read-everything.ts';
import { everyRow } from './rows.ts';
import {
  type MspWorld,
  must,
  refused,
  type TestMember,
  type TestWardline,
  type TwoMsps,
  testMember,
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

let made = 0;
/** Somebody at home at Hilltop, of the other organization. */
async function atHilltop(displayName = `Bea Bookkeeper ${++made}`): Promise<TestMember> {
  const email = `bea${++made}@summit.example`;
  const { clinicId } = { clinicId: a.clinics.hilltop };
  const { personId } = await must(
    a.desk.people.create({ side: 'CLIENT', clinicId, displayName, email }),
  );
  return testMember(on.wardline, a.mspId, a.desk, personId as never);
}

const open = (desk: Desk, clinicId: string, more: object) =>
  desk.tickets.open({
    type: 'INCIDENT',
    clinicId: clinicId as never,
    requesterId: null,
    title: 'The ledger does not open',
    description: 'Since this morning.',
    channel: 'PHONE',
    domain: 'IT',
    ...more,
  });

describe('who is affiliated is eligible exactly as one at home', () => {
  test.each([
    ['the clinic', () => ({ clinicId: a.clinics.riverside }), true, false],
    ['its organization', () => ({ organizationId: a.organizations.coastal }), true, true],
  ])('with %s: requester, watcher, implementer', async (_what, place, here, sibling) => {
    const bea = await atHilltop();
    const { riverside, lakeside } = a.clinics;
    const tries = async (clinicId: string) => {
      const outcomes = [];
      for (const named of [
        { requesterId: bea.id },
        { watcherIds: [bea.id] },
        { type: 'CHANGE', details: { of: 'CHANGE', kind: 'NORMAL', implementerId: bea.id } },
      ]) {
        const opened = await open(a.desk, clinicId, named);
        outcomes.push(opened.ok || opened.error.code);
      }
      const { ticketId } = await must(open(a.desk, clinicId, { type: 'SERVICE_REQUEST' }));
      for (const change of [
        () => a.desk.tickets.addWatcher({ ticketId, personId: bea.id }),
        () => a.desk.tickets.update({ ticketId, changes: { requesterId: bea.id } }),
      ]) {
        const changed = await change();
        outcomes.push(changed.ok || changed.error.code);
      }
      return [...new Set(outcomes)];
    };
    expect(await tries(riverside)).toEqual(['NOT_FOUND']);
    const { affiliationId } = await must(
      a.desk.people.addAffiliation({ personId: bea.id, ...place() }),
    );
    expect(await tries(riverside)).toEqual([here]);
    expect(await tries(lakeside)).toEqual([sibling || 'NOT_FOUND']);
    await must(a.desk.people.endAffiliation({ affiliationId }));
    expect(await tries(riverside)).toEqual(['NOT_FOUND']);
    expect(await tries(a.clinics.hilltop)).toEqual([true]);
  });

  test('and as approver, once they have a role there to answer with', async () => {
    const bea = await atHilltop();
    const { riverside: clinicId } = a.clinics;
    const { ticketId } = await must(open(a.desk, clinicId, { type: 'SERVICE_REQUEST' }));
    const ask = () => {
      const stages = [{ name: 'Owner', approverIds: [bea.id] }];
      return a.desk.tickets.requestApproval({ ticketId, stages });
    };
    expect(await refused(ask())).toMatchObject({ code: 'NOT_FOUND' });
    await must(a.desk.people.addAffiliation({ personId: bea.id, clinicId }));
    expect(await refused(ask())).toMatchObject({ code: 'APPROVER_WITHOUT_RIGHTS' });
    const grant = { personId: bea.id, role: 'EXTERNAL', clinicId, reason: 'owner' } as const;
    await must(a.desk.grants.create(grant));
    await must(ask());
    const [stage] = await on.database.admin<{ id: string }>(
      'select id from approval_stage where ticket_id = $1',
      [ticketId],
    );
    const decided = { stageId: stage?.id ?? '', decision: 'APPROVE' } as const;
    await must((await bea.desk()).approvals.decide(decided));
  });

  test('with one sign-in they ask for help at both practices, each by the grant they have there', async () => {
    const bea = await atHilltop();
    const { riverside, hilltop } = a.clinics;
    const grant = { personId: bea.id, role: 'CLINIC_STAFF', reason: 'books' } as const;
    await must(a.desk.grants.create({ ...grant, clinicId: hilltop }));
    const { grantId } = await must(a.desk.grants.create({ ...grant, clinicId: riverside }));
    const ask = async (clinicId: string) =>
      open(await bea.desk(), clinicId, { requesterId: bea.id, channel: 'PORTAL' });
    expect((await refused(ask(riverside))).code).toBe('NOT_FOUND');
    const { affiliationId } = await must(
      a.desk.people.addAffiliation({ personId: bea.id, clinicId: riverside }),
    );
    const first = await must(ask(riverside));
    await must(ask(hilltop));
    expect((await readIds(await bea.desk(), 'Ticket')).includes(first.ticketId)).toBe(true);
    await must(a.desk.people.endAffiliation({ affiliationId }));
    expect((await refused(ask(riverside))).code).toBe('NOT_FOUND');
    // What is still readable is what the grant says, and replies go on under it.
    const { ticketId } = first;
    await must((await bea.desk()).tickets.reply({ ticketId, body: 'One more thing.' }));
    await must(a.desk.grants.revoke({ grantId }));
    const late = (await bea.desk()).tickets.reply({ ticketId, body: 'Hello?' });
    expect((await refused(late)).code).toBe('NOT_FOUND');
    await must(ask(hilltop));
  });

  test('a follow-up and a split keep the affiliated requester', async () => {
    const bea = await atHilltop();
    await must(a.desk.people.addAffiliation({ personId: bea.id, clinicId: a.clinics.riverside }));
    const { ticketId } = await must(open(a.desk, a.clinics.riverside, { requesterId: bea.id }));
    const { entryId } = await must(a.desk.tickets.reply({ ticketId, body: 'And the printer?' }));
    const split = await must(
      a.desk.tickets.split({
        ticketId,
        title: 'The printer',
        description: 'Too.',
        domain: 'IT',
        entryIds: [entryId as never],
      }),
    );
    const row = await readRow(a.desk, 'Ticket', split.newTicketId as TicketId);
    expect((row as { requester$: { id: string } }).requester$.id).toBe(bea.id);
  });
});

describe('what each practice learns', () => {
  let bea: TestMember;
  let affiliationId: string;
  beforeAll(async () => {
    bea = await atHilltop('Bea Both');
    ({ affiliationId } = await must(
      a.desk.people.addAffiliation({
        personId: bea.id,
        clinicId: a.clinics.riverside,
        title: 'Bookkeeper',
        email: 'books@riverside.example',
      }),
    ));
    // And at a third place, of the first practice's siblings.
    await must(
      a.desk.people.addAffiliation({
        personId: bea.id,
        clinicId: a.clinics.lakeside,
        title: 'Night auditor',
      }),
    );
  });

  const HERE = ['clinicAdmin', 'nurse', 'technician'] as const;

  test.each(HERE)('%s of Riverside sees the name, and nothing of the other places', async (who) => {
    const desk = await a.people[who].desk();
    const row = await readRow(desk, 'Person', bea.id);
    expect(row).toMatchObject({ displayName: 'Bea Both', email: null });
    expect(row).toMatchObject({ clinic$: null, organization$: null });
    const places = (relation: string) =>
      (row as Record<string, { rows: { name?: string; title?: string }[] }>)[relation]?.rows ?? [];
    expect(places('clinics$').map(({ name }) => name)).toEqual(['Riverside']);
    expect(places('organizations$').map(({ name }) => name)).toEqual(['Coastal Health']);
    expect(places('affiliations$').map(({ title }) => title)).toEqual(['Bookkeeper']);
    // The provider's rules name clinics to all of the provider's people.
    if (who === 'technician') return;
    const everything = JSON.stringify(
      await Promise.all(SHAPE_NAMES.map((shape) => readAll(desk, shape))),
    );
    for (const other of ['summit.example', 'Hilltop', 'Summit', 'Night auditor', 'Lakeside']) {
      expect(everything, other).not.toContain(other);
    }
    expect(everything).not.toContain(a.clinics.hilltop);
    expect(everything).not.toContain(a.organizations.summit);
  });

  test.each(HERE)('%s of Riverside finds it out by no filter', async (who) => {
    const desk = await a.people[who].desk();
    const found = async (filter: Filter) =>
      (await readIds(desk, 'Person', filter)).includes(bea.id);
    expect(await found({ clinics: { some: { id: { eq: a.clinics.riverside } } } })).toBe(true);
    const { hilltop } = a.clinics;
    const { summit } = a.organizations;
    for (const question of [
      { clinic: {} },
      { organization: {} },
      { clinic: { id: { eq: hilltop } } },
      { organization: { id: { eq: summit } } },
      { clinics: { some: { id: { neq: a.clinics.riverside } } } },
      { organizations: { some: { id: { eq: summit } } } },
      { affiliations: { some: { title: { startsWith: 'Night' } } } },
      { affiliations: { some: { clinic: { id: { neq: a.clinics.riverside } } } } },
      { email: { contains: 'summit' } },
    ]) {
      expect(await found(question), JSON.stringify(question)).toBe(false);
    }
    const titled = { affiliations: { some: { email: { eq: 'books@riverside.example' } } } };
    expect(await found(titled)).toBe(who !== 'nurse');
  });

  test('the home sees no affiliation; nor does who only has to do with the other practice a little', async () => {
    const at = await a.people.hilltopNurse.desk();
    const row = await readRow(at, 'Person', bea.id);
    expect(row).toMatchObject({ displayName: 'Bea Both', affiliations$: { rows: [], total: 0 } });
    expect((row as { clinic$: { name: string } }).clinic$.name).toBe('Hilltop');
    // Staff of Riverside, and a requester of Hilltop, who sees nobody there.
    const vic = await must(
      a.desk.people.create({
        side: 'CLIENT',
        clinicId: a.clinics.riverside,
        displayName: 'Vic',
      }),
    );
    const grant = { personId: vic.personId, reason: 'both' };
    const { riverside, hilltop } = a.clinics;
    await must(a.desk.grants.create({ ...grant, role: 'CLINIC_STAFF', clinicId: riverside }));
    await must(a.desk.grants.create({ ...grant, role: 'EXTERNAL', clinicId: hilltop }));
    const desk = on.wardline.as(await on.wardline.member(a.mspId, vic.personId as never));
    expect(await readIds(desk, 'Clinic')).toContain(hilltop);
    const seen = await readRow(desk, 'Person', bea.id);
    expect(seen).toMatchObject({ displayName: 'Bea Both', clinic$: null, organization$: null });
    expect(await readIds(desk, 'Person', { clinic: { id: { eq: hilltop } } })).not.toContain(
      bea.id,
    );
    expect(
      await readIds(desk, 'Person', { clinics: { some: { id: { eq: hilltop } } } }),
    ).not.toContain(bea.id);
  });

  test('they themselves and the MSP see all of it', async () => {
    for (const desk of [await a.people.mspAdmin.desk(), await bea.desk()]) {
      const row = await readRow(desk, 'Person', bea.id);
      expect(row?.affiliations$).toMatchObject({ total: 2 });
      expect(row?.email).toContain('@summit.example');
    }
  });

  test('lists of an organization hold those at home and those affiliated, each once', async () => {
    const of = (organizationId: string) =>
      readIds(a.desk, 'Person', { organizations: { some: { id: { eq: organizationId } } } });
    const { coastal, summit } = a.organizations;
    for (const id of [coastal, summit]) expect(await of(id)).toContain(bea.id);
    const row = await readRow(a.desk, 'Organization', coastal);
    const people = (row as { people$: { rows: { id: string }[] } }).people$.rows.map(
      ({ id }) => id,
    );
    expect(people.filter((id) => id === bea.id)).toHaveLength(1);
    expect([...people].sort()).toEqual(await of(coastal));
  });

  test('who ends it sees the name on old tickets still, and no address', async () => {
    const desk = await a.people.clinicAdmin.desk();
    const { ticketId } = await must(open(a.desk, a.clinics.riverside, { requesterId: bea.id }));
    await must(desk.people.endAffiliation({ affiliationId }));
    await must(desk.people.endAffiliation({ affiliationId }));
    const ticket = await readRow(desk, 'Ticket', ticketId);
    expect(ticket?.requester$).toMatchObject({ displayName: 'Bea Both', email: null });
    const { riverside } = a.clinics;
    const now = { clinics: { some: { id: { eq: riverside } } } };
    expect(await readIds(a.desk, 'Person', now)).not.toContain(bea.id);
    // And she may come back.
    await must(a.desk.people.addAffiliation({ personId: bea.id, clinicId: riverside }));
    expect(await readIds(a.desk, 'Person', now)).toContain(bea.id);
  });
});

describe('who may', () => {
  test('affiliate whom they see with a place whose people they manage, and nobody else', async () => {
    const bea = await atHilltop();
    const { riverside, lakeside, hilltop } = a.clinics;
    const before = await everyRow(on.database);
    const tries: [keyof MspWorld['people'], object, string][] = [
      // Somebody of another practice is nobody here.
      ['clinicAdmin', { personId: bea.id, clinicId: riverside }, 'NOT_FOUND'],
      ['orgAdmin', { personId: bea.id, organizationId: a.organizations.coastal }, 'NOT_FOUND'],
      ['clinicAdmin', { personId: a.people.nurse.id, clinicId: lakeside }, 'NOT_FOUND'],
      ['clinicAdmin', { personId: a.people.nurse.id, clinicId: hilltop }, 'NOT_FOUND'],
      ['nurse', { personId: a.people.otherNurse.id, clinicId: riverside }, 'FORBIDDEN'],
      ['technician', { personId: a.people.nurse.id, clinicId: riverside }, 'FORBIDDEN'],
      ['mspAdmin', { personId: bea.id }, 'PLACE_REQUIRED'],
      [
        'mspAdmin',
        { personId: bea.id, clinicId: riverside, organizationId: a.organizations.summit },
        'PLACE_CONTRADICTED',
      ],
      ['mspAdmin', { personId: bea.id, clinicId: hilltop }, 'AFFILIATED_ALREADY'],
      ['mspAdmin', { personId: a.people.dispatcher.id, clinicId: hilltop }, 'SIDE_MISMATCH'],
      ['mspAdmin', { personId: bea.id, clinicId: riverside, email: 'x' }, 'EMAIL_INVALID'],
      [
        'mspAdmin',
        { personId: bea.id, clinicId: riverside, title: 'x'.repeat(201) },
        'TEXT_TOO_LONG',
      ],
      ['mspAdmin', { personId: bea.id, clinicId: riverside, since: 4e12 }, 'SINCE_AHEAD'],
      ['mspAdmin', { personId: bea.id, clinicId: riverside, since: Number.NaN }, 'SINCE_AHEAD'],
      ['mspAdmin', { personId: bea.id, clinicId: riverside, id: 'x' }, 'ID_INVALID'],
    ];
    for (const [who, input, code] of tries) {
      const desk = await a.people[who].desk();
      const refusal = await refused(desk.people.addAffiliation(input as never));
      expect(refusal.code, `${who} ${JSON.stringify(input)}`).toBe(code);
    }
    expect(await everyRow(on.database)).toEqual(before);
    const desk = await a.people.orgAdmin.desk();
    const nurse = { personId: a.people.nurse.id };
    const { affiliationId } = await must(
      desk.people.addAffiliation({ ...nurse, clinicId: lakeside }),
    );
    const twice = desk.people.addAffiliation({ ...nurse, clinicId: lakeside });
    expect((await refused(twice)).code).toBe('AFFILIATED_ALREADY');
    const end = async (who: keyof MspWorld['people']) =>
      (await refused((await a.people[who].desk()).people.endAffiliation({ affiliationId }))).code;
    expect(await end('hilltopNurse')).toBe('NOT_FOUND');
    expect(await end('clinicAdmin')).toBe('NOT_FOUND');
    expect(await end('lakesideNurse')).toBe('FORBIDDEN');
    expect(await end('nurse')).toBe('FORBIDDEN');
    await must(desk.people.endAffiliation({ affiliationId }));
  });

  test('two who add the same at once make one of it', async () => {
    const bea = await atHilltop();
    const add = () =>
      a.desk.people.addAffiliation({ personId: bea.id, organizationId: a.organizations.coastal });
    const both = await Promise.all([add(), add()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const late = both.find(({ ok }) => !ok);
    expect(['AFFILIATED_ALREADY', 'ALREADY_EXISTS']).toContain(late && !late.ok && late.error.code);
  });

  test('the home does not change who somebody signs in as who works elsewhere too, and is not told where', async () => {
    const { personId } = await must(
      a.desk.people.create({
        side: 'CLIENT',
        clinicId: a.clinics.riverside,
        displayName: 'Mia',
        email: 'mia@riverside.example',
      }),
    );
    const desk = await a.people.clinicAdmin.desk();
    const change = (expectedVersion: number, to: object) =>
      desk.people.update({ personId, expectedVersion, ...to });
    await must(change(1, { email: 'mia2@riverside.example' }));
    const { affiliationId } = await must(
      a.desk.people.addAffiliation({ personId, clinicId: a.clinics.hilltop }),
    );
    const byTie = [
      await refused(change(2, { email: 'mine@riverside.example' })),
      await refused(change(2, { active: false })),
    ];
    await must(a.desk.people.endAffiliation({ affiliationId }));
    const grant = { personId, role: 'CLINIC_STAFF', reason: 'both' } as const;
    const { grantId } = await must(a.desk.grants.create({ ...grant, clinicId: a.clinics.hilltop }));
    const byGrant = await refused(change(2, { email: 'mine@riverside.example' }));
    for (const refusal of byTie) expect(refusal).toEqual(byGrant);
    expect(byGrant.code).toBe('MORE_THAN_OWN');
    expect(JSON.stringify(byGrant)).not.toContain(a.clinics.hilltop);
    await must(a.desk.grants.revoke({ grantId }));
    // Her name is the home's to say all along, and no other's.
    await must(change(2, { displayName: 'Mia Mendez' }));
    await must(a.desk.people.addAffiliation({ personId, organizationId: a.organizations.summit }));
    await must(change(3, { displayName: 'Mia Mendez-Roe' }));
  });

  test('the practice they are affiliated with changes nothing of the person', async () => {
    const bea = await atHilltop();
    await must(a.desk.people.addAffiliation({ personId: bea.id, clinicId: a.clinics.riverside }));
    const desk = await a.people.clinicAdmin.desk();
    for (const change of [{ displayName: 'X' }, { email: 'x@y.example' }, { active: false }]) {
      const refusal = await refused(
        desk.people.update({ personId: bea.id, expectedVersion: 1, ...change }),
      );
      expect(refusal.code).toBe('FORBIDDEN');
    }
    await must(
      desk.grants.create({
        personId: bea.id,
        role: 'CLINIC_STAFF',
        clinicId: a.clinics.riverside,
        reason: 'hired',
      }),
    );
  });

  test('signing for privacy goes with running this practice, not any', async () => {
    const bea = await atHilltop();
    const { riverside, hilltop } = a.clinics;
    await must(a.desk.people.addAffiliation({ personId: bea.id, clinicId: riverside }));
    const grant = { personId: bea.id, reason: 'both' };
    await must(a.desk.grants.create({ ...grant, role: 'CLINIC_ADMIN', clinicId: hilltop }));
    await must(a.desk.grants.create({ ...grant, role: 'CLINIC_STAFF', clinicId: riverside }));
    const signs = async (clinicId: string) => {
      const { ticketId } = await must(open(a.desk, clinicId, { requesterId: bea.id }));
      const steps = [{ title: 'Cleared', kind: 'SIGNATURE', lane: 'PRIVACY' }] as const;
      await must(a.desk.tickets.startChecklist({ ticketId, name: 'Privacy', steps }));
      const [taskId = ''] = await readIds(a.desk, 'Task', { ticket: { id: { eq: ticketId } } });
      const done = await (await bea.desk()).tickets.completeTask({ taskId });
      return done.ok || done.error.code;
    };
    expect(await signs(riverside)).toBe('NOT_FOUND');
    expect(await signs(hilltop)).toBe(true);
  });
});

test('another MSP sees nothing of any of it', async () => {
  const theirs = await readIds(world.b.desk, 'PersonAffiliation');
  expect(theirs).toEqual([world.b.affiliations.external]);
});
