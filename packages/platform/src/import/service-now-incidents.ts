import { err, ok, refusal } from '@wardline/kernel';
import { DOMAINS, type Domain } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkName, checkTimeZone } from '../checks.ts';
import type { PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { WorkResult } from '../unit-of-work.ts';
import { physicalLines } from './csv-lines.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { importIncident } from './import-incident.ts';
import { type ImportReport, type ReportBuilder, reportBuilder } from './import-report.ts';
import { compareRows, type IncidentRow, type ReadRow } from './incident-row.ts';
import { readIncidentRow } from './read-incident-row.ts';
import { readHeader } from './service-now-columns.ts';
import { type Keyed, sortedGroups } from './sorted-groups.ts';
import { wallTimeReader } from './wall-time.ts';

/** How much of a file is held at a time. */
export interface ImportLimits {
  /** Rows beyond it wait in a temporary folder. Default: 16 MiB. */
  readonly bytesInMemory: number;
  /** A longer row fails. UTF-16 units; default: 65,536. */
  readonly rowLength: number;
  /** An incident with more rows fails as a whole. Default: 2,000. */
  readonly rowsPerIncident: number;
}

const LIMITS: ImportLimits = {
  bytesInMemory: 16 * 1024 * 1024,
  rowLength: 65_536,
  rowsPerIncident: 2_000,
};

export interface ImportProgress {
  readonly phase: 'READING' | 'IMPORTING';
  readonly rowsRead: number;
  /** Rows whose incident is done. */
  readonly rowsDone: number;
}

export interface ImportServiceNowIncidents {
  /** The file's bytes: `createReadStream(path)`. UTF-8, one row a save of an incident. */
  readonly csv: AsyncIterable<Uint8Array>;
  /** The IANA zone the log's times are written in; the log does not say. */
  readonly timeZone: string;
  /** The clinic all incidents belong to, or a choice by the log's location. */
  readonly clinicOf: string | ((location: string | null) => string);
  /** Tells two ServiceNow instances apart, whose numbers are the same. Default: `servicenow`. */
  readonly source?: string | undefined;
  /** Whose trade the imported groups and incidents are. Default: IT. */
  readonly domain?: Domain | undefined;
  /** Everything runs, and is rolled back. Default: false. */
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly limits?: Partial<ImportLimits> | undefined;
  /** Ends the import after the incident that is under way: `IMPORT_STOPPED`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports a ServiceNow incident audit log: one ticket an incident, its history lived through the
 * decisions and clocks the API uses, at the times the log names. Needs `ticket:import`, and
 * `member:manage` and `team:manage` for the people and groups it names. Each incident is one
 * transaction; a row that cannot be read keeps its whole incident out, so that it can be put right
 * and imported again. Importing a file again changes nothing; a file with later rows adds them.
 * @returns the report; or a refusal of the file or the options, before anything is written.
 * @example
 * const result = await desk.imports.serviceNowIncidents({
 *   csv: createReadStream('incidents.csv'), timeZone: 'America/New_York', clinicOf: clinicId,
 * });
 */
export async function importServiceNowIncidents(
  session: Session,
  input: ImportServiceNowIncidents,
): Promise<WorkResult<ImportReport>> {
  const { source = 'servicenow', domain = 'IT', dryRun = false, clinicOf } = input;
  const refused = checkInput(session, { ...input, source, domain });
  if (refused) return err(refused);
  const limits = { ...LIMITS, ...input.limits };
  const records = csvRecords(physicalLines(input.csv, limits.rowLength), limits.rowLength);
  const first = await records.next();
  const header = readFirst(first.done ? null : first.value);
  if (!header.ok) return header;

  const report = reportBuilder(source, dryRun);
  let rowsRead = 0;
  const progress = (phase: ImportProgress['phase']) =>
    input.onProgress?.({ phase, rowsRead, rowsDone: report.rowsDone() });
  const readTime = wallTimeReader(input.timeZone);
  const rows = async function* (): AsyncGenerator<Keyed & ReadRow> {
    for await (const record of records) {
      rowsRead++;
      if (rowsRead % 1_000 === 0) progress('READING');
      const read = readIncidentRow(header.value, record, readTime);
      const incident = read.row?.number ?? read.error?.incident ?? null;
      if (incident !== null) yield { key: incident, ...read };
      else if (read.error) report.failedRow(read.error);
    }
  };
  const context = {
    source,
    domain,
    dryRun,
    clinicOf: typeof clinicOf === 'string' ? () => clinicOf : clinicOf,
  };
  for await (const group of sortedGroups(rows(), limits.bytesInMemory)) {
    const now = session.engine.ports.now();
    await importGroup({ ...session, now, idempotency: null }, group, context, limits, report);
    progress('IMPORTING');
    if (input.signal?.aborted) return err(stopped(report.rowsDone()));
  }
  return ok(report.report());
}

function checkInput(
  session: Session,
  { source, domain, timeZone }: ImportServiceNowIncidents,
): PlatformRefusal | null {
  if (session.joins) {
    const message = 'An import is many transactions of its own; call it outside of together().';
    return refusal('IMPORT_NOT_JOINABLE', message);
  }
  const everywhere = { clinicId: null, organizationId: null };
  const allowed = authorize({ session, now: session.now }, 'ticket:import', everywhere);
  const checks = [allowed, checkName(source ?? '', 'source'), checkTimeZone(timeZone)];
  for (const check of checks) if (!check.ok) return check.error;
  if (!DOMAINS.some((each) => each === domain)) {
    return refusal('VALUE_UNKNOWN', `domain must be one of ${DOMAINS.join(', ')}.`, ['domain']);
  }
  return null;
}

function stopped(rows: number) {
  return refusal(
    'IMPORT_STOPPED',
    `Stopped after ${rows} rows. What is imported stays; importing the file again goes on from there.`,
  );
}

function readFirst(record: CsvRecord | null) {
  if (record === null) return err(refusal('FILE_EMPTY', 'The file is empty.', ['csv']));
  if (record.problem) return err(refusal(record.problem.code, record.problem.message, ['csv']));
  return readHeader(record.fields);
}

async function importGroup(
  session: Session,
  group: readonly ReadRow[],
  context: Parameters<typeof importIncident>[2],
  limits: ImportLimits,
  report: ReportBuilder,
): Promise<void> {
  const rows = group.flatMap(({ row }) => row ?? []).sort(compareRows);
  const errors = group.flatMap(({ error }) => error ?? []);
  const withheld = (code: string, message: string) => [
    ...errors,
    ...rows.map(({ line, number }) => ({ line, incident: number, code, column: null, message })),
  ];
  const failed = (code: string, message: string) =>
    report.incident({
      ...NOTHING,
      errors: withheld(code, message).sort((a, b) => a.line - b.line),
    });
  const [cause] = errors;
  if (cause) {
    return failed('INCIDENT_WITHHELD', `Not imported, because line ${cause.line} cannot be read.`);
  }
  if (rows.length > limits.rowsPerIncident) {
    return failed('INCIDENT_TOO_LONG', `An incident may have ${limits.rowsPerIncident} rows.`);
  }
  const result = await importIncident(session, rows as IncidentRow[], context);
  if (!result.ok) return failed(result.error.code, result.error.message);
  report.incident(result.value);
}

const NOTHING = { created: 0, updated: 0, unchanged: 0, comparison: null };
