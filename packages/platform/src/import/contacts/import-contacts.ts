import { err, ok, refusal } from '@wardline/kernel';
import { checkName } from '../../checks.ts';
import {
  type ContactInput,
  type ContactResult,
  MAX_CONTACTS,
} from '../../people/contacts/contact.ts';
import { upsertContacts } from '../../people/contacts/upsert-contacts.ts';
import type { Session } from '../../session.ts';
import type { WorkResult } from '../../unit-of-work.ts';
import { physicalLines } from '../csv-lines.ts';
import { type CsvRecord, csvRecords } from '../csv-records.ts';
import {
  type ContactColumnNames,
  type ContactHeader,
  readContactHeader,
} from './contact-columns.ts';
import { type PlaceChoice, placeResolver, type ResolvePlace } from './contact-places.ts';
import { type ContactReport, contactReportBuilder } from './contact-report.ts';
import {
  COLUMN_OF,
  type ContactRow,
  type ContactRowError,
  readContactRow,
  whoIs,
} from './read-contact-row.ts';

export interface ImportContacts extends PlaceChoice {
  /** The file's bytes: `createReadStream(path)`. UTF-8, the first line names the columns. */
  readonly csv: AsyncIterable<Uint8Array>;
  /** What the file calls its columns, where not as Wardline does. */
  readonly columns?: ContactColumnNames | undefined;
  /** Which system the external ids are of. Default: `contacts`. */
  readonly source?: string | undefined;
  /** Everything runs, and is rolled back. Default: false. */
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((progress: { readonly rowsDone: number }) => void) | undefined;
  /** Each error as it comes, without the limit of the report. */
  readonly onError?: ((error: ContactRowError) => void) | undefined;
  /** Ends the import after the batch that is under way: `IMPORT_STOPPED`. */
  readonly signal?: AbortSignal | undefined;
}

/** A longer row fails. UTF-16 units. */
const ROW_LENGTH = 65_536;

/**
 * Imports a CSV file of contacts: what `people.upsert` does, 500 rows a transaction. A row that cannot
 * be read, or is refused, is named by its line and stands in nobody's way. The same person twice in the
 * file counts once: the first time. Importing a file again changes nothing.
 * @returns the report; or a refusal of the file or the options, before anything is written.
 * @example
 * const result = await desk.imports.contacts({ csv: createReadStream('people.csv'), clinicId });
 */
export async function importContacts(
  session: Session,
  input: ImportContacts,
): Promise<WorkResult<ContactReport>> {
  const { source = 'contacts', dryRun = false, signal, onProgress } = input;
  if (session.joins) {
    const message = 'An import is many transactions of its own; call it outside of together().';
    return err(refusal('IMPORT_NOT_JOINABLE', message));
  }
  const named = checkName(source, 'source');
  if (!named.ok) return named;
  const records = csvRecords(physicalLines(input.csv, ROW_LENGTH), ROW_LENGTH);
  const first = await records.next();
  if (first.done) return err(refusal('FILE_EMPTY', 'The file is empty.', ['csv']));
  const { problem } = first.value;
  if (problem) return err(refusal(problem.code, problem.message, ['csv']));
  const header = readContactHeader(first.value.fields, input.columns);
  if (!header.ok) return header;
  const now = () => ({ ...session, now: session.engine.ports.now(), idempotency: null });
  const places = await placeResolver(now(), input);
  if (!places.ok) return places;

  const report = contactReportBuilder(input.onError);
  const prepare = preparing(header.value, places.value);
  let batch: Prepared[] = [];
  const told = (row: ContactRow, result: ContactResult | undefined) => {
    const error = errorOf(row, result);
    if (error) report.failed(error);
    else if (result) report.done(result.outcome);
  };
  const flush = async () => {
    const sent = batch;
    batch = [];
    const going = sent.flatMap((each) => (each.error ? [] : [each]));
    const contacts = going.map(({ contact }) => contact);
    const done =
      contacts.length === 0
        ? null
        : await upsertContacts(now(), { contacts, source: named.value, dryRun });
    const results = done?.ok ? [...done.value.results] : [];
    for (const each of sent) {
      if (each.error) report.failed(each.error);
      else if (done && !done.ok) report.failed(wholeBatch(each.row, done.error));
      else told(each.row, results.shift());
    }
    onProgress?.({ rowsDone: report.rowsDone() });
  };
  for await (const record of records) {
    batch.push(prepare(record));
    if (batch.length === MAX_CONTACTS) await flush();
    if (signal?.aborted) return err(stopped(report.rowsDone()));
  }
  await flush();
  const { ignored: ignoredColumns } = header.value;
  return ok({ source: named.value, dryRun, ignoredColumns, ...report.report() });
}

/** A row on its way, or why it does not go. */
type Prepared =
  | { readonly row: ContactRow; readonly contact: ContactInput; readonly error: null }
  | { readonly error: ContactRowError };

/** Reads record after record, and knows whom earlier ones of the file have been about. */
function preparing(header: ContactHeader, placeOf: ResolvePlace): (record: CsvRecord) => Prepared {
  const seen = firstLines();
  return (record) => {
    const read = readContactRow(header, record);
    if (read.error) return read;
    const { row } = read;
    const place = placeOf(row);
    if (!place.ok) {
      const { code, message, path } = place.error;
      const column = path[0] === 'clinic' ? 'clinic' : 'organization';
      return { error: { line: row.line, code, column, message, row: whoIs(row.cells) } };
    }
    const twice = seen(row);
    return twice ? { error: twice } : { row, contact: contactOf(row, place.value), error: null };
  };
}

function contactOf({ cells, active }: ContactRow, place: Partial<ContactInput>): ContactInput {
  return {
    ...place,
    externalId: cells.external_id,
    email: cells.email,
    displayName: cells.name,
    active,
  };
}

/** Knows on which line an address or an external id came first, over the whole file. */
function firstLines(): (row: ContactRow) => ContactRowError | null {
  const lines = { email: new Map<string, number>(), external_id: new Map<string, number>() };
  return ({ line, cells }) => {
    const keys = {
      external_id: cells.external_id,
      email: cells.email?.normalize('NFC').toLowerCase(),
    };
    for (const column of ['external_id', 'email'] as const) {
      const first = lines[column].get(keys[column] ?? '');
      if (first === undefined) continue;
      const message = `Line ${first} is the same person already.`;
      return { line, code: 'DUPLICATE_IN_FILE', column, message, row: whoIs(cells) };
    }
    for (const column of ['external_id', 'email'] as const) {
      const key = keys[column];
      if (key) lines[column].set(key, line);
    }
    return null;
  };
}

function errorOf({ line, cells }: ContactRow, result: ContactResult | undefined) {
  const [error] = result?.errors ?? [];
  if (!error) return null;
  const column = COLUMN_OF[String(error.path[2] ?? '')] ?? null;
  const message = inFileWords(error.message);
  return { line, code: error.code, column, message, row: whoIs(cells) };
}

function wholeBatch(
  { line, cells }: ContactRow,
  { code, message }: { code: string; message: string },
) {
  return { line, code, column: null, message, row: whoIs(cells) };
}

/** Refusals name the fields of a contact; who imports a file knows its columns. */
function inFileWords(message: string): string {
  return message.replaceAll(/externalId|displayName|clinicId|organizationId/g, (field) =>
    String(COLUMN_OF[field]),
  );
}

function stopped(rows: number) {
  return refusal(
    'IMPORT_STOPPED',
    `Stopped after ${rows} rows. What is imported stays; importing the file again goes on from there.`,
  );
}
