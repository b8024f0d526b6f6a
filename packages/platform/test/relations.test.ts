// Tickets and each other, as the people of a clinic and of its provider see it.
import type { ClinicId } from '@wardline/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyRow } from './rows.ts';
import {
  days,
  type MspWorld,
  must,
  refused,
  type TestMember,
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

const open = async (
  more: Partial<Parameters<MspWorld['desk']['tickets']['open']>[0]> = {},
): Promise<string> => {
  const opened = await must(
    a.desk.tickets.open({
      type: 'INCIDENT',
      clinicId: a.clinics.riverside,
      requesterId: a.people.nurse.id,
      title: 'Pump stops',
      channel: 'PHONE',
      domain: 'HTM',
      ...more,
    }),
  );
  return opened.ticketId;
};
const rowOf = async (ticketId: string) => {
  const [row] = await on.database.admin<{
    state: string;
    merged_into_id: string | null;
    priority: string;
    rating: { score: number } | null;
  }>('select state, merged_into_id, priority, rating from ticket where id = $1', [ticketId]);
  if (!row) throw new Error('no such ticket');
  return row;
};
const timelineOf = async (ticketId: string, kind: string) =>
  on.database.admin<{ body: string | null; person_id: string | null }>(
    'select body, person_id from timeline_entry where ticket_id = $1 and kind = $2 order by at, id',
    [ticketId, kind],
  );
const runningClocks = async (ticketId: string) =>
  (
    await on.database.admin<{ status: string }>(
      `select status from sla_clock where ticket_id = $1 and status in ('RUNNING', 'PAUSED')`,
      [ticketId],
    )
  ).length;
const canRead = async (member: TestMember, ticketId: string) => {
  const session = (await member.desk()).read();
  try {
    const { rows } = await session.list('Ticket', {
      page: { first: 1, filter: { id: { eq: ticketId } } },
      selection: { columns: new Set(['id']), one: new Map(), many: new Map() },
      wantsCursors: false,
      wantsTotal: false,
    });
    return rows.length === 1;
  } finally {
    await session.close();
  }
};

describe('merging', () => {
  test('ends the source without meeting its clocks; its people, and their words, go on in the target', async () => {
    const { nurse, lakesideNurse, external, mspAdmin } = a.people;
    const source = await open({ requesterId: external.id, assetIds: [a.assets.pump] });
    const target = await open({ requesterId: nurse.id, impact: 'LOW', urgency: 'LOW' });
    expect(await runningClocks(source)).toBeGreaterThan(0);
    expect(await canRead(external, target)).toBe(false);
    const desk = await mspAdmin.desk();
    await must(desk.tickets.merge({ ticketId: source, targetId: target, note: 'The same pump.' }));
    expect(await rowOf(source)).toMatchObject({ state: 'MERGED', merged_into_id: target });
    expect(await runningClocks(source)).toBe(0);
    expect(await rowOf(target)).toMatchObject({ priority: 'P3' });
    expect(await canRead(external, target)).toBe(true);
    expect(await canRead(lakesideNurse, target)).toBe(false);
    const reply = { ticketId: source, body: 'It stopped again.' };
    const { ticketId } = await must((await external.desk()).tickets.reply(reply));
    expect(ticketId).toBe(target);
    expect(await timelineOf(target, 'PUBLIC_REPLY')).toMatchObject([{ body: reply.body }]);
    expect(await timelineOf(source, 'MERGED')).toMatchObject([{ body: 'The same pump.' }]);
    await must(desk.tickets.merge({ ticketId: source, targetId: target }));
    expect(await timelineOf(source, 'MERGED')).toHaveLength(1);
  });

  test('opens a confidential ticket to nobody; whoever wrote to the merged one is told', async () => {
    const { nurse, otherNurse } = a.people;
    const source = await open({ requesterId: nurse.id });
    const target = await open({ requesterId: otherNurse.id, confidential: true });
    await must(a.desk.tickets.merge({ ticketId: source, targetId: target }));
    expect(await canRead(nurse, target)).toBe(false);
    const desk = await nurse.desk();
    expect(await refused(desk.tickets.reply({ ticketId: source, body: 'Hello?' }))).toMatchObject({
      code: 'TICKET_CLOSED',
    });
    const secret = await open({ confidential: true });
    expect(
      await refused(a.desk.tickets.merge({ ticketId: secret, targetId: await open() })),
    ).toMatchObject({ code: 'MERGE_WOULD_WIDEN' });
  });

  test('is the desk’s: a client, a clinic out of reach and an old version change nothing', async () => {
    const [source, target] = [await open(), await open()];
    const hilltop = a.tickets.hilltop;
    const before = await everyRow(on.database);
    const clinicAdmin = await a.people.clinicAdmin.desk();
    const technician = await a.people.technician.desk();
    const pair = { ticketId: source, targetId: target };
    expect(await refused(clinicAdmin.tickets.merge(pair))).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await refused(technician.tickets.merge({ ticketId: source, targetId: hilltop })),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['targetId'] });
    expect(await refused(a.desk.tickets.merge({ ...pair, expectedVersion: 99 }))).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(
      await refused(a.desk.tickets.merge({ ticketId: source, targetId: hilltop })),
    ).toMatchObject({ code: 'MERGE_OTHER_CLINIC' });
    expect(await everyRow(on.database)).toEqual(before);
  });
});

describe('a major incident', () => {
  test('resolves its children with it, and ends their clocks', async () => {
    const [parent, one, two] = [await open(), await open(), await open()];
    for (const ticketId of [one, two]) {
      await must(a.desk.tickets.addLink({ ticketId, kind: 'CHILD_OF', targetId: parent as never }));
    }
    await must(
      a.desk.tickets.transition({ ticketId: two, to: 'CANCELLED', note: 'A false alarm.' }),
    );
    await must(
      a.desk.tickets.transition({
        ticketId: parent,
        to: 'RESOLVED',
        resolutionCode: 'FIXED',
        note: 'New switch.',
      }),
    );
    expect((await rowOf(one)).state).toBe('RESOLVED');
    expect((await rowOf(two)).state).toBe('CANCELLED');
    expect(await timelineOf(one, 'STATE_CHANGED')).toMatchObject([{ body: 'New switch.' }]);
    expect(await runningClocks(one)).toBe(0);
  });
});

describe('splitting', () => {
  test('copies what was chosen, the internal to the internal, and answers nobody', async () => {
    const ticketId = await open();
    const said = await must(
      (await a.people.nurse.desk()).tickets.reply({ ticketId, body: 'And X?' }),
    );
    const noted = await must(a.desk.tickets.note({ ticketId, body: 'Ask HTM.' }));
    const { newTicketId } = await must(
      a.desk.tickets.split({
        ticketId,
        title: 'X',
        entryIds: [said.entryId as never, noted.entryId as never],
      }),
    );
    expect(await timelineOf(newTicketId, 'PUBLIC_REPLY')).toEqual([
      { body: 'And X?', person_id: a.people.nurse.id },
    ]);
    expect(await timelineOf(newTicketId, 'INTERNAL_NOTE')).toMatchObject([{ body: 'Ask HTM.' }]);
    expect(await timelineOf(ticketId, 'PUBLIC_REPLY')).toHaveLength(1);
    const [clock] = await on.database.admin<{ status: string }>(
      `select status from sla_clock where ticket_id = $1 and metric = 'FIRST_RESPONSE'`,
      [newTicketId],
    );
    expect(clock?.status).toBe('RUNNING');
  });

  test('takes no entry of another ticket, and nobody’s but the desk’s hand', async () => {
    const ticketId = await open();
    const foreign = { ticketId, title: 'X', entryIds: [a.entries.reply as never] };
    expect(await refused(a.desk.tickets.split(foreign))).toMatchObject({
      code: 'NOT_FOUND',
      path: ['entryIds', 0],
    });
    const nurse = await a.people.nurse.desk();
    expect(await refused(nurse.tickets.split(foreign))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a problem', () => {
  test('tells each clinic in a ticket of its own, and once', async () => {
    const problem = await open({
      type: 'PROBLEM',
      clinicId: a.clinics.hilltop,
      requesterId: null,
      details: { of: 'PROBLEM', workaround: 'Run it on mains.' },
    });
    const fan = {
      ticketId: problem,
      title: 'Batteries of one series may fail',
      assetIds: [a.assets.pump, a.assets.printer, a.assets.lakesideServer],
    };
    const { openedIds } = await must(a.desk.tickets.fanOut(fan));
    expect(openedIds).toHaveLength(2);
    expect((await must(a.desk.tickets.fanOut(fan))).openedIds).toEqual([]);
    const { nurse, lakesideNurse, clinicAdmin, orgAdmin, mspAdmin } = a.people;
    for (const client of [nurse, lakesideNurse, clinicAdmin, orgAdmin]) {
      expect(await canRead(client, problem)).toBe(false);
    }
    expect(await canRead(mspAdmin, problem)).toBe(true);
    const seen = await Promise.all(openedIds.map((id) => canRead(clinicAdmin, id)));
    expect(seen.filter(Boolean)).toHaveLength(1);
    const technician = await a.people.technician.desk();
    expect(await refused(technician.tickets.fanOut(fan))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('finds whom it hits by a filter, as far as the caller may look', async () => {
    const behind = async (clinicId: ClinicId) =>
      open({ type: 'PROBLEM', clinicId, requesterId: null, domain: 'HTM' });
    const words = { title: 'Batteries of one series may fail' };
    const assetFilter = { manufacturer: { eq: a.marker } };
    const clinicsOf = async (ids: readonly string[]) =>
      (
        await on.database.admin<{ clinic_id: string }>(
          'select clinic_id from ticket where id = any($1) order by 1',
          [ids],
        )
      ).map((row) => row.clinic_id);
    const { riverside, lakeside, hilltop } = a.clinics;
    const all = await must(
      a.desk.tickets.fanOut({ ticketId: await behind(hilltop), ...words, assetFilter }),
    );
    expect(await clinicsOf(all.openedIds)).toEqual([riverside, lakeside, hilltop].sort());
    // She works for the clinics of Coastal Health.
    const technician = await a.people.technician.desk();
    const some = await must(
      technician.tickets.fanOut({ ticketId: await behind(riverside), ...words, assetFilter }),
    );
    const own = await clinicsOf(some.openedIds);
    expect(own).toContain(riverside);
    expect(own).not.toContain(hilltop);
    const none = { manufacturer: { eq: 'Nobody' } };
    expect(
      await must(
        a.desk.tickets.fanOut({ ticketId: await behind(hilltop), ...words, assetFilter: none }),
      ),
    ).toMatchObject({ openedCount: 0 });
  });

  test('does not go out to everybody by mistake', async () => {
    const ticketId = await open({ type: 'PROBLEM', requesterId: null });
    const fan = async (more: object) =>
      refused(a.desk.tickets.fanOut({ ticketId, title: 'It may fail', ...more }));
    expect(await fan({})).toMatchObject({ code: 'ASSETS_REQUIRED', path: ['assetIds'] });
    expect(await fan({ assetFilter: {} })).toMatchObject({
      code: 'ASSETS_REQUIRED',
      path: ['assetFilter'],
    });
    for (const assetFilter of [
      { and: [] },
      { and: [{}, { or: [{ kind: { eq: 'SERVER' } }, {}] }] },
      { kind: {}, clinic: { name: {} } },
      { tickets: { every: {} } },
    ]) {
      expect(await fan({ assetFilter })).toMatchObject({ code: 'ASSETS_REQUIRED' });
    }
    // These say something, be it of nothing.
    for (const assetFilter of [{ or: [] }, { not: {} }, { kind: { in: [] } }]) {
      const asked = { ticketId, title: 'It may fail', assetFilter };
      expect(await must(a.desk.tickets.fanOut(asked))).toMatchObject({ openedCount: 0 });
    }
    const nested = { not: { not: { not: { not: { not: { not: { not: {} } } } } } } };
    expect(await fan({ assetFilter: nested })).toMatchObject({ code: 'FILTER_TOO_DEEP' });
    expect(await fan({ assetIds: Array(501).fill(a.assets.pump) })).toMatchObject({
      code: 'LIST_TOO_LONG',
      path: ['assetIds'],
    });
    expect(await fan({ assetIds: [a.assets.pump, 'nothing'] })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['assetIds', 1],
    });
  });

  test('shows its workaround to those whose tickets it is behind, and to nobody else', async () => {
    const known = async (member: TestMember) => {
      const session = (await member.desk()).read();
      try {
        const { rows } = await session.list('KnownError', {
          page: { first: 50 },
          selection: { columns: new Set(['workaround']), one: new Map(), many: new Map() },
          wantsCursors: false,
          wantsTotal: false,
        });
        return rows.map((row) => row.workaround);
      } finally {
        await session.close();
      }
    };
    const ours = `Use the other printer. ${a.marker}`;
    expect(await known(a.people.nurse)).toContain(ours);
    expect(await known(a.people.hilltopNurse)).toEqual([]);
    await must(
      a.desk.tickets.update({
        ticketId: a.tickets.problem,
        changes: { details: { of: 'PROBLEM', workaround: null } },
      }),
    );
    expect(await known(a.people.nurse)).not.toContain(ours);
  });
});

describe('what a requester may', () => {
  test('confirm, reopen in time, withdraw what nobody began, rate, and follow up; not more', async () => {
    const nurse = await a.people.nurse.desk();
    const otherNurse = await a.people.otherNurse.desk();
    const ticketId = await open();
    const resolve = () =>
      must(a.desk.tickets.transition({ ticketId, to: 'RESOLVED', resolutionCode: 'FIXED' }));
    expect(await refused(nurse.tickets.transition({ ticketId, to: 'IN_PROGRESS' }))).toMatchObject({
      code: 'TRANSITION_REFUSED',
      blockedBy: [{ code: 'NOT_FOR_REQUESTERS' }],
    });
    await resolve();
    expect(await refused(otherNurse.tickets.transition({ ticketId, to: 'CLOSED' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    await must(nurse.tickets.rate({ ticketId, score: 2, comment: 'Slow.' }));
    expect((await rowOf(ticketId)).rating).toMatchObject({ score: 2 });
    await must(nurse.tickets.transition({ ticketId, to: 'IN_PROGRESS', note: 'It is back.' }));
    expect((await rowOf(ticketId)).rating).toBeNull();
    await resolve();
    await must(nurse.tickets.transition({ ticketId, to: 'CLOSED' }));
    on.ports.advance(days(1));
    const again = { ticketId, type: 'INCIDENT', title: 'And again', channel: 'PORTAL' } as const;
    const { newTicketId } = await must(nurse.tickets.followUp(again));
    expect(await canRead(a.people.nurse, newTicketId)).toBe(true);
    await must(nurse.tickets.transition({ ticketId: newTicketId, to: 'CANCELLED', note: 'Mine.' }));
    expect(await refused(nurse.tickets.followUp({ ...again, type: 'CHANGE' }))).toMatchObject({
      code: 'TYPE_NOT_REQUESTABLE',
    });
    expect(await refused(otherNurse.tickets.rate({ ticketId, score: 1 }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refused(nurse.tickets.rate({ ticketId, score: 9 }))).toMatchObject({
      code: 'SCORE_OUT_OF_RANGE',
      path: ['score'],
    });
  });
});
