import { type Period, periodAfter, periodOf } from './period.ts';
import type { RoundingContext } from './round-entries.ts';
import type { Validity } from './share.ts';
import type { BillingTerms } from './terms.ts';

/** Terms from a month on, until others hold. */
export interface DatedTerms {
  /** The first month that is worked out with them. */
  readonly validFrom: Period;
  readonly terms: BillingTerms;
}

/**
 * The terms of a month: those that hold from the latest month not after it; of two that hold from the same,
 * the one later in the list. A month has one set of terms.
 */
export function termsIn<T extends DatedTerms>(history: readonly T[], period: Period): T | null {
  let found: T | null = null;
  for (const each of history) {
    if (each.validFrom > period) continue;
    if (found === null || each.validFrom >= found.validFrom) found = each;
  }
  return found;
}

/** The terms by which a month may still be charged: not those that only exported months had. */
export function openTerms<T extends DatedTerms>(
  history: readonly T[],
  lastExported: Period | null,
): T[] {
  const from = lastExported === null ? '' : periodAfter(lastExported, 1);
  const changes = history.map(({ validFrom }) => validFrom).filter((month) => month > from);
  const open = new Set([from, ...changes].map((month) => termsIn(history, month)));
  return [...open].filter((each) => each !== null);
}

/** The month to export next: the one after the last, or the first of the contract for which terms hold. */
export function nextPeriod(
  history: readonly DatedTerms[],
  { validFrom }: Validity,
  lastExported: Period | null,
  { timeZones }: RoundingContext = {},
): Period | null {
  if (lastExported !== null) return periodAfter(lastExported, 1);
  const [first] = history.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  if (!first) return null;
  const begins = periodOf(validFrom, first.terms.timezone, timeZones ? { timeZones } : {});
  return [begins, first.validFrom].toSorted().at(-1) ?? begins;
}
