import type { Grant } from './balance.ts';
import { coversWork } from './covers-work.ts';
import { timesOver } from './money.ts';
import type { RoundedEntry } from './round-entries.ts';
import type { BillingTerms, ContractLine } from './terms.ts';
import type { PartUsed, TimeEntry } from './work.ts';

/**
 * Where time went. `BLOCK`: used up block time. `INCLUDED`: a flat line includes it. `TIME`: charged by
 * a time-and-material line. `OVERAGE`: charged because no line had room. `ABSORBED`: contract work that
 * no line had room for. `TRIP`: a fixed price. `FREE`: travel that costs nothing. `NON_BILLABLE`.
 */
export const ALLOCATION_OUTCOMES = [
  'BLOCK',
  'INCLUDED',
  'TIME',
  'OVERAGE',
  'ABSORBED',
  'TRIP',
  'FREE',
  'NON_BILLABLE',
] as const;
export type AllocationOutcome = (typeof ALLOCATION_OUTCOMES)[number];

/** Part of an entry, and where it went. All parts of an entry add up to it. */
export interface Allocation {
  readonly entryId: string;
  readonly lineId: string | null;
  readonly outcome: AllocationOutcome;
  /** 100, or the after-hours percentage. */
  readonly percent: number;
  /** Hundredths of a minute, the percentage included. */
  readonly weighted: number;
  /** What is charged for it; 0 where the line's own price includes it. All on an invoice line add up to it. */
  readonly amountMinor: number;
}

/** Distributes an entry over the lines; takes what blocks give out of `grants`. Charged time has no price yet. */
export function allocateEntry(
  { entry, billedMinutes, afterHoursMinutes }: RoundedEntry,
  terms: BillingTerms,
  grants: Map<string, Grant[]>,
): Allocation[] {
  const fixed = fixedOutcome(entry, billedMinutes, terms);
  if (fixed) return [fixed];
  const portions = [
    { percent: 100, minutes: billedMinutes - afterHoursMinutes },
    { percent: terms.afterHoursPercent, minutes: afterHoursMinutes },
  ].filter((portion) => portion.minutes > 0);
  return portions.flatMap(({ percent, minutes }) => {
    const parts: Allocation[] = [];
    let left = minutes * percent;
    const put = (lineId: string | null, outcome: AllocationOutcome, weighted: number) => {
      parts.push({ entryId: entry.id, lineId, outcome, percent, weighted, amountMinor: 0 });
      left -= weighted;
    };
    for (const line of terms.lines) {
      if (left === 0) break;
      if (!coversWork(line.covers, entry)) continue;
      if (line.kind === 'BLOCK_HOURS') {
        const taken = take(grants, line.id, left);
        if (taken > 0) put(line.id, 'BLOCK', taken);
      } else if (line.kind !== 'TIME_AND_MATERIAL') put(line.id, 'INCLUDED', left);
      else if (entry.billing === 'BILLABLE') put(line.id, 'TIME', left);
    }
    if (left > 0) put(null, entry.billing === 'BILLABLE' ? 'OVERAGE' : 'ABSORBED', left);
    return parts;
  });
}

/** A part's line if one includes it; else what it costs. */
export function allocatePart(
  part: PartUsed,
  terms: BillingTerms,
): { readonly lineId: string | null; readonly amountMinor: number } {
  if (part.billing !== 'BILLABLE') return { lineId: null, amountMinor: 0 };
  const line = terms.lines.find(
    (each) => includesParts(each) && coversWork({ ...each.covers, kinds: [] }, part),
  );
  if (line) return { lineId: line.id, amountMinor: 0 };
  return { lineId: null, amountMinor: timesOver(part.quantity, part.unitPriceMinor, 1) };
}

const includesParts = (line: ContractLine) => 'includesParts' in line && line.includesParts;

function fixedOutcome(
  entry: TimeEntry,
  minutes: number,
  { travel }: BillingTerms,
): Allocation | null {
  const whole = { entryId: entry.id, lineId: null, percent: 100, weighted: minutes * 100 };
  if (entry.billing === 'NON_BILLABLE')
    return { ...whole, outcome: 'NON_BILLABLE', amountMinor: 0 };
  if (entry.kind !== 'TRAVEL' || travel.kind === 'AS_WORK') return null;
  if (travel.kind === 'FREE') return { ...whole, outcome: 'FREE', amountMinor: 0 };
  const amountMinor = entry.billing === 'BILLABLE' ? travel.priceMinor : 0;
  return { ...whole, outcome: 'TRIP', amountMinor };
}

/** Takes from a block, the oldest time first. */
function take(grants: Map<string, Grant[]>, lineId: string, wanted: number): number {
  let left = wanted;
  const after = (grants.get(lineId) ?? []).map((grant) => {
    const taken = Math.min(grant.weighted, left);
    left -= taken;
    return taken === 0 ? grant : { ...grant, weighted: grant.weighted - taken };
  });
  grants.set(lineId, after);
  return wanted - left;
}
