// From worked time to an invoice, through the API: time entries and parts, terms of a contract, its usage,
// and an export that happens once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextMonth } from '../../platform/test/support/work-world.ts';
import {
  type Client,
  days,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let technician: Client;
let ticketId: string;
let contractId: string;
let lineId: string;
/** The month the test world lives in. */
let period: string;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  technician = await api.client(world.a.people.technician);
  ticketId = toGlobalId('Ticket', world.a.tickets.shared);
  const made = await admin.mutate(
    'contractCreate',
    {
      organizationId: toGlobalId('Organization', world.a.organizations.coastal),
      name: '=Coastal, full care',
      validFrom: '2026-11-01T04:00:00Z',
    },
    'contract { id }',
  );
  contractId = made.contract.id;
  const line = await admin.mutate(
    'contractLineAdd',
    {
      contractId,
      name: 'One hour a month',
      clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
    },
    'contractLine { id }',
  );
  lineId = line.contractLine.id;
  const now = new Date(api.ports.now());
  period = new Intl.DateTimeFormat('sv', {
    timeZone: 'America/New_York',
    year: 'numeric',
    month: '2-digit',
  }).format(now);
});
afterAll(() => api.close());

const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const terms = (more: object = {}) => ({
  contractId,
  currency: 'USD',
  timeZone: 'America/New_York',
  rounding: { incrementMinutes: 15, minimumMinutes: 15, mode: 'UP', per: 'ENTRY' },
  travel: { kind: 'PER_TRIP', priceMinor: 7500 },
  hourlyRates: { onSite: 15_000, remote: 12_000, travel: 0 },
  lines: [
    {
      kind: 'BLOCK_HOURS',
      contractLineId: lineId,
      priceMinor: 10_000,
      minutes: 60,
      carryOver: { periods: 1 },
    },
  ],
  ...more,
});
const usage = async (month: string) =>
  (
    await admin.data(
      'query($c: ID!, $p: String!) { contractUsage(contractId: $c, period: $p) { total { minor currency } lines { kind description quantity amount { minor } } allocations { timeEntryId contractLineId outcome weighted amount { minor } } balances { granted used closing } } }',
      { c: contractId, p: month },
    )
  ).contractUsage;
const at = (ago: number) => new Date(api.ports.now() - ago).toISOString();
const log = async (
  minutes: number,
  kind: string,
  billable = 'BILLABLE',
  at = new Date(api.ports.now() - days(1)).toISOString(),
) =>
  technician.mutate(
    'workLogAdd',
    {
      ticketId,
      minutes,
      kind,
      billable,
      startedAt: at,
    },
    'workLog { minutes } ticket { timeEntries(first: 9) { nodes { minutes kind billing invoiceExport { period } } } }',
  );

describe('terms', () => {
  test('without them a contract charges nothing that could be told', async () => {
    const { text } = await admin.ask(
      'query($c: ID!) { contractUsage(contractId: $c, period: "2026-11") { period } }',
      { c: contractId },
    );
    expect(text).toContain('BILLING_TERMS_MISSING');
  });

  test.each([
    ['a currency in small letters', { currency: 'usd' }, 'CURRENCY_UNKNOWN', 'currency'],
    ['no zone', { timeZone: 'Mars/Base' }, 'TIME_ZONE_UNKNOWN', 'timeZone'],
    [
      'a negative rate',
      { hourlyRates: { onSite: -1, remote: 0, travel: 0 } },
      'NUMBER_OUT_OF_RANGE',
      'hourlyRates.onSite',
    ],
    [
      'a discount after hours',
      { afterHoursPercent: 50 },
      'NUMBER_OUT_OF_RANGE',
      'afterHoursPercent',
    ],
    [
      'a line of nobody',
      { lines: [{ kind: 'FLAT', contractLineId: 'nothing' }] },
      'NOT_FOUND',
      'lines.0.contractLineId',
    ],
  ])('with %s are refused', async (_, over, code, path) => {
    const { userErrors } = await admin.mutate('billingTermsSet', terms(over), '');
    expect(codes(userErrors)).toEqual([[code, path]]);
  });

  test('are set by those who make contracts, and can be read', async () => {
    const { userErrors } = await technician.mutate('billingTermsSet', terms(), '');
    expect(codes(userErrors)).toEqual([['FORBIDDEN', '']]);
    const { billingTerms } = await admin.mutate(
      'billingTermsSet',
      terms(),
      'billingTerms { currency incrementMinutes travel lines { kind minutes carryOverPeriods price { minor currency } contractLineId } }',
    );
    expect(billingTerms).toEqual({
      currency: 'USD',
      incrementMinutes: 15,
      travel: 'PER_TRIP',
      lines: [
        {
          kind: 'BLOCK_HOURS',
          minutes: 60,
          carryOverPeriods: 1,
          price: { minor: '10000', currency: 'USD' },
          contractLineId: lineId,
        },
      ],
    });
  });
});

describe('a month', () => {
  test('time and parts become usage, to the cent', async () => {
    const before = await usage(period);
    await log(50, 'ON_SITE');
    await log(20, 'TRAVEL');
    await log(40, 'REMOTE', 'NON_BILLABLE');
    const { ticket } = await log(20, 'REMOTE');
    expect(ticket.timeEntries.nodes).toContainEqual({
      minutes: 50,
      kind: 'ON_SITE',
      billing: 'BILLABLE',
      invoiceExport: null,
    });
    const fuses = () =>
      technician.mutate(
        'partUsedAdd',
        { ticketId, name: '+Fuse', quantity: 3, unitPriceMinor: 199, billing: 'BILLABLE' },
        'partUsed { name quantity unitPriceMinor } ticket { parts(first: 3) { totalCount } }',
        { 'idempotency-key': 'three-fuses' },
      );
    const added = await fuses();
    expect(added.partUsed).toEqual({ name: '+Fuse', quantity: 3, unitPriceMinor: '199' });
    // A retry is answered with the same part, and uses up no other.
    expect(await fuses()).toEqual(added);
    const after = await usage(period);
    // 50 minutes are 60 and use the block up; 20 remote are 30 beyond it; what began later finds nothing left.
    expect(before.balances[0].used).toBe(3000);
    expect(after.balances[0].used).toBe(6000);
    const charged = after.allocations.filter((a: { outcome: string }) => a.outcome === 'OVERAGE');
    expect(charged).toMatchObject([{ weighted: 3000, amount: { minor: '6000' } }]);
    // The block, the overage, the trip, the fuses, and what the world has used already.
    expect(after.total).toEqual({
      minor: String(10_000 + 6000 + 7500 + 3 * 199 + 2500),
      currency: 'USD',
    });
    expect(after.lines.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['FIXED', 'OVERAGE', 'TRAVEL', 'PART']),
    );
  });

  test('is put right until it stands on an invoice: one’s own by oneself, others’ by who may', async () => {
    const { timeEntry } = (
      await admin.data(
        'query($t: ID!) { timeEntries(first: 50, filter: { ticketId: { eq: $t }, minutes: { eq: 50 } }) { nodes { id version } } }',
        { t: ticketId },
      )
    ).timeEntries.nodes.map((timeEntry: object) => ({ timeEntry }))[0];
    const FIELDS = 'timeEntry { version minutes kind billing startedAt voidedAt }';
    const correct = (who: Client, input: object) =>
      who.mutate('workLogCorrect', { timeEntryId: timeEntry.id, ...input }, FIELDS);
    const asked = { expectedVersion: timeEntry.version, minutes: 35, reason: 'Read 50 for 35.' };
    const other = await api.client(world.a.people.dispatcher);
    expect(codes((await correct(technician, { ...asked, minutes: 0 })).userErrors)).toEqual([
      ['MINUTES_OUT_OF_RANGE', 'minutes'],
    ]);
    const before = await usage(period);
    const done = await correct(technician, asked);
    expect(done.timeEntry).toMatchObject({ minutes: 35, kind: 'ON_SITE', voidedAt: null });
    expect((await correct(technician, asked)).userErrors).toMatchObject([
      { __typename: 'VersionConflict' },
    ]);
    // 35 minutes are 45 in steps of 15: a quarter of an hour less of the block.
    const after = await usage(period);
    const weighted = (all: { allocations: { timeEntryId: string; weighted: number }[] }) =>
      all.allocations
        .filter((each) => each.timeEntryId === timeEntry.id)
        .reduce((sum, each) => sum + each.weighted, 0);
    expect(weighted(before) - weighted(after)).toBe(1500);
    const back = { expectedVersion: done.timeEntry.version, minutes: 50, reason: 'It was 50.' };
    expect(codes((await correct(other, back)).userErrors)).toEqual([]);
    const { timeline } = (
      await admin.data(
        'query($t: ID!) { node(id: $t) { ... on Ticket { timeline(last: 2) { nodes { __typename ... on WorkLogCorrectedEntry { timeEntryId before { minutes } after { minutes } reason } } } } } }',
        { t: ticketId },
      )
    ).node;
    expect(timeline.nodes.at(-1)).toEqual({
      __typename: 'WorkLogCorrectedEntry',
      timeEntryId: timeEntry.id,
      before: { minutes: 35 },
      after: { minutes: 50 },
      reason: 'It was 50.',
    });
    expect((await usage(period)).total).toEqual(before.total);
  });

  test('what never happened is taken back, and counts for nothing', async () => {
    const before = await usage(period);
    const dispatcher = await api.client(world.a.people.dispatcher);
    const logged = await dispatcher.mutate(
      'workLogAdd',
      { ticketId, minutes: 60, kind: 'ON_SITE', billable: 'BILLABLE', startedAt: at(days(1)) },
      'workLog { id } timeEntry { id version clinic { name } }',
    );
    const part = await dispatcher.mutate(
      'partUsedAdd',
      { ticketId, name: 'Lamp', quantity: 1, unitPriceMinor: 5000, billing: 'BILLABLE' },
      'partUsed { id }',
    );
    expect((await usage(period)).total).not.toEqual(before.total);
    const { nodes } = (
      await admin.data(
        'query($p: ID!) { timeEntries(first: 1, filter: { personId: { eq: $p }, voidedAt: { isNull: true } }) { nodes { id version clinic { name } } } }',
        { p: toGlobalId('Person', world.a.people.dispatcher.id) },
      )
    ).timeEntries;
    expect(logged.timeEntry).toEqual(nodes[0]);
    const takeBack = (who: Client) =>
      who.mutate(
        'workLogVoid',
        { timeEntryId: nodes[0].id, expectedVersion: nodes[0].version, reason: 'Not there.' },
        'timeEntry { voidedAt }',
      );
    const void_ = (who: Client) =>
      who.mutate(
        'partUsedVoid',
        { partUsedId: part.partUsed.id, reason: 'Not used.' },
        'partUsed { voidedAt voidReason }',
      );
    // A technician is no one’s bookkeeper.
    expect(codes((await takeBack(technician)).userErrors)).toEqual([['FORBIDDEN', '']]);
    expect(codes((await void_(technician)).userErrors)).toEqual([['FORBIDDEN', '']]);
    expect(logged.userErrors).toEqual([]);
    expect((await takeBack(dispatcher)).timeEntry.voidedAt).not.toBeNull();
    expect((await void_(dispatcher)).partUsed.voidReason).toBe('Not used.');
    expect((await usage(period)).total).toEqual(before.total);
    expect(codes((await void_(dispatcher)).userErrors)).toEqual([['WORK_VOIDED', '']]);
  });

  test('refuses work in the future and parts of nothing', async () => {
    const future = new Date(api.ports.now() + days(1)).toISOString();
    const later = await technician.mutate(
      'workLogAdd',
      { ticketId, minutes: 5, kind: 'REMOTE', billable: 'BILLABLE', startedAt: future },
      '',
    );
    expect(codes(later.userErrors)).toEqual([['TIME_IN_FUTURE', 'startedAt']]);
    const none = await technician.mutate(
      'partUsedAdd',
      { ticketId, name: 'x', quantity: 0, unitPriceMinor: 1, billing: 'BILLABLE' },
      '',
    );
    expect(codes(none.userErrors)).toEqual([['NUMBER_OUT_OF_RANGE', 'quantity']]);
  });

  test('is exported once it is over, once, and what is on it stays', async () => {
    const early = await admin.mutate('invoiceExportCreate', { contractId, period }, '');
    expect(codes(early.userErrors)).toEqual([['PERIOD_NOT_OVER', 'period']]);
    const expected = await usage(period);
    api.ports.advance(days(40));
    const FIELDS =
      'invoiceExport { id period total { minor } lines { number kind description } csv documentText }';
    const first = await admin.mutate('invoiceExportCreate', { contractId, period }, FIELDS);
    expect(first.userErrors).toEqual([]);
    const { csv, documentText, total } = first.invoiceExport;
    expect(total.minor).toBe(expected.total.minor);
    expect(csv.split('\r\n')[0]).toMatch(/^export_id,contract,period,line/);
    expect(csv).toContain(`"'=Coastal, full care"`);
    expect(csv).toContain(`'+Fuse`);
    const document = JSON.parse(documentText);
    expect([document.schema, document.version, String(document.totalMinor)]).toEqual([
      'wardline.invoice',
      2,
      total.minor,
    ]);
    // Work that comes late is on the next one; asked again, the first answers as it was.
    const late = `${period}-28T15:00:00Z`;
    const { timeEntries, partsUsed } = await admin.data(
      '{ timeEntries(first: 1, filter: { invoiceExportId: { isNull: false } }) { nodes { id version } } partsUsed(first: 1, filter: { invoiceExportId: { isNull: false } }) { nodes { id } } }',
    );
    const [entry] = timeEntries.nodes;
    const locked = await admin.mutate(
      'workLogVoid',
      { timeEntryId: entry.id, expectedVersion: entry.version, reason: 'x' },
      '',
    );
    expect(codes(locked.userErrors)).toEqual([['WORK_INVOICED', '']]);
    const kept = { partUsedId: partsUsed.nodes[0].id, reason: 'x' };
    expect(codes((await admin.mutate('partUsedVoid', kept, '')).userErrors)).toEqual([
      ['WORK_INVOICED', ''],
    ]);
    await log(30, 'REMOTE', 'BILLABLE', late);
    const again = await admin.mutate('invoiceExportCreate', { contractId, period }, FIELDS);
    expect(again).toEqual(first);
    const { ticket } = await log(5, 'TRAVEL', 'BILLABLE', `${nextMonth(period)}-02T15:00:00Z`);
    const exported = ticket.timeEntries.nodes.filter(
      (entry: { invoiceExport: object | null }) => entry.invoiceExport !== null,
    );
    expect(exported.length).toBeGreaterThanOrEqual(4);
    const left = await usage(nextMonth(period));
    expect(left.allocations).toHaveLength(2);
    const skipped = await admin.mutate(
      'invoiceExportCreate',
      { contractId, period: nextMonth(nextMonth(period)) },
      '',
    );
    expect(codes(skipped.userErrors)[0]?.[0]).toMatch(/PERIOD_OUT_OF_ORDER|PERIOD_NOT_OVER/);
  });

  test('is read by the organization that pays, and not by another or its nurses', async () => {
    const query =
      'query($id: ID!) { node(id: $id) { ... on Contract { invoiceExports(first: 3) { totalCount } } } }';
    const owner = await api.client(world.a.people.orgAdmin);
    expect((await owner.data(query, { id: contractId })).node.invoiceExports.totalCount).toBe(1);
    const nurse = await api.client(world.a.people.nurse);
    expect((await nurse.data(query, { id: contractId })).node).toBeNull();
    const entries = await (await api.client(world.a.people.clinicAdmin)).data(
      'query($id: ID!) { node(id: $id) { ... on Ticket { timeEntries(first: 3) { totalCount } parts(first: 3) { totalCount } } } }',
      { id: ticketId },
    );
    expect(entries.node).toEqual({ timeEntries: { totalCount: 0 }, parts: { totalCount: 0 } });
  });
});

test('of two contracts of an organization each charges its own work, whichever is looked at first', async () => {
  const contract = async (name: string, line: object) => {
    const made = await admin.mutate(
      'contractCreate',
      {
        organizationId: toGlobalId('Organization', world.a.organizations.summit),
        name,
        validFrom: new Date(api.ports.now() - days(40)).toISOString(),
      },
      'contract { id }',
    );
    const own = { contractId: made.contract.id };
    const bought = await admin.mutate(
      'contractLineAdd',
      { ...own, name, ...line },
      'contractLine { id }',
    );
    const contractLineId = bought.contractLine.id;
    const lines = [{ kind: 'TIME_AND_MATERIAL', contractLineId }];
    const { userErrors } = await admin.mutate('billingTermsSet', terms({ ...own, lines }), '');
    expect(userErrors).toEqual([]);
    return own.contractId as string;
  };
  const wide = await contract('All trades', {});
  const narrow = await contract('Building', { domains: ['FACILITIES'] });
  const clinicId = toGlobalId('Clinic', world.a.clinics.hilltop);
  const work = async (domain: string, minutes: number) => {
    const input = { clinicId, type: 'INCIDENT', domain, title: 'It leaks' };
    const { ticket } = await admin.mutate('ticketCreate', input, 'ticket { id }');
    await admin.mutate(
      'workLogAdd',
      {
        ticketId: ticket.id,
        personId: toGlobalId('Person', world.a.people.mspAdmin.id),
        minutes,
        kind: 'REMOTE',
        billable: 'BILLABLE',
        startedAt: new Date(api.ports.now() - days(1)).toISOString(),
      },
      'workLog { minutes }',
    );
  };
  await work('IT', 60);
  await work('FACILITIES', 30);
  const read = async (contractId: string) => {
    const { contractUsage } = await admin.data(
      'query($c: ID!, $p: String!) { contractUsage(contractId: $c, period: $p) { allocations { outcome weighted } total { minor } } }',
      { c: contractId, p: new Date(api.ports.now() - days(1)).toISOString().slice(0, 7) },
    );
    return contractUsage;
  };
  // 12,000 an hour; in hundredths of a minute.
  const [one, other] = [await read(wide), await read(narrow)];
  expect(one).toEqual({
    allocations: [{ outcome: 'TIME', weighted: 6000 }],
    total: { minor: '12000' },
  });
  expect(other).toEqual({
    allocations: [{ outcome: 'TIME', weighted: 3000 }],
    total: { minor: '6000' },
  });
});
