// Values made to hurt, through every argument there is: stored exactly, or refused by a typed answer
// that names the field.
import { readFileSync } from 'node:fs';
import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyRow } from '../../platform/test/rows.ts';
import { inputOf, mutationFields, rootLists, TYPES } from './support/coordinates.ts';
import {
  type Answer,
  type Client,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';
import { buildExtras, type MutationSample, mutationSamples } from './support/mutation-inputs.ts';

const blns = new URL('../../platform/test/data/blns.json', import.meta.url);
const NAUGHTY = JSON.parse(readFileSync(blns, 'utf8')) as string[];
const WORST = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff',
  'a\ud800b',
  '\ufeff',
  '\u202etxt.exe',
  'x'.repeat(20_001),
  '\u0301'.repeat(20_001),
  "'; drop table ticket; --",
  '$1',
  '%',
  '\\',
  '{{constructor}}',
  '<script>alert(1)</script>',
  '__proto__',
  'a\r\nBcc: x@y',
  '😀'.repeat(201),
  '\u{10ffff}',
];

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let samples: MutationSample[];

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  const extras = await buildExtras(world.a, api);
  samples = mutationSamples(world.a, extras, api.ports.now());
});
afterAll(() => api.close());

const clinicId = () => toGlobalId('Clinic', world.a.clinics.riverside);
const ticket = (more: object) => ({
  clinicId: clinicId(),
  type: 'INCIDENT',
  domain: 'IT',
  title: 'Title',
  ...more,
});
/** GraphQL answers or refuses; it never breaks, and never says what it is made of. */
function expectTyped(answer: Answer, where: string) {
  expect(answer.status, where).toBeLessThan(500);
  expect(answer.text.length, where).toBeLessThan(200_000);
  for (const { extensions, message } of answer.errors) {
    expect(extensions?.code, `${where} ${message}`).toMatch(
      /^(BAD_USER_INPUT|BAD_REQUEST|GRAPHQL_VALIDATION_FAILED|BODY_TOO_LARGE)$/,
    );
    expect(message.length, where).toBeLessThanOrEqual(301);
    expect(message).not.toMatch(/select |insert |SQLSTATE|\bat .*\.ts/);
  }
}

test('the Big List of Naughty Strings comes back as it went in, or is refused', async () => {
  const refused: string[] = [];
  for (const text of [...NAUGHTY, ...WORST]) {
    const answer = await admin.mutate(
      'ticketCreate',
      ticket({ title: text, description: text, category: text }),
      'ticket { title description category }',
    );
    if (answer.ticket) {
      const category = text.trim() === '' ? null : text.trim();
      expect(answer.ticket).toEqual({ title: text.trim(), description: text.trim(), category });
    } else {
      expect(answer.userErrors[0].__typename).toBe('ValidationFailed');
      expect(answer.userErrors[0].path[0]).toBe('input');
      refused.push(answer.userErrors[0].code);
    }
  }
  expect(new Set(refused)).toEqual(new Set(['TEXT_EMPTY', 'TEXT_TOO_LONG', 'TEXT_NOT_STORABLE']));
});

test('what was stored is found by it exactly', async () => {
  const query =
    'query($t: String!) { tickets(first: 1, filter: { title: { eq: $t } }) { totalCount nodes { title } } like: tickets(first: 1, filter: { title: { contains: $t } }) { totalCount } }';
  for (const text of NAUGHTY.filter((_, i) => i % 7 === 0)) {
    const { tickets, like } = await admin.data(query, { t: text.trim() });
    if (tickets.totalCount > 0) expect(tickets.nodes[0].title).toBe(text.trim());
    expect(like.totalCount).toBeGreaterThanOrEqual(tickets.totalCount);
  }
});

describe('every text of every input', () => {
  const texts = () =>
    samples.flatMap(({ mutation, input }) =>
      Object.values(inputOf(mutation).getFields()).flatMap((field) =>
        TEXTUAL.has(getNamedType(field.type).name) ? [{ mutation, input, field: field.name }] : [],
      ),
    );

  test('takes the worst there is', async () => {
    let tried = 0;
    for (const [i, { mutation, input, field }] of texts().entries()) {
      const type = inputOf(mutation).name;
      const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { userErrors { __typename code message path ... on VersionConflict { currentVersion } } } }`;
      for (const text of [...WORST, ...NAUGHTY.slice(i * 9, i * 9 + 9)]) {
        const where = `${mutation}.${field} ${JSON.stringify(text.slice(0, 40))}`;
        let answer = await admin.ask(query, { input: { ...input, [field]: text } });
        const expectedVersion = answer.data?.[mutation]?.userErrors[0]?.currentVersion;
        if (expectedVersion)
          answer = await admin.ask(query, { input: { ...input, expectedVersion, [field]: text } });
        expectTyped(answer, where);
        const [refusal] = answer.data?.[mutation]?.userErrors ?? [];
        if (/\0/.test(text) || !text.isWellFormed()) {
          const named = refusal ? refusal.path : [answer.errors[0]?.message];
          expect(JSON.stringify(named), where).toContain(field);
        }
        if (refusal)
          expect(
            ['ValidationFailed', 'VersionConflict', 'TransitionRefused', 'NotFound'],
            where,
          ).toContain(refusal.__typename);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(700);
  });

  test('of every filter and argument', async () => {
    const before = await everyRow(api.database);
    for (const { field, filter } of rootLists()) {
      const strings = Object.values(filter?.getFields() ?? {}).filter(
        ({ type }) => getNamedType(type).name === 'StringComparator',
      );
      for (const { name } of strings) {
        for (const text of WORST) {
          for (const comparator of [
            { eq: text },
            { in: [text] },
            { contains: text },
            { startsWith: text },
          ]) {
            const answer = await admin.ask(
              `query($f: ${filter?.name}) { ${field}(first: 1, filter: $f) { totalCount } }`,
              { f: { [name]: comparator } },
            );
            expectTyped(answer, `${field} ${name}`);
            if (/\0/.test(text) || !text.isWellFormed()) {
              expect(answer.errors[0]?.extensions).toMatchObject({
                code: 'BAD_USER_INPUT',
                argumentPath: [
                  'filter',
                  name,
                  ...Object.keys(comparator),
                  ...('in' in comparator ? [0] : []),
                ],
              });
            }
          }
        }
      }
      for (const text of [...WORST, 'WyJhIiwxXQ', 'bnVsbA']) {
        const answer = await admin.ask(
          `query($c: String) { ${field}(first: 1, after: $c) { totalCount } }`,
          { c: text },
        );
        expect(answer.errors[0]?.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          reason: 'BAD_CURSOR',
          argumentPath: ['after'],
        });
      }
    }
    for (const text of WORST) {
      const answer = await admin.ask('query($n: String!) { ticketByNumber(number: $n) { id } }', {
        n: text,
      });
      expectTyped(answer, 'ticketByNumber');
      if (/\0/.test(text) || !text.isWellFormed())
        expect(answer.errors[0]?.extensions?.argumentPath).toEqual(['number']);
    }
    expect(JSON.stringify(await everyRow(api.database)) === JSON.stringify(before)).toBe(true);
  });
});

describe('values of the wrong kind', () => {
  test.each([
    ['an enum nobody knows', { type: 'ALERT' }, 'type'],
    ['an enum in lower case', { type: 'incident' }, 'type'],
    ['an enum with a space behind', { type: 'INCIDENT ' }, 'type'],
    ['an enum that every object has', { type: 'toString' }, 'type'],
    ['an enum of prototypes', { type: '__proto__' }, 'type'],
    ['a number for a text', { title: 5 }, 'title'],
    ['a list for a text', { title: ['a'] }, 'title'],
    ['an object for a text', { title: { a: 1 } }, 'title'],
    ['null for what is required', { title: null }, 'title'],
    ['a text for a boolean', { confidential: 'true' }, 'confidential'],
    ['an id that is a boolean', { clinicId: true }, 'clinicId'],
    ['an id that is an object', { clinicId: { eq: 'x' } }, 'clinicId'],
    ['an unknown field', { mspId: 'x' }, 'mspId'],
    ['a field of the database', { createdAt: '2026-01-01T00:00:00Z' }, 'createdAt'],
    ['null in a list', { assetIds: [null] }, 'assetIds'],
  ])('%s is refused by its name', async (_what, more, field) => {
    const answer = await admin.ask(
      'mutation($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { id } } }',
      { input: ticket(more) },
    );
    expectTyped(answer, field);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors[0]?.message).toContain(field);
  });

  test.each([
    ['2147483648', 2147483648],
    ['-2147483649', -2147483649],
    ['1e400', 1e300],
    ['1.5', 1.5],
    ['-0.1', -0.1],
    ['"1"', '1'],
    ['true', true],
    ['50,000 digits', Number.MAX_VALUE],
  ])('an Int of %s', async (_what, value) => {
    const answer = await admin.ask('query($n: Int) { tickets(first: $n) { nodes { id } } }', {
      n: value,
    });
    expectTyped(answer, 'first');
    expect(answer.errors).toHaveLength(1);
  });

  test('fifty thousand digits are not echoed', async () => {
    for (const query of [
      `{ tickets(first: ${'9'.repeat(50_000)}) { nodes { id } } }`,
      `{ tickets(first: 1, filter: { title: { eqq: "${'x'.repeat(50_000)}" } }) { nodes { id } } }`,
    ]) {
      const answer = await admin.ask(query);
      expectTyped(answer, 'first');
      expect(answer.text.length).toBeLessThan(1000);
    }
  });

  test('a negative, stale or absent expectedVersion does nothing', async () => {
    const ticketId = toGlobalId('Ticket', world.a.tickets.hilltop);
    for (const expectedVersion of [-1, 0, 2_147_483_647]) {
      const { ticket: none, userErrors } = await admin.mutate(
        'ticketUpdate',
        { ticketId, expectedVersion, title: 'x' },
        'ticket { id }',
      );
      expect({ none, code: userErrors[0].code }).toEqual({ none: null, code: 'VERSION_CONFLICT' });
    }
    const answer = await admin.ask(
      'mutation($i: TicketUpdateInput!) { ticketUpdate(input: $i) { ticket { id } } }',
      { i: { ticketId, title: 'x' } },
    );
    expect(answer.errors[0]?.message).toContain('expectedVersion');
  });
});

describe('dates, durations, zones', () => {
  const until = async (value: unknown) =>
    admin.ask(
      'mutation($i: GrantCreateInput!) { grantCreate(input: $i) { grant { validUntil } userErrors { code path } } }',
      {
        i: {
          personId: toGlobalId('Person', world.a.people.nurse.id),
          role: 'CLINIC_STAFF',
          clinicId: clinicId(),
          reason: 'x',
          until: value,
        },
      },
    );
  test.each([
    '',
    'tomorrow',
    '2026-11-22',
    '2026-11-22T08:00:00',
    '2026-11-22T24:00:01Z',
    '2026-02-30T00:00:00Z',
    '0000-00-00T00:00:00Z',
    '2026-11-22T23:59:60Z',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-11-22T08:00:00+25:00',
    '2026-13-01T00:00:00Z',
    'P1D',
    '\u0000',
    '２０２６-11-22T08:00:00Z',
    1_700_000_000_000,
    true,
  ])('DateTime %j', async (value) => {
    const answer = await until(value);
    expectTyped(answer, String(value));
    expect(answer.errors[0]?.message).toContain('until');
  });

  test('any offset is taken, and told in UTC', async () => {
    const { data } = await until('2026-12-01T09:30:00.5+01:00');
    expect(data.grantCreate).toEqual({
      grant: { validUntil: '2026-12-01T08:30:00.500Z' },
      userErrors: [],
    });
  });

  const agreement = (within: unknown) =>
    admin.ask(
      'mutation($i: AgreementCreateInput!) { agreementCreate(input: $i) { agreement { versions(first: 1) { nodes { targets { budgets { within } } } } } userErrors { code path } } }',
      {
        i: {
          name: 'x',
          kind: 'SLA',
          coverage: [{ clinicId: clinicId() }],
          terms: { targets: [{ metric: 'RESOLVE', budgets: [{ priority: 'P1', within }] }] },
        },
      },
    );
  test.each([
    '',
    'P',
    'PT',
    '4h',
    'P9999Y',
    'P1M',
    'PT-4H',
    '-PT4H',
    'PT4.5H',
    'P99999999999D',
    'PT0S',
    'P9999W',
    '\u0000',
    5,
  ])('Duration %j', async (within) => {
    const answer = await agreement(within);
    expectTyped(answer, String(within));
    const refusal = answer.data?.agreementCreate.userErrors[0];
    expect(refusal ? refusal.path.join('.') : answer.errors[0]?.message).toMatch(
      /terms\.targets(\.0|\[0\])\.budgets/,
    );
  });

  test.each([
    '',
    'Mars/Olympus',
    '+02:00',
    'UTC+2',
    'Europe/Berlin; drop',
    '\u0000',
    'x'.repeat(100),
    '../etc/localtime',
    'constructor',
  ])('TimeZone %j', async (timeZone) => {
    const answer = await admin.ask(
      'mutation($i: ClinicCreateInput!) { clinicCreate(input: $i) { clinic { id } userErrors { code path } } }',
      {
        i: {
          organizationId: toGlobalId('Organization', world.a.organizations.coastal),
          name: 'x',
          timeZone,
        },
      },
    );
    expectTyped(answer, timeZone);
    const refusal = answer.data?.clinicCreate.userErrors[0];
    expect(refusal ? refusal.path.join('.') : answer.errors[0]?.message).toContain('timeZone');
  });

  test.each([
    ['weeklyHours', [{ day: 'MON', opens: '25:00', closes: '17:00' }]],
    ['weeklyHours', [{ day: 'MON', opens: '8:00', closes: '17:00' }]],
    ['weeklyHours', [{ day: 'MON', opens: '08:00', closes: '17:60' }]],
    [
      'weeklyHours',
      [
        { day: 'MON', opens: '08:00', closes: '12:00' },
        { day: 'MON', opens: '11:00', closes: '17:00' },
      ],
    ],
    ['holidays', [{ date: '2026-02-30', name: 'x' }]],
    ['holidays', [{ date: 'tomorrow', name: 'x' }]],
    ['holidays', [{ date: '2026-01-01', name: '\u0000' }]],
  ])('calendar %s %j', async (field, value) => {
    const hours = [{ day: 'MON', opens: '08:00', closes: '17:00' }];
    const answer = await admin.ask(
      'mutation($i: CalendarCreateInput!) { calendarCreate(input: $i) { calendar { id } userErrors { code path message } } }',
      {
        i: { name: 'x', timeZone: 'Europe/Berlin', weeklyHours: hours, [field]: value },
      },
    );
    expectTyped(answer, field);
    const refusal = answer.data?.calendarCreate.userErrors[0];
    expect(refusal ? refusal.path.join('.') : answer.errors[0]?.message).toContain(field);
  });

  test.each(['', 'yesterday', '-P', 'P1', '2026-11-22', '-P9999Y', '\u0000', '--P1D', 'P1H'])(
    'Moment %j',
    async (gte) => {
      const answer = await admin.ask(
        'query($g: Moment) { tickets(first: 1, filter: { openedAt: { gte: $g } }) { totalCount } }',
        { g: gte },
      );
      expectTyped(answer, gte);
      expect(answer.errors).toHaveLength(1);
    },
  );
});

describe('lists and filters', () => {
  const list = (args: string, variables: object = {}, definition = '') =>
    admin.ask(`query Q${definition} { tickets(${args}) { nodes { id } } }`, variables);
  test.each([
    ['first: 0', 'first'],
    ['first: -1', 'first'],
    ['first: 101', 'first'],
    ['first: 1000000000', 'first'],
    ['last: 0', 'last'],
    ['last: 101', 'last'],
    ['first: 1, last: 1', 'last'],
    ['first: null', 'first'],
    ['after: "x"', 'after'],
  ])('%s', async (args, argument) => {
    const answer = await list(args.includes('after') ? `${args}, first: 1` : args);
    expectTyped(answer, args);
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argumentPath: [argument],
    });
  });

  test('no page size at all, at the top and below', async () => {
    const top = await admin.ask('{ tickets { nodes { id } } }');
    expect(top.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'BAD_PAGE',
      argumentPath: ['first'],
    });
    const below = await admin.ask(
      '{ clinics(first: 1) { nodes { tickets(first: 500) { nodes { id } } } } }',
    );
    expect(below.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'BAD_PAGE',
    });
  });

  const nest = (depth: number): object =>
    depth === 0 ? { title: { eq: 'x' } } : { not: nest(depth - 1) };
  test.each([
    ['40 deep', nest(40), 'FILTER_TOO_DEEP'],
    ['101 values', { number: { in: Array(101).fill('x') } }, 'LIST_TOO_LONG'],
    ['10,000 values', { number: { in: Array(10_000).fill('x') } }, 'LIST_TOO_LONG'],
    ['101 ids', { id: { notIn: Array(101).fill('x') } }, 'LIST_TOO_LONG'],
    ['100 conditions', { or: Array(100).fill({ title: { eq: 'x' } }) }, 'FILTER_TOO_LARGE'],
    ['10,000 empty conditions', { and: Array(10_000).fill({}) }, 'FILTER_TOO_LARGE'],
    ['1,000 relations', { or: Array(1000).fill({ clinic: {} }) }, 'FILTER_TOO_LARGE'],
    ['1,000 empty lists', { and: Array(1000).fill({ or: [] }) }, 'FILTER_TOO_LARGE'],
    ['1,000 empty comparators', { and: Array(1000).fill({ title: {} }) }, 'FILTER_TOO_LARGE'],
  ])('a filter of %s', async (_what, filter, reason) => {
    const answer = await list('first: 1, filter: $f', { f: filter }, '($f: TicketFilter)');
    expectTyped(answer, reason);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason });
  });

  test('an order of a thousand levels', async () => {
    const orderBy = Array(1000).fill({ field: 'TITLE', direction: 'ASC' });
    const answer = await list('first: 1, orderBy: $o', { o: orderBy }, '($o: [TicketOrder!])');
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'BAD_ORDER',
      argumentPath: ['orderBy'],
    });
  });

  test('more than a hundred nodes', async () => {
    const answer = await admin.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array(101).fill('x'),
    });
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argumentPath: ['ids'],
    });
  });

  test('a cursor whose values were changed is no cursor', async () => {
    for (const { field } of rootLists()) {
      const { list: page } = await admin.data(
        `{ list: ${field}(first: 1) { pageInfo { endCursor } } }`,
      );
      const values = JSON.parse(
        Buffer.from(page.pageInfo.endCursor, 'base64url').toString(),
      ) as unknown[];
      for (const [i] of values.entries()) {
        for (const forged of [
          'x',
          5,
          1e300,
          true,
          null,
          {},
          [],
          "' or 1=1",
          '9999-99-99',
          '\u0000',
        ]) {
          const copy = values.with(i, forged);
          const cursor = Buffer.from(JSON.stringify(copy)).toString('base64url');
          const answer = await admin.ask(
            `query($c: String) { ${field}(first: 1, after: $c) { totalCount } }`,
            { c: cursor },
          );
          expectTyped(answer, `${field} ${JSON.stringify(copy)}`);
        }
      }
    }
  });

  test('clinicIds: [] is no clinic, never all of them', async () => {
    const expiresAt = new Date(api.ports.now() + 86_400_000).toISOString();
    const { token, userErrors } = await admin.mutate(
      'apiKeyCreate',
      { name: 'x', scopes: ['CLINIC_READ', 'TICKET_READ'], clinicIds: [], expiresAt },
      'token',
    );
    if (token === null) return expect(userErrors[0].__typename).not.toBe('VersionConflict');
    const { clinics, tickets } = await (await api.client(token)).data(
      '{ clinics(first: 9) { totalCount } tickets(first: 9) { totalCount } }',
    );
    expect([clinics.totalCount, tickets.totalCount]).toEqual([0, 0]);
  });
});

test('every enum and input of the schema is reachable from what was tried', () => {
  // New kinds of scalars need values of their own above.
  const scalars = TYPES.filter((type) => !isEnumType(type) && !isInputObjectType(type)).map(
    ({ name }) => name,
  );
  expect(
    scalars
      .filter((name) =>
        /^(DateTime|Moment|Duration|TimeZone|EmailAddress|Date|Time|ID|String|Int|Boolean|Float)$/.test(
          name,
        ),
      )
      .sort(),
  ).toEqual([
    'Boolean',
    'Date',
    'DateTime',
    'Duration',
    'EmailAddress',
    'Float',
    'ID',
    'Int',
    'Moment',
    'String',
    'Time',
    'TimeZone',
  ]);
  expect(Object.keys(mutationFields()).length).toBeGreaterThan(20);
});

test('none of it was an error of ours', () => {
  expect(api.reports).toEqual([]);
  expect(api.answers.filter(({ status }) => status >= 500)).toEqual([]);
});

const TEXTUAL = new Set(['String', 'EmailAddress', 'TimeZone', 'DateTime', 'Duration']);
