import type { ContactInput } from '../../people/contacts/contact.ts';
import type { CsvRecord } from '../csv-records.ts';
import { CONTACT_COLUMNS, type ContactColumn, type ContactHeader } from './contact-columns.ts';

/** Why a row was not imported. */
export interface ContactRowError {
  /** The physical line the row starts on, the header being line 1. */
  readonly line: number;
  readonly code: string;
  /** The column it is about; null: the row as a whole. */
  readonly column: ContactColumn | null;
  /** Says what to put right, and nothing that stands in the row. */
  readonly message: string;
  /** What the row says of who it is, as far as it could be read. */
  readonly row: { readonly externalId: string; readonly email: string; readonly name: string };
}

/** A row as it was written: cells trimmed, null where empty or where there is no such column. */
export interface ContactRow {
  readonly line: number;
  readonly cells: Readonly<Record<ContactColumn, string | null>>;
  readonly active: boolean | undefined;
}

export type ReadContactRow =
  | { readonly row: ContactRow; readonly error: null }
  | { readonly row: null; readonly error: ContactRowError };

// A map: a cell may say `constructor`.
const YES_AND_NO: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', '1', 'active'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0', 'inactive'].map((word) => [word, false] as const),
]);

/** Reads a record of a file of contacts. */
export function readContactRow(header: ContactHeader, record: CsvRecord): ReadContactRow {
  const { line } = record;
  const failed = (
    code: string,
    message: string,
    column: ContactColumn | null = null,
    row = NOBODY,
  ): ReadContactRow => ({ row: null, error: { line, code, column, message, row } });
  if (record.problem) return failed(record.problem.code, record.problem.message);
  const cell = (column: ContactColumn) => {
    const at = header.index.get(column);
    const text = at === undefined ? '' : (record.fields[at] ?? '').replace(/\s+/g, ' ').trim();
    return text === '' ? null : text;
  };
  const cells = Object.fromEntries(
    CONTACT_COLUMNS.map((column) => [column, cell(column)]),
  ) as ContactRow['cells'];
  const who = whoIs(cells);
  if (record.fields.length !== header.width) {
    const message = `The row has ${record.fields.length} fields and the first line ${header.width}: quote what holds a comma.`;
    return failed('FIELD_COUNT_WRONG', message, null, who);
  }
  const garbled = CONTACT_COLUMNS.find((column) => cells[column]?.includes('\uFFFD'));
  if (garbled) {
    const message = `${garbled} is not UTF-8: save the file as "CSV UTF-8".`;
    return failed('NOT_UTF8', message, garbled, who);
  }
  const active = cells.active === null ? undefined : YES_AND_NO.get(cells.active.toLowerCase());
  if (cells.active !== null && active === undefined) {
    return failed('VALUE_UNKNOWN', 'active must be yes or no.', 'active', who);
  }
  return { row: { line, cells, active }, error: null };
}

export function whoIs({ external_id, email, name }: ContactRow['cells']): ContactRowError['row'] {
  return { externalId: external_id ?? '', email: email ?? '', name: name ?? '' };
}

const NOBODY: ContactRowError['row'] = { externalId: '', email: '', name: '' };

/** Which column a field of a contact comes from. */
export const COLUMN_OF: Readonly<Record<string, ContactColumn>> = {
  externalId: 'external_id',
  email: 'email',
  displayName: 'name',
  clinicId: 'clinic',
  organizationId: 'organization',
  active: 'active',
} satisfies Record<keyof ContactInput, ContactColumn>;
