import type { TimeZoneProvider } from '@wardline/business-calendar';
import { boundsOf, type ContractInForce, type DatedTerms } from '@wardline/contract-usage';
import { ContractEntity, ContractLineEntity } from '../contracts/contract.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { BillingTermsEntity, InvoiceExportEntity } from './work.entity.ts';

/** Terms as they were set, with the hours that they name. */
export interface TermsRow extends DatedTerms {
  readonly id: string;
  readonly version: number;
  readonly calendarId: string | null;
}

/**
 * The terms of contracts that were not withdrawn, in the order in which they were set; lines have the names
 * they have now.
 */
export async function termsOf(
  { em, session }: UnitOfWork,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TermsRow[]>> {
  const { mspId } = session.principal.principal;
  const of = { mspId, contractId: { $in: [...contractIds] } };
  const standing = { ...of, withdrawnAt: null };
  const rows = await em.find(BillingTermsEntity, standing, { orderBy: { version: 'asc' } });
  const lines = await em.find(ContractLineEntity, of);
  const names = new Map(lines.map((line) => [line.id, line.name]));
  const found = new Map<string, TermsRow[]>(contractIds.map((id) => [id, []]));
  for (const { contractId, id, version, validFrom, calendarId, terms } of rows) {
    const named = terms.lines.map((line) => ({ ...line, name: names.get(line.id) ?? line.name }));
    found
      .get(contractId)
      ?.push({ id, version, validFrom, calendarId, terms: { ...terms, lines: named } });
  }
  return found;
}

/** The terms of a contract that were set last, withdrawn or not: what the next ones are decided on. */
export async function latestTermsOf({ em, session }: UnitOfWork, contractId: string) {
  const { mspId } = session.principal.principal;
  const [row] = await em.find(
    BillingTermsEntity,
    { mspId, contractId },
    { orderBy: { version: 'desc' }, limit: 1 },
  );
  return row ?? null;
}

/** The latest export of a contract that stands. */
export async function lastExportOf({ em, session }: UnitOfWork, contractId: string) {
  const { mspId } = session.principal.principal;
  const [row] = await em.find(
    InvoiceExportEntity,
    { mspId, contractId, voidedAt: null },
    { orderBy: { period: 'desc' }, limit: 1 },
  );
  return row ?? null;
}

/** What every contract of an organization charges by, and since when. */
export async function contractsInForce(
  uow: UnitOfWork,
  organizationId: string,
): Promise<{
  readonly inForce: readonly ContractInForce[];
  readonly history: ReadonlyMap<string, readonly TermsRow[]>;
}> {
  const { mspId } = uow.session.principal.principal;
  const { timeZones } = uow.session.engine.ports;
  const contracts = await uow.em.find(ContractEntity, { mspId, organizationId });
  const history = await termsOf(
    uow,
    contracts.map(({ id }) => id),
  );
  const inForce = contracts.map(({ id, validFrom, validUntil }) => ({
    ...{ id, validFrom, validUntil },
    terms: (history.get(id) ?? []).map((row) => ({
      terms: row.terms,
      from: begins(row, timeZones),
    })),
  }));
  return { inForce, history };
}

const begins = ({ validFrom, terms }: DatedTerms, timeZones: TimeZoneProvider) =>
  boundsOf(validFrom, terms.timezone, { timeZones }).from;
