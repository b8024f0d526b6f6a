import type { Instant } from '@wardline/kernel';
import { type Allocation, allocateEntry, allocatePart } from './allocate.ts';
import {
  type BlockBalance,
  carriedOver,
  type Grant,
  grantedBy,
  grantsFor,
  sumOf,
} from './balance.ts';
import {
  type FixedFacts,
  fixedLines,
  type InvoiceLine,
  partLine,
  timeLines,
} from './invoice-line.ts';
import { boundsOf, type Period } from './period.ts';
import { priceTime } from './price-time.ts';
import { inOrder, type RoundedEntry, type RoundingContext, roundEntries } from './round-entries.ts';
import { type Share, shareOf, type Validity } from './share.ts';
import type { BillingTerms } from './terms.ts';
import type { PartUsed, TimeEntry } from './work.ts';

/** What was done under a contract, and what it had left. */
export interface UsageInput extends FixedFacts, Validity {
  readonly period: Period;
  /** Entries that stand on no invoice yet. Those that begin after the period are left alone. */
  readonly entries: readonly TimeEntry[];
  readonly parts: readonly PartUsed[];
  /** Block time from earlier periods. */
  readonly opening: readonly Grant[];
}

/** The usage of one period: every minute accounted for once, and what it costs. */
export interface Usage {
  readonly period: Period;
  /** Where the period begins, and where the next one does. */
  readonly bounds: { readonly from: Instant; readonly to: Instant };
  readonly currency: string;
  /** The days that the fixed prices and the block time are for. */
  readonly share: Share;
  readonly rounded: readonly RoundedEntry[];
  readonly allocations: readonly Allocation[];
  readonly balances: readonly BlockBalance[];
  /** Block time for the next period. */
  readonly closing: readonly Grant[];
  readonly lines: readonly InvoiceLine[];
  readonly totalMinor: number;
  /** Entries and parts from before the period that no invoice had taken. They are in it. */
  readonly lateIds: readonly string[];
}

/**
 * Rolls up a period of a contract: rounds, allocates entry by entry in order of their start (then id)
 * to the contract's lines in order, and says what is charged. The order of the lists makes no
 * difference.
 * @param terms from {@link defineBillingTerms}
 */
export function rollUp(
  terms: BillingTerms,
  input: UsageInput,
  context: RoundingContext = {},
): Usage {
  const { period, opening } = input;
  const options = context.timeZones ? { timeZones: context.timeZones } : {};
  const bounds = boundsOf(period, terms.timezone, options);
  const share = shareOf(input, period, terms, options);
  const entries = input.entries.filter((entry) => entry.startedAt < bounds.to);
  const parts = inOrder(
    input.parts.filter((part) => part.usedAt < bounds.to),
    (part) => part.usedAt,
  );
  const rounded = roundEntries(entries, terms, context);
  const blocks = terms.lines.filter((line) => line.kind === 'BLOCK_HOURS');
  const grants = new Map(blocks.map((line) => [line.id, grantsFor(line, period, opening, share)]));
  const kinds = new Map(entries.map(({ id, kind }) => [id, kind]));
  const allocated = rounded.flatMap((each) => allocateEntry(each, terms, grants));
  const allocations = priceTime(allocated, kinds, terms);
  const closing = blocks.flatMap((line) => carriedOver(line, period, grants.get(line.id) ?? []));
  const balances = blocks.map((line): BlockBalance => {
    const ofLine = (list: readonly Grant[]) => list.filter((grant) => grant.lineId === line.id);
    const granted = grantedBy(line, share);
    const before = sumOf(ofLine(opening));
    const used = allocations.reduce(
      (sum, each) => (each.lineId === line.id ? sum + each.weighted : sum),
      0,
    );
    const after = sumOf(ofLine(closing));
    const lost = before + granted - used - after;
    return { lineId: line.id, opening: before, granted, used, lost, closing: after };
  });
  const lines = [
    ...fixedLines(terms, input, share),
    ...timeLines(allocations, kinds, terms),
    ...parts.flatMap((part) => {
      const { amountMinor } = allocatePart(part, terms);
      return amountMinor === 0 ? [] : [partLine(part, amountMinor)];
    }),
  ];
  return {
    period,
    bounds,
    currency: terms.currency,
    share,
    rounded,
    allocations,
    balances,
    closing,
    lines,
    totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
    lateIds: [
      ...rounded.map(({ entry }) => entry).filter((entry) => entry.startedAt < bounds.from),
      ...parts.filter((part) => part.usedAt < bounds.from),
    ].map(({ id }) => id),
  };
}
