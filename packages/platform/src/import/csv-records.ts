import { parse } from 'csv-parse/sync';
import type { PhysicalLine } from './csv-lines.ts';

/** The most lines one record's quoted fields may span. */
const MAX_LINES = 100;

/** One record, or why there is none. `line` is the physical line the record starts on. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[]; readonly problem: null }
  | { readonly line: number; readonly text: string; readonly problem: CsvProblem };

interface CsvProblem {
  readonly code: 'ROW_TOO_LONG' | 'QUOTE_NOT_CLOSED' | 'QUOTING_WRONG';
  readonly message: string;
}

/**
 * Groups lines into records (RFC 4180). A record that cannot be read costs its own line and no
 * other: a quote that never closes is given up after `maxLength` units or 100 lines, and reading
 * goes on with the line after the one it opened on.
 */
export async function* csvRecords(
  lines: AsyncIterable<PhysicalLine>,
  maxLength: number,
): AsyncGenerator<CsvRecord> {
  const open: PhysicalLine[] = [];
  for await (const line of lines) {
    open.push(line);
    yield* settle(open, maxLength, false);
  }
  yield* settle(open, maxLength, true);
}

function* settle(open: PhysicalLine[], maxLength: number, atEnd: boolean): Generator<CsvRecord> {
  while (open.length > 0) {
    const end = endOfRecord(open);
    if (end === 0 && !atEnd && !isHopeless(open, maxLength)) return;
    const lines = Math.max(end, 1);
    const record = toRecord(open.slice(0, lines), end > 0);
    // Two stray quotes must not take the rows between them along.
    open.splice(0, record?.problem ? 1 : lines);
    if (record) yield record;
  }
}

/** How many lines the first record has; 0 if its quotes are still open. */
function endOfRecord(open: readonly PhysicalLine[]): number {
  let quoting = false;
  for (const [index, line] of open.entries()) {
    if (line.tooLong) return index === 0 ? 1 : 0;
    quoting = quoting !== line.turnsQuoting;
    if (!quoting) return index + 1;
  }
  return 0;
}

function isHopeless(open: readonly PhysicalLine[], maxLength: number): boolean {
  if (open.length > MAX_LINES || open.some((line) => line.tooLong)) return true;
  return open.reduce((sum, line) => sum + line.text.length, 0) > maxLength;
}

function toRecord(lines: readonly PhysicalLine[], closed: boolean): CsvRecord | null {
  const [first] = lines as [PhysicalLine];
  const wrong = (code: CsvProblem['code'], message: string): CsvRecord => ({
    line: first.number,
    text: first.text.slice(0, 200),
    problem: { code, message },
  });
  if (first.tooLong) return wrong('ROW_TOO_LONG', 'The row is longer than a row may be.');
  if (!closed) return wrong('QUOTE_NOT_CLOSED', 'A quote opens in this row and does not close.');
  const text = lines.map((line) => line.text).join('\n');
  if (text.trim() === '') return null;
  if (!text.includes('"')) return { line: first.number, fields: text.split(','), problem: null };
  try {
    const records = parse(text, { relax_column_count: true, record_delimiter: '\n' });
    if (records.length === 1) {
      return { line: first.number, fields: records[0] as string[], problem: null };
    }
  } catch {
    // What csv-parse says quotes the row; nothing people wrote leaves in a message.
  }
  return wrong(
    'QUOTING_WRONG',
    'A quote stands inside an unquoted field, or something follows a closing quote.',
  );
}
