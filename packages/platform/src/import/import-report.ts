import {
  COMPARED,
  type ComparedFact,
  type DifferenceReason,
  type IncidentComparison,
} from './compare-incident.ts';
import type { ImportRowError } from './incident-row.ts';

/** What became of the rows of a file. The four add up to `total`. */
export interface RowCounts {
  /** Data rows, without the header and empty lines. */
  readonly total: number;
  /** Opened a ticket: one a new incident. */
  readonly created: number;
  /** Changed a ticket. */
  readonly updated: number;
  /** Said nothing new: known from an earlier import, there twice, or without effect. */
  readonly unchanged: number;
  readonly failed: number;
}

/** How the log and Wardline compare in one fact, over all incidents. */
export interface FactSummary {
  readonly fact: ComparedFact;
  readonly same: number;
  readonly different: number;
  readonly logSilent: number;
  /** How often each reason explains a difference. */
  readonly reasons: Readonly<Partial<Record<DifferenceReason, number>>>;
}

/** The outcome of an import, as plain data. */
export interface ImportReport {
  readonly source: string;
  readonly dryRun: boolean;
  readonly rows: RowCounts;
  readonly incidents: {
    readonly total: number;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly failed: number;
  };
  /** In the order of incidents; at most 1,000, `errorsLeftOut` says how many more there were. */
  readonly errors: readonly ImportRowError[];
  readonly errorsLeftOut: number;
  readonly summary: readonly FactSummary[];
  /** The incidents whose ticket differs from the log, or that have notes; at most 1,000. */
  readonly differing: readonly IncidentComparison[];
  readonly differingLeftOut: number;
}

const MOST = 1_000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds an import up, incident by incident; what it keeps is bounded. */
export interface ReportBuilder {
  /** Rows that belong to no incident that could be read. */
  failedRow(error: ImportRowError): void;
  incident(outcome: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly errors: readonly ImportRowError[];
    readonly comparison: IncidentComparison | null;
  }): void;
  rowsDone(): number;
  report(): ImportReport;
}

export function reportBuilder(source: string, dryRun: boolean): ReportBuilder {
  const rows = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  const incidents = { total: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
  const errors: ImportRowError[] = [];
  const differing: IncidentComparison[] = [];
  let differingLeftOut = 0;
  const summary = new Map(
    COMPARED.map((fact) => [
      fact,
      { fact, same: 0, different: 0, logSilent: 0, reasons: {} } as Mutable<FactSummary>,
    ]),
  );
  const failedRow = (error: ImportRowError) => {
    rows.failed++;
    if (errors.length < MOST) errors.push(error);
  };
  const compare = (comparison: IncidentComparison) => {
    for (const { fact, verdict, reason } of comparison.facts) {
      const sums = summary.get(fact) as Mutable<FactSummary>;
      if (verdict === 'SAME') sums.same++;
      else if (verdict === 'LOG_SILENT') sums.logSilent++;
      else {
        sums.different++;
        const why = reason ?? 'OTHER';
        sums.reasons = { ...sums.reasons, [why]: (sums.reasons[why] ?? 0) + 1 };
      }
    }
    const differs = comparison.facts.some(({ verdict }) => verdict === 'DIFFERENT');
    if (!differs && comparison.notes.length === 0) return;
    if (differing.length < MOST) differing.push(comparison);
    else differingLeftOut++;
  };
  const total = () => rows.created + rows.updated + rows.unchanged + rows.failed;
  return {
    failedRow,
    incident({ created, updated, unchanged, errors: failed, comparison }) {
      rows.created += created;
      rows.updated += updated;
      rows.unchanged += unchanged;
      for (const error of failed) failedRow(error);
      incidents.total++;
      if (created > 0) incidents.created++;
      else if (updated > 0) incidents.updated++;
      else if (comparison !== null) incidents.unchanged++;
      else incidents.failed++;
      if (comparison) compare(comparison);
    },
    rowsDone: total,
    report: () => ({
      source,
      dryRun,
      rows: { total: total(), ...rows },
      incidents,
      errors,
      errorsLeftOut: rows.failed - errors.length,
      summary: [...summary.values()],
      differing,
      differingLeftOut,
    }),
  };
}
