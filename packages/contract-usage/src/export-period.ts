import { type Instant, ok, type Result } from '@wardline/kernel';
import { no, type UsageRefusal } from './errors.ts';
import { boundsOf, isPeriod, type Period } from './period.ts';
import { rollUp, type Usage, type UsageInput } from './roll-up.ts';
import type { RoundingContext } from './round-entries.ts';
import { touches, type Validity } from './share.ts';
import type { BillingTerms } from './terms.ts';

export interface ExportFacts {
  readonly now: Instant;
  /** The period to export next, of `nextPeriod`. */
  readonly next: Period;
}

/** A period as it goes to accounting, once. */
export interface PeriodExport {
  readonly usage: Usage;
  /** Time entries and parts that stand on it now, charged or not, and do not change any more. */
  readonly lockedIds: readonly string[];
}

/**
 * Decides the export of a period: the contract holds in it, it is over, and it is the next one. Store the
 * result: exporting a period again is reading it again, never working it out anew.
 * @param terms those that hold in the period, of `termsIn`
 */
export function exportPeriod(
  terms: BillingTerms,
  input: UsageInput,
  facts: ExportFacts,
  context: RoundingContext = {},
): Result<PeriodExport, UsageRefusal> {
  const { period } = input;
  const covered = checkCovered(period, input, terms, context);
  if (!covered.ok) return covered;
  const { timeZones } = context;
  const { to } = boundsOf(period, terms.timezone, timeZones ? { timeZones } : {});
  if (facts.now < to) {
    return no('PERIOD_NOT_OVER', `${period} ends at ${new Date(to).toISOString()}.`, ['period']);
  }
  const { next } = facts;
  if (period !== next) {
    return no('PERIOD_OUT_OF_ORDER', `Export ${next} next; block time carries over in order.`, [
      'period',
    ]);
  }
  const usage = rollUp(terms, input, context);
  return ok({ usage, lockedIds: takenBy(usage, input) });
}

/** Refuses what is no period, and one in which the contract does not hold. */
export function checkCovered(
  period: Period,
  validity: Validity,
  { timezone }: BillingTerms,
  { timeZones }: RoundingContext,
): Result<true, UsageRefusal> {
  if (!isPeriod(period)) {
    return no('PERIOD_INVALID', 'Name a month such as 2026-11.', ['period']);
  }
  if (touches(validity, period, timezone, timeZones ? { timeZones } : {})) return ok(true);
  const message =
    'The contract does not hold in this month. Work that came late: void the last export and export it again.';
  return no('PERIOD_NOT_COVERED', message, ['period']);
}

/** The entries and parts that a usage has in it. */
export function takenBy(usage: Usage, { parts }: Pick<UsageInput, 'parts'>): string[] {
  const { to } = usage.bounds;
  return [
    ...usage.rounded.map(({ entry }) => entry.id),
    ...parts.filter((part) => part.usedAt < to).map((part) => part.id),
  ];
}

/** Whether a period may still be priced: nothing that was exported is repriced. */
export function checkNotExported(
  period: Period,
  lastExported: Period | null,
  field: string,
): Result<true, UsageRefusal> {
  if (lastExported === null || period > lastExported) return ok(true);
  const message = `${lastExported} and the months before it are exported and stay as they are.`;
  return no('PERIOD_EXPORTED', message, [field]);
}

/** A contract without terms charges nothing, which is something else than charging zero. */
export function noTerms() {
  const message = 'No billing terms hold in this month: set them, or set them from an earlier one.';
  return no('BILLING_TERMS_MISSING', message, ['period']);
}
