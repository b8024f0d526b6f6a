// Newer time-zone data: which clocks it moves, once, and none twice; whatever is stored is what the
// history gives under the data that runs now.
import { intlTimeZones, type TimeZoneProvider } from '@wardline/business-calendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWardline, type Wardline } from '../src/index.ts';
import {
  hours,
  MONDAY_9,
  type MspWorld,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
const others: Wardline[] = [];
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(async () => {
  // PGlite is one database for all of them, and is closed with the first.
  if (on.database.kind === 'postgres') await Promise.all(others.map((other) => other.close()));
  await on.close();
});

const NEW_YORK = 'America/New_York';
/** Tuesday, 24 November 2026, midnight in New York. */
const TUESDAY_0 = MONDAY_9 + hours(15);

/** Invented: New York keeps an hour's distance more or less to UTC from an instant on. */
function invented(version: string, from: number, offset: number): TimeZoneProvider {
  const real = intlTimeZones();
  return {
    version,
    isKnown: real.isKnown,
    offsetAt: (zone, at) =>
      zone === NEW_YORK && at >= from ? hours(offset) : real.offsetAt(zone, at),
    transitions: (zone, since, until) => {
      const known = real.transitions(zone, since, until);
      if (zone !== NEW_YORK) return known;
      const before = known.filter((t) => t.at < from);
      return from > since && from <= until
        ? [...before, { at: from, offset: hours(offset) }]
        : before;
    },
  };
}

/** Another process on the same database, with other data. */
async function withData(timeZones: TimeZoneProvider): Promise<Wardline> {
  const other = await createWardline({
    database: on.database.options,
    migrate: false,
    ports: { ...on.ports, timeZones },
  });
  others.push(other);
  return other;
}

const dues = () =>
  on.database.admin<{ id: string; due: string; next: string | null }>(
    `select id, due_at::text as due, next_transition_at::text as next from sla_clock
     where status = 'RUNNING' and breached_at is null and due_at is not null order by id`,
  );
const releases = () =>
  on.database.admin<{ tz: string; n: number }>(
    'select tz_version as tz, count(*)::int as n from calendar_version group by 1',
  );

test('moves the clocks whose time it changes, once, whoever notices', async () => {
  const before = await dues();
  const nobody = await on.wardline.sweep();
  expect(nobody.recomputed).toBe(0);
  expect(await dues()).toEqual(before);

  // From Tuesday on the desk opens an hour later by UTC: six hours from it rather than five.
  const newer = await withData(invented('2099a', TUESDAY_0, -6));
  const again = await withData(invented('2099a', TUESDAY_0, -6));
  const [one, two] = await Promise.all([newer.sweep(), again.sweep()]);
  expect(one.failed.concat(two.failed)).toEqual([]);
  const after = await dues();
  const moved = after.filter(({ id, due }) => due !== before.find((each) => each.id === id)?.due);
  expect(moved.length).toBeGreaterThan(0);
  for (const { id, due } of after) {
    const [was, is] = [
      Date.parse(before.find((each) => each.id === id)?.due ?? ''),
      Date.parse(due),
    ];
    const counts = await countsInOffice(id);
    // Whatever was due on Monday still is; what is due later is due an hour later.
    expect(is - was, id).toBe(counts && was > TUESDAY_0 ? hours(1) : 0);
  }
  expect(await releases()).toEqual([{ tz: '2099a', n: expect.any(Number) }]);
  const tickets = new Set(await ticketsOf(moved.map(({ id }) => id)));
  expect(one.recomputed + two.recomputed).toBe(tickets.size);
  const [noted] = await on.database.admin<{ n: number }>(
    `select count(*)::int as n from audit_entry where action = 'CalendarTimeZonesRefreshed'`,
  );
  expect(noted?.n).toBe((await releases())[0]?.n);

  expect((await newer.sweep()).recomputed).toBe(0);
  expect(await dues()).toEqual(after);
});

test('an older process beside it changes nothing back', async () => {
  const before = await dues();
  expect((await on.wardline.sweep()).recomputed).toBe(0);
  expect((await (await withData(invented('2000a', TUESDAY_0, -2))).sweep()).recomputed).toBe(0);
  expect(await dues()).toEqual(before);
  expect((await releases()).map(({ tz }) => tz)).toEqual(['2099a']);
});

test('that says nothing new of a zone moves nothing, and is noted', async () => {
  const before = await dues();
  const same = await withData(invented('2099b', TUESDAY_0, -6));
  expect((await same.sweep()).recomputed).toBe(0);
  expect(await dues()).toEqual(before);
  expect((await releases()).map(({ tz }) => tz)).toEqual(['2099b']);
});

test('what is opened under it is due as what was moved to it', async () => {
  const latest = others.at(-1);
  if (!latest) throw new Error('There is none.');
  const desk = latest.as(latest.service(a.mspId));
  const report = {
    type: 'INCIDENT',
    clinicId: a.clinics.riverside,
    requesterId: null,
    title: 'Screen stays dark',
    channel: 'PORTAL',
    domain: 'IT',
  } as const;
  const { ticketId } = await must(desk.tickets.open(report));
  const due = (id: string) =>
    on.database.admin<{ due: string }>(
      `select due_at::text as due from sla_clock
       where ticket_id = $1 and kind = 'SLA' and metric = 'RESOLVE'`,
      [id],
    );
  const moved = await due(a.tickets.external);
  expect(moved).toHaveLength(1);
  expect(await due(ticketId)).toEqual(moved);
});

async function countsInOffice(clockId: string): Promise<boolean> {
  const [row] = await on.database.admin<{ calendar_id: string | null }>(
    'select calendar_id from sla_clock where id = $1',
    [clockId],
  );
  return row?.calendar_id != null;
}

async function ticketsOf(clockIds: readonly string[]): Promise<string[]> {
  const rows = await on.database.admin<{ id: string }>(
    'select distinct ticket_id as id from sla_clock where id = any($1::uuid[])',
    [`{${clockIds.join(',')}}`],
  );
  return rows.map(({ id }) => id);
}
