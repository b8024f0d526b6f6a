import { type Instant, ok, type Result } from '@wardline/kernel';
import { no, type UsageRefusal } from './errors.ts';
import type { Validity } from './share.ts';

/**
 * Whether a contract may end at another time: after it begins, and such that nothing changes before
 * `settledUntil`, the end of the last month that was exported. Ending earlier would take back days that were
 * charged; going on where one ended would leave days out that no month charges any more.
 * @param settledUntil null: nothing was exported
 */
export function checkEnd(
  contract: Validity,
  validUntil: Instant | null,
  settledUntil: Instant | null,
): Result<true, UsageRefusal> {
  if (validUntil !== null && validUntil <= contract.validFrom) {
    return no('PERIOD_INVALID', 'validUntil must lie after validFrom.', ['validUntil']);
  }
  const settled = settledUntil ?? -Infinity;
  const within = (end: Instant | null) => Math.min(end ?? Infinity, settled);
  if (within(validUntil) === within(contract.validUntil)) return ok(true);
  const at = new Date(settled).toISOString();
  const message = `Everything before ${at} is exported and stays as it is: void the export first.`;
  return no('PERIOD_EXPORTED', message, ['validUntil']);
}
