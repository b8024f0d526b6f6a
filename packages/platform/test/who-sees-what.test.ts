// Inside one MSP: what each role sees of the tickets, clinics and people of the others.

import type { PersonId } from '@wardline/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, emptySelection, shapes, toPage } from '../src/index.ts';
import { INTERNAL_ENTRY_KINDS } from '../src/tickets/timeline.entity.ts';
import { readAll, readIds, readRow, SHAPE_NAMES } from './read-everything.ts';
import { everyRow } from './rows.ts';
import {
  days,
  type MspWorld,
  must,
  refused,
  type TestWardline,
  testMember,
  testWardline,
  twoMsps,
} from './support/index.ts';
import { buildExtras, call, useCaseInputs } from './use-cases.ts';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

type TicketName = keyof MspWorld['tickets'];
type MemberName = keyof MspWorld['people'];

async function ticketsSeenBy(desk: Desk): Promise<TicketName[]> {
  const seen = await readIds(desk, 'Ticket');
  const names = Object.keys(a.tickets) as TicketName[];
  expect(seen).toHaveLength(names.filter((name) => seen.includes(a.tickets[name])).length);
  return names.filter((name) => seen.includes(a.tickets[name]));
}

const RIVERSIDE: TicketName[] = ['nurse', 'shared', 'confidential', 'watched', 'external'];
const LAKESIDE: TicketName[] = ['lakeside', 'lakesideOther'];

describe('tickets', () => {
  test.each<[MemberName, string, TicketName[]]>([
    [
      'mspAdmin',
      'everything',
      [...RIVERSIDE, ...LAKESIDE, 'hilltop', 'provider', 'change', 'problem'],
    ],
    [
      'dispatcher',
      'everything',
      [...RIVERSIDE, ...LAKESIDE, 'hilltop', 'provider', 'change', 'problem'],
    ],
    [
      'auditor',
      'everything',
      [...RIVERSIDE, ...LAKESIDE, 'hilltop', 'provider', 'change', 'problem'],
    ],
    ['technician', 'the clinics they were named for', RIVERSIDE],
    ['orgAdmin', 'exactly the clinics of the organization', [...RIVERSIDE, ...LAKESIDE]],
    ['clinicAdmin', 'exactly their clinic', RIVERSIDE],
    [
      'nurse',
      'their own, those they watch, what the clinic shares and is not confidential',
      ['nurse', 'shared', 'watched', 'external'],
    ],
    ['otherNurse', 'their own, confidential too', ['nurse', 'shared', 'confidential', 'external']],
    ['lakesideNurse', 'only their own where the clinic shares nothing', ['lakeside']],
    ['hilltopNurse', 'nothing of another organization', ['hilltop']],
    ['external', 'only their own', ['external']],
  ])('%s sees %s', async (who, _what, expected) => {
    expect(await ticketsSeenBy(await a.people[who].desk())).toEqual(expected);
  });

  test('a clinic that stops sharing shows its staff their own only, from the next request on', async () => {
    const change = (staffTicketVisibility: 'OWN' | 'CLINIC', expectedVersion: number) =>
      must(
        a.desk.clinics.update({
          clinicId: a.clinics.riverside,
          expectedVersion,
          staffTicketVisibility,
        }),
      );
    await change('OWN', 1);
    expect(await ticketsSeenBy(await a.people.nurse.desk())).toEqual(['nurse', 'watched']);
    await change('CLINIC', 2);
    expect(await ticketsSeenBy(await a.people.nurse.desk())).toContain('shared');
  });
});

describe('what is internal', () => {
  const OUTSIDERS = ['orgAdmin', 'clinicAdmin', 'nurse', 'lakesideNurse', 'external'] as const;

  test.each(OUTSIDERS)('%s reads no notes, work logs or changes of fields', async (who) => {
    const desk = await a.people[who].desk();
    const { rows } = await readAll(desk, 'TimelineEntry');
    expect(rows.length).toBeGreaterThan(0);
    const kinds = new Set(rows.map((row) => row.kind as string));
    expect(INTERNAL_ENTRY_KINDS.filter((kind) => kinds.has(kind))).toEqual([]);
    const everything = JSON.stringify(
      await Promise.all(SHAPE_NAMES.map((shape) => readAll(desk, shape))),
    );
    expect(everything).not.toContain('Between us');
    expect(everything).not.toContain('Looked at it');
    expect(await readIds(desk, 'TimelineEntry', { body: { contains: 'between us' } })).toEqual([]);
    const asked = { timeline: { some: { kind: { eq: 'INTERNAL_NOTE' } } } };
    expect(await readIds(desk, 'Ticket', asked)).toEqual([]);
  });

  test.each(OUTSIDERS)('%s sees no agreement but the customer ones that bind them', async (who) => {
    const desk = await a.people[who].desk();
    const kinds = (await readAll(desk, 'Agreement')).rows.map((row) => row.kind);
    expect(kinds.filter((kind) => kind !== 'SLA')).toEqual([]);
    const clocks = (await readAll(desk, 'Clock')).rows.map((row) => row.kind);
    expect(clocks.filter((kind) => kind !== 'SLA')).toEqual([]);
    expect(await readIds(desk, 'ApiKey')).toEqual([]);
  });

  test('a nurse cannot write what they may not read', async () => {
    const nurse = await a.people.nurse.desk();
    const ticketId = a.tickets.nurse;
    expect(await refused(nurse.tickets.note({ ticketId, body: 'Hm' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const hidden = a.tickets.confidential;
    expect(await refused(nurse.tickets.reply({ ticketId: hidden, body: 'Hm' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const shared = a.tickets.shared;
    expect(await refused(nurse.tickets.reply({ ticketId: shared, body: 'Hm' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('clinics and people', () => {
  test.each<[MemberName, (keyof MspWorld['clinics'])[]]>([
    ['orgAdmin', ['riverside', 'lakeside']],
    ['clinicAdmin', ['riverside']],
    ['technician', ['riverside']],
    ['nurse', ['riverside']],
    ['external', ['riverside']],
  ])('%s knows of %j', async (who, clinics) => {
    const expected = clinics.map((name) => a.clinics[name]).sort();
    expect(await readIds(await a.people[who].desk(), 'Clinic')).toEqual(expected);
  });

  test('nobody of one organization learns of the people of another', async () => {
    const { hilltopNurse } = a.people;
    for (const who of ['orgAdmin', 'clinicAdmin', 'nurse', 'external', 'technician'] as const) {
      const desk = await a.people[who].desk();
      expect(await readRow(desk, 'Person', hilltopNurse.id), who).toBeNull();
    }
  });
});

describe('an auditor', () => {
  test('reads everything and can do nothing', async () => {
    const auditor = await a.people.auditor.desk();
    const inputs = useCaseInputs(a, await buildExtras(a, on), on.ports.now());
    const before = await everyRow(on.database);
    const own = new Set(['people.createToken']);
    for (const { name, input, isQuery, answersEach } of inputs) {
      if (own.has(name) || isQuery) continue;
      const answer = call(auditor, name, input);
      if (answersEach === 'contacts' || answersEach === 'tickets') {
        const each = { results: [{ outcome: 'REFUSED', errors: [{ code: 'FORBIDDEN' }] }] };
        expect(await answer, name).toMatchObject({ value: each });
        continue;
      }
      const refusal = await refused(answer);
      expect(['FORBIDDEN', 'MORE_THAN_OWN', 'NO_GRANT'], `${name} ${refusal.code}`).toContain(
        refusal.code,
      );
    }
    expect(await everyRow(on.database)).toEqual(before);
    expect(await readIds(auditor, 'AuditEntry')).not.toEqual([]);
  });
});

describe('grants in time', () => {
  const person = async (role: 'TECHNICIAN' | 'DISPATCHER', more = {}) => {
    const { personId } = await must(
      a.desk.people.create({ side: 'PROVIDER', displayName: 'Temporary' }),
    );
    const member = testMember(on.wardline, a.mspId, a.desk, personId as never);
    const { grantId } = await must(a.desk.grants.create({ personId, role, reason: 't', ...more }));
    return { member, grantId, personId };
  };
  const sees = async (member: { desk(): Promise<Desk> }) =>
    (await readIds(await member.desk(), 'Ticket')).length;

  test('without a grant there is nothing', async () => {
    const { personId } = await must(
      a.desk.people.create({ side: 'PROVIDER', displayName: 'New hire' }),
    );
    const desk = await testMember(on.wardline, a.mspId, a.desk, personId as never).desk();
    expect(await readIds(desk, 'Ticket')).toEqual([]);
    expect(await readIds(desk, 'Clinic')).toEqual([]);
    expect(await readIds(desk, 'Asset')).toEqual([]);
  });

  test('a denial beats every allowance', async () => {
    const { member, personId } = await person('DISPATCHER');
    expect(await sees(member)).toBe(11);
    const denial = { personId, role: 'DISPATCHER', effect: 'DENY', reason: 'conflict' } as const;
    await must(a.desk.grants.create({ ...denial, clinicId: a.clinics.hilltop }));
    const seen = await ticketsSeenBy(await member.desk());
    expect(seen).toEqual([...RIVERSIDE, ...LAKESIDE]);
    await must(a.desk.grants.create({ ...denial, organizationId: a.organizations.coastal }));
    expect(await sees(member)).toBe(0);
  });

  test('who is kept out of one clinic reads what is internal at all others', async () => {
    const worked = async (desk: Desk) => {
      const { rows } = await readAll(desk, 'TimeEntry');
      return [...new Set(rows.map((row) => row.clinicId))].sort();
    };
    for (const ticketId of [a.tickets.nurse, a.tickets.hilltop]) {
      const spent = { minutes: 5, kind: 'REMOTE', billable: 'CONTRACT' } as const;
      const personId = a.people.technician.id;
      await must(a.desk.tickets.logWork({ ticketId, personId, ...spent }));
    }
    const { riverside, hilltop } = a.clinics;
    const { member, personId } = await person('DISPATCHER');
    const all = await worked(await member.desk());
    expect(all).toEqual(expect.arrayContaining([riverside, hilltop]));
    const denial = { personId, role: 'DISPATCHER', effect: 'DENY', reason: 'conflict' } as const;
    await must(a.desk.grants.create({ ...denial, clinicId: hilltop }));
    expect(await worked(await member.desk())).toEqual(all.filter((id) => id !== hilltop));
  });

  test('it holds from its first instant until just before its last', async () => {
    const now = on.ports.now();
    const { member } = await person('TECHNICIAN', { from: now + days(1), until: now + days(2) });
    expect(await sees(member)).toBe(0);
    on.ports.set(now + days(1));
    expect(await sees(member)).toBe(11);
    on.ports.set(now + days(2) - 1);
    expect(await sees(member)).toBe(11);
    on.ports.set(now + days(2));
    expect(await sees(member)).toBe(0);
    on.ports.set(now);
  });

  test('a revoked one counts no more from the next request on', async () => {
    const { member, grantId } = await person('TECHNICIAN');
    expect(await sees(member)).toBe(11);
    await must(a.desk.grants.revoke({ grantId }));
    expect(await sees(member)).toBe(0);
  });

  test('nobody gives more than they have', async () => {
    const clinicAdmin = await a.people.clinicAdmin.desk();
    const { id } = a.people.otherNurse;
    const give = (role: 'CLINIC_STAFF' | 'CLINIC_ADMIN' | 'ORG_ADMIN', scope: object) =>
      clinicAdmin.grants.create({ personId: id, role, reason: 'x', ...scope });
    const { riverside, lakeside } = a.clinics;
    expect(await refused(give('CLINIC_STAFF', { clinicId: lakeside }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const org = { organizationId: a.organizations.coastal };
    expect(['NOT_FOUND', 'MORE_THAN_OWN']).toContain((await refused(give('ORG_ADMIN', org))).code);
    await must(give('CLINIC_STAFF', { clinicId: riverside }));
  });
});

test('what hangs on a ticket is seen with the ticket and never without it', async () => {
  // A problem of their own clinic is hidden from those who run it, with all that hangs on it.
  const { ticketId } = await must(
    a.desk.tickets.open({
      type: 'PROBLEM',
      clinicId: a.clinics.riverside,
      requesterId: null,
      title: 'Why do they all fail?',
      channel: 'API',
      domain: 'IT',
    }),
  );
  const steps = [{ title: 'Ask the maker', kind: 'CHECK', lane: 'CLINICAL' }] as const;
  await must(a.desk.tickets.startChecklist({ ticketId, name: 'Analysis', steps }));
  await must(a.desk.tickets.note({ ticketId, body: 'Hm' }));
  const hanging = SHAPE_NAMES.filter((name) => 'ticket' in shapes[name].one);
  expect(hanging.length).toBeGreaterThan(8);
  // Whom it hits is in its trail: the tickets of other clients.
  const words = { title: 'It may hit you', assetIds: [a.assets.pump, a.assets.hilltopHvac] };
  await must(a.desk.tickets.fanOut({ ticketId, ...words }));
  const trail = { recordId: { eq: ticketId } };
  expect(await readIds(await a.people.mspAdmin.desk(), 'AuditEntry', trail)).not.toEqual([]);
  const orgAdmin = await a.people.orgAdmin.desk();
  expect(await readIds(orgAdmin, 'AuditEntry', trail)).toEqual([]);
  const own = { recordId: { eq: a.tickets.nurse } };
  expect(await readIds(orgAdmin, 'AuditEntry', own)).not.toEqual([]);
  for (const who of Object.keys(a.people) as MemberName[]) {
    const desk = await a.people[who].desk();
    const seen = await readIds(desk, 'Ticket');
    for (const shape of hanging) {
      const { rows } = await readAll(desk, shape);
      const tickets = rows.map((row) => (row.ticket$ as { id: string } | null)?.id);
      const orphans = tickets.filter((id) => id === undefined || !seen.includes(id));
      expect(orphans, `${who} ${shape}`).toEqual([]);
    }
  }
});

test('what lets an index answer a list hides nothing of what may be read', async () => {
  const narrowed = SHAPE_NAMES.filter((name) => shapes[name].narrowing);
  expect(narrowed.length).toBeGreaterThan(6);
  for (const clinicId of [a.clinics.riverside, a.clinics.hilltop]) {
    const { ticketId } = await must(
      a.desk.tickets.open({
        ...{ type: 'SERVICE_REQUEST', clinicId, requesterId: null, title: 'A new lamp' },
        ...{ channel: 'API', domain: 'IT' },
      }),
    );
    const stages = [{ name: 'Owner', approverIds: [a.people.mspAdmin.id] }];
    await must(a.desk.tickets.requestApproval({ ticketId, stages }));
    const part = { name: 'Lamp', quantity: 1, unitPriceMinor: 900, billing: 'BILLABLE' } as const;
    await must(a.desk.work.addPart({ ticketId, ...part }));
  }
  const met = new Set<string>();
  for (const shape of narrowed) {
    const ids = await on.database.admin<{ id: string }>(
      `select id from ${shapes[shape].table} where msp_id = $1`,
      [a.mspId],
    );
    for (const who of Object.keys(a.people) as MemberName[]) {
      const desk = await a.people[who].desk();
      const session = desk.read();
      // Asked by their ids, rows are not narrowed down.
      const some = ids.map(({ id }) => id);
      const rows = await session.rows(shape, some, emptySelection('id'));
      session.close();
      const readable = rows.flatMap((row) => (row ? [row.id as string] : [])).sort();
      const { total } = await readAll(desk, shape);
      expect(total, `${who} ${shape}`).toBe(readable.length);
      const listed = await readIds(desk, shape);
      if (readable.length <= 100) expect(listed, `${who} ${shape}`).toEqual(readable);
      if (readable.length > 0 && readable.length < ids.length) met.add(shape);
    }
  }
  // Of each there is somebody who sees some of it and not all.
  expect([...met].sort()).toEqual(narrowed.toSorted());
});

test.each([
  ['few', 3],
  ['many', 21],
])(
  'page by page, in any order, who sees %s clinics finds all that is there, each once',
  async (_, clinics) => {
    const { organizationId } = await must(
      a.desk.organizations.create({ name: `${clinics} clinics` }),
    );
    const opened: string[] = [];
    for (let n = 0; n < clinics; n++) {
      const place = { organizationId, name: `Clinic ${n}`, timeZone: 'UTC' };
      const { clinicId } = await must(a.desk.clinics.create(place));
      for (const type of ['INCIDENT', 'SERVICE_REQUEST'] as const) {
        on.ports.advance(7919);
        const { ticketId } = await must(
          a.desk.tickets.open({
            ...{ type, clinicId: clinicId as never, requesterId: null, title: 'It is slow' },
            ...{ channel: 'API', domain: 'IT' },
          }),
        );
        opened.push(ticketId);
      }
    }
    const person = { side: 'PROVIDER', displayName: `Sees ${clinics}` } as const;
    const { personId } = await must(a.desk.people.create(person));
    const role = { personId, role: 'TECHNICIAN', organizationId, reason: 'hired' } as const;
    await must(a.desk.grants.create(role));
    const desk = await testMember(on.wardline, a.mspId, a.desk, personId as PersonId).desk();
    for (const [field, direction] of [
      ['openedAt', 'DESC'],
      ['openedAt', 'ASC'],
      ['number', 'ASC'],
    ] as const) {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const request = { first: 5, after, orderBy: [{ field, direction }] };
        const session = desk.read();
        const list = await session.list('Ticket', {
          page: request,
          selection: emptySelection('id'),
          wantsCursors: true,
          wantsTotal: true,
        });
        session.close();
        const page = toPage(shapes.Ticket, request, list);
        expect(page.totalCount).toBe(opened.length);
        found.push(...page.edges.map(({ node }) => node.id as string));
        after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
      } while (after !== undefined);
      expect([...found].sort()).toEqual([...opened].sort());
      if (field === 'openedAt') {
        expect(found).toEqual(direction === 'ASC' ? opened : opened.toReversed());
      }
    }
  },
);
