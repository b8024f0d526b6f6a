import {
  attributeWork,
  type BillingTerms,
  boundsOf,
  type Grant,
  nextPeriod,
  type PartUsed,
  type Period,
  type PricedTerms,
  type TimeEntry,
  termsIn,
  type UsageInput,
  type WorkFacts,
} from '@wardline/contract-usage';
import { AssetEntity } from '../assets/asset.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import type { ContractRow } from '../contracts/contract.entity.ts';
import { LOCKED } from '../orm/lock.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { TicketAssetEntity, TicketEntity } from '../tickets/ticket.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { contractsInForce, lastExportOf, type TermsRow } from './terms.store.ts';
import { type InvoiceExportRow, PartUsedEntity, TimeEntryEntity } from './work.entity.ts';

/** What a period of a contract, and those before it that are open, are worked out from. */
export interface LoadedUsage {
  /** The terms of these periods. */
  readonly history: readonly PricedTerms[];
  readonly input: Omit<UsageInput, 'counts'>;
  readonly last: InvoiceExportRow | null;
  /** The period to export next; null: no terms hold yet. */
  readonly next: Period | null;
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
): Promise<LoadedUsage> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const { timeZones } = session.engine.ports;
  const options = locked ? { orderBy: { id: 'asc' as const }, ...LOCKED } : {};
  const last = await lastExportOf(uow, contract.id);
  const { inForce, history: all } = await contractsInForce(uow, contract.organizationId);
  const own = all.get(contract.id) ?? [];
  const { validFrom, validUntil } = contract;
  const next = nextPeriod(own, contract, last?.period ?? null, { timeZones });
  const opening = (last?.closing ?? []) as readonly Grant[];
  const held = termsIn(own, period);
  const nothing = { period, validFrom, validUntil, opening, entries: [], parts: [] };
  if (!held || next === null) return { history: [], input: nothing, last, next };
  const { to } = boundsOf(period, held.terms.timezone, { timeZones });
  const clinics = await em.find(ClinicEntity, { mspId, organizationId: contract.organizationId });
  const clinicIds = clinics.map((clinic) => clinic.id);
  // What was done before the contract began is another's affair.
  const within = { $gte: validFrom, $lt: Math.min(to, validUntil ?? to) };
  const open = { mspId, clinicId: { $in: clinicIds }, invoiceExportId: null, voidedAt: null };
  const entries = await em.find(TimeEntryEntity, { ...open, startedAt: within }, options);
  const parts = await em.find(PartUsedEntity, { ...open, usedAt: within }, options);
  const work = await workFacts(uow, [...new Set([...entries, ...parts].map((e) => e.ticketId))]);
  const isIts = (facts: WorkFacts & { readonly at: number }) =>
    attributeWork(facts, inForce) === contract.id;
  const needed = own.filter(
    (each) => each === termsIn(own, next) || (each.validFrom > next && each.validFrom <= period),
  );
  const history: PricedTerms[] = [];
  for (const row of needed) history.push(await priced(uow, row, clinicIds));
  return {
    history,
    last,
    next,
    input: {
      ...nothing,
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
  const fields = ['domain', 'category'] as const;
  const tickets = await em.find(TicketEntity, { mspId, id: ids }, { fields });
  const links = await em.find(TicketAssetEntity, { mspId, ticketId: ids });
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return (ticketId: string) => ({
    domain: byId.get(ticketId)?.domain ?? 'IT',
    category: byId.get(ticketId)?.category ?? null,
    assetIds: links.filter((link) => link.ticketId === ticketId).map((link) => link.assetId),
  });
}

/** Terms with their hours, and with how many assets and clinics are there now. */
async function priced(
  uow: UnitOfWork,
  { validFrom, terms, calendarId }: TermsRow,
  clinicIds: readonly string[],
): Promise<PricedTerms> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const calendar = calendarId && (await em.findOne(CalendarEntity, { mspId, id: calendarId }));
  const hours = calendar ? session.engine.calendars.compile(calendar.definition) : null;
  const counts = await countsOf(uow, terms, clinicIds);
  return { validFrom, terms, counts, ...(hours ? { hours } : {}) };
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
