import type { Allocation } from './allocate.ts';
import { decimalText, timesOver } from './money.ts';
import { chargedTogether, HOUR_DIGITS, hourSteps } from './price-time.ts';
import type { Share } from './share.ts';
import type { BillingTerms, ContractLine } from './terms.ts';
import type { PartUsed, TimeKind } from './work.ts';

export const INVOICE_LINE_KINDS = ['FIXED', 'TIME', 'OVERAGE', 'TRAVEL', 'PART'] as const;
export type InvoiceLineKind = (typeof INVOICE_LINE_KINDS)[number];

/** `HOUR`: the after-hours percentage is in it. `PART_PERIOD`: days of a period, by {@link InvoiceLine.proRata}. */
export const QUANTITY_UNITS = [
  'PERIOD',
  'PART_PERIOD',
  'ASSET',
  'CLINIC',
  'HOUR',
  'TRIP',
  'PIECE',
] as const;
export type QuantityUnit = (typeof QUANTITY_UNITS)[number];

/** What a part of a period was worked out from: `count × unitPriceMinor × days ÷ ofDays`, half up. */
export interface ProRata extends Share {
  /** How many of what the contract line is charged for: assets, clinics, or 1. */
  readonly count: number;
  /** Of the whole period. */
  readonly unitPriceMinor: number;
}

/**
 * What accounting books. Amounts are minor units of the document's currency. Quantity times unit price,
 * rounded half up to the minor unit, is the amount.
 */
export interface InvoiceLine {
  readonly kind: InvoiceLineKind;
  readonly contractLineId: string | null;
  readonly description: string;
  /** Plain decimal text: `3`, or hours with at most four digits after the point, `0.3333`. */
  readonly quantity: string;
  readonly unit: QuantityUnit;
  /** Per unit; per hour for time. */
  readonly unitPriceMinor: number;
  readonly amountMinor: number;
  /** Of a `PART_PERIOD`; else null. */
  readonly proRata: ProRata | null;
  /** Time entries and parts that are paid with it. */
  readonly sourceIds: readonly string[];
}

export interface FixedFacts {
  /** How many assets and clinics a line is charged for. A line that is missing has none. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What the lines cost in a period, or so many days of it, whatever was done. */
export function fixedLines(
  terms: BillingTerms,
  { counts }: FixedFacts,
  share: Share,
): InvoiceLine[] {
  return terms.lines.flatMap((line): InvoiceLine[] => {
    if (line.kind === 'TIME_AND_MATERIAL') return [];
    const [count, unit] = countOf(line, counts);
    const { id: contractLineId, name, priceMinor: unitPriceMinor } = line;
    if (count === 0 || unitPriceMinor === 0 || share.days === 0) return [];
    const fixed = { kind: 'FIXED' as const, contractLineId, sourceIds: [] };
    const whole = timesOver(count, unitPriceMinor, 1);
    if (share.days === share.ofDays) {
      const counted = { quantity: String(count), unit, unitPriceMinor, amountMinor: whole };
      return [{ ...fixed, description: name, ...counted, proRata: null }];
    }
    const amountMinor = timesOver(whole, share.days, share.ofDays);
    const counted = unit === 'PERIOD' ? '' : `, ${count} ${WORDS_OF_UNIT[unit]}`;
    const description = `${name}${counted}, ${share.days} of ${share.ofDays} days`;
    const one = { quantity: '1', unit: 'PART_PERIOD' as const, unitPriceMinor: amountMinor };
    return [
      { ...fixed, description, ...one, amountMinor, proRata: { ...share, count, unitPriceMinor } },
    ];
  });
}

const WORDS_OF_UNIT = { ASSET: 'assets', CLINIC: 'clinics' } as const;

function countOf(
  line: ContractLine,
  counts: FixedFacts['counts'],
): readonly [number, 'PERIOD' | 'ASSET' | 'CLINIC'] {
  const counted = Object.hasOwn(counts, line.id) ? (counts[line.id] ?? 0) : 0;
  if (line.kind === 'PER_ASSET') return [counted, 'ASSET'];
  return line.kind === 'PER_CLINIC' ? [counted, 'CLINIC'] : [1, 'PERIOD'];
}

const WORDS: Readonly<Record<TimeKind, string>> = {
  ON_SITE: 'on site',
  REMOTE: 'remote',
  TRAVEL: 'travel',
};

/** Charged time, one line for each contract line, kind and percentage, in the order of the first entry. */
export function timeLines(
  allocations: readonly Allocation[],
  kinds: ReadonlyMap<string, TimeKind>,
  terms: BillingTerms,
): InvoiceLine[] {
  const groups = new Map<string, Allocation[]>();
  for (const part of allocations) {
    const isTrip = part.outcome === 'TRIP' && part.amountMinor > 0;
    const key = isTrip ? 'TRIP' : chargedTogether(part, kinds.get(part.entryId));
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return [...groups.values()].flatMap((parts): InvoiceLine[] => {
    const [first] = parts;
    const kind = first && kinds.get(first.entryId);
    if (!first || !kind) return [];
    const { lineId, outcome, percent } = first;
    const common = {
      contractLineId: lineId,
      amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0),
      proRata: null,
      sourceIds: [...new Set(parts.map((part) => part.entryId))],
    };
    if (outcome === 'TRIP') {
      const [quantity, unitPriceMinor] = [String(parts.length), first.amountMinor];
      const trips = { quantity, unit: 'TRIP' as const, unitPriceMinor };
      return [{ kind: 'TRAVEL' as const, description: 'Travel, per trip', ...trips, ...common }];
    }
    const name = terms.lines.find((line) => line.id === lineId)?.name ?? 'Beyond the contract';
    const weighted = parts.reduce((sum, part) => sum + part.weighted, 0);
    return [
      {
        kind: outcome === 'TIME' ? ('TIME' as const) : ('OVERAGE' as const),
        description: `${name}: ${WORDS[kind]}${percent === 100 ? '' : `, after hours ${percent} %`}`,
        quantity: decimalText(hourSteps(weighted), HOUR_DIGITS),
        unit: 'HOUR' as const,
        unitPriceMinor: terms.hourlyRates[kind],
        ...common,
      },
    ];
  });
}

/** A charged part. */
export function partLine(part: PartUsed, amountMinor: number): InvoiceLine {
  return {
    kind: 'PART',
    contractLineId: null,
    description: part.name,
    quantity: String(part.quantity),
    unit: 'PIECE',
    unitPriceMinor: part.unitPriceMinor,
    amountMinor,
    proRata: null,
    sourceIds: [part.id],
  };
}
