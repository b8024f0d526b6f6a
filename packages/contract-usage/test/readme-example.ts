import { defineBillingTerms, exportPeriod, invoiceCsv, invoiceDocument } from '../src/index.ts';

const everything = { kinds: [], clinicIds: [], assetIds: [], domains: [], categories: [] };
const terms = defineBillingTerms({
  currency: 'USD',
  timezone: 'America/New_York',
  rounding: { incrementMinutes: 15, minimumMinutes: 15, mode: 'UP', per: 'ENTRY' },
  travel: { kind: 'PER_TRIP', priceMinor: 7500 },
  hourlyRates: { ON_SITE: 15_000, REMOTE: 12_000, TRAVEL: 0 },
  afterHoursPercent: 150,
  proRata: 'BY_DAY',
  lines: [
    {
      kind: 'BLOCK_HOURS',
      id: 'block',
      name: 'Two hours a month',
      covers: everything,
      minutes: 120,
      priceMinor: 20_000,
      carryOver: { maxMinutes: 120, periods: 1 },
    },
  ],
}); // Result<BillingTerms, UsageRefusal>
if (!terms.ok) throw new Error(terms.error.message);

const work = {
  ticketId: 't1',
  clinicId: 'quayside',
  personId: 'ana',
  assetIds: [],
  domain: 'IT',
  category: null,
};
const startedAt = Date.parse('2026-11-10T15:00:00Z');
const exported = exportPeriod(
  terms.value,
  {
    period: '2026-11',
    validFrom: Date.parse('2026-01-01T05:00:00Z'),
    validUntil: null,
    entries: [
      { ...work, id: 'e1', startedAt, minutes: 130, kind: 'ON_SITE', billing: 'BILLABLE' },
      { ...work, id: 'e2', startedAt, minutes: 40, kind: 'TRAVEL', billing: 'BILLABLE' },
    ],
    parts: [],
    opening: [], // what `usage.closing` of the period before said
    counts: {}, // assets and clinics per line
  },
  { now: Date.parse('2026-12-01T12:00:00Z'), next: '2026-11' },
);
if (!exported.ok) throw new Error(exported.error.message);

const { usage, lockedIds } = exported.value;
// lockedIds: ['e1', 'e2']; usage.allocations: e1 120 min BLOCK, 15 min OVERAGE; e2 TRIP
const document = invoiceDocument(usage, {
  exportId: 'x1',
  contract: { id: 'c1', name: 'Harbour' },
});
// totalMinor: 20000 + 3750 + 7500
const csv = invoiceCsv(document);

export { csv, document, lockedIds, usage };
