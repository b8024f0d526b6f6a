import { err, ok, type Refusal, type Result, refusal } from '@wardline/kernel';

/** The columns a row cannot do without. */
const REQUIRED_COLUMNS = ['number', 'incident_state', 'opened_at', 'sys_updated_at'] as const;

/** The columns that are read where they are there; any others are ignored. */
const OPTIONAL_COLUMNS = [
  'reopen_count',
  'sys_mod_count',
  'made_sla',
  'caller_id',
  'opened_by',
  'contact_type',
  'location',
  'category',
  'subcategory',
  'u_symptom',
  'cmdb_ci',
  'impact',
  'urgency',
  'priority',
  'assignment_group',
  'assigned_to',
  'closed_code',
  'resolved_by',
  'resolved_at',
  'closed_at',
] as const;

const COLUMNS = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS] as const;
export type ServiceNowColumn = (typeof COLUMNS)[number];

/** Where the columns of a file are, whatever their order. */
export interface Header {
  readonly width: number;
  readonly index: ReadonlyMap<ServiceNowColumn, number>;
}

/** Reads the first record of a file. */
export function readHeader(fields: readonly string[]): Result<Header, Refusal> {
  const names = fields.map((field) => field.trim().toLowerCase());
  const twice = COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice) {
    return err(refusal('COLUMN_TWICE', `The column ${twice} is there twice.`, ['csv', twice]));
  }
  const missing = REQUIRED_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    return err(
      refusal(
        'COLUMNS_MISSING',
        `The first line must name the columns, separated by commas; missing: ${missing.join(', ')}.`,
        ['csv', missing[0] as string],
      ),
    );
  }
  const index = new Map<ServiceNowColumn, number>();
  for (const column of COLUMNS) {
    const at = names.indexOf(column);
    if (at !== -1) index.set(column, at);
  }
  return ok({ width: fields.length, index });
}

/**
 * The columns of a record that are read, in one order whatever the file's; null where the log does
 * not know (`?`, empty, no such column).
 */
export function columnsOf(
  header: Header,
  fields: readonly string[],
): Readonly<Record<ServiceNowColumn, string | null>> {
  const values = COLUMNS.map((column) => {
    const at = header.index.get(column);
    const value = at === undefined ? '' : (fields[at] ?? '').replace(/\s+/g, ' ').trim();
    return [column, value === '' || value === '?' ? null : value] as const;
  });
  return Object.fromEntries(values) as Record<ServiceNowColumn, string | null>;
}
