import { type Instant, ok, type Result } from '@wardline/kernel';
import { no, type UsageRefusal } from './errors.ts';
import { boundsOf, isPeriod, type Period, periodAfter } from './period.ts';
import { rollUp, type Usage, type UsageInput } from './roll-up.ts';
import type { RoundingContext } from './round-entries.ts';
import type { BillingTerms } from './terms.ts';

export interface ExportFacts {
  readonly now: Instant;
  /** The last period that was exported for the contract; null: none yet. */
  readonly lastExported: Period | null;
}

/** A period as it goes to accounting, once. */
export interface PeriodExport {
  readonly usage: Usage;
  /** Time entries and parts that stand on it now, charged or not, and do not change any more. */
  readonly lockedIds: readonly string[];
}

/**
 * Decides the export of a period: it must be over, and the next one after the last. Store the result:
 * exporting a period again is reading it again, never working it out anew.
 */
export function exportPeriod(
  terms: BillingTerms,
  input: UsageInput,
  facts: ExportFacts,
  context: RoundingContext = {},
): Result<PeriodExport, UsageRefusal> {
  const { period } = input;
  if (!isPeriod(period)) {
    return no('PERIOD_INVALID', 'Name a month such as 2026-11.', ['period']);
  }
  const { timeZones } = context;
  const { to } = boundsOf(period, terms.timezone, timeZones ? { timeZones } : {});
  if (facts.now < to) {
    return no('PERIOD_NOT_OVER', `${period} ends at ${new Date(to).toISOString()}.`, ['period']);
  }
  const next = facts.lastExported === null ? period : periodAfter(facts.lastExported, 1);
  if (period !== next) {
    return no('PERIOD_OUT_OF_ORDER', `Export ${next} next; block time carries over in order.`, [
      'period',
    ]);
  }
  const usage = rollUp(terms, input, context);
  return ok({
    usage,
    lockedIds: [
      ...usage.rounded.map(({ entry }) => entry.id),
      ...input.parts.filter((part) => part.usedAt < to).map((part) => part.id),
    ],
  });
}

/** Refuses to change what stands on an invoice. */
export function checkNotExported(entry: {
  readonly exportId: string | null;
}): Result<true, UsageRefusal> {
  if (entry.exportId === null) return ok(true);
  return no('ENTRY_EXPORTED', 'This stands on an invoice. Record another entry to correct it.');
}
