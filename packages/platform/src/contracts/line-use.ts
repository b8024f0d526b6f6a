import { openTerms } from '@wardline/contract-usage';
import { err, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import type { UnitOfWork } from '../unit-of-work.ts';
import { lastExportOf, termsOf } from '../work/terms.store.ts';

/**
 * Refuses what would change by what an open month is charged: while terms hold, or are to hold, that name
 * the line, it covers what it covered when they were set.
 */
export async function checkNotCharged(
  uow: UnitOfWork,
  contractId: string,
  lineId: string,
): Promise<Result<true, Refusal>> {
  const history = (await termsOf(uow, [contractId])).get(contractId) ?? [];
  const last = await lastExportOf(uow, contractId);
  const names = openTerms(history, last?.period ?? null).some(({ terms }) =>
    terms.lines.some(({ id }) => id === lineId),
  );
  if (!names) return ok(true);
  const message =
    'Billing terms charge by this line. Add another line for what is bought now, and set terms without this one.';
  return err(refusal('CONTRACT_LINE_IN_USE', message));
}
