import { REASONS } from './compare-incident.ts';
import type { FactSummary, ImportReport } from './import-report.ts';

const TITLES = {
  state: 'final state',
  reopenCount: 'reopenings',
  openedAt: 'opened at',
  resolvedAt: 'resolved at',
  closedAt: 'closed at',
  priority: 'priority',
  madeSla: 'resolved in time',
} as const;

/** How much a rendering shows. */
export interface RenderOptions {
  /** How many errors and differing incidents are listed. Default: 10. */
  readonly most?: number | undefined;
}

/** An import report for people: counts, the comparison in sum with its reasons, the first details. */
export function renderImportReport(report: ImportReport, options: RenderOptions = {}): string {
  const { most = 10 } = options;
  const { rows, incidents } = report;
  return [
    `${report.dryRun ? 'Dry run, nothing was kept. ' : ''}Source: ${report.source}`,
    `${rows.total} rows: ${outcomes(rows)}`,
    `${incidents.total} incidents: ${outcomes(incidents)}`,
    '',
    ...comparison(report.summary),
    ...differences(report, most),
    ...errors(report, most),
  ].join('\n');
}

function outcomes(counts: Omit<ImportReport['incidents'], 'total'>): string {
  const { created, updated, unchanged, failed } = counts;
  return `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`;
}

function comparison(summary: readonly FactSummary[]): string[] {
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, i) => (i === 0 ? String(cell).padEnd(18) : String(cell).padStart(11)))
      .join('');
  const reasons = summary.flatMap(({ fact, reasons: counted }) =>
    Object.entries(counted).map(
      ([code, count]) =>
        `  ${TITLES[fact]}: ${count} × ${REASONS[code as keyof typeof REASONS]} (${code})`,
    ),
  );
  return [
    line(['the log and Wardline', 'same', 'different', 'log silent']),
    ...summary.map(({ fact, same, different, logSilent }) =>
      line([TITLES[fact], same, different, logSilent]),
    ),
    ...(reasons.length > 0 ? ['Why they differ:', ...reasons] : []),
  ];
}

function differences({ differing, differingLeftOut }: ImportReport, most: number): string[] {
  if (differing.length === 0) return [];
  const lines = differing
    .slice(0, most)
    .flatMap(({ incident, ticketNumber, facts, notes }) => [
      `  ${incident}${ticketNumber === null ? '' : ` (${ticketNumber})`}`,
      ...facts
        .filter(({ verdict }) => verdict === 'DIFFERENT')
        .map((f) => `    ${TITLES[f.fact]}: log ${f.log}, Wardline ${f.wardline ?? 'none'}`),
      ...notes.map((note) => `    line ${note.line}: ${note.message}`),
    ]);
  return [
    '',
    'Incidents that differ:',
    ...lines,
    ...more(differing.length + differingLeftOut, most),
  ];
}

function errors({ errors: failed, rows }: ImportReport, most: number): string[] {
  if (failed.length === 0) return [];
  const lines = failed
    .slice(0, most)
    .map(
      ({ line, incident, code, message }) => `  line ${line} ${incident ?? ''} ${code}: ${message}`,
    );
  return ['', 'Rows that failed:', ...lines, ...more(rows.failed, most)];
}

function more(all: number, most: number): string[] {
  return all > most ? [`  … and ${all - most} more`] : [];
}
