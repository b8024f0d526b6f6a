// What a hostile reader of invoices looks for: work that the wrong line swallowed, months nobody bought,
// prices that change behind one's back, and lines that do not multiply.
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Client,
  days,
  must as settled,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let contractId: string;

const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const must = async (client: Client, name: string, input: object, fields: string) => {
  const answer = await client.mutate(name, input, fields);
  expect(answer.userErrors).toEqual([]);
  return answer;
};

beforeEach(async () => {
  await api?.close();
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  contractId = await contract({
    validFrom: '2026-03-15T04:00:00Z',
    validUntil: '2026-05-01T04:00:00Z', // midnights in New York
  });
});
afterAll(() => api.close());

const contract = async (over: object) => {
  const organizationId = toGlobalId('Organization', world.a.organizations.summit);
  const made = await must(
    admin,
    'contractCreate',
    { organizationId, name: 'Printers', ...over },
    'contract { id }',
  );
  return made.contract.id as string;
};
const addLine = async (over: object = {}) => {
  const line = await must(
    admin,
    'contractLineAdd',
    { contractId, name: 'Printing only', ...over },
    'contractLine { id }',
  );
  return line.contractLine.id as string;
};
const terms = (over: object = {}) => ({
  contractId,
  validFrom: '2026-03',
  currency: 'USD',
  timeZone: 'America/New_York',
  rounding: { incrementMinutes: 1, minimumMinutes: 1, mode: 'UP', per: 'ENTRY' },
  travel: { kind: 'AS_WORK' },
  hourlyRates: { onSite: 15_000, remote: 12_000, travel: 0 },
  lines: [],
  ...over,
});
const flat = async (over: object = {}) => ({
  kind: 'FLAT',
  contractLineId: await addLine(over),
  priceMinor: 112_500,
  includesParts: true,
});
const setTerms = (over: object = {}) =>
  admin.mutate('billingTermsSet', terms(over), 'billingTerms { version validFrom proRata }');
const ticket = async (over: object = {}) => {
  const clinicId = toGlobalId('Clinic', world.a.clinics.hilltop);
  const input = { clinicId, type: 'INCIDENT', domain: 'IT', title: 'It is slow', ...over };
  const opened = await must(admin, 'ticketCreate', input, 'ticket { id }');
  return opened.ticket.id as string;
};
const log = (ticketId: string, startedAt: string, minutes: number, over: object = {}) =>
  must(
    admin,
    'workLogAdd',
    { ticketId, startedAt, minutes, kind: 'REMOTE', billable: 'BILLABLE', ...over },
    'workLog { minutes }',
  );
const LINES =
  'lines { kind description quantity unit unitPrice { minor } amount { minor } proRata { days ofDays count unitPrice { minor } } }';
const usage = (period: string, fields = `total { minor } ${LINES}`) =>
  admin.ask(
    `query($c: ID!, $p: String!) { contractUsage(contractId: $c, period: $p) { ${fields} } }`,
    { c: contractId, p: period },
  );
const exported = (period: string, fields = '') =>
  admin.mutate(
    'invoiceExportCreate',
    { contractId, period },
    `invoiceExport { id period total { minor } ${LINES} ${fields} }`,
  );
const reasonOf = ({ errors }: Awaited<ReturnType<typeof usage>>) => errors?.[0]?.extensions?.reason;

test('a line for printing does not swallow a network hour and its switch', async () => {
  await setTerms({ lines: [await flat({ categories: ['Printing'] })] });
  const printer = await ticket({ category: 'Printing' });
  const network = await ticket({ category: 'Network' });
  const small = await ticket({ category: 'printing' });
  await log(printer, '2026-04-10T15:00:00Z', 30);
  await log(network, '2026-04-10T16:00:00Z', 60);
  await log(small, '2026-04-10T17:00:00Z', 30);
  for (const [ticketId, unitPriceMinor] of [
    [network, 99_900],
    [printer, 500],
  ] as const) {
    const usedAt = '2026-04-10T16:00:00Z';
    const part = {
      ticketId,
      name: 'Switch',
      quantity: 1,
      unitPriceMinor,
      billing: 'BILLABLE',
      usedAt,
    };
    await must(admin, 'partUsedAdd', part, 'partUsed { id }');
  }
  const { data } = await usage('2026-04');
  expect(
    data.contractUsage.lines.map((line: { kind: string; amount: { minor: string } }) => [
      line.kind,
      line.amount.minor,
    ]),
  ).toEqual([
    ['FIXED', '112500'],
    ['OVERAGE', '18000'],
    ['PART', '99900'],
  ]);
});

describe('months', () => {
  test.each(['2025-11', '2026-02', '2026-05', '2026-09'])(
    '%s, which the contract does not hold in, costs nothing: it is refused',
    async (period) => {
      await setTerms({ validFrom: '2025-01', lines: [await flat()] });
      expect(reasonOf(await usage(period))).toBe('PERIOD_NOT_COVERED');
      expect(codes((await exported(period)).userErrors)).toEqual([
        ['PERIOD_NOT_COVERED', 'period'],
      ]);
    },
  );

  test('one that it holds in part costs its days, as was predicted; the next one the whole', async () => {
    const block = {
      ...{ kind: 'BLOCK_HOURS', contractLineId: await addLine({ name: 'Block' }) },
      ...{ priceMinor: 0, minutes: 100 },
    };
    await setTerms({ lines: [await flat({ name: 'Printing' }), block] });
    const fields = `days ofDays total { minor } ${LINES} balances { granted }`;
    const { contractUsage } = (await usage('2026-03', fields)).data;
    expect(contractUsage).toEqual({
      ...{ days: 17, ofDays: 31, total: { minor: '61694' } },
      balances: [{ granted: 5484 }],
      lines: [
        {
          kind: 'FIXED',
          description: 'Printing, 17 of 31 days',
          ...{ quantity: '1', unit: 'PART_PERIOD' },
          ...{ unitPrice: { minor: '61694' }, amount: { minor: '61694' } },
          proRata: { days: 17, ofDays: 31, count: 1, unitPrice: { minor: '112500' } },
        },
      ],
    });
    const april = (await usage('2026-04')).data.contractUsage;
    const march = (await exported('2026-03')).invoiceExport;
    expect(march.lines).toEqual(contractUsage.lines);
    const { invoiceExport } = await exported('2026-04');
    expect([invoiceExport.total, invoiceExport.lines]).toEqual([april.total, april.lines]);
    expect(invoiceExport.total.minor).toBe('112500');
    expect(reasonOf(await usage('2026-03'))).toBe('PERIOD_EXPORTED');
  });

  test('costs the same whoever asks: what is denied to them is on the invoice too', async () => {
    const lines = [{ kind: 'TIME_AND_MATERIAL', contractLineId: await addLine() }];
    await setTerms({ lines });
    await log(await ticket(), '2026-04-10T15:00:00Z', 60);
    const { desk, clinics } = world.a;
    const named = { side: 'PROVIDER', displayName: 'All But One' } as const;
    const { personId } = await settled(desk.people.create(named));
    const grant = { personId, role: 'MSP_ADMIN', reason: 'hired' } as const;
    await settled(desk.grants.create(grant));
    const denied = { role: 'TECHNICIAN', effect: 'DENY', clinicId: clinics.hilltop } as const;
    await settled(desk.grants.create({ ...grant, ...denied }));
    const expiresAt = api.ports.now() + days(1);
    const made = await settled(desk.people.createToken({ personId, name: 'x', expiresAt }));
    const partial = await api.client(made.token ?? '');
    const { contractUsage } = await partial.data(
      'query($c: ID!) { contractUsage(contractId: $c, period: "2026-04") { total { minor } } }',
      { c: contractId },
    );
    expect(contractUsage).toEqual({ total: { minor: '12000' } });
  });

  test('by the whole month, if the terms say so', async () => {
    await setTerms({ lines: [await flat()], proRata: 'FULL_MONTH' });
    expect((await exported('2026-03')).invoiceExport.total.minor).toBe('112500');
  });

  test('begin with the contract’s own: none is left out', async () => {
    await setTerms({ lines: [await flat()] });
    expect(codes((await exported('2026-04')).userErrors)).toEqual([
      ['PERIOD_OUT_OF_ORDER', 'period'],
    ]);
  });
});

describe('a price set today', () => {
  test('is not the price of months before, nor of one that was exported', async () => {
    const line = await flat();
    await setTerms({ lines: [line] });
    const dearer = [{ ...line, priceMinor: 200_000 }];
    const set = await setTerms({ expectedVersion: 1, validFrom: '2026-04', lines: dearer });
    expect(set.billingTerms).toEqual({ version: 2, validFrom: '2026-04', proRata: 'BY_DAY' });
    expect((await usage('2026-04')).data.contractUsage.total.minor).toBe('200000');
    expect((await exported('2026-03')).invoiceExport.total.minor).toBe('61694');
    const again = await setTerms({ expectedVersion: 2, validFrom: '2026-03', lines: dearer });
    expect(codes(again.userErrors)).toEqual([['PERIOD_EXPORTED', 'validFrom']]);
    expect((await exported('2026-04')).invoiceExport.total.minor).toBe('200000');
  });

  test('holds from the month it is now, if nothing is said', async () => {
    const line = await flat();
    await setTerms({ lines: [line] });
    const now = { expectedVersion: 1, validFrom: undefined, lines: [{ ...line, priceMinor: 1 }] };
    expect((await setTerms(now)).billingTerms.validFrom).toBe('2026-11');
    expect((await usage('2026-04')).data.contractUsage.total.minor).toBe('112500');
  });

  test('is taken back while nothing is exported by it: those before hold, and it stays to be read', async () => {
    const line = await flat();
    const first = await admin.mutate(
      'billingTermsSet',
      terms({ validFrom: '2025-01', lines: [line] }),
      'billingTerms { id }',
    );
    const dearer = {
      expectedVersion: 1,
      validFrom: '2026-04',
      lines: [{ ...line, priceMinor: 1 }],
    };
    const rise = await admin.mutate('billingTermsSet', terms(dearer), 'billingTerms { id }');
    const withdraw = ({ billingTerms }: { billingTerms: { id: string } }) =>
      admin.mutate(
        'billingTermsWithdraw',
        { billingTermsId: billingTerms.id },
        'billingTerms { version withdrawnAt }',
      );
    expect((await usage('2026-04')).data.contractUsage.total.minor).toBe('1');
    expect((await withdraw(rise)).billingTerms).toEqual({
      ...{ version: 2, withdrawnAt: expect.any(String) },
    });
    expect((await usage('2026-04')).data.contractUsage.total.minor).toBe('112500');
    expect(codes((await withdraw(rise)).userErrors)).toEqual([
      ['TERMS_WITHDRAWN', 'billingTermsId'],
    ]);
    // What was withdrawn still counts in the version: nobody decides on what they have not seen.
    const unseen = await admin.mutate('billingTermsSet', terms(dearer), '');
    expect(unseen.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    expect((await exported('2026-03')).userErrors).toEqual([]);
    expect(codes((await withdraw(first)).userErrors)).toEqual([
      ['PERIOD_EXPORTED', 'billingTermsId'],
    ]);
  });

  test('of two who set one, the second is told of the first', async () => {
    const line = await flat();
    await setTerms({ lines: [line] });
    const { userErrors } = await admin.mutate('billingTermsSet', terms({ lines: [line] }), '');
    expect(userErrors).toMatchObject([{ __typename: 'VersionConflict', code: 'VERSION_CONFLICT' }]);
  });

  test.each([
    ['2026-13', 'PERIOD_INVALID'],
    ['yesterday', 'PERIOD_INVALID'],
    ['2199-12', 'PERIOD_INVALID'],
  ])('from %s is refused', async (validFrom, code) => {
    const { userErrors } = await setTerms({ validFrom, lines: [await flat()] });
    expect(codes(userErrors)).toEqual([[code, 'validFrom']]);
    expect(reasonOf(await usage(validFrom))).toBe(code);
  });
});

test('what accounting multiplies is what was charged', async () => {
  await setTerms({ lines: [{ kind: 'TIME_AND_MATERIAL', contractLineId: await addLine() }] });
  const it = await ticket();
  for (const [day, minutes] of [20, 20, 7, 88].entries()) {
    await log(it, `2026-03-2${day}T15:00:00Z`, minutes, { kind: 'ON_SITE' });
  }
  const { invoiceExport } = await exported('2026-03', 'csv documentText');
  expect(invoiceExport.lines).toMatchObject([
    { quantity: '2.25', unit: 'HOUR', unitPrice: { minor: '15000' }, amount: { minor: '33750' } },
  ]);
  expect(invoiceExport.csv).toContain(',2.25,HOUR,150.00,337.50,USD');
  expect(JSON.parse(invoiceExport.documentText)).toMatchObject({
    version: 2,
    lines: [{ quantity: '2.25', unitPriceMinor: 15_000, amountMinor: 33_750 }],
  });
});

describe('who worked, and when', () => {
  const WARNINGS = 'workLog { minutes } warnings { code message }';
  const riverside = () => toGlobalId('Ticket', world.a.tickets.shared);
  const person = (name: keyof typeof world.a.people) =>
    toGlobalId('Person', world.a.people[name].id);
  const add = (who: Client, startedAt: string, minutes: number, over: object = {}) =>
    who.mutate(
      'workLogAdd',
      {
        ...{ ticketId: riverside(), startedAt, minutes, kind: 'REMOTE', billable: 'BILLABLE' },
        ...over,
      },
      WARNINGS,
    );

  test('nobody’s time is billed who does not work there; a team of the clinic does', async () => {
    const dispatcher = await api.client(world.a.people.dispatcher);
    const at = '2026-10-20T15:00:00Z';
    for (const name of ['nurse', 'clinicAdmin', 'auditor'] as const) {
      const { userErrors } = await add(dispatcher, at, 30, { personId: person(name) });
      expect(codes(userErrors), name).toEqual([['PERSON_DOES_NOT_WORK_HERE', 'personId']]);
    }
    const foreign = toGlobalId('Person', world.b.people.technician.id);
    expect(codes((await add(dispatcher, at, 30, { personId: foreign })).userErrors)).toEqual([
      ['NOT_FOUND', 'personId'],
    ]);
    const technician = { personId: person('technician') };
    expect((await add(dispatcher, at, 30, technician)).userErrors).toEqual([]);
    const teamId = toGlobalId('Team', world.a.teams.biomed);
    await must(admin, 'teamMemberAdd', { teamId, personId: person('nurse') }, 'team { id }');
    const nurse = { personId: person('nurse') };
    expect((await add(dispatcher, at, 30, nurse)).userErrors).toEqual([]);
  });

  test('two things at once are told; more than a day on a date is refused, whoever logs it', async () => {
    const technician = await api.client(world.a.people.technician);
    const dispatcher = await api.client(world.a.people.dispatcher);
    const first = await add(technician, '2026-10-20T04:00:00Z', 600); // midnight in New York
    expect(first).toMatchObject({ workLog: { minutes: 600 }, warnings: [], userErrors: [] });
    const second = await add(technician, '2026-10-20T13:30:00Z', 60);
    expect(second.warnings).toEqual([
      {
        code: 'OVERLAPS_OTHER_WORK',
        message:
          'The person has other work logged at that time: 2026-10-20T04:00:00.000Z to 2026-10-20T14:00:00.000Z.',
      },
    ]);
    const personId = person('technician');
    const day = await add(dispatcher, '2026-10-20T04:00:00Z', 1440, { personId });
    expect(codes(day.userErrors)).toEqual([['WORK_EXCEEDS_DAY', 'minutes']]);
    // 780 minutes are left of the date; the last hour of the work is on the next one.
    const over = await add(dispatcher, '2026-10-20T15:00:00Z', 780 + 60, { personId });
    expect(codes(over.userErrors)).toEqual([]);
    const minute = await add(dispatcher, '2026-10-20T10:00:00Z', 300, { personId });
    expect(codes(minute.userErrors)).toEqual([['WORK_EXCEEDS_DAY', 'minutes']]);
  });

  test('so is a correction to more than a day, and not one of the entry against itself', async () => {
    const technician = await api.client(world.a.people.technician);
    await add(technician, '2026-10-20T04:00:00Z', 700);
    await add(technician, '2026-10-20T16:00:00Z', 600);
    const { timeEntries } = await technician.data(
      '{ timeEntries(first: 1, filter: { minutes: { eq: 600 } }) { nodes { id version } } }',
    );
    const [{ id, version }] = timeEntries.nodes;
    const correct = (minutes: number, startedAt: string) =>
      technician.mutate(
        'workLogCorrect',
        { timeEntryId: id, expectedVersion: version, minutes, startedAt, reason: 'Read wrong.' },
        'timeEntry { minutes } warnings { code }',
      );
    expect(codes((await correct(1440, '2026-10-20T04:00:00Z')).userErrors)).toEqual([
      ['WORK_EXCEEDS_DAY', 'minutes'],
    ]);
    expect(await correct(740, '2026-10-20T15:00:00Z')).toMatchObject({
      ...{ timeEntry: { minutes: 740 }, warnings: [{ code: 'OVERLAPS_OTHER_WORK' }] },
      userErrors: [],
    });
  });
});
