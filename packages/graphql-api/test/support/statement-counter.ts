import type { TestApi } from './api.ts';

/** The SQL statements that reach the database, as Wardline sends them. */
export interface StatementCounter {
  /** What was sent since the last reset: without the transactions and settings around it. */
  seen(): readonly string[];
  reset(): void;
}
export function countStatements(_api: TestApi): StatementCounter { return { seen: () => [], reset: () => {} } }
