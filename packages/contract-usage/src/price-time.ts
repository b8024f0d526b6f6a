import type { Allocation } from './allocate.ts';
import { timesOver } from './money.ts';
import type { BillingTerms } from './terms.ts';
import type { TimeKind } from './work.ts';

/** Hours are charged in steps of a ten-thousandth (0.36 s), which accounting systems import without loss. */
export const HOUR_DIGITS = 4;
const STEPS = 10 ** HOUR_DIGITS;

/** Hundredths of a minute as ten-thousandths of an hour, half up. An hour has 6,000 of the one. */
export function hourSteps(weighted: number): number {
  return timesOver(weighted, STEPS, 6000);
}

/** What so much time costs on one invoice line: the quantity it shows, times the price, half up. */
export function priceOfTime(weighted: number, hourlyRate: number): number {
  return timesOver(hourSteps(weighted), hourlyRate, STEPS);
}

/** What is charged on one line together: one outcome, contract line, kind of work and percentage. */
export function chargedTogether(
  { outcome, lineId, percent }: Allocation,
  kind: TimeKind | undefined,
): string | null {
  const isTime = outcome === 'TIME' || outcome === 'OVERAGE';
  return isTime && kind ? [outcome, lineId, kind, percent].join('\0') : null;
}

/**
 * Prices charged time line by line: each part costs what it adds to its line, in order, so that the parts
 * add up to the line and the line is quantity times price.
 */
export function priceTime(
  allocations: readonly Allocation[],
  kinds: ReadonlyMap<string, TimeKind>,
  { hourlyRates }: BillingTerms,
): Allocation[] {
  const soFar = new Map<string, number>();
  return allocations.map((part) => {
    const kind = kinds.get(part.entryId);
    const together = chargedTogether(part, kind);
    if (together === null || !kind) return part;
    const before = soFar.get(together) ?? 0;
    const after = before + part.weighted;
    soFar.set(together, after);
    const rate = hourlyRates[kind];
    return { ...part, amountMinor: priceOfTime(after, rate) - priceOfTime(before, rate) };
  });
}
