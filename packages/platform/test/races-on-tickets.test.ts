// Two at once about the same tickets, each of whom would be right alone.
import type { AssetId, TicketId } from '@wardline/kernel';
import { RISK_QUESTIONS } from '@wardline/ticket-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  days,
  hours,
  type MspWorld,
  meet,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

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

const assetsOf = async (ticketId: string) => {
  const rows = await on.database.admin<{ asset_id: string }>(
    'select asset_id from ticket_asset where ticket_id = $1 order by position',
    [ticketId],
  );
  return rows.map((row) => row.asset_id);
};
const register = async (clinicId: string, name: string) => {
  const { assetId } = await must(
    a.desk.assets.register({ clinicId: clinicId as never, kind: 'PRINTER', name }),
  );
  return assetId as AssetId;
};

describe.skipIf(embedded)('changes of one asset', () => {
  const planned = async (assetId: AssetId, templateId: string) => {
    const from = on.ports.now() + days(2);
    const { ticketId } = await must(
      a.desk.tickets.open({
        ...{ type: 'CHANGE', clinicId: a.clinics.riverside, requesterId: null },
        ...{ title: 'New toner', channel: 'PHONE', domain: 'IT', assetIds: [assetId] },
        details: {
          ...{ of: 'CHANGE', kind: 'STANDARD', model: 'Toner', plan: 'New.', backOutPlan: 'Old.' },
          implementerId: a.people.technician.id,
          window: { from, until: from + hours(2) },
          riskAnswers: Object.fromEntries(
            RISK_QUESTIONS.map((question) => [question.code, question.answers[0].code]),
          ),
        },
      } as never),
    );
    await must(a.desk.tickets.startChecklist({ ticketId, templateId }));
    return ticketId;
  };

  test('at one time are not scheduled both', async () => {
    const steps = [{ title: 'Toner is in', kind: 'CHECK', lane: 'IT' }] as const;
    const { templateId } = await must(
      a.desk.checklistTemplates.create({ name: 'Toner', steps, preApproved: true }),
    );
    const printer = await register(a.clinics.riverside, 'Contested');
    const [one, two] = [await planned(printer, templateId), await planned(printer, templateId)];
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.tickets.transition({ ticketId: one, to: 'SCHEDULED' }),
      () => a.desk.tickets.transition({ ticketId: two, to: 'SCHEDULED' }),
    );
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'TRANSITION_REFUSED', blockedBy: [{ code: 'OTHER_CHANGE' }] } },
    ]);
  });
});

test.skipIf(embedded)(
  'a fan-out adds to what a ticket says by now, not to what it said before',
  async () => {
    const clinic = a.clinics.hilltop;
    const [first, second, theirs] = [
      await register(clinic, 'First'),
      await register(clinic, 'Second'),
      await register(clinic, 'Theirs'),
    ];
    const tell = { ticketId: a.tickets.problem, title: 'It hits you' };
    const { openedIds } = await must(a.desk.tickets.fanOut({ ...tell, assetIds: [first] }));
    const [ticketId = ''] = openedIds;
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.tickets.update({ ticketId, changes: { assetIds: [first, theirs] } }),
      () => a.desk.tickets.fanOut({ ...tell, assetIds: [second] }),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true, value: { extendedCount: 1 } }]);
    expect(await assetsOf(ticketId)).toEqual([first, theirs, second]);
  },
);

test.skipIf(embedded)(
  'a fan-out opens another ticket where the one there was is over meanwhile',
  async () => {
    const clinic = a.clinics.hilltop;
    const [first, second] = [await register(clinic, 'Third'), await register(clinic, 'Fourth')];
    const { ticketId: problem } = await must(
      a.desk.tickets.open({
        ...{ type: 'PROBLEM', clinicId: clinic, requesterId: null, title: 'Firmware' },
        ...{ channel: 'PHONE', domain: 'IT' },
      }),
    );
    const tell = { ticketId: problem, title: 'It hits you' };
    const { openedIds } = await must(a.desk.tickets.fanOut({ ...tell, assetIds: [first] }));
    const cancel = { ticketId: openedIds[0] ?? '', to: 'CANCELLED', note: 'Over' } as const;
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.tickets.transition(cancel),
      () => a.desk.tickets.fanOut({ ...tell, assetIds: [second] }),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true, value: { openedCount: 1 } }]);
  },
);

test.skipIf(embedded)('an HR event that is sent twice at once is taken over once', async () => {
  const event = {
    kind: 'LEAVER',
    ...{ clinicId: a.clinics.riverside, personName: 'Lee' },
    ...{ effectiveOn: '2026-12-24', externalId: 'HR-1' },
  } as const;
  const [first, again] = await meet(
    on,
    a.desk,
    (desk) => desk.work.recordHrEvent(event),
    () => a.desk.work.recordHrEvent(event),
  );
  expect(first).toMatchObject({ ok: true });
  expect(again).toEqual(first);
});

describe.skipIf(embedded)('of two who decide on the same version, the second is told', () => {
  test('where a place is moved', async () => {
    const { locationId } = await must(
      a.desk.locations.create({ clinicId: a.clinics.riverside, kind: 'ROOM', name: 'Contested' }),
    );
    const to = (parentId: string) => ({ locationId, expectedVersion: 1, parentId });
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.locations.update(to(a.locations.site)),
      () => a.desk.locations.update(to(a.locations.room)),
    );
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'VERSION_CONFLICT', current: 2 } },
    ]);
  });

  test('where an agreement gets its draft', async () => {
    const otherwise = { kind: 'BUSINESS_TIME', ms: hours(1) } as const;
    const terms = { targets: [{ metric: 'RESOLVE', otherwise }] } as const;
    const { agreementId } = await must(
      a.desk.agreements.create({ name: 'Contested', kind: 'SLA', terms, publish: true }),
    );
    const draft = { agreementId, expectedVersion: 1, terms } as const;
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.agreements.draft(draft),
      () => a.desk.agreements.draft(draft),
    );
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'VERSION_CONFLICT', current: 2 } },
    ]);
  });
});

describe.skipIf(embedded)(
  'what tickets are decided on, changed while one is being decided on',
  () => {
    const report = (assetIds: readonly AssetId[] = []) =>
      ({
        type: 'INCIDENT',
        clinicId: a.clinics.riverside,
        requesterId: a.people.nurse.id,
        title: 'Screen stays dark',
        channel: 'PORTAL',
        domain: 'IT',
        assetIds,
      }) as const;
    type Result = Awaited<ReturnType<MspWorld['desk']['tickets']['update']>>;
    type Work = (desk: MspWorld['desk']) => Promise<Result>;
    /** Either of them first; both succeed. */
    const both = async (order: string, decides: Work, changes: Work) => {
      const [first, second] = order === 'decided first' ? [decides, changes] : [changes, decides];
      const outcomes = await meet(on, a.desk, first, () => second(a.desk));
      expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    };
    const ORDERS = ['decided first', 'changed first'];

    const critical = (assetId: AssetId) => (desk: MspWorld['desk']) =>
      desk.assets.update({
        ...{ assetId, expectedVersion: 1, changes: { criticality: 'LIFE_SUPPORT' } },
      }) as Promise<never>;
    const priorityOf = async (ticketId: string) => {
      const rows = await on.database.admin('select priority from ticket where id = $1', [ticketId]);
      return rows[0]?.priority;
    };

    test.each(ORDERS)(
      'a device turns out critical as a ticket on it is opened, %s',
      async (order) => {
        const assetId = await register(a.clinics.riverside, 'Monitor');
        const id = crypto.randomUUID() as TicketId;
        const open: Work = (desk) =>
          desk.tickets.open({ ...report([assetId]), id }) as Promise<never>;
        await both(order, open, critical(assetId));
        expect(await priorityOf(id)).toBe('P2');
      },
    );

    test.each(ORDERS)(
      'a device turns out critical as a ticket comes to be about it, %s',
      async (order) => {
        const assetId = await register(a.clinics.riverside, 'Monitor');
        const { ticketId } = await must(a.desk.tickets.open(report()));
        expect(await priorityOf(ticketId)).toBe('P3');
        const add: Work = (desk) =>
          desk.tickets.update({ ticketId, changes: { assetIds: [assetId] } });
        await both(order, add, critical(assetId));
        expect(await priorityOf(ticketId)).toBe('P2');
      },
    );

    const dues = async (ticketId: string) =>
      on.database.admin<{ metric: string; due: string }>(
        `select agreement_id, metric, due_at::text as due from sla_clock where ticket_id = $1
       order by agreement_id, metric`,
        [ticketId],
      );

    test.each(ORDERS)('a calendar gets other hours as a ticket is opened, %s', async (order) => {
      const { ticketId: control } = await must(a.desk.tickets.open(report()));
      const before = await dues(control);
      const [row] = await on.database.admin<{ version: number }>(
        'select version from calendar where id = $1',
        [a.calendarId],
      );
      const wed = order === 'decided first' ? '12:00' : '11:00';
      const change = { weekly: { wed: [['10:00', wed]] } } as const;
      const id = crypto.randomUUID() as TicketId;
      await both(
        order,
        (desk) => desk.tickets.open({ ...report(), id }) as Promise<never>,
        (desk) =>
          desk.calendars.update({
            ...{ calendarId: a.calendarId, expectedVersion: row?.version ?? 0, change },
          }) as Promise<never>,
      );
      const after = await dues(control);
      expect(after).not.toEqual(before);
      expect(await dues(id)).toEqual(after);
    });

    test.each(ORDERS)(
      'an agreement gets other terms for all as a ticket is opened, %s',
      async (order) => {
        const terms = (ms: number) =>
          ({ targets: [{ metric: 'RESOLVE', otherwise: { kind: 'BUSINESS_TIME', ms } }] }) as const;
        const { agreementId } = await must(
          a.desk.agreements.create({
            ...{ name: order, kind: 'REGULATORY', terms: terms(hours(1)), publish: true },
            coverage: [{ clinicId: a.clinics.riverside }],
          }),
        );
        await must(
          a.desk.agreements.draft({ agreementId, expectedVersion: 1, terms: terms(hours(2)) }),
        );
        const id = crypto.randomUUID() as TicketId;
        const publish = { agreementId, expectedVersion: 2, openTickets: 'CARRY' } as const;
        await both(
          order,
          (desk) => desk.tickets.open({ ...report(), id }) as Promise<never>,
          (desk) => desk.agreements.publish(publish) as Promise<never>,
        );
        const rows = await on.database.admin(
          'select agreement_version from ticket_sla where ticket_id = $1 and agreement_id = $2',
          [id, agreementId],
        );
        expect(rows).toEqual([{ agreement_version: 2 }]);
      },
    );
  },
);

test.skipIf(embedded)(
  'no child comes to a major incident that is called off meanwhile',
  async () => {
    const open = async () =>
      (
        await must(
          a.desk.tickets.open({
            ...{ type: 'INCIDENT', clinicId: a.clinics.riverside, requesterId: null },
            ...{ title: 'Down', channel: 'PHONE', domain: 'IT' },
          }),
        )
      ).ticketId as TicketId;
    const [parent, child] = [await open(), await open()];
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.tickets.transition({ ticketId: parent, to: 'CANCELLED', note: 'A drill.' }),
      () => a.desk.tickets.addLink({ ticketId: child, kind: 'CHILD_OF', targetId: parent }),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: false, error: { code: 'TICKET_CLOSED' } }]);
  },
);

describe.skipIf(embedded)('an agreement gets other terms as it comes to measure a ticket', () => {
  const terms = (ms: number) =>
    ({ targets: [{ metric: 'RESOLVE', otherwise: { kind: 'BUSINESS_TIME', ms } }] }) as const;
  const drafted = async (kind: 'REGULATORY' | 'OLA', teamId: string | null) => {
    const { agreementId } = await must(
      a.desk.agreements.create({
        ...{ name: kind, kind, teamId, terms: terms(hours(1)), publish: true },
        coverage: kind === 'OLA' ? [{ everybody: true }] : [],
      }),
    );
    const next = { agreementId, expectedVersion: 1, terms: terms(hours(2)) };
    await must(a.desk.agreements.draft(next));
    return agreementId;
  };
  const versionFor = async (ticketId: string, agreementId: string) =>
    on.database.admin(
      'select agreement_version as v from ticket_sla where ticket_id = $1 and agreement_id = $2',
      [ticketId, agreementId],
    );
  const publish = (agreementId: string) =>
    a.desk.agreements.publish({ agreementId, expectedVersion: 2, openTickets: 'CARRY' });

  test('by somebody’s choice', async () => {
    const ticketId = a.tickets.nurse;
    const agreementId = await drafted('REGULATORY', null);
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.tickets.setAgreement({ ticketId, agreementId, reason: 'They asked' }),
      () => publish(agreementId),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await versionFor(ticketId, agreementId)).toEqual([{ v: 2 }]);
  });

  test('with the team that gets it', async () => {
    const { teamId } = await must(
      a.desk.teams.create({ name: 'Promising', domain: 'IT', side: 'PROVIDER' }),
    );
    const ticketId = a.tickets.nurse;
    const agreementId = await drafted('OLA', teamId);
    const outcomes = await meet(
      on,
      a.desk,
      (desk) => desk.tickets.assign({ ticketId, teamId: teamId as never }),
      () => publish(agreementId),
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await versionFor(ticketId, agreementId)).toEqual([{ v: 2 }]);
  });
});
