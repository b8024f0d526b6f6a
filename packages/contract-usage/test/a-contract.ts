import { compileCalendar, defineCalendar } from '@wardline/business-calendar';
import type { Result } from '@wardline/kernel';
import type {
  BillingTerms,
  ContractLine,
  Covers,
  PartUsed,
  TimeEntry,
  UsageInput,
} from '../src/index.ts';

export const at = (text: string) => Date.parse(text);
export const covers = (over: Partial<Covers> = {}): Covers => ({
  kinds: [],
  clinicIds: [],
  assetIds: [],
  domains: [],
  categories: [],
  ...over,
});

export function must<T>(result: Result<T, { readonly message: string }>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

type Of<Kind> = Extract<ContractLine, { kind: Kind }>;
export const block = (over: Partial<Of<'BLOCK_HOURS'>> = {}): ContractLine => ({
  kind: 'BLOCK_HOURS',
  id: 'block',
  name: 'Ten hours a month',
  covers: covers(),
  minutes: 600,
  priceMinor: 100_000,
  carryOver: null,
  ...over,
});
export const flat = (over: Partial<Of<'FLAT'>> = {}): ContractLine => ({
  kind: 'FLAT',
  id: 'flat',
  name: 'Everything of HTM',
  covers: covers({ domains: ['HTM'] }),
  priceMinor: 50_000,
  includesParts: true,
  ...over,
});
export const hourly: ContractLine = {
  kind: 'TIME_AND_MATERIAL',
  id: 'hourly',
  name: 'By the hour',
  covers: covers(),
};

export const terms = (over: Partial<BillingTerms> = {}): BillingTerms => ({
  currency: 'USD',
  timezone: 'America/New_York',
  rounding: { incrementMinutes: 15, minimumMinutes: 15, mode: 'UP', per: 'ENTRY' },
  travel: { kind: 'AS_WORK' },
  hourlyRates: { ON_SITE: 12_000, REMOTE: 9_000, TRAVEL: 6_000 },
  afterHoursPercent: 150,
  proRata: 'BY_DAY',
  lines: [],
  ...over,
});

export const entry = (id: string, over: Partial<TimeEntry> = {}): TimeEntry => ({
  id,
  ticketId: 't1',
  clinicId: 'quayside',
  personId: 'ana',
  assetIds: [],
  domain: 'IT',
  category: null,
  startedAt: at('2026-11-10T15:00:00Z'),
  minutes: 60,
  kind: 'REMOTE',
  billing: 'BILLABLE',
  ...over,
});

export const part = (id: string, over: Partial<PartUsed> = {}): PartUsed => ({
  id,
  ticketId: 't1',
  clinicId: 'quayside',
  assetIds: [],
  domain: 'HTM',
  category: null,
  usedAt: at('2026-11-10T15:00:00Z'),
  name: 'Battery',
  quantity: 2,
  unitPriceMinor: 1250,
  billing: 'BILLABLE',
  ...over,
});

export const input = (over: Partial<UsageInput> = {}): UsageInput => ({
  period: '2026-11',
  validFrom: at('2026-01-01T05:00:00Z'),
  validUntil: null,
  entries: [],
  parts: [],
  opening: [],
  counts: {},
  ...over,
});

const day = [['09:00', '17:00']] as const;
export const office = compileCalendar(
  must(
    defineCalendar({
      timezone: 'America/New_York',
      weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
    }),
  ),
);
