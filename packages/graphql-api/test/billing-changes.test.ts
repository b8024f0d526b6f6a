// A contract changes, a line of it does, and an invoice was wrong: what is settled stays, what is open moves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
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
let lineId: string;

const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const addLine = async (over: object = {}) => {
  const input = { contractId, name: 'Care', ...over };
  return (await admin.mutate('contractLineAdd', input, 'contractLine { id }')).contractLine.id;
};
const setTerms = (over: object) =>
  admin.mutate(
    'billingTermsSet',
    {
      ...{ contractId, validFrom: '2026-08', currency: 'USD', timeZone: 'America/New_York' },
      rounding: { incrementMinutes: 1, minimumMinutes: 1, mode: 'UP', per: 'ENTRY' },
      travel: { kind: 'PER_TRIP', priceMinor: 5000 },
      hourlyRates: { onSite: 15_000, remote: 12_000, travel: 0 },
      lines: [
        {
          ...{ kind: 'FLAT', contractLineId: lineId, priceMinor: 30_000, includesParts: true },
          kinds: ['ON_SITE'],
        },
      ],
      ...over,
    },
    'billingTerms { tripPrice { minor } hourlyRates { onSite { minor } travel { minor } } lines { kinds includesParts domains categories clinicIds assetIds carryOverMaxMinutes } }',
  );
const EXPORT = 'invoiceExport { id period voidedAt voidReason total { minor } documentText }';
const exported = (period: string, over: object = {}) =>
  admin.mutate('invoiceExportCreate', { contractId, period, ...over }, EXPORT);
const takeBack = (invoiceExportId: string, reason = 'The rate was wrong.', who = admin) =>
  who.mutate('invoiceExportVoid', { invoiceExportId, reason }, EXPORT);
const log = async (startedAt: string, minutes: number) => {
  const ticketId = toGlobalId('Ticket', world.a.tickets.hilltop);
  const input = { ticketId, startedAt, minutes, kind: 'REMOTE', billable: 'BILLABLE' };
  expect((await admin.mutate('workLogAdd', input, '')).userErrors).toEqual([]);
};
const update = (input: object) =>
  admin.mutate('contractUpdate', { contractId, ...input }, 'contract { name validUntil version }');
const usage = async (period: string) => {
  const { data } = await admin.ask(
    'query($c: ID!, $p: String!) { contractUsage(contractId: $c, period: $p) { total { minor } } }',
    { c: contractId, p: period },
  );
  return data?.contractUsage?.total.minor ?? null;
};

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  const made = await admin.mutate(
    'contractCreate',
    {
      organizationId: toGlobalId('Organization', world.a.organizations.summit),
      ...{ name: 'Summit', validFrom: '2026-08-01T04:00:00Z' },
    },
    'contract { id }',
  );
  contractId = made.contract.id;
  lineId = await addLine();
});
afterAll(() => api.close());

test('terms are read as they were set, and lines with what they cover', async () => {
  const { billingTerms, userErrors } = await setTerms({});
  expect(userErrors).toEqual([]);
  expect(billingTerms).toEqual({
    tripPrice: { minor: '5000' },
    hourlyRates: { onSite: { minor: '15000' }, travel: { minor: '0' } },
    lines: [
      {
        ...{ kinds: ['ON_SITE'], includesParts: true, carryOverMaxMinutes: null },
        ...{ domains: [], categories: [], clinicIds: [], assetIds: [] },
      },
    ],
  });
});

describe('a line', () => {
  const change = (input: object) =>
    admin.mutate(
      'contractLineUpdate',
      { contractLineId: lineId, ...input },
      'contractLine { name domains categories version clinic { id } }',
    );

  test('that is charged by keeps what it covers, and may have another name', async () => {
    const narrower = await change({ expectedVersion: 1, categories: ['Printing'] });
    expect(codes(narrower.userErrors)).toEqual([['CONTRACT_LINE_IN_USE', '']]);
    const { userErrors } = await admin.mutate('contractLineRemove', { contractLineId: lineId }, '');
    expect(codes(userErrors)).toEqual([['CONTRACT_LINE_IN_USE', '']]);
    const named = await change({ expectedVersion: 1, name: 'Full care' });
    expect(named.contractLine).toMatchObject({ name: 'Full care', version: 2, categories: null });
    const old = await change({ expectedVersion: 1, name: 'Old' });
    expect(old.userErrors).toMatchObject([
      { __typename: 'VersionConflict', code: 'VERSION_CONFLICT' },
    ]);
  });

  test('that nothing is charged by covers something else, and can go', async () => {
    const spare = { contractLineId: await addLine({ categories: ['Network'] }) };
    const clinicId = toGlobalId('Clinic', world.a.clinics.hilltop);
    const wider = await change({ ...spare, expectedVersion: 1, clinicId, categories: null });
    expect(wider.contractLine).toMatchObject({ categories: null, clinic: { id: clinicId } });
    const none = await change({ ...spare, expectedVersion: 2, categories: [] });
    expect(codes(none.userErrors)).toEqual([['LIST_EMPTY', 'categories']]);
    const elsewhere = toGlobalId('Clinic', world.a.clinics.riverside);
    const other = await change({ ...spare, expectedVersion: 2, clinicId: elsewhere });
    expect(codes(other.userErrors)).toEqual([['NOT_FOUND', 'clinicId']]);
    const gone = await admin.mutate('contractLineRemove', spare, 'contract { id }');
    expect(gone.contract).toEqual({ id: contractId });
    const again = await admin.mutate('contractLineRemove', spare, '');
    expect(codes(again.userErrors)).toEqual([['NOT_FOUND', 'contractLineId']]);
  });

  test('that an agreement covers does not go', async () => {
    const contractLineId = toGlobalId('ContractLine', world.a.agreements.contractLineId);
    const { userErrors } = await admin.mutate('contractLineRemove', { contractLineId }, '');
    expect(codes(userErrors)).toEqual([['CONTRACT_LINE_IN_USE', '']]);
  });
});

describe('an export that was wrong', () => {
  let first: { id: string; total: { minor: string }; documentText: string };
  let second: { id: string };

  test('is voided the latest first, by who makes them, for a reason', async () => {
    await log('2026-08-10T15:00:00Z', 60);
    await log('2026-09-10T15:00:00Z', 30);
    first = (await exported('2026-08')).invoiceExport;
    expect(first.documentText).toContain('"description":"Full care"');
    expect(first.total.minor).toBe('42000');
    second = (await exported('2026-09')).invoiceExport;
    expect(codes((await takeBack(first.id)).userErrors)).toEqual([
      ['INVOICE_NOT_LATEST', 'invoiceExportId'],
    ]);
    expect(codes((await takeBack(second.id, ' ')).userErrors)).toEqual([['TEXT_EMPTY', 'reason']]);
    const owner = await api.client(world.a.people.technician);
    expect(codes((await takeBack(second.id, 'x', owner)).userErrors)).toEqual([['FORBIDDEN', '']]);
  });

  test('gives its work back, stays to be read, and is made again as another', async () => {
    const voided = await takeBack(second.id);
    expect(voided.userErrors).toEqual([]);
    expect(voided.invoiceExport).toMatchObject({
      ...{ id: second.id, voidReason: 'The rate was wrong.', total: { minor: '36000' } },
      voidedAt: expect.any(String),
    });
    expect(codes((await takeBack(second.id)).userErrors)).toEqual([['INVOICE_VOIDED', '']]);
    // It came late, is of the month, and its price is mended: the month is open for both.
    await log('2026-09-11T15:00:00Z', 30);
    const dearer = { onSite: 15_000, remote: 18_000, travel: 0 };
    const terms = { expectedVersion: 1, validFrom: '2026-09', hourlyRates: dearer };
    expect((await setTerms(terms)).userErrors).toEqual([]);
    const predicted = await usage('2026-09');
    const again = await exported('2026-09');
    expect(again.invoiceExport).toMatchObject({ voidedAt: null, total: { minor: '48000' } });
    expect(predicted).toBe('48000');
    expect(again.invoiceExport.id).not.toBe(second.id);
    expect((await exported('2026-09')).invoiceExport).toEqual(again.invoiceExport);
    const sources = (document: string) =>
      JSON.parse(document).lines.flatMap((line: { sourceIds: string[] }) => line.sourceIds);
    const twice = sources(voided.invoiceExport.documentText);
    expect(sources(again.invoiceExport.documentText)).toEqual(expect.arrayContaining(twice));
    expect(sources(first.documentText)).not.toEqual(expect.arrayContaining(twice));
    second = again.invoiceExport;
  });

  test('exports are listed: by contract, month and whether they stand, to who may read them', async () => {
    const list = async (who: Client, filter: object) =>
      (
        await who.data(
          'query($f: InvoiceExportFilter) { invoiceExports(first: 10, filter: $f, orderBy: [{ field: PERIOD, direction: ASC }]) { totalCount nodes { period voidedAt contract { id } } } }',
          { f: filter },
        )
      ).invoiceExports;
    const own = { contractId: { eq: contractId } };
    const all = await list(admin, own);
    expect(all.nodes.map(({ period }: { period: string }) => period)).toEqual([
      ...['2026-08', '2026-09', '2026-09'],
    ]);
    const standing = { ...own, voidedAt: { isNull: true }, period: { eq: '2026-09' } };
    expect((await list(admin, standing)).totalCount).toBe(1);
    const nurse = await api.client(world.a.people.nurse);
    expect((await list(nurse, own)).totalCount).toBe(0);
  });
});

describe('a contract', () => {
  test('is renamed by who read it last', async () => {
    const named = await update({ expectedVersion: 1, name: 'Summit care' });
    expect(named.contract).toEqual({ name: 'Summit care', validUntil: null, version: 2 });
    expect((await update({ expectedVersion: 1, name: 'x' })).userErrors).toMatchObject([
      { __typename: 'VersionConflict' },
    ]);
  });

  test('ends early, not before what was exported; its last month costs its days', async () => {
    const early = await update({ expectedVersion: 2, validUntil: '2026-09-30T12:00:00Z' });
    expect(codes(early.userErrors)).toEqual([['PERIOD_EXPORTED', 'validUntil']]);
    const ended = await update({ expectedVersion: 2, validUntil: '2026-10-11T04:00:00Z' });
    expect(ended.contract.validUntil).toBe('2026-10-11T04:00:00.000Z');
    expect(await usage('2026-10')).toBe('9677'); // 10 of 31 days
    expect((await exported('2026-10')).invoiceExport.total.minor).toBe('9677');
    // Going on now would leave 21 days out that no month charges.
    const on = await update({ expectedVersion: 3, validUntil: null });
    expect(codes(on.userErrors)).toEqual([['PERIOD_EXPORTED', 'validUntil']]);
    expect(codes((await exported('2026-11')).userErrors)).toEqual([
      ['PERIOD_NOT_COVERED', 'period'],
    ]);
  });

  test('goes on once its last export is voided', async () => {
    const { invoiceExports } = await admin.data(
      'query($c: ID!) { invoiceExports(first: 1, filter: { contractId: { eq: $c } }) { nodes { id } } }',
      { c: contractId },
    );
    await takeBack(invoiceExports.nodes[0].id, 'They stay with us.');
    expect((await update({ expectedVersion: 3, validUntil: null })).userErrors).toEqual([]);
    expect((await exported('2026-10')).invoiceExport.total.minor).toBe('30000');
  });
});
