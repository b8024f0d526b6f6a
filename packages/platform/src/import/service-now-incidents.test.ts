import { createReadStream, readFileSync } from 'node:fs';
import { DEFAULT_PRIORITY_MATRIX } from '@wardline/ticket-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  must,
  refused,
  type TestWardline,
  type TwoMsps,
  testWardline,
  twoMsps,
} from '../../test/support/index.ts';
import type { ImportReport } from './import-report.ts';
import type { ImportServiceNowIncidents } from './service-now-incidents.ts';

const HOUR = 3_600_000;
const LOG = new URL('../../../server/data/servicenow-incident-events.csv', import.meta.url);
const HEADER =
  'number,incident_state,opened_at,sys_updated_at,sys_mod_count,reopen_count,caller_id,opened_by,assignment_group,assigned_to,category,made_sla,resolved_at,closed_at,location';

let on: TestWardline;
let world: TwoMsps;
let source = 0;
beforeAll(async () => {
  on = await testWardline();
  world = await twoMsps(on.wardline);
  const hours = { calendarId: world.a.calendarId };
  const within = (ms: number) => ({ kind: 'BUSINESS_TIME', ms }) as const;
  const budgets = {
    P1: within(4 * HOUR),
    P2: within(8 * HOUR),
    P3: within(40 * HOUR),
    P4: within(80 * HOUR),
    P5: within(80 * HOUR),
  };
  await must(
    world.a.desk.agreements.create({
      name: 'In force when the log was written',
      kind: 'SLA',
      validFrom: Date.UTC(2016, 0, 1),
      coverage: [{ everybody: true }],
      terms: {
        targets: [{ metric: 'RESOLVE', budgets, hours, pauseOn: ['REQUESTER', 'PROBLEM'] }],
      },
      publish: true,
    }),
  );
});
afterAll(() => on.close());

type Options = Partial<ImportServiceNowIncidents>;

const bytes = async function* (content: string | Uint8Array) {
  yield typeof content === 'string' ? new TextEncoder().encode(content) : content;
};

/** Imports as MSP A's service; each test has a source of its own unless it names one. */
const attempt = (content: string | Uint8Array, options: Options = {}) =>
  world.a.desk.imports.serviceNowIncidents({
    csv: bytes(content),
    timeZone: 'America/New_York',
    clinicOf: world.a.clinics.riverside,
    source: `test ${++source}`,
    ...options,
  });

const log = (...rows: string[]) => [HEADER, ...rows].join('\n');

/** What a row of the log looks like where nothing is said about it. */
function entry(number: string, state: string, minute: number, more: Record<string, string> = {}) {
  const day = String(1 + Math.floor(minute / 1440)).padStart(2, '0');
  const at = `${day}-03-2016 ${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const values: Record<string, string> = {
    number,
    incident_state: state,
    opened_at: '01-03-2016 00:00',
    sys_updated_at: at,
    reopen_count: '0',
    ...more,
  };
  return HEADER.split(',')
    .map((column) => values[column] ?? '?')
    .join(',');
}

const counts = ({ rows }: ImportReport) => rows;
const codes = ({ errors }: ImportReport) =>
  errors.map(({ line, code, column }) => [line, code, column]);

/** Everything of an MSP that an import could write, counted by the superuser. */
async function rowsOf(mspId: string): Promise<Record<string, number>> {
  const tables = [
    'ticket',
    'person',
    'team',
    'timeline_entry',
    'ticket_sla',
    'sla_clock',
    'audit_entry',
    'outbox_event',
    'import_record',
    'ticket_counter',
  ];
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await on.database.admin<{ n: number }>(
      `select count(*)::int as n from ${table} where msp_id = $1`,
      [mspId],
    );
    found[table] = row?.n ?? 0;
  }
  return found;
}

describe('the real log', () => {
  const real = (options: Options = {}) =>
    must(
      world.a.desk.imports.serviceNowIncidents({
        csv: createReadStream(LOG),
        timeZone: 'America/New_York',
        clinicOf: world.a.clinics.riverside,
        source: 'the real one',
        ...options,
      }),
    );

  test('as a dry run does everything and leaves no row', async () => {
    const before = await rowsOf(world.a.mspId);
    const report = await real({ dryRun: true });
    expect(counts(report)).toEqual({
      total: 685,
      created: 110,
      updated: 377,
      unchanged: 198,
      failed: 0,
    });
    expect(await rowsOf(world.a.mspId)).toEqual(before);
    expect(report.differing.every(({ ticketId }) => ticketId === null)).toBe(true);
  });

  test('becomes tickets that agree with it, or a reason why not; nothing is written elsewhere', async () => {
    const elsewhere = await rowsOf(world.b.mspId);
    const progress: number[] = [];
    const report = await real({ onProgress: ({ rowsDone }) => progress.push(rowsDone) });
    expect(counts(report)).toEqual({
      total: 685,
      created: 110,
      updated: 377,
      unchanged: 198,
      failed: 0,
    });
    expect(report.incidents).toMatchObject({ total: 110, created: 110, failed: 0 });
    expect(progress.at(-1)).toBe(685);
    const sums = Object.fromEntries(report.summary.map(({ fact, ...sum }) => [fact, sum]));
    expect(sums).toMatchObject({
      state: { same: 110, different: 0, logSilent: 0 },
      reopenCount: { same: 110, different: 0, logSilent: 0 },
      closedAt: { same: 110, different: 0, logSilent: 0 },
      resolvedAt: { same: 102, different: 5, logSilent: 3, reasons: { RESOLVED_SAVED_AGAIN: 5 } },
      openedAt: { same: 105, different: 5, reasons: { OPENED_LATER_THAN_FIRST_ENTRY: 5 } },
      priority: { same: 102, different: 8, reasons: { OTHER_PRIORITY_MATRIX: 8 } },
    });
    const unexplained = report.summary.map(({ reasons }) => reasons.OTHER ?? 0);
    expect(unexplained).toEqual(unexplained.map(() => 0));
    expect(await rowsOf(world.b.mspId)).toEqual(elsewhere);
  });

  test('a second time changes nothing, not even in memory of a few rows at a time', async () => {
    const before = await rowsOf(world.a.mspId);
    const report = await real({ limits: { bytesInMemory: 4_000 } });
    expect(counts(report)).toEqual({
      total: 685,
      created: 0,
      updated: 0,
      unchanged: 685,
      failed: 0,
    });
    expect(await rowsOf(world.a.mspId)).toEqual(before);
  });

  test('row by row in reverse, with CRLF and a byte order mark, is the same log', async () => {
    const [header = '', ...rows] = readFileSync(LOG, 'utf8').trimEnd().split(/\r?\n/);
    const reversed = `\uFEFF${[header, ...rows.reverse()].join('\r\n')}`;
    const report = await must(attempt(reversed, { dryRun: true }));
    expect(counts(report)).toEqual({
      total: 685,
      created: 110,
      updated: 377,
      unchanged: 198,
      failed: 0,
    });
  });

  test('pauses drive the clocks: a wait for the user is not counted', async () => {
    const clocks = await on.database.admin<{ pauses: number; consumed: string }>(
      `select jsonb_array_length(jsonb_path_query_array(c.state, '$.segments[*] ? (@.kind == "PAUSED")')) as pauses,
         c.state->>'consumedMs' as consumed
       from sla_clock c join ticket t on t.msp_id = c.msp_id and t.id = c.ticket_id
       where t.title like 'INC0000129:%' and c.metric = 'RESOLVE' and c.kind = 'SLA'`,
    );
    expect(clocks).toHaveLength(1);
    expect(clocks[0]?.pauses).toBeGreaterThan(0);
  });
});

test('later rows of a known incident update it; duplicates and known rows do not', async () => {
  const first = entry('INC1', 'New', 0, { caller_id: 'Caller 1', assignment_group: 'Group 1' });
  const options = { source: 'appended' };
  await must(attempt(log(first), options));
  const held = entry('INC1', 'Awaiting Vendor', 60, {
    assignment_group: 'Group 2',
    assigned_to: 'Resolver 1',
  });
  const report = await must(attempt(log(held, first, held), options));
  expect(counts(report)).toEqual({ total: 3, created: 0, updated: 1, unchanged: 2, failed: 0 });
  const [ticket] = await on.database.admin(
    `select t.state, t.hold_reason, team.name as team, p.display_name as assignee
     from ticket t join team on team.id = t.team_id join person p on p.id = t.assignee_id
     where t.title like 'INC1:%'`,
  );
  expect(ticket).toEqual({
    state: 'ON_HOLD',
    hold_reason: 'VENDOR',
    team: 'Group 2',
    assignee: 'Resolver 1',
  });
  const late = await must(attempt(log(entry('INC1', 'Active', 30)), options));
  expect(codes(late)).toEqual([[2, 'ROW_TOO_LATE', null]]);
});

test('what is imported goes by the MSP’s own rules of priority, like every other ticket', async () => {
  const { base } = DEFAULT_PRIORITY_MATRIX;
  const priorityMatrix = {
    ...DEFAULT_PRIORITY_MATRIX,
    base: { ...base, MEDIUM: { ...base.MEDIUM, MEDIUM: 'P2', HIGH: 'P1' } },
  } as const;
  const admin = await world.b.people.mspAdmin.desk();
  await must(admin.msp.update({ expectedVersion: 1, priorityMatrix }));
  const { desk, clinics } = world.b;
  const rows = [
    'number,incident_state,opened_at,sys_updated_at,impact,urgency',
    'INC77,New,01-03-2016 00:00,01-03-2016 00:00,2 - Medium,2 - Medium',
    'INC77,Active,01-03-2016 00:00,01-03-2016 01:00,2 - Medium,1 - High',
  ];
  const csv = bytes(rows.join('\n'));
  await must(
    desk.imports.serviceNowIncidents({ csv, timeZone: 'UTC', clinicOf: clinics.riverside }),
  );
  const happened = await on.database.admin(
    `select e.facts from timeline_entry e join ticket t on t.msp_id = e.msp_id and t.id = e.ticket_id
     where t.title like 'INC77:%' and e.kind = 'PRIORITY_CHANGED'`,
  );
  expect(happened).toMatchObject([{ facts: { from: 'P2', to: 'P1' } }]);
});

test('an import that is stopped keeps what is done, and goes on where it was', async () => {
  const file = log(entry('INC81', 'New', 0), entry('INC82', 'New', 0), entry('INC83', 'New', 0));
  const stop = new AbortController();
  const options = { source: 'stopped', signal: stop.signal, onProgress: () => stop.abort() };
  expect(await refused(attempt(file, options))).toMatchObject({ code: 'IMPORT_STOPPED' });
  const rest = await must(attempt(file, { source: 'stopped' }));
  expect(counts(rest)).toEqual({ total: 3, created: 2, updated: 0, unchanged: 1, failed: 0 });
});

test('one caller at two clinics is a contact of each; a group is one team', async () => {
  const { riverside, hilltop } = world.a.clinics;
  const caller = { caller_id: 'Caller 9', assignment_group: 'Group 9' };
  await must(
    attempt(
      log(
        entry('INC91', 'New', 0, { ...caller, location: 'Location 1' }),
        entry('INC92', 'New', 0, { ...caller, location: 'Location 2' }),
        entry('INC93', 'New', 0, { ...caller, location: 'Location 2' }),
      ),
      { clinicOf: (location) => (location === 'Location 2' ? hilltop : riverside) },
    ),
  );
  const people = await on.database.admin(
    `select clinic_id from person where display_name = 'Caller 9' order by clinic_id`,
  );
  expect(people.map((p) => p.clinic_id).sort()).toEqual([riverside, hilltop].sort());
  expect(await on.database.admin(`select 1 as one from team where name = 'Group 9'`)).toHaveLength(
    1,
  );
});

describe('a bad row is named by its line and column, and keeps its incident out', () => {
  const good = entry('INC5', 'New', 0);
  const cases: readonly (readonly [
    what: string,
    row: string,
    code: string,
    column: string | null,
  ])[] = [
    [
      'a date that does not exist',
      entry('INC5', 'Active', 1, { sys_updated_at: '30-02-2016 10:00' }),
      'DATE_INVALID',
      'sys_updated_at',
    ],
    [
      'a date month first',
      entry('INC5', 'Active', 1, { sys_updated_at: '02-29-2016 10:00' }),
      'DATE_INVALID',
      'sys_updated_at',
    ],
    [
      'no date',
      entry('INC5', 'Active', 1, { sys_updated_at: '?' }),
      'DATE_MISSING',
      'sys_updated_at',
    ],
    ['an unknown state', entry('INC5', 'Pondering', 1), 'VALUE_UNKNOWN', 'incident_state'],
    [
      'a count that is none',
      entry('INC5', 'Active', 1, { reopen_count: '-1' }),
      'COUNT_INVALID',
      'reopen_count',
    ],
    ['a NUL', entry('INC5', 'Active', 1, { category: 'a\0b' }), 'TEXT_NOT_STORABLE', 'category'],
    [
      'a long field',
      entry('INC5', 'Active', 1, { category: 'x'.repeat(101) }),
      'TEXT_TOO_LONG',
      'category',
    ],
    [
      'a field of 1 MB',
      entry('INC5', 'Active', 1, { category: 'x'.repeat(1_000_000) }),
      'ROW_TOO_LONG',
      null,
    ],
    ['a field too many', `${entry('INC5', 'Active', 1)},x`, 'FIELD_COUNT_WRONG', null],
    ['a stray quote', entry('INC5', 'Active', 1, { category: 'a "b" c' }), 'QUOTING_WRONG', null],
    ['an open quote', entry('INC5', 'Active', 1, { category: '"a' }), 'QUOTE_NOT_CLOSED', null],
  ];

  test.each(cases)('%s', async (_what, bad, code, column) => {
    const before = await rowsOf(world.a.mspId);
    const report = await must(attempt(log(good, bad)));
    expect(counts(report)).toEqual({ total: 2, created: 0, updated: 0, unchanged: 0, failed: 2 });
    expect(codes(report)).toEqual([
      [2, 'INCIDENT_WITHHELD', null],
      [3, code, column],
    ]);
    expect(await rowsOf(world.a.mspId)).toEqual(before);
  });

  test('text in Latin-1', async () => {
    const report = await must(
      attempt(Buffer.from(log(entry('INC5', 'New', 0, { category: 'Tür' })), 'latin1')),
    );
    expect(codes(report)).toEqual([[2, 'TEXT_NOT_UTF8', 'category']]);
  });

  test('a row without a readable number costs itself alone', async () => {
    const report = await must(attempt(log(entry('?', 'New', 0), good), { dryRun: true }));
    expect(codes(report)).toEqual([[2, 'NUMBER_INVALID', 'number']]);
    expect(counts(report)).toMatchObject({ total: 2, created: 1, failed: 1 });
  });

  test('more rows than an incident may have', async () => {
    const rows = [0, 1, 2].map((minute) => entry('INC5', 'Active', minute));
    const report = await must(attempt(log(...rows), { limits: { rowsPerIncident: 2 } }));
    expect(codes(report).map(([, code]) => code)).toEqual(Array(3).fill('INCIDENT_TOO_LONG'));
  });

  test('a clinic that is nobody’s, or another MSP’s', async () => {
    for (const clinicOf of ['nowhere', world.b.clinics.riverside]) {
      const report = await must(attempt(log(good), { clinicOf }));
      expect(codes(report)).toEqual([[2, 'NOT_FOUND', null]]);
    }
  });

  test('the states the log is known to write are all read, also the one it lost', async () => {
    const states = [
      'New',
      'Active',
      'Awaiting User Info',
      'Awaiting Vendor',
      'Awaiting Problem',
      'Awaiting Evidence',
      '-100',
      'Resolved',
      'Closed',
    ];
    const rows = states.map((state, minute) => entry('INC6', state, minute));
    const report = await must(attempt(log(...rows), { dryRun: true }));
    expect(counts(report)).toMatchObject({ created: 1, unchanged: 1, failed: 0 });
  });
});

describe('a file or an option that cannot be used is refused as a whole', () => {
  const files: readonly (readonly [what: string, content: string | Uint8Array, code: string])[] = [
    ['an empty file', '', 'FILE_EMPTY'],
    ['missing columns', 'number,incident_state\nINC1,New', 'COLUMNS_MISSING'],
    ['semicolons', HEADER.replaceAll(',', ';'), 'COLUMNS_MISSING'],
    ['a column twice', `${HEADER},number\n`, 'COLUMN_TWICE'],
    ['a binary file', new Uint8Array(4_000).map((_, i) => (i * 37) % 256), 'COLUMNS_MISSING'],
    ['one endless line', new Uint8Array(3_000_000).fill(120), 'ROW_TOO_LONG'],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), 'COLUMNS_MISSING'],
  ];

  test.each(files)('%s', async (_what, content, code) => {
    const before = await rowsOf(world.a.mspId);
    const refusal = await refused(attempt(content));
    expect(refusal.code).toBe(code);
    expect(refusal.path[0]).toBe('csv');
    expect(await rowsOf(world.a.mspId)).toEqual(before);
  });

  test('an unknown time zone, domain, source', async () => {
    const content = log(entry('INC1', 'New', 0));
    expect(await refused(attempt(content, { timeZone: 'Mars/Base' }))).toMatchObject({
      path: ['timeZone'],
    });
    expect(await refused(attempt(content, { domain: 'MAGIC' as never }))).toMatchObject({
      path: ['domain'],
    });
    expect(await refused(attempt(content, { source: ' ' }))).toMatchObject({ path: ['source'] });
  });

  test('an import inside another transaction', async () => {
    const csv = () => bytes(log(entry('INC1', 'New', 0)));
    const clinicOf = world.a.clinics.riverside;
    const refusal = await refused(
      world.a.desk.together((desk) =>
        desk.imports.serviceNowIncidents({ csv: csv(), timeZone: 'UTC', clinicOf }),
      ),
    );
    expect(refusal.code).toBe('IMPORT_NOT_JOINABLE');
  });

  test('somebody who may not import', async () => {
    for (const member of [
      world.a.people.dispatcher,
      world.a.people.orgAdmin,
      world.a.people.nurse,
    ]) {
      const desk = await member.desk();
      const refusal = await refused(
        desk.imports.serviceNowIncidents({
          csv: bytes(log(entry('INC1', 'New', 0))),
          timeZone: 'UTC',
          clinicOf: world.a.clinics.riverside,
        }),
      );
      expect(refusal.code).toBe('FORBIDDEN');
    }
  });
});

test('law: whatever is in a file, the counts add up to its rows, and again nothing changes', async () => {
  const field = fc.constantFrom('New', 'Active', 'Resolved', 'Closed', '?', 'a"b', 'x');
  const row = fc
    .tuple(fc.constantFrom('INC1', 'INC2', '?'), field, fc.nat({ max: 300 }))
    .map(([number, state, minute]) => entry(number, state, minute));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const options = { source: `law ${++source}` };
      const first = await must(attempt(log(...rows), options));
      const { total, created, updated, unchanged, failed } = first.rows;
      expect(total).toBe(rows.length);
      expect(created + updated + unchanged + failed).toBe(total);
      expect(first.errors).toHaveLength(failed);
      const again = await must(attempt(log(...rows), options));
      expect(again.rows).toEqual({
        total,
        created: 0,
        updated: 0,
        unchanged: total - failed,
        failed,
      });
    }),
    { numRuns: 25 },
  );
});
