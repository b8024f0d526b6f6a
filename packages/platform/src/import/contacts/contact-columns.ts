import { err, ok, type Refusal, type Result, refusal } from '@wardline/kernel';

/** The columns of a file of contacts, by their default names; any others are ignored. */
export const CONTACT_COLUMNS = [
  'external_id',
  'email',
  'name',
  'clinic',
  'organization',
  'active',
] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

/** What a file calls its columns, where not as Wardline does: `{ email: 'Work e-mail' }`. */
export type ContactColumnNames = Readonly<Partial<Record<ContactColumn, string>>>;

/** Where the columns of a file are, whatever their order. */
export interface ContactHeader {
  readonly width: number;
  readonly index: ReadonlyMap<ContactColumn, number>;
  /** Names of columns that nothing is read from. */
  readonly ignored: readonly string[];
}

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Reads the first record of a file. There must be a way to know people again: email or external_id. */
export function readContactHeader(
  fields: readonly string[],
  names: ContactColumnNames = {},
): Result<ContactHeader, Refusal> {
  const found = fields.map(plain);
  const index = new Map<ContactColumn, number>();
  for (const column of CONTACT_COLUMNS) {
    const given = names[column];
    const name = plain(given ?? column);
    const at = found.indexOf(name);
    if (at !== found.lastIndexOf(name)) {
      return err(refusal('COLUMN_TWICE', `The column ${name} is there twice.`, ['csv', column]));
    }
    if (at !== -1) index.set(column, at);
    else if (given !== undefined) {
      const message = `There is no column called as was said of ${column}.`;
      return err(refusal('COLUMNS_MISSING', message, ['columns', column]));
    }
  }
  if (!index.has('email') && !index.has('external_id')) {
    const message =
      'The first line must name the columns, separated by commas; it needs email or external_id.';
    return err(refusal('COLUMNS_MISSING', message, ['csv', 'email']));
  }
  const read = new Set(index.values());
  const ignored = fields.filter((name, at) => !read.has(at) && name.trim() !== '');
  return ok({ width: fields.length, index, ignored });
}
