import {
  type ClinicId,
  err,
  isUuid,
  type OrganizationId,
  ok,
  refusal,
  type TicketId,
} from '@wardline/kernel';
import {
  type Domain,
  formatTicketNumber,
  type TicketOpened,
  type TicketState,
} from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { advanceClocks } from '../clocks/advance-clocks.ts';
import { skipPassed } from '../clocks/skip-passed.ts';
import { agreementsFor, startClocks } from '../clocks/start-clocks.ts';
import { TicketSlaEntity } from '../clocks/ticket-sla.entity.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { besideOpenings } from '../tickets/decided-on.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import { type LoadedTicket, lockTicket, saveTicketEvents } from '../tickets/ticket.store.ts';
import { nextTicketNumber } from '../tickets/ticket-number.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { compareIncident, type IncidentComparison } from './compare-incident.ts';
import { ImportRecordEntity, type ImportRecordRow } from './import-record.entity.ts';
import type { IncidentRow } from './incident-row.ts';
import { readMemory, writeMemory } from './memory.ts';
import { resolveNames } from './names.ts';
import { type Replayed, replayIncident } from './replay-incident.ts';

/** What all incidents of one import have in common. */
export interface ImportContext {
  readonly source: string;
  readonly domain: Domain;
  readonly dryRun: boolean;
  readonly clinicOf: (location: string | null) => string;
}

export interface ImportedIncident
  extends Pick<Replayed, 'created' | 'updated' | 'unchanged' | 'errors'> {
  readonly comparison: IncidentComparison | null;
}

const DRY_RUN = 'DRY_RUN';
const EXTERNAL_TYPE = 'incident';

/** Imports one incident's rows, all of them or none, in one transaction; a dry run takes it back. */
export async function importIncident(
  session: Session,
  rows: readonly IncidentRow[],
  context: ImportContext,
): Promise<WorkResult<ImportedIncident>> {
  let outcome: ImportedIncident | null = null;
  const result = await unitOfWork(session, async (uow) => {
    const imported = await importRows(uow, rows, context);
    if (!imported.ok || !context.dryRun) return imported;
    // What a commit would check is checked now.
    await uow.em.flush();
    outcome = withoutTicket(imported.value);
    return err(refusal(DRY_RUN, 'Everything went well, and was taken back.'));
  });
  return outcome !== null && !result.ok && result.error.code === DRY_RUN ? ok(outcome) : result;
}

/** The ticket a dry run opened is gone: nobody should look for its number. */
function withoutTicket(incident: ImportedIncident): ImportedIncident {
  const { comparison, created } = incident;
  if (comparison === null || created === 0) return incident;
  return { ...incident, comparison: { ...comparison, ticketNumber: null, ticketId: null } };
}

async function importRows(
  uow: UnitOfWork,
  rows: readonly IncidentRow[],
  context: ImportContext,
): Promise<WorkResult<ImportedIncident>> {
  const { principal } = uow.session.principal;
  const [first] = rows as [IncidentRow];
  // Of two imports at once the second finds what the first has made, people and teams among it.
  await takeTurns(uow, 'import', context.source);
  const record = await findRecord(uow, context.source, first.number);
  const loaded = record && (await lockTicket(uow, record.recordId));
  const clinicId = loaded?.state.clinicId ?? context.clinicOf(first.location);
  const clinic = isUuid(clinicId) ? await loadClinic(uow, clinicId) : null;
  if (!clinic) return err(notFound(['clinicOf']));
  const allowed = authorize(uow, 'ticket:import', {
    clinicId: clinic.id as ClinicId,
    organizationId: clinic.organizationId as OrganizationId,
  });
  if (!allowed.ok) return allowed;

  const { source, domain } = context;
  const home = { source, domain, clinicId: clinic.id as ClinicId };
  const imported = record && readMemory(record.digest);
  const known = new Set(imported?.hashes);
  const names = await resolveNames(
    uow,
    rows.filter((row) => !known.has(row.hash)),
    home,
  );
  const opening = {
    id: (loaded?.row.id ?? uow.newId()) as TicketId,
    // Whoever opens a ticket takes the number last: see openTicket.
    number: loaded?.row.number ?? formatTicketNumber('INCIDENT', 0),
    clinicId: home.clinicId,
    domain,
  };
  const ticket = loaded?.state ?? null;
  const replayed = replayIncident({
    ticket,
    imported,
    rows,
    names,
    actor: principal.actor,
    priorityMatrix: await loadPriorityMatrix(uow),
    opening,
  });
  const saving = { authority: allowed.value, clinic };
  const row = replayed.events.length > 0 ? await save(uow, loaded, replayed, saving) : loaded?.row;
  if (row) remember(uow, replayed, row.id, { record, source, number: first.number });
  const { created, updated, unchanged, errors } = replayed;
  const comparison = row ? await compare(uow, rows, { ...replayed, number: row.number }) : null;
  return ok({ created, updated, unchanged, errors, comparison });
}

function findRecord(
  { em, session }: UnitOfWork,
  source: string,
  externalId: string,
): Promise<ImportRecordRow | null> {
  const { mspId } = session.principal.principal;
  return em.findOne(ImportRecordEntity, {
    mspId,
    source,
    externalType: EXTERNAL_TYPE,
    externalId,
  });
}

interface Saving {
  readonly authority: string;
  readonly clinic: ClinicRow;
}

async function save(
  uow: UnitOfWork,
  loaded: LoadedTicket | null,
  { events }: Replayed,
  { authority, clinic }: Saving,
): Promise<TicketState> {
  const [first, ...rest] = events;
  if (first?.type !== 'TicketOpened') {
    const row = saveTicketEvents(uow, loaded, events, authority);
    if (loaded) {
      await advanceClocks(uow, loaded.state, events, clinic);
      await skipPassed(uow, loaded.state.id);
    }
    return row;
  }
  await besideOpenings(uow);
  const number = formatTicketNumber('INCIDENT', await nextTicketNumber(uow, 'INCIDENT'));
  const opened: TicketOpened = { ...first, ticket: { ...first.ticket, number } };
  const row = saveTicketEvents(uow, null, [opened, ...rest], authority);
  await startClocks(uow, opened, clinic, await agreementsFor(uow, opened.ticket, clinic, []));
  if (rest.length > 0) await advanceClocks(uow, opened.ticket, rest, clinic);
  await skipPassed(uow, opened.ticket.id);
  return row;
}

interface Remembering {
  readonly record: ImportRecordRow | null;
  readonly source: string;
  readonly number: string;
}

function remember(
  { em, now, session }: UnitOfWork,
  { imported }: Replayed,
  recordId: string,
  { record, source, number }: Remembering,
): void {
  const digest = writeMemory(imported);
  if (record?.digest === digest) return;
  if (record) {
    em.assign(record, { digest, importedAt: now });
    return;
  }
  const { mspId } = session.principal.principal;
  const key = { mspId, source, externalType: EXTERNAL_TYPE, externalId: number };
  em.create(ImportRecordEntity, { ...key, recordId, digest, importedAt: now }, { persist: true });
}

async function compare(
  uow: UnitOfWork,
  rows: readonly IncidentRow[],
  { ticket: replayed, notes, number }: Replayed & { readonly number: string },
): Promise<IncidentComparison | null> {
  if (!replayed) return null;
  const ticket = { ...replayed, number };
  const { mspId } = uow.session.principal.principal;
  const measured = await uow.em.find(TicketSlaEntity, { mspId, ticketId: ticket.id, kind: 'SLA' });
  const clocks = measured.flatMap((sla) => sla.fold.clocks);
  const clock = clocks.findLast((each) => each.metric === 'RESOLVE') ?? null;
  return compareIncident(rows, ticket, clock, notes);
}
