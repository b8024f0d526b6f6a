import type { Permission } from '@wardline/access';

// A shape says what can be read of one table: its columns and the ways to other shapes. Reads are
// compiled from shapes and a selection into one SQL statement (docs/decisions/0003-read-path.md).

export type ColumnKind =
  | 'id'
  | 'text'
  | 'integer'
  | 'boolean'
  | 'instant'
  | 'json'
  | 'textList'
  | 'idList';

export interface Column {
  readonly column: string;
  readonly kind: ColumnKind;
  /** For an id: the name of the shape it names a row of. */
  readonly of?: string;
  /** For an id: it names a row of whatever shape, which another column says. */
  readonly ofAny?: boolean;
  /** Never null in the database, so that lists can be ordered and continued by it. */
  readonly sortable?: boolean;
  /** How a text is kept that people write in several ways: what is looked for is folded the same. */
  readonly fold?: (text: string) => string;
  /** What it takes to read it, beside reading its row; to all others it is null, and no filter finds it. */
  readonly requires?: ColumnRequirement;
}

/** The permission where the row belongs (its clinic, else its organization, else the MSP), or being its owner. */
export interface ColumnRequirement {
  readonly permission: Permission;
  readonly clinicColumn: string;
  readonly organizationColumn: string;
  readonly ownerColumn: string;
}

/** A row this row points at: `table.column = target.id`, inside the tenant. */
export interface ToOne {
  /** The name of the shape pointed at; by name, so that shapes may refer to each other freely. */
  readonly to: string;
  readonly column: string;
  /** Only where this holds of the row `alias`: for what its readers need not know where it points. */
  readonly known?: (alias: string) => string;
}

/** Rows that point at this row, directly or through a link table. */
export interface ToMany {
  readonly to: string;
  /** The column of the target (or of the link table) that holds this row's id. */
  readonly column: string;
  /** The column is this row's own: the list of the targets' ids. */
  readonly listed?: boolean;
  /** Neither: the targets' ids are those of this sub-select of the row `alias`. */
  readonly ids?: (alias: string) => string;
  /** With `ids`: the other way round, so that an index can answer who has one of these targets. */
  readonly owners?: (target: string) => string;
  readonly through?: { readonly table: string; readonly target: string };
}

export interface ReadRequirement {
  readonly permission: Permission;
  /** Only rows of places where the permission is held: for what not everybody of a place may read. */
  readonly strict?: boolean;
  /** The column that says which clinic a row belongs to. */
  readonly clinicColumn?: string;
}

export interface Ordering {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** The column is one of these; `anyOf` is an array in SQL, each value once. */
export interface Narrowing {
  readonly column: string;
  readonly anyOf: string;
}

export interface Shape {
  /** As in the API: `Ticket`. */
  readonly name: string;
  readonly table: string;
  /** What it takes to read it, beside row-level security. */
  readonly requires: ReadRequirement;
  /** A part of its table only: rows of which this condition on the shape's own columns holds. */
  readonly only?: { readonly column: string; readonly equals: string };
  /**
   * What row-level security implies for those who see some clinics only, in a form an index can answer:
   * without it a list goes through everybody's rows to find theirs.
   */
  readonly narrowing?: Narrowing;
  /** Its rows have no id of their own: they are read as lists of what they belong to, and are no nodes. */
  readonly listedOnly?: boolean;
  readonly columns: Readonly<Record<string, Column>>;
  readonly one: Readonly<Record<string, ToOne>>;
  readonly many: Readonly<Record<string, ToMany>>;
  readonly defaultOrder: readonly Ordering[];
}

export interface PageRequest {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly orderBy?: readonly Ordering[] | undefined;
}

/** What to read of each row: columns, rows pointed at, and lists, each list under the caller's own key. */
export interface Selection {
  readonly columns: Set<string>;
  readonly one: Map<string, OneSelection>;
  readonly many: Map<string, ManySelection>;
}

/** A condition on a column of the row itself. */
export interface OnlyIf {
  readonly column: string;
  readonly equals: string;
}

export interface OneSelection {
  readonly relation: string;
  /** Read for such rows only; for others it is null, and costs nothing. */
  readonly onlyIf?: OnlyIf;
  readonly selection: Selection;
  /** Read for an answer of Wardline's own, not shown as it is: the read wall does not apply. */
  readonly internal?: boolean;
}

export interface ManySelection extends ListSelection {
  readonly relation: string;
  /** Read for such rows only; for others it is empty, and costs nothing. */
  readonly onlyIf?: OnlyIf;
  /** As of a row pointed at: read for an answer of Wardline's own. */
  readonly internal?: boolean;
  /** All there are, for an answer of Wardline's own that a page would make wrong; `page` limits nothing. */
  readonly every?: boolean;
}

export interface ListSelection {
  readonly page: PageRequest;
  readonly selection: Selection;
  /** Whether cursors or `pageInfo` are wanted; only then one row more is read, to know if there is one. */
  readonly wantsCursors: boolean;
  readonly wantsTotal: boolean;
}

export function emptySelection(...columns: string[]): Selection {
  return { columns: new Set(columns), one: new Map(), many: new Map() };
}

/** All rows of a relation, of whatever number: see {@link ManySelection.every}. */
export function everyRow(
  relation: string,
  selection: Selection,
  {
    filter,
    ...more
  }: Pick<ManySelection, 'onlyIf' | 'internal'> & { readonly filter?: Filter } = {},
): ManySelection {
  const page = filter ? { filter } : {};
  return {
    ...{ relation, selection, page, every: true, wantsCursors: false, wantsTotal: false },
    ...more,
  };
}

/** Conditions as data: comparators on columns, nested filters on relations, `and`, `or`, `not`. */
export interface Filter {
  readonly and?: readonly Filter[] | null;
  readonly or?: readonly Filter[] | null;
  readonly not?: Filter | null;
  readonly [field: string]: unknown;
}

export interface Comparator {
  readonly eq?: unknown;
  readonly neq?: unknown;
  readonly in?: readonly unknown[] | null;
  readonly notIn?: readonly unknown[] | null;
  readonly lt?: unknown;
  readonly lte?: unknown;
  readonly gt?: unknown;
  readonly gte?: unknown;
  readonly contains?: string | null;
  readonly startsWith?: string | null;
  readonly isNull?: boolean | null;
}

/** A row as read: what the selection asked for, under its keys. */
export interface Row {
  readonly [key: string]: unknown;
}

/**
 * A list as read; with cursors one row more than asked for where there are more, so that the page
 * knows. With its total where that was wanted.
 */
export type RowList = readonly Row[] | CountedRows;

export interface CountedRows {
  readonly rows: readonly Row[];
  readonly total?: number;
}

/** The rows of a list, counted or not. */
export function rowsOf(list: RowList): readonly Row[] {
  return 'rows' in list ? list.rows : list;
}

/** The key under which a row carries what its cursor is made of. */
export const CURSOR_KEY = '$cursor';
