import { LockMode } from '@mikro-orm/core';
import {
  attributeWork,
  type BillingTerms,
  boundsOf,
  type ContractInForce,
  type Grant,
  isPeriod,
  type PartUsed,
  type Period,
  type RoundingContext,
  type TimeEntry,
  type UsageInput,
  type WorkFacts,
} from '@wardline/contract-usage';
import { AssetEntity } from '../assets/asset.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { ContractEntity, type ContractRow } from '../contracts/contract.entity.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { TicketAssetEntity, TicketEntity } from '../tickets/ticket.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import {
  BillingTermsEntity,
  InvoiceExportEntity,
  type InvoiceExportRow,
  PartUsedEntity,
  TimeEntryEntity,
} from './work.entity.ts';

/** What a period of a contract is worked out from. */
export interface LoadedUsage {
  readonly terms: BillingTerms;
  readonly input: UsageInput;
  readonly context: RoundingContext;
  readonly last: InvoiceExportRow | null;
}

/** The terms in force; null: the contract does not charge anything yet. */
export async function termsOf({ em, session }: UnitOfWork, contractId: string) {
  const { mspId } = session.principal.principal;
  const [row] = await em.find(
    BillingTermsEntity,
    { mspId, contractId },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
  );
  return row ?? null;
}

/** The latest export of a contract. */
export async function lastExportOf({ em, session }: UnitOfWork, contractId: string) {
  const { mspId } = session.principal.principal;
  const [row] = await em.find(
    InvoiceExportEntity,
    { mspId, contractId },
    { orderBy: { period: 'desc' }, limit: 1 },
  );
  return row ?? null;
}

/** What every contract of an organization charges by; those without terms charge nothing. */
async function contractsInForce(
  uow: UnitOfWork,
  organizationId: string,
): Promise<readonly ContractInForce[]> {
  const { mspId } = uow.session.principal.principal;
  const contracts = await uow.em.find(ContractEntity, { mspId, organizationId });
  const charging: ContractInForce[] = [];
  for (const { id, validFrom, validUntil } of contracts) {
    const row = await termsOf(uow, id);
    if (row) charging.push({ id, validFrom, validUntil, terms: row.terms });
  }
  return charging;
}

/**
 * Loads everything of a contract that was not exported yet, up to the end of a period: the work of its
 * organization's clinics, without what is another contract's. `locked`: nobody corrects it meanwhile.
 */
export async function loadUsage(
  uow: UnitOfWork,
  contract: ContractRow,
  period: Period,
  { locked = false } = {},
): Promise<LoadedUsage | null> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const options = locked
    ? { orderBy: { id: 'asc' as const }, lockMode: LockMode.PESSIMISTIC_WRITE as const }
    : {};
  const row = await termsOf(uow, contract.id);
  if (!row || !isPeriod(period)) return null;
  const { timeZones } = session.engine.ports;
  const { to } = boundsOf(period, row.terms.timezone, { timeZones });
  const clinics = await em.find(ClinicEntity, { mspId, organizationId: contract.organizationId });
  const clinicIds = clinics.map((clinic) => clinic.id);
  // What was done before the contract began is another's affair.
  const within = { $gte: contract.validFrom, $lt: Math.min(to, contract.validUntil ?? to) };
  const open = { mspId, clinicId: { $in: clinicIds }, invoiceExportId: null, voidedAt: null };
  const entries = await em.find(TimeEntryEntity, { ...open, startedAt: within }, options);
  const parts = await em.find(PartUsedEntity, { ...open, usedAt: within }, options);
  const work = await workFacts(uow, [...new Set([...entries, ...parts].map((e) => e.ticketId))]);
  const contracts = await contractsInForce(uow, contract.organizationId);
  const isIts = (facts: WorkFacts & { readonly at: number }) =>
    attributeWork(facts, contracts) === contract.id;
  const last = await lastExportOf(uow, contract.id);
  const calendar =
    row.calendarId && (await em.findOne(CalendarEntity, { mspId, id: row.calendarId }));
  return {
    terms: row.terms,
    last,
    context: {
      timeZones,
      ...(calendar ? { hours: session.engine.calendars.compile(calendar.definition) } : {}),
    },
    input: {
      period,
      opening: (last?.closing ?? []) as readonly Grant[],
      counts: await countsOf(uow, row.terms, clinicIds),
      entries: entries
        .map(
          ({ id, ticketId, clinicId, personId, startedAt, minutes, kind, billing }): TimeEntry => ({
            ...{ id, ticketId, clinicId, personId, startedAt, minutes, kind, billing },
            ...work(ticketId),
          }),
        )
        .filter((entry) => isIts({ ...entry, at: entry.startedAt })),
      parts: parts
        .map(
          ({
            id,
            ticketId,
            clinicId,
            usedAt,
            name,
            quantity,
            unitPriceMinor,
            billing,
          }): PartUsed => ({
            ...{ id, ticketId, clinicId, usedAt, name, quantity, unitPriceMinor, billing },
            ...work(ticketId),
          }),
        )
        .filter((part) => isIts({ ...part, at: part.usedAt })),
    },
  };
}

/** What a ticket's work was about. */
async function workFacts({ em, session }: UnitOfWork, ticketIds: readonly string[]) {
  const { mspId } = session.principal.principal;
  const ids = { $in: [...ticketIds] };
  const tickets = await em.find(TicketEntity, { mspId, id: ids }, { fields: ['domain'] });
  const links = await em.find(TicketAssetEntity, { mspId, ticketId: ids });
  const domains = new Map(tickets.map((ticket) => [ticket.id, ticket.domain as string]));
  return (ticketId: string) => ({
    domain: domains.get(ticketId) ?? 'IT',
    assetIds: links.filter((link) => link.ticketId === ticketId).map((link) => link.assetId),
  });
}

/** How many assets and clinics the lines are charged for: those that are there now. */
async function countsOf(
  { em, session }: UnitOfWork,
  terms: BillingTerms,
  clinicIds: readonly string[],
): Promise<Record<string, number>> {
  const { mspId } = session.principal.principal;
  const counts: Record<string, number> = {};
  for (const { kind, id, covers } of terms.lines) {
    const clinics = clinicIds.filter(
      (clinicId) => covers.clinicIds.length === 0 || covers.clinicIds.includes(clinicId),
    );
    if (kind === 'PER_CLINIC') counts[id] = clinics.length;
    if (kind !== 'PER_ASSET') continue;
    counts[id] = await em.count(AssetEntity, {
      mspId,
      clinicId: { $in: clinics },
      state: { $in: ['IN_SERVICE', 'OUT_OF_SERVICE'] },
      ...(covers.assetIds.length > 0 ? { id: { $in: [...covers.assetIds] } } : {}),
      ...(covers.domains.length > 0 ? { domain: { $in: [...covers.domains] as 'IT'[] } } : {}),
    });
  }
  return counts;
}
