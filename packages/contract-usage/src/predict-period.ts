import { ok, type Result } from '@wardline/kernel';
import { no, type UsageRefusal } from './errors.ts';
import { checkCovered, checkNotExported, noTerms, takenBy } from './export-period.ts';
import { isPeriod, type Period, periodAfter } from './period.ts';
import { rollUp, type Usage, type UsageInput } from './roll-up.ts';
import type { RoundingContext } from './round-entries.ts';
import { type DatedTerms, nextPeriod, termsIn } from './terms-in-force.ts';

const MAX_MONTHS = 120;

/** Terms, and what a month that they hold in is worked out with beside them. */
export interface PricedTerms extends DatedTerms {
  readonly counts: UsageInput['counts'];
  readonly hours?: RoundingContext['hours'];
}

/**
 * What a period would cost if it and those before it that are still open were exported now, one after the
 * other: exactly what `exportPeriod` then answers.
 * @param input everything that no invoice has taken, and what the last export left of block time
 */
export function predictPeriod(
  history: readonly PricedTerms[],
  input: Omit<UsageInput, 'counts'>,
  lastExported: Period | null,
  context: Pick<RoundingContext, 'timeZones'> = {},
): Result<Usage, UsageRefusal> {
  const { period } = input;
  if (!isPeriod(period)) {
    return no('PERIOD_INVALID', 'Name a month such as 2026-11.', ['period']);
  }
  const open = checkNotExported(period, lastExported, 'period');
  if (!open.ok) return open;
  const held = termsIn(history, period);
  const next = nextPeriod(history, input, lastExported, context);
  if (held === null || next === null) return noTerms();
  const covered = checkCovered(period, input, held.terms, context);
  if (!covered.ok) return covered;
  if (periodAfter(next, MAX_MONTHS) < period) {
    return no('PERIOD_TOO_FAR', `Ask for a month up to ${periodAfter(next, MAX_MONTHS)}.`, [
      'period',
    ]);
  }
  let { entries, parts, opening } = input;
  for (let month = next; ; month = periodAfter(month, 1)) {
    const { terms, counts, hours } = termsIn(history, month) ?? held;
    const of = { ...input, period: month, entries, parts, opening, counts };
    const usage = rollUp(terms, of, { ...context, hours });
    if (month >= period) return ok(usage);
    const taken = new Set(takenBy(usage, { parts }));
    entries = entries.filter(({ id }) => !taken.has(id));
    parts = parts.filter(({ id }) => !taken.has(id));
    opening = usage.closing;
  }
}
