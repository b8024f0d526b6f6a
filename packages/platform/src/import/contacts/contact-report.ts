import { csvRow, csvText } from '@wardline/kernel';
import type { ContactOutcome } from '../../people/contacts/contact.ts';
import type { RowCounts } from '../import-report.ts';
import type { ContactRowError } from './read-contact-row.ts';

/** The outcome of an import of contacts, as plain data. */
export interface ContactReport {
  readonly source: string;
  readonly dryRun: boolean;
  readonly rows: RowCounts;
  /** In the order of lines; at most 1,000, `errorsLeftOut` says how many more there were. */
  readonly errors: readonly ContactRowError[];
  readonly errorsLeftOut: number;
  /** Columns of the file that nothing was read from. */
  readonly ignoredColumns: readonly string[];
}

const MOST = 1_000;

/** Adds an import up, row by row; what it keeps is bounded. */
export interface ContactReportBuilder {
  done(outcome: ContactOutcome): void;
  failed(error: ContactRowError): void;
  rowsDone(): number;
  report(): Pick<ContactReport, 'rows' | 'errors' | 'errorsLeftOut'>;
}

/** @param onError is told of each error, also of those beyond what the report keeps. */
export function contactReportBuilder(
  onError: ((error: ContactRowError) => void) | undefined,
): ContactReportBuilder {
  const counts = { CREATED: 0, UPDATED: 0, UNCHANGED: 0, REFUSED: 0 };
  const errors: ContactRowError[] = [];
  const rowsDone = () => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    done: (outcome) => {
      counts[outcome]++;
    },
    failed: (error) => {
      counts.REFUSED++;
      if (errors.length < MOST) errors.push(error);
      onError?.(error);
    },
    rowsDone,
    report: () => ({
      rows: {
        total: rowsDone(),
        created: counts.CREATED,
        updated: counts.UPDATED,
        unchanged: counts.UNCHANGED,
        failed: counts.REFUSED,
      },
      errors,
      errorsLeftOut: counts.REFUSED - errors.length,
    }),
  };
}

/** A report for people: counts, and the first errors by line. It repeats nothing of what rows say. */
export function renderContactReport(
  report: ContactReport,
  { most = 10 }: { readonly most?: number | undefined } = {},
): string {
  const { rows, errors, errorsLeftOut, ignoredColumns } = report;
  const { total, created, updated, unchanged, failed } = rows;
  const shown = errors.slice(0, most);
  const more = errors.length + errorsLeftOut - shown.length;
  return [
    `${report.dryRun ? 'Dry run, nothing was kept. ' : ''}Source: ${report.source}`,
    `${total} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`,
    ...(ignoredColumns.length > 0 ? [`Columns that were not read: ${ignoredColumns.length}`] : []),
    ...(failed > 0 ? ['', `${failed} errors:`] : []),
    ...shown.map(({ line, code, message }) => `  line ${line} ${code}: ${message}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}

/** The first line of an error report as CSV. */
export const CONTACT_ERRORS_HEADER = csvRow([
  ...['line', 'column', 'code', 'message', 'external_id', 'email', 'name'],
]);

/** An error as a line of that report; what a spreadsheet would take for a formula is made a text. */
export function contactErrorCsv({ line, column, code, message, row }: ContactRowError): string {
  const said = [message, row.externalId, row.email, row.name].map(csvText);
  return csvRow([String(line), column ?? '', code, ...said]);
}
