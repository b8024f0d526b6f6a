// Many at once. Only a real server has more than one connection; PGlite takes turns by itself.

import type { ClinicId } from '@wardline/kernel';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { unitOfWork } from '../src/unit-of-work.ts';
import { everyRow } from './rows.ts';
import {
  type MspWorld,
  must,
  refused,
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

const report = (clinicId?: ClinicId) =>
  ({
    type: 'INCIDENT',
    clinicId: clinicId ?? a.clinics.riverside,
    requesterId: clinicId ? null : a.people.nurse.id,
    title: 'Screen stays dark',
    channel: 'PORTAL',
    domain: 'IT',
  }) as const;

const times = <T>(n: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => work(i)));

const count = async (sql: string, parameters: readonly unknown[] = []) =>
  (await on.database.admin<{ n: number }>(`select count(*)::int as n ${sql}`, parameters))[0]?.n;

test.skipIf(embedded)(
  'eight workers add replies, notes and work logs to one ticket: none is lost',
  async () => {
    const { ticketId } = await must(a.desk.tickets.open(report()));
    await times(8, async (worker) => {
      for (let i = 0; i < 6; i++) {
        // Time goes on, so that each of them changes the ticket's row as well.
        on.ports.advance(1);
        const body = `worker ${worker} says ${i}`;
        if (i % 3 === 0) await must(a.desk.tickets.reply({ ticketId, body }));
        else if (i % 3 === 1) await must(a.desk.tickets.note({ ticketId, body }));
        else {
          await must(
            a.desk.tickets.logWork({
              ticketId,
              personId: a.people.technician.id,
              minutes: 1,
              kind: 'REMOTE',
              billable: 'CONTRACT',
              note: body,
            }),
          );
        }
      }
    });
    const said = `from timeline_entry where ticket_id = $1 and body like 'worker %'`;
    expect(await count(said, [ticketId])).toBe(48);
    expect(await count(`from audit_entry where record_id = $1`, [ticketId])).toBe(49);
    const [row] = await on.database.admin('select version from ticket where id = $1', [ticketId]);
    expect(row?.version).toBeGreaterThanOrEqual(1);
  },
);

test.skipIf(embedded)(
  'eight workers move one ticket at the same version: one succeeds, the others are told',
  async () => {
    const { ticketId } = await must(a.desk.tickets.open(report()));
    const outcomes = await times(8, () =>
      a.desk.tickets.transition({ ticketId, to: 'IN_PROGRESS', expectedVersion: 1 }),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code]));
    expect(new Set(codes)).toEqual(new Set(['VERSION_CONFLICT']));
    const moves = `from timeline_entry where ticket_id = $1 and kind = 'STATE_CHANGED'`;
    expect(await count(moves, [ticketId])).toBe(1);
  },
);

test.skipIf(embedded)(
  'moves and words at once: every acknowledged one is there, and the last move is the state',
  async () => {
    const { ticketId } = await must(a.desk.tickets.open(report()));
    let moved = 0;
    await times(8, async (worker) => {
      for (let i = 0; i < 4; i++) {
        on.ports.advance(1);
        const to = (worker + i) % 2 === 0 ? 'ON_HOLD' : 'IN_PROGRESS';
        const hold = to === 'ON_HOLD' ? ({ holdReason: 'VENDOR' } as const) : {};
        const before = await a.desk.tickets.transition({ ticketId, to, ...hold });
        if (before.ok) moved++;
        await must(a.desk.tickets.reply({ ticketId, body: `worker ${worker}` }));
      }
    });
    const moves = await on.database.admin<{ from: string; to: string }>(
      `select facts->>'from' as from, facts->>'to' as to from timeline_entry
     where ticket_id = $1 and kind = 'STATE_CHANGED' order by id`,
      [ticketId],
    );
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.length).toBeLessThanOrEqual(moved);
    const [ticket] = await on.database.admin('select state from ticket where id = $1', [ticketId]);
    expect(ticket?.state).toBe(moves.at(-1)?.to);
    const replies = `from timeline_entry where ticket_id = $1 and kind = 'PUBLIC_REPLY'`;
    expect(await count(replies, [ticketId])).toBe(32);
  },
);

test('a request that waited happened after what it waited for', async () => {
  const own = embedded ? await testWardline() : on;
  try {
    const { desk, clinics } = embedded ? (await twoMsps(own.wardline)).a : a;
    const { ticketId } = await must(desk.tickets.open(report(clinics.riverside)));
    const now = own.ports.now();
    const service = own.wardline.service(desk.session.principal.principal.mspId);
    // Requests begin at their own instants and come to the ticket in any order.
    await Promise.all(
      Array.from({ length: 24 }, async (_, i) => {
        const late = own.wardline.as(service, { now: now + ((i * 7) % 24) });
        await must(late.tickets.note({ ticketId, body: `note ${i}` }));
      }),
    );
    const entries = await own.database.admin<{ at: string }>(
      'select at::text as at from timeline_entry where ticket_id = $1 order by id',
      [ticketId],
    );
    const instants = entries.map(({ at }) => Date.parse(at));
    expect(instants).toHaveLength(25);
    expect(instants).toEqual(instants.toSorted((x, y) => x - y));
  } finally {
    if (embedded) await own.close();
  }
});

test.skipIf(embedded)('whoever loses a race is told the version there is now', async () => {
  const { clinicId } = await must(
    a.desk.clinics.create({
      organizationId: a.organizations.coastal,
      name: 'Contested',
      timeZone: 'UTC',
    }),
  );
  const outcomes = await times(8, (i) =>
    a.desk.clinics.update({ clinicId, expectedVersion: 1, name: `Name ${i}` }),
  );
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.ok) continue;
    expect(outcome.error).toMatchObject({
      code: 'VERSION_CONFLICT',
      recordId: clinicId,
      current: 2,
      path: ['expectedVersion'],
    });
  }
});

test.skipIf(embedded)(
  'fifty openings with one key make one ticket, and all get the same answer',
  async () => {
    const before = await count('from ticket');
    const idempotency = { key: 'once', requestHash: 'open' };
    const desk = on.wardline.as(on.wardline.service(a.mspId), { idempotency });
    const opened = await times(50, () => must(desk.tickets.open(report())));
    expect(new Set(opened.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect(await count('from ticket')).toBe((before ?? 0) + 1);
  },
);

test.skipIf(embedded)(
  'numbers have no gaps and no doubles, whoever opens and whatever fails',
  async () => {
    await times<unknown>(40, (i) =>
      i % 4 === 0
        ? a.desk.tickets.open({ ...report(), teamId: a.teams.hilltopIt })
        : must(a.desk.tickets.open(report())),
    );
    const rows = await on.database.admin<{ n: number }>(
      `select split_part(number, '-', 2)::int as n from ticket
     where msp_id = $1 and type = 'INCIDENT' order by 1`,
      [a.mspId],
    );
    expect(rows.map(({ n }) => n)).toEqual(rows.map((_, i) => i + 1));
  },
);

test.skipIf(embedded)('two that wait for each other: one is run again, both succeed', async () => {
  const [one, two] = [a.organizations.coastal, a.organizations.summit];
  const bothHold = barrier(2);
  const lock = (first: string, second: string) => {
    let attempts = 0;
    return unitOfWork(a.desk.session, async (uow) => {
      const touch = (id: string) =>
        uow.em.execute(
          'update organization set version = version + 1 where msp_id = ? and id = ?',
          [a.mspId, id],
        );
      attempts++;
      await touch(first);
      if (attempts === 1) await bothHold();
      await touch(second);
      return { ok: true, value: attempts };
    });
  };
  const outcomes = await Promise.all([lock(one, two), lock(two, one)]);
  const attempts = outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.error.code));
  expect(attempts.sort()).toEqual([1, 2]);
  const versions = await on.database.admin(
    'select version from organization where id in ($1, $2)',
    [one, two],
  );
  expect(versions).toEqual([{ version: 3 }, { version: 3 }]);
});

test.skipIf(embedded)(
  'who is given a role and who is made somebody else go one after the other',
  async () => {
    const { riverside, lakeside } = a.clinics;
    const { personId } = await must(
      a.desk.people.create({ side: 'CLIENT', clinicId: riverside, displayName: 'Rita Race' }),
    );
    const admin = await a.people.clinicAdmin.desk();
    const waits = () => count(`from pg_stat_activity where wait_event_type = 'Lock'`);
    let change: ReturnType<typeof admin.people.update> | undefined;
    let answered = false;
    // The admin of Riverside gives her an address of theirs while she becomes somebody at Lakeside.
    await must(
      a.desk.together(async (desk) => {
        const role = {
          personId,
          role: 'CLINIC_STAFF',
          clinicId: lakeside,
          reason: 'both',
        } as const;
        const granted = await desk.grants.create(role);
        change = admin.people.update({ personId, expectedVersion: 1, email: 'mine@example.org' });
        void change.then(() => {
          answered = true;
        });
        while (!answered && (await waits()) === 0) await new Promise(setImmediate);
        return granted;
      }),
    );
    expect(await change).toMatchObject({ ok: false, error: { code: 'MORE_THAN_OWN' } });
  },
);

test.skipIf(embedded)(
  'a correction and the invoice it races: what is billed is what stands on the entry',
  async () => {
    const own = await testWardline((options) => ({ ...options, maxConnections: 12 }));
    try {
      const { a: msp } = await twoMsps(own.wardline);
      const now = () => own.ports.now();
      const { contractId } = await must(
        msp.desk.contracts.create({
          ...{ organizationId: msp.organizations.summit, name: 'By the minute' },
          validFrom: now() - 40 * 86_400_000,
        }),
      );
      const { contractLineId } = await must(
        msp.desk.contracts.addLine({ contractId, name: 'All of it' }),
      );
      await must(
        msp.desk.work.setTerms({
          ...{ contractId, calendarId: null, currency: 'USD', timezone: 'UTC' },
          rounding: { incrementMinutes: 1, minimumMinutes: 1, mode: 'UP', per: 'ENTRY' },
          travel: { kind: 'FREE' },
          hourlyRates: { ON_SITE: 6000, REMOTE: 6000, TRAVEL: 0 },
          afterHoursPercent: 100,
          proRata: 'BY_DAY',
          lines: [{ kind: 'TIME_AND_MATERIAL', contractLineId, kinds: [], assetIds: [] }],
        }),
      );
      const waits = async () => {
        const [row] = await own.database.admin<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`,
        );
        return row?.n ?? 0;
      };
      const race = async (first: 'export' | 'correct') => {
        const desk = await msp.people.mspAdmin.desk();
        const period = new Date(now()).toISOString().slice(0, 7);
        const { entryId } = await must(
          desk.tickets.logWork({
            ticketId: msp.tickets.hilltop,
            ...{ minutes: 10, kind: 'REMOTE', billable: 'BILLABLE' },
          }),
        );
        own.ports.advance(35 * 86_400_000);
        const later = await msp.people.mspAdmin.desk();
        const timeEntryId = entryId ?? '';
        const change = { timeEntryId, expectedVersion: 1, minutes: 20, reason: 'It was 20.' };
        const both = {
          export: (on: typeof later) => on.work.exportInvoice({ contractId, period }),
          correct: (on: typeof later) => on.work.correctLog(change),
        };
        let second: Promise<{ readonly ok: boolean }> | undefined;
        let answered = false;
        await must(
          later.together(async (on) => {
            const done = await both[first](on);
            second = both[first === 'export' ? 'correct' : 'export'](later);
            void second.then(() => {
              answered = true;
            });
            while (!answered && (await waits()) === 0) await new Promise(setImmediate);
            return done as { readonly ok: true; readonly value: unknown };
          }),
        );
        const outcome = await second;
        const [row] = await own.database.admin<{ minutes: number; total: string }>(
          `select t.minutes, i.total_minor as total from time_entry t
             join invoice_export i on i.msp_id = t.msp_id and i.id = t.invoice_export_id
           where t.id = $1`,
          [timeEntryId],
        );
        return { outcome, minutes: row?.minutes, total: Number(row?.total) };
      };
      expect(await race('export')).toMatchObject({
        ...{ outcome: { ok: false, error: { code: 'WORK_INVOICED' } } },
        ...{ minutes: 10, total: 1000 },
      });
      expect(await race('correct')).toMatchObject({
        ...{ outcome: { ok: true }, minutes: 20, total: 2000 },
      });
    } finally {
      await own.close();
    }
  },
);

test.skipIf(embedded)('links made at once make no circle, and no child of a child', async () => {
  const { tickets } = a.desk;
  for (let round = 0; round < 15; round++) {
    const ids = await times(4, async () => (await must(tickets.open(report()))).ticketId);
    const [one = '', two = '', three = '', four = ''] = ids;
    const link = (ticketId: string, targetId: string, kind: 'CHILD_OF' | 'CAUSED_BY') =>
      tickets.addLink({ ticketId, kind, targetId: targetId as never });
    await must(link(two, three, 'CAUSED_BY'));
    await must(link(four, one, 'CAUSED_BY'));
    // Neither touches a ticket of the other: only together they are a circle.
    const causes = await Promise.all([link(one, two, 'CAUSED_BY'), link(three, four, 'CAUSED_BY')]);
    expect(causes.filter(({ ok }) => ok)).toHaveLength(1);
    const nested = await Promise.all([link(one, two, 'CHILD_OF'), link(two, three, 'CHILD_OF')]);
    expect(nested.filter(({ ok }) => ok)).toHaveLength(1);
  }
});

test.skipIf(embedded)(
  'what was read before the lock is read again under it, also what is empty now',
  async () => {
    const { tickets } = a.desk;
    const [one = '', two = ''] = await times(
      2,
      async () => (await must(tickets.open(report()))).ticketId,
    );
    const toHer = { ticketId: two, assigneeId: a.people.technician.id };
    await must(tickets.assign(toHer));
    await must(
      a.desk.together(async (desk) => {
        // Looks at the second ticket without locking it; then somebody else takes it from her.
        const target = { kind: 'RELATES_TO', targetId: two as never } as const;
        const linked = await desk.tickets.addLink({ ticketId: one, ...target });
        await must(tickets.assign({ ...toHer, assigneeId: null }));
        await must(desk.tickets.assign(toHer));
        return linked;
      }),
    );
    const rows = await on.database.admin('select assignee_id from ticket where id = $1', [two]);
    expect(rows).toEqual([{ assignee_id: a.people.technician.id }]);
  },
);

test.skipIf(embedded)(
  'more assets than a ticket may have are refused before any is locked',
  async () => {
    const assetIds = Array.from(
      { length: 40_000 },
      (_, i) => `00000000-0000-7000-8000-${i.toString(16).padStart(12, '0')}` as never,
    );
    const before = await count('from ticket');
    // As many locks as that are more than a server keeps.
    expect(await refused(a.desk.tickets.open({ ...report(), assetIds }))).toMatchObject({
      ...{ code: 'LIST_TOO_LONG', path: ['assetIds'] },
    });
    expect(await count('from ticket')).toBe(before);
  },
);

test.skipIf(embedded)('what runs too long is ended, and nothing of it is left', async () => {
  const own = await testWardline((options) => ({ ...options, statementTimeout: 200 }));
  try {
    const { a: world } = await twoMsps(own.wardline);
    const before = await everyRow(own.database);
    const slow = unitOfWork(world.desk.session, async (uow) => {
      await uow.em.execute('update msp set version = version + 1 where id = ?', [world.mspId]);
      await uow.em.execute('select pg_sleep(600)');
      return { ok: true, value: null };
    });
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    const after = await everyRow(own.database);
    expect(after.msp).toEqual(before.msp);
    // The connection is as good as before.
    await must(world.desk.organizations.create({ name: 'And after' }));
  } finally {
    await own.close();
  }
});

/** Lets nobody pass before `n` have arrived. */
function barrier(n: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((pass) => {
      waiting.push(pass);
      if (waiting.length === n) for (const go of waiting) go();
    });
}

test.skipIf(embedded)(
  'eight who log most of a day for one person at once: one succeeds, the date is full for the others',
  async () => {
    const startedAt = on.ports.now() - 5 * 86_400_000;
    const opened = await times(8, () => must(a.desk.tickets.open(report())));
    const outcomes = await times(8, async (i) =>
      a.desk.tickets.logWork({
        ticketId: opened[i]?.ticketId ?? '',
        ...{ personId: a.people.technician.id, startedAt, minutes: 800 },
        ...{ kind: 'REMOTE', billable: 'CONTRACT' },
      }),
    );
    // A date has 1,440.
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code]));
    expect(new Set(codes)).toEqual(new Set(['WORK_EXCEEDS_DAY']));
  },
);

test.skipIf(embedded)(
  'four who set terms at the same version: one succeeds, the others are told',
  async () => {
    const { contractId, contractLineId } = a.work;
    const outcomes = await times(4, () =>
      a.desk.work.setTerms({
        ...{ contractId, expectedVersion: 2, calendarId: null, currency: 'USD', timezone: 'UTC' },
        rounding: { incrementMinutes: 1, minimumMinutes: 1, mode: 'UP', per: 'ENTRY' },
        travel: { kind: 'FREE' },
        hourlyRates: { ON_SITE: 6000, REMOTE: 6000, TRAVEL: 0 },
        ...{ afterHoursPercent: 100, proRata: 'BY_DAY' },
        lines: [{ kind: 'TIME_AND_MATERIAL', contractLineId, kinds: [], assetIds: [] }],
      }),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code]));
    expect(new Set(codes)).toEqual(new Set(['VERSION_CONFLICT']));
  },
);

test.skipIf(embedded)(
  'an export is voided and made again by four at once: one of a month stands, and has its work',
  async () => {
    const { contractId, period, invoiceExportId } = a.work;
    const desk = await a.people.mspAdmin.desk();
    await times(4, (i) =>
      i % 2 === 0
        ? desk.work.voidInvoice({ invoiceExportId, reason: 'The rate was wrong.' })
        : desk.work.exportInvoice({ contractId, period }),
    );
    await must(desk.work.exportInvoice({ contractId, period }));
    const of = 'from invoice_export where contract_id = $1 and period = $2';
    expect(await count(`${of} and voided_at is null`, [contractId, period])).toBe(1);
    expect(await count(`${of} and voided_at is not null`, [contractId, period])).toBe(1);
    const onVoided = `from time_entry t join invoice_export i on i.msp_id = t.msp_id
      and i.id = t.invoice_export_id where i.voided_at is not null`;
    expect(await count(onVoided)).toBe(0);
  },
);
