// Contacts from a spreadsheet: each row by itself, named by its line, again without effect.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { physicalLines } from '../src/import/csv-lines.ts';
import { csvRecords } from '../src/import/csv-records.ts';
import {
  type ContactRowError,
  contactErrorCsv,
  type ImportContacts,
  renderContactReport,
} from '../src/index.ts';
import { readIds, readRow } from './read-everything.ts';
import { everyRow } from './rows.ts';
import {
  type MspWorld,
  must,
  refused,
  type TestWardline,
  type TwoMsps,
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

const bytes = async function* (text: string | Uint8Array, size = 1_000) {
  const all = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
};
const importing = (text: string | Uint8Array, more: Partial<ImportContacts> = {}) =>
  a.desk.imports.contacts({ csv: bytes(text), clinicId: a.clinics.riverside, ...more });
const errorsOf = (errors: readonly ContactRowError[]) =>
  errors.map(({ line, code, column }) => [line, code, column]);

test('a file as spreadsheets write it: byte order mark, CRLF, quotes, any order of columns', async () => {
  const file = [
    '\uFEFFName,E-Mail,Active,Clinic,Phone',
    '"Doe, Jane",Jane@File.example,yes,,1',
    '"O""Neil',
    ' Ann",ann@file.example,,lakeside,2',
    '',
    'Zoë Åberg,zoe@file.example,TRUE,HILLTOP,3',
  ].join('\r\n');
  const report = await must(importing(file, { columns: { email: 'e-mail' } }));
  expect(report).toEqual({
    source: 'contacts',
    dryRun: false,
    ignoredColumns: ['Phone'],
    rows: { total: 3, created: 3, updated: 0, unchanged: 0, failed: 0 },
    errors: [],
    errorsLeftOut: 0,
  });
  const people = { email: { contains: '@file.example' } };
  const rows = await Promise.all(
    (await readIds(a.desk, 'Person', people)).map((id) => readRow(a.desk, 'Person', id)),
  );
  expect(
    rows.map((row) => [row?.displayName, (row as { clinic$: { name: string } }).clinic$.name]),
  ).toEqual([
    ['Doe, Jane', 'Riverside'],
    ['O"Neil Ann', 'Lakeside'],
    ['Zoë Åberg', 'Hilltop'],
  ]);
  const before = await everyRow(on.database);
  const again = await must(importing(file, { columns: { email: 'E-MAIL' } }));
  expect(again.rows).toEqual({ total: 3, created: 0, updated: 0, unchanged: 3, failed: 0 });
  expect(await everyRow(on.database)).toEqual(before);
});

test('what cannot be read, resolved or accepted is named by its line, and costs no other row', async () => {
  await must(
    a.desk.clinics.create({
      organizationId: a.organizations.summit,
      name: 'Twin',
      timeZone: 'UTC',
    }),
  );
  await must(
    a.desk.clinics.create({
      organizationId: a.organizations.coastal,
      name: 'Twin',
      timeZone: 'UTC',
    }),
  );
  const file = [
    'external_id,email,name,clinic,organization,active',
    '1,one@lines.example,One,,,',
    '2,not an address,Two,,,',
    '3,three@lines.example,Three,Nowhere,,',
    '4,four@lines.example,Four,Twin,,',
    '5,five@lines.example,Five,Twin,Summit Dental,',
    '6,six@lines.example,Six,,Nobody,',
    '7,seven@lines.example,Seven,,,perhaps',
    '8,eight@lines.example,Eight, Inc.,,,',
    '9,ONE@lines.example,Nine,,,',
    '1,ten@lines.example,Ten,,,',
    '11,eleven@lines.example,,,,',
    '12,"twelve"@lines.example,Twelve,,,',
    `13,thirteen@lines.example,Thirteen,${world.b.clinics.riverside},,`,
    '14,fourteen@lines.example,Fourteen,,summit dental,',
    ',,Fifteen,,,',
    '16,tom.technician@example.org,Sixteen,,,',
    '17,seventeen@lines.example,Seventeen,The old name,,',
  ].join('\n');
  const latin1 = Uint8Array.from([
    ...new TextEncoder().encode(`${file}\n18,eighteen@lines.example,Andr`),
    0xe9,
    ...new TextEncoder().encode(',,,\n19,nineteen@lines.example,Nineteen,,,\n'),
  ]);
  const told: ContactRowError[] = [];
  const options = {
    places: { 'the OLD name': a.clinics.lakeside },
    source: 'lines',
    onError: (error: ContactRowError) => told.push(error),
  };
  const before = await everyRow(on.database);
  const dry = await must(importing(latin1, { ...options, dryRun: true }));
  expect(await everyRow(on.database)).toEqual(before);
  told.length = 0;
  const report = await must(importing(latin1, options));
  expect(dry).toEqual({ ...report, dryRun: true });
  expect(errorsOf(report.errors)).toEqual([
    [3, 'EMAIL_INVALID', 'email'],
    [4, 'PLACE_UNKNOWN', 'clinic'],
    [5, 'PLACE_AMBIGUOUS', 'clinic'],
    [7, 'PLACE_UNKNOWN', 'organization'],
    [8, 'VALUE_UNKNOWN', 'active'],
    [9, 'FIELD_COUNT_WRONG', null],
    [10, 'DUPLICATE_IN_FILE', 'email'],
    [11, 'DUPLICATE_IN_FILE', 'external_id'],
    [12, 'NAME_REQUIRED', 'name'],
    [13, 'QUOTING_WRONG', null],
    [14, 'NOT_FOUND', 'clinic'],
    [16, 'KEY_REQUIRED', 'email'],
    [17, 'ALREADY_EXISTS', 'email'],
    [19, 'NOT_UTF8', 'name'],
  ]);
  expect(report.rows).toEqual({ total: 19, created: 5, updated: 0, unchanged: 0, failed: 14 });
  expect(told).toEqual(report.errors);
  expect(report.errors.map(({ message }) => message).join()).not.toMatch(/displayName|clinicId/);
});

test('a cell that says what every object has is no yes and no no', async () => {
  await must(importing('email,name\nproto@cells.example,Pro To\n'));
  const words = ['constructor', '__proto__', 'valueOf', 'yes'];
  const rows = words.map((word) => `proto@cells.example,,${word}`);
  for (const row of rows.slice(0, -1)) {
    const report = await must(importing(`email,name,active\n${row}\n`));
    expect(errorsOf(report.errors)).toEqual([[2, 'VALUE_UNKNOWN', 'active']]);
  }
  const { rows: counts } = await must(importing(`email,name,active\n${rows.at(-1)}\n`));
  expect(counts.unchanged).toBe(1);
});

describe('a file that is none', () => {
  test.each([
    ['', 'FILE_EMPTY'],
    ['name,clinic\nA,B', 'COLUMNS_MISSING'],
    ['email;name\na@b.example;A', 'COLUMNS_MISSING'],
    ['email,name,EMAIL\n', 'COLUMN_TWICE'],
    ['"email,name\n', 'QUOTE_NOT_CLOSED'],
  ])('%j is refused as a whole', async (text, code) => {
    expect((await refused(importing(text))).code).toBe(code);
  });

  test('so is a column that was said to be there, a source that is none, and joining', async () => {
    const columns = { name: 'Full name' };
    expect((await refused(importing('email\n', { columns }))).code).toBe('COLUMNS_MISSING');
    expect((await refused(importing('email\n', { source: '' }))).code).toBe('TEXT_EMPTY');
    const joined = a.desk.together((desk) => desk.imports.contacts({ csv: bytes('email\n') }));
    expect((await refused(joined)).code).toBe('IMPORT_NOT_JOINABLE');
  });
});

test('more than a batch goes in batches, tells how far it is, and stops when asked', async () => {
  const rows = Array.from({ length: 1_200 }, (_, i) => `m${i}@many.example,M ${i}`);
  // The second of a pair that two batches would hold is known by its line.
  rows.push('m3@many.example,Again');
  const progress: number[] = [];
  const stop = new AbortController();
  const more = {
    signal: stop.signal,
    onProgress: ({ rowsDone }: { rowsDone: number }) => {
      progress.push(rowsDone);
      if (rowsDone >= 500) stop.abort();
    },
  };
  const file = ['email,name', ...rows].join('\n');
  const stopped = await refused(importing(file, more));
  expect(stopped).toMatchObject({ code: 'IMPORT_STOPPED' });
  expect(stopped.message).toContain('500 rows');
  const report = await must(importing(file));
  expect(report.rows).toEqual({
    total: 1_201,
    created: 700,
    updated: 0,
    unchanged: 500,
    failed: 1,
  });
  expect(errorsOf(report.errors)).toEqual([[1_202, 'DUPLICATE_IN_FILE', 'email']]);
});

test('a clinic’s admin imports their own people, and no others', async () => {
  const desk = await a.people.clinicAdmin.desk();
  const file = 'email,name,clinic\nx1@own.example,X,Riverside\nx2@own.example,X,Hilltop\n';
  const report = await must(desk.imports.contacts({ csv: bytes(file) }));
  expect(report.rows).toMatchObject({ created: 1, failed: 1 });
  expect(errorsOf(report.errors)).toEqual([[3, 'PLACE_UNKNOWN', 'clinic']]);
});

test('an error report is harmless in a spreadsheet, and is read back as it was written', async () => {
  const hostile = [
    '=HYPERLINK("http://x","y")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '＝1',
    'a"b,c\r\nd',
  ];
  for (const name of hostile) {
    const row = { externalId: name, email: name, name };
    const text = contactErrorCsv({ line: 2, code: 'X', column: 'email', message: 'No.', row });
    const records = [];
    for await (const record of csvRecords(physicalLines(bytes(text), 9_999), 9_999)) {
      records.push(record.problem ? null : record.fields);
    }
    expect(records).toHaveLength(1);
    const [line, column, code, message, ...said] = records[0] ?? [];
    expect([line, column, code, message]).toEqual(['2', 'email', 'X', 'No.']);
    for (const cell of said) {
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      expect(cell.replace(/^'/, '').replaceAll('\n', '')).toBe(name.replaceAll(/\r?\n/g, ''));
    }
  }
});

test('what is printed repeats nothing of the rows', async () => {
  const file = 'email,name\n\u001b[31mred,=cmd()\n';
  const report = await must(importing(file));
  const text = renderContactReport(report);
  expect(text).toBe(
    'Source: contacts\n1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n\n1 errors:\n  line 2 EMAIL_INVALID: email is not an e-mail address.',
  );
});
