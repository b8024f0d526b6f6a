import type { Allocation } from './allocate.ts';
import { timesOver } from './money.ts';
import type { BillingTerms, ContractLine } from './terms.ts';
import type { PartUsed, TimeEntry, TimeKind } from './work.ts';

export const INVOICE_LINE_KINDS = ['FIXED', 'TIME', 'OVERAGE', 'TRAVEL', 'PART'] as const;
export type InvoiceLineKind = (typeof INVOICE_LINE_KINDS)[number];

/** `WEIGHTED_MINUTE_HUNDREDTH`: hundredths of a minute with the after-hours percentage in them. */
export const QUANTITY_UNITS = [
  'PERIOD',
  'ASSET',
  'CLINIC',
  'WEIGHTED_MINUTE_HUNDREDTH',
  'TRIP',
  'PIECE',
] as const;
export type QuantityUnit = (typeof QUANTITY_UNITS)[number];

/** What accounting books. Amounts are minor units of the document's currency. */
export interface InvoiceLine {
  readonly kind: InvoiceLineKind;
  readonly contractLineId: string | null;
  readonly description: string;
  readonly quantity: number;
  readonly unit: QuantityUnit;
  /** Per unit; per hour for time. */
  readonly unitPriceMinor: number;
  /** The sum of what its entries and parts cost, each rounded by itself. */
  readonly amountMinor: number;
  /** Time entries and parts that are paid with it. */
  readonly sourceIds: readonly string[];
}

export interface FixedFacts {
  /** How many assets and clinics a line is charged for. A line that is missing has none. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What the lines cost in a period whatever was done. */
export function fixedLines(terms: BillingTerms, { counts }: FixedFacts): InvoiceLine[] {
  return terms.lines.flatMap((line) => {
    if (line.kind === 'TIME_AND_MATERIAL') return [];
    const [quantity, unit] = quantityOf(line, counts);
    if (quantity === 0 || line.priceMinor === 0) return [];
    return [
      {
        kind: 'FIXED' as const,
        contractLineId: line.id,
        description: line.name,
        quantity,
        unit,
        unitPriceMinor: line.priceMinor,
        amountMinor: timesOver(quantity, line.priceMinor, 1),
        sourceIds: [],
      },
    ];
  });
}

function quantityOf(
  line: ContractLine,
  counts: FixedFacts['counts'],
): readonly [number, QuantityUnit] {
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
  entries: readonly TimeEntry[],
  terms: BillingTerms,
): InvoiceLine[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const lines = new Map<string, InvoiceLine>();
  for (const { entryId, lineId, outcome, percent, weighted, amountMinor } of allocations) {
    const kind = byId.get(entryId)?.kind;
    const isTrip = outcome === 'TRIP' && amountMinor > 0;
    if (!kind || !(outcome === 'TIME' || outcome === 'OVERAGE' || isTrip)) continue;
    const key = [outcome, lineId, kind, percent].join('\0');
    const name = terms.lines.find((line) => line.id === lineId)?.name ?? 'Beyond the contract';
    const before = lines.get(key);
    lines.set(key, {
      kind: isTrip ? 'TRAVEL' : outcome === 'TIME' ? 'TIME' : 'OVERAGE',
      contractLineId: lineId,
      description: isTrip
        ? 'Travel, per trip'
        : `${name}: ${WORDS[kind]}${percent === 100 ? '' : `, after hours ${percent} %`}`,
      quantity: (before?.quantity ?? 0) + (isTrip ? 1 : weighted),
      unit: isTrip ? 'TRIP' : 'WEIGHTED_MINUTE_HUNDREDTH',
      unitPriceMinor: isTrip ? amountMinor : terms.hourlyRates[kind],
      amountMinor: (before?.amountMinor ?? 0) + amountMinor,
      sourceIds: [...new Set([...(before?.sourceIds ?? []), entryId])],
    });
  }
  return [...lines.values()];
}

/** A charged part. */
export function partLine(part: PartUsed, amountMinor: number): InvoiceLine {
  return {
    kind: 'PART',
    contractLineId: null,
    description: part.name,
    quantity: part.quantity,
    unit: 'PIECE',
    unitPriceMinor: part.unitPriceMinor,
    amountMinor,
    sourceIds: [part.id],
  };
}
