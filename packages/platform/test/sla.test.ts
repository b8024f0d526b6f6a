// Clocks as they come out of use cases: who answers, what pauses, which agreement, and that what is
// stored is what the ticket's history says.
import { compileCalendar, defineCalendar } from '@wardline/business-calendar';
import { type Calendars, fold, type Policy, type TicketEvent } from '@wardline/sla-engine';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CalendarChange } from '../src/index.ts';
import { readAll } from './read-everything.ts';
import {
  hours,
  MONDAY_9,
  type MspWorld,
  minutes,
  must,
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

async function open(clinicId = a.clinics.riverside) {
  const requesterId = clinicId === a.clinics.riverside ? a.people.nurse.id : null;
  const { ticketId } = await must(
    a.desk.tickets.open({
      type: 'INCIDENT',
      clinicId,
      requesterId,
      title: 'Screen stays dark',
      channel: 'PORTAL',
      domain: 'IT',
    }),
  );
  return ticketId;
}

async function clocks(ticketId: string, kind = 'SLA') {
  const { rows } = await readAll(a.desk, 'Clock', { kind: { eq: kind } });
  const mine = rows.filter((row) => (row.ticket$ as { id: string }).id === ticketId);
  const at = (value: unknown) => (value === null ? null : Date.parse(value as string));
  return mine.map((row) => ({
    metric: row.metric as string,
    cycle: row.cycle as number,
    dueAt: at(row.dueAt),
    metAt: at(row.metAt),
    breachedAt: at(row.breachedAt),
  }));
}

const clock = async (ticketId: string, metric: string) =>
  (await clocks(ticketId)).filter((each) => each.metric === metric).at(-1);

describe('the first response', () => {
  test('is the desk’s reply; what the clinic writes itself does not answer it', async () => {
    on.ports.set(MONDAY_9);
    const ticketId = await open();
    expect(await clock(ticketId, 'FIRST_RESPONSE')).toMatchObject({
      dueAt: MONDAY_9 + hours(1),
      metAt: null,
    });
    on.ports.advance(minutes(5));
    const nurse = await a.people.nurse.desk();
    await must(nurse.tickets.reply({ ticketId, body: 'It beeps now' }));
    const clinicAdmin = await a.people.clinicAdmin.desk();
    await must(clinicAdmin.tickets.reply({ ticketId, body: 'Please hurry' }));
    await must(a.desk.tickets.note({ ticketId, body: 'Known problem' }));
    expect(await clock(ticketId, 'FIRST_RESPONSE')).toMatchObject({ metAt: null });
    on.ports.advance(minutes(5));
    const technician = await a.people.technician.desk();
    await must(technician.tickets.reply({ ticketId, body: 'On my way' }));
    expect(await clock(ticketId, 'FIRST_RESPONSE')).toMatchObject({
      metAt: MONDAY_9 + minutes(10),
      breachedAt: null,
    });
  });
});

describe('the resolution', () => {
  test('pauses while the desk waits for somebody the agreement names, and for nobody else', async () => {
    on.ports.set(MONDAY_9);
    const ticketId = await open();
    const due = (await clock(ticketId, 'RESOLVE'))?.dueAt ?? 0;
    // Sixteen business hours: Monday and Tuesday from nine to five.
    expect(due).toBe(MONDAY_9 + hours(32));
    on.ports.advance(hours(1));
    await must(a.desk.tickets.transition({ ticketId, to: 'ON_HOLD', holdReason: 'REQUESTER' }));
    expect(await clock(ticketId, 'RESOLVE')).toMatchObject({ dueAt: null });
    on.ports.advance(hours(2));
    await must(a.desk.tickets.transition({ ticketId, to: 'ON_HOLD', holdReason: 'PARTS' }));
    expect(await clock(ticketId, 'RESOLVE')).toMatchObject({ dueAt: MONDAY_9 + hours(50) });
    on.ports.advance(hours(1));
    await must(a.desk.tickets.transition({ ticketId, to: 'IN_PROGRESS' }));
    expect(await clock(ticketId, 'RESOLVE')).toMatchObject({ dueAt: MONDAY_9 + hours(50) });
  });

  test('is met by resolving, and not met any more after a reopening', async () => {
    on.ports.set(MONDAY_9);
    const ticketId = await open();
    on.ports.advance(hours(1));
    const resolved = { ticketId, to: 'RESOLVED', resolutionCode: 'FIXED' } as const;
    await must(a.desk.tickets.transition(resolved));
    expect(await clock(ticketId, 'RESOLVE')).toMatchObject({ metAt: MONDAY_9 + hours(1) });
    on.ports.advance(hours(1));
    await must(a.desk.tickets.transition({ ticketId, to: 'IN_PROGRESS' }));
    expect(await clock(ticketId, 'RESOLVE')).toMatchObject({ metAt: null });
    on.ports.advance(hours(1));
    await must(a.desk.tickets.transition(resolved));
    expect(await clock(ticketId, 'RESOLVE')).toMatchObject({ metAt: MONDAY_9 + hours(3) });
  });
});

describe('the agreement', () => {
  test.each([
    ['riverside', 'riverside', 'It covers the clinic'],
    ['lakeside', 'coastal', 'It covers the organization'],
    ['hilltop', 'standard', 'It is the MSP’s default'],
  ] as const)('of %s is %s, and says why', async (clinic, agreement, reason) => {
    const ticketId = await open(a.clinics[clinic]);
    const chosen = await on.database.admin<{ agreement_id: string; reason: string }>(
      `select agreement_id, reason from ticket_sla where ticket_id = $1 and kind = 'SLA'`,
      [ticketId],
    );
    expect(chosen).toEqual([
      { agreement_id: a.agreements[agreement], reason: expect.stringContaining(reason) },
    ]);
  });

  test('inside the house runs beside the customer’s', async () => {
    const ticketId = await open();
    expect((await clocks(ticketId)).map(({ metric }) => metric)).toEqual([
      'FIRST_RESPONSE',
      'RESOLVE',
    ]);
    // What is promised inside the house counts from when somebody inside the house has it.
    expect(await clocks(ticketId, 'OLA')).toEqual([]);
    await must(a.desk.tickets.assign({ ticketId, teamId: a.teams.serviceDesk }));
    expect(await clocks(ticketId, 'OLA')).toHaveLength(2);
    // The nurse's ticket was given to the desk as it was opened.
    expect(await clocks(a.tickets.nurse, 'OLA')).toHaveLength(2);
  });

  test('that is not yet, or no more, in force does not count', async () => {
    const clinicId = a.clinics.hilltop;
    const otherwise = { kind: 'BUSINESS_TIME', ms: hours(1) } as const;
    const terms = { targets: [{ metric: 'RESOLVE', otherwise } as const] };
    const now = on.ports.now();
    const make = (name: string, validFrom: number, validUntil: number | null) =>
      must(
        a.desk.agreements.create({
          name,
          kind: 'SLA',
          coverage: [{ clinicId }],
          terms,
          publish: true,
          validFrom,
          validUntil,
        }),
      );
    await make('Over', now - hours(2), now);
    await make('To come', now + 1, null);
    const ticketId = await open(clinicId);
    const [chosen] = await on.database.admin(
      `select agreement_id from ticket_sla where ticket_id = $1 and kind = 'SLA'`,
      [ticketId],
    );
    expect(chosen?.agreement_id).toBe(a.agreements.standard);
  });
});

test('whatever happens to a ticket and to its hours, its stored clocks are those its timeline gives', async () => {
  const happening = fc.oneof(
    fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 1, max: hours(30) }) }),
    fc.record({ kind: fc.constantFrom('reply', 'answer', 'note', 'raise', 'lower', 'sweep') }),
    fc.record({ kind: fc.constant('hours'), change: hoursChange }),
    fc.record({
      kind: fc.constant('move'),
      to: fc.constantFrom('IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED'),
      holdReason: fc.constantFrom('REQUESTER', 'VENDOR', 'PARTS'),
    }),
  );
  type Happening = {
    kind: string;
    ms?: number;
    to?: string;
    holdReason?: string;
    change?: HoursChange;
  };
  const nurse = await a.people.nurse.desk();
  const happen = async (ticketId: string, { kind, ms, to, holdReason, change }: Happening) => {
    const { tickets } = a.desk;
    if (kind === 'wait') on.ports.advance(ms ?? 0);
    if (kind === 'sweep') await on.wardline.sweep();
    if (kind === 'hours' && change) await changeHours(changeIn(change));
    if (kind === 'reply') await nurse.tickets.reply({ ticketId, body: 'x' });
    if (kind === 'answer') await tickets.reply({ ticketId, body: 'x' });
    if (kind === 'note') await tickets.note({ ticketId, body: 'x' });
    if (kind === 'raise') await tickets.update({ ticketId, changes: { impact: 'HIGH' } });
    if (kind === 'lower') await tickets.update({ ticketId, changes: { impact: 'LOW' } });
    if (kind === 'move') {
      await tickets.transition({
        ticketId,
        to,
        ...(to === 'ON_HOLD' ? { holdReason } : {}),
        ...(to === 'RESOLVED' ? { resolutionCode: 'FIXED' } : {}),
        ...(to === 'CANCELLED' ? { note: 'Not needed' } : {}),
      } as Parameters<typeof tickets.transition>[0]);
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 12 }), async (events) => {
      // On Monday of another week: hours are changed for good, and time does not go back.
      const week = hours(7 * 24);
      on.ports.set(MONDAY_9 + Math.ceil((on.ports.now() - MONDAY_9 + 1) / week) * week);
      const ticketId = await open();
      for (const event of events as Happening[]) await happen(ticketId, event);
      opened.push(ticketId);
      // Changed hours concern earlier tickets too.
      for (const id of opened.slice(-3)) expect(await stored(id)).toEqual(await recomputed(id));
    }),
    { numRuns: 25 },
  );
});

const opened: string[] = [];

const hoursChange = fc.record({
  what: fc.constantFrom('weekly', 'override', 'holiday', 'gone', 'break', 'zone'),
  opens: fc.integer({ min: 5, max: 11 }),
  length: fc.integer({ min: 1, max: 12 }),
  inDays: fc.integer({ min: -3, max: 5 }),
});
type HoursChange = typeof hoursChange extends fc.Arbitrary<infer T> ? T : never;

/** Other weekly hours, a date closed or open, a holiday gone: around the day it is made. */
function changeIn({ what, opens, length, inDays }: HoursChange): CalendarChange {
  const at = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const range = [at(opens), at(opens + length)] as const;
  const date = new Date(on.ports.now() + inDays * hours(24)).toISOString().slice(0, 10);
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
  if (what === 'weekly') return { weekly: Object.fromEntries(days.map((day) => [day, [range]])) };
  if (what === 'override') return { set: { overrides: { [date]: opens > 9 ? [] : [range] } } };
  if (what === 'holiday') return { set: { holidays: [{ date, name: 'Closed' }] } };
  if (what === 'gone') return { remove: { holidays: [date], overrides: [date] } };
  if (what === 'break') return { set: { breaks: { [date]: [range] } } };
  return { timezone: opens > 8 ? 'America/New_York' : 'America/Chicago' };
}

/** At an instant of its own: of one instant, hours come first and tickets afterwards. */
async function changeHours(change: CalendarChange) {
  on.ports.advance(1);
  const { calendarId } = a;
  const [row] = await on.database.admin<{ version: number }>(
    'select version from calendar where id = $1',
    [calendarId],
  );
  const expectedVersion = row?.version ?? 0;
  await must(a.desk.calendars.update({ calendarId, expectedVersion, change }));
  on.ports.advance(1);
}

interface Bare {
  readonly key: string;
  readonly dueAt: number | null;
  readonly metAt: number | null;
  readonly breachedAt: number | null;
}

/** As it is to be read now, whether somebody has noticed its breach or not. */
const bare = ({ key, dueAt, metAt, breachedAt }: Bare): Bare => {
  const isLate = metAt === null && dueAt !== null && dueAt <= on.ports.now();
  return { key, dueAt, metAt, breachedAt: breachedAt ?? (isLate ? dueAt : null) };
};
const byKey = (x: Bare, y: Bare) => (x.key < y.key ? -1 : 1);

async function stored(ticketId: string): Promise<Bare[]> {
  const rows = await on.database.admin<Record<string, string | null>>(
    `select agreement_id || clock_key as key, due_at::text, met_at::text, breached_at::text
     from sla_clock where ticket_id = $1`,
    [ticketId],
  );
  const at = (value: string | null | undefined) => (value ? Date.parse(value) : null);
  return rows
    .map((row) =>
      bare({
        key: row.key ?? '',
        dueAt: at(row.due_at),
        metAt: at(row.met_at),
        breachedAt: at(row.breached_at),
      }),
    )
    .sort(byKey);
}

/** The clocks from the timeline alone, read with an eye of its own. */
async function recomputed(ticketId: string): Promise<Bare[]> {
  const entries = await on.database.admin<{
    kind: string;
    at: string;
    side: string | null;
    facts: Record<string, string | null>;
  }>(
    `select t.kind, t.at::text as at, t.facts, p.side from timeline_entry t
     left join person p on p.msp_id = t.msp_id and p.id = t.person_id
     where t.ticket_id = $1 order by t.at, t.id`,
    [ticketId],
  );
  const events = entries.flatMap((entry) =>
    eventsOf(entry).map((event) => ({ ...event, at: Date.parse(entry.at) })),
  );
  const numbered = events.map(
    (event, seq) => ({ ...event, id: String(seq), seq, by: 'somebody' }) as unknown as TicketEvent,
  );
  const measured = await on.database.admin<{ policies: Policy[] }>(
    'select policies from ticket_sla where ticket_id = $1',
    [ticketId],
  );
  const versions = await allVersions();
  const calendars = compiled(versions);
  return measured
    .flatMap(({ policies: [policy] }) => {
      if (!policy) throw new Error('Measured by nothing.');
      const changes = versions.filter(
        ({ id, number }) => number > numberIn(policy, id) && numberIn(policy, id) > 0,
      );
      const all = [...changes.map(changeOf), ...numbered];
      const folded = fold(policy, all, { calendars });
      if (!folded.ok) throw new Error(folded.error.message);
      return folded.value.clocks.map((each) => bare({ ...each, key: policy.id + each.key }));
    })
    .sort(byKey);
}

interface HoursVersion {
  readonly id: string;
  readonly number: number;
  readonly at: string;
  readonly definition: never;
}

const allVersions = () =>
  on.database.admin<HoursVersion>(
    `select calendar_id as id, number, changed_at::text as at, definition from calendar_version
     order by changed_at, number`,
  );

function compiled(versions: readonly HoursVersion[]): Calendars {
  const stored = versions.map(({ id, number, definition }) => {
    const calendar = defineCalendar(definition);
    if (!calendar.ok) throw new Error(calendar.error.message);
    return [`${id}/${number}`, compileCalendar(calendar.value)] as const;
  });
  return Object.fromEntries(stored);
}

/** Which version of a calendar terms begin with; 0: they do not count in it. */
function numberIn(policy: Policy, calendarId: string): number {
  const named = policy.targets.find((target) => target.calendarId.startsWith(`${calendarId}/`));
  return Number(named?.calendarId.split('/')[1] ?? 0);
}

const changeOf = ({ id, number, at }: HoursVersion): TicketEvent => ({
  type: 'CALENDAR_CHANGED',
  id: `change ${id} ${number}`,
  at: Date.parse(at),
  // Hours hold from an instant on: before what happens at that instant.
  seq: number - 1_000_000,
  from: `${id}/${number - 1}`,
  to: `${id}/${number}`,
});

const ENDED = new Set(['RESOLVED', 'CLOSED', 'CANCELLED']);

function eventsOf({
  kind,
  facts,
  side,
}: {
  kind: string;
  facts: Record<string, string | null>;
  side: string | null;
}) {
  switch (kind) {
    case 'OPENED':
      return [{ type: 'OPENED', priority: facts.priority }];
    case 'PRIORITY_CHANGED':
      return facts.from === facts.to ? [] : [{ type: 'PRIORITY_CHANGED', priority: facts.to }];
    case 'PUBLIC_REPLY':
      return [{ type: side === 'CLIENT' ? 'REQUESTER_REPLIED' : 'AGENT_REPLIED' }];
    case 'STATE_CHANGED':
      return moved(facts);
    default:
      return [];
  }
}

let hold: string | null = null;

function moved({ from, to, holdReason }: Record<string, string | null>) {
  const events: { type: string; reason?: string | null | undefined }[] = [];
  if (from === 'ON_HOLD') events.push({ type: 'RESUMED', reason: hold });
  if (to === 'RESOLVED') events.push({ type: 'RESOLVED' });
  if (to === 'CLOSED') events.push({ type: 'CLOSED' });
  if (to === 'CANCELLED') events.push({ type: 'CANCELLED' });
  if (from === 'RESOLVED' && to === 'IN_PROGRESS') events.push({ type: 'REOPENED' });
  if (from === 'NEW' && !ENDED.has(to ?? '')) events.push({ type: 'ACKNOWLEDGED' });
  if (to === 'ON_HOLD') events.push({ type: 'PAUSED', reason: holdReason });
  hold = to === 'ON_HOLD' ? (holdReason ?? null) : null;
  return events;
}
