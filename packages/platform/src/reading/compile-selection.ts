import { EPOCH_COLUMN, type Statement } from '../database/read-channel.ts';
import { FilterCompiler, known, manyFrom, SQL_TYPES } from './compile-filter.ts';
import { decodeCursor, listFingerprint } from './cursor.ts';
import { columnWall, narrowed, type Reader, readWall } from './read-wall.ts';
import { refuseRead } from './refusals.ts';
import {
  CURSOR_KEY,
  type ListSelection,
  type OnlyIf,
  type Ordering,
  type PageRequest,
  type Selection,
  type Shape,
} from './shape.ts';
import { shapeNamed } from './shapes.ts';
import { SqlWriter } from './sql-writer.ts';

/** The most rows a page may have. */
export const MAX_PAGE = 100;
const MAX_ORDER = 5;
/** Up to how many clinics each is asked by itself. */
const FEW_CLINICS = 20;

/** One statement for a list of a shape and everything selected below it; answers one JSON text. */
export function compileList(shape: Shape, list: ListSelection, reader: Reader): Statement {
  const compiler = new SelectionCompiler(reader);
  const from = (alias: string) =>
    `${shape.table} ${alias} where true${narrowed(shape, alias, reader)}`;
  const text = compiler.list(shape, list, from, { isWhole: true });
  return {
    text: `select ${text}::text as json, ${EPOCH_COLUMN}`,
    parameters: compiler.sql.parameters,
  };
}

/** One statement for rows by id, in no particular order; absent and hidden ids are simply missing. */
export function compileRows(
  shape: Shape,
  ids: readonly string[],
  selection: Selection,
  reader: Reader,
): Statement {
  const compiler = new SelectionCompiler(reader);
  const bound = compiler.sql.bind(ids, 'uuid[]');
  const alias = compiler.sql.alias();
  const rows = compiler.row(shape, alias, selection);
  return {
    text: `select coalesce(json_agg(x), '[]')::text as json, ${EPOCH_COLUMN} from (select ${rows} from ${shape.table} ${alias} where ${alias}.id = any(${bound})${compiler.wall(shape, alias)}) x`,
    parameters: compiler.sql.parameters,
  };
}

/** The order a list is in: as asked, or the shape's own; always made total by the id. */
export function effectiveOrder(shape: Shape, page: PageRequest): readonly Ordering[] {
  if (page.orderBy && page.orderBy.length > MAX_ORDER) {
    refuseRead('BAD_ORDER', `A list is ordered by at most ${MAX_ORDER} fields.`, ['orderBy']);
  }
  const asked = page.orderBy && page.orderBy.length > 0 ? page.orderBy : shape.defaultOrder;
  return asked.some((o) => o.field === 'id')
    ? asked
    : [...asked, { field: 'id', direction: asked[0]?.direction ?? 'ASC' }];
}

class SelectionCompiler {
  readonly sql = new SqlWriter();
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** ` and …` for what the reader may not read of a shape; empty for what they may. */
  wall(shape: Shape, alias: string): string {
    return readWall(shape, alias, this.#reader, this.sql);
  }

  /**
   * The rows as a JSON expression, or `{ rows, total }` where the total is wanted. `isWhole`: of all there
   * are, not of those that hang on a row.
   */
  list(
    shape: Shape,
    list: ListSelection,
    from: (alias: string) => string,
    { internal = false, isWhole = false, every = false } = {},
  ): string {
    const { page } = list;
    const wall = (alias: string) => (internal ? '' : this.wall(shape, alias));
    const order = effectiveOrder(shape, page);
    const filter = (alias: string) =>
      page.filter
        ? ` and ${new FilterCompiler(this.sql, this.#reader).compile(shape, alias, page.filter)}`
        : '';
    const backwards = page.last !== undefined;
    const alias = this.sql.alias();
    const bounds = this.#bounds(shape, alias, order, page);
    const conditions = `${wall(alias)}${filter(alias)}${bounds}`;
    const cursor = list.wantsCursors
      ? `, json_build_array(${order.map((o) => `${alias}.${sortColumn(shape, o.field)}`).join(', ')}) as "${CURSOR_KEY}"`
      : '';
    const limit = every ? '' : ` limit ${pageSize(page) + (list.wantsCursors ? 1 : 0)}`;
    // PostgreSQL evaluates the sub-selects of a row after ORDER BY and LIMIT: for the page's rows only.
    const ordered = `order by ${orderSql(shape, alias, order, backwards)}${limit}`;
    const ofEach = isWhole ? this.#ofEach(shape, alias, `${conditions} ${ordered}`) : null;
    const source = ofEach ?? from(alias) + conditions;
    const rows = `(select coalesce(json_agg(x), '[]') from (select ${this.row(shape, alias, list.selection)}${cursor} from ${source} ${ordered}) x)`;
    if (!list.wantsTotal) return rows;
    const counted = this.sql.alias();
    const count = `(select count(*) from ${from(counted)}${wall(counted)}${filter(counted)})`;
    return `json_build_object('rows', ${rows}, 'total', ${count})`;
  }

  /** The select list for one row. */
  row(shape: Shape, alias: string, selection: Selection): string {
    const parts: string[] = [];
    for (const name of selection.columns) {
      const column = shape.columns[name];
      if (!column) throw new Error(`${shape.name} has no column ${name}`);
      const wall = columnWall(column, alias, this.#reader, this.sql);
      const value = `${alias}.${column.column}`;
      parts.push(`${wall ? `case when ${wall} then ${value} end` : value} as "${name}"`);
    }
    for (const [key, { relation, selection: inner, internal, onlyIf }] of selection.one) {
      const one = shape.one[relation];
      if (!one) throw new Error(`${shape.name} has no relation ${relation}`);
      const target = shapeNamed(one.to);
      const a = this.sql.alias();
      const row = `(select row_to_json(x) from (select ${this.row(target, a, inner)} from ${target.table} ${a} where ${a}.msp_id = ${alias}.msp_id and ${a}.id = ${alias}.${one.column}${known(one, alias)}${internal ? '' : this.wall(target, a)}) x)`;
      parts.push(`${this.#onlyIf(shape, alias, onlyIf, row, 'null')} as "${key}"`);
    }
    for (const [key, inner] of selection.many) {
      const many = shape.many[inner.relation];
      if (!many) throw new Error(`${shape.name} has no relation ${inner.relation}`);
      const target = shapeNamed(many.to);
      const from = (a: string) => manyFrom(many, target, a, alias);
      const { internal = false, every = false } = inner;
      const list = this.list(target, inner, from, { internal, every });
      const none = inner.wantsTotal ? `'{"rows":[],"total":0}'` : `'[]'`;
      parts.push(`${this.#onlyIf(shape, alias, inner.onlyIf, list, none)} as "${key}"`);
    }
    return parts.length === 0 ? 'true as "$"' : parts.join(', ');
  }

  /** PostgreSQL evaluates what a CASE needs and nothing else. */
  #onlyIf(
    shape: Shape,
    alias: string,
    condition: OnlyIf | undefined,
    expression: string,
    otherwise: string,
  ): string {
    if (!condition) return expression;
    const column = shape.columns[condition.column];
    if (!column) throw new Error(`${shape.name} has no column ${condition.column}`);
    const value = this.sql.bind(condition.equals, SQL_TYPES[column.kind]);
    return `case when ${alias}.${column.column} = ${value} then ${expression} else ${otherwise}::json end`;
  }

  /**
   * The first of each of a reader's few clinics, of which the list takes the first: an index answers it
   * for each, and no more than those clinics' rows are gone through, however rare what is asked for is.
   * The planner, who does not know how few they are, would walk everybody's rows in order.
   */
  #ofEach(shape: Shape, alias: string, conditions: string): string | null {
    const { narrowing, table } = shape;
    const { isLimited, clinics } = this.#reader;
    if (!narrowing || !isLimited || clinics > FEW_CLINICS) return null;
    const each = this.sql.alias();
    return `unnest(${narrowing.anyOf}) ${each}(id) cross join lateral (select ${alias}.* from ${table} ${alias}
      where ${alias}.${narrowing.column} = ${each}.id${conditions}) ${alias}`;
  }

  #bounds(shape: Shape, alias: string, order: readonly Ordering[], page: PageRequest): string {
    const { after, before } = page;
    if (after === undefined && before === undefined) return '';
    const fingerprint = listFingerprint(shape.name, page.filter, order);
    let sql = '';
    if (after !== undefined) {
      sql += this.#beyond(
        shape,
        alias,
        order,
        decodeCursor(after, fingerprint, sortKinds(shape, order), 'after'),
        false,
      );
    }
    if (before !== undefined) {
      sql += this.#beyond(
        shape,
        alias,
        order,
        decodeCursor(before, fingerprint, sortKinds(shape, order), 'before'),
        true,
      );
    }
    return sql;
  }

  /** Keyset continuation: after (or before) the row with these sort values, in this order. */
  #beyond(
    shape: Shape,
    alias: string,
    order: readonly Ordering[],
    values: readonly unknown[],
    before: boolean,
  ): string {
    const bound = order.map((o, i) => this.sql.bind(values[i], sortType(shape, o.field)));
    const columns = order.map((o) => `${alias}.${sortColumn(shape, o.field)}`);
    const operator = (o: Ordering) => ((o.direction === 'ASC') === before ? '<' : '>');
    const first = order[0];
    if (first && order.every((o) => o.direction === first.direction)) {
      // One direction throughout: a row comparison, which an index answers.
      return ` and (${columns.join(', ')}) ${operator(first)} (${bound.join(', ')})`;
    }
    const alternatives = order.map((o, i) => {
      const equal = columns
        .slice(0, i)
        .map((c, k) => `${c} = ${bound[k]} and `)
        .join('');
      return `(${equal}${columns[i]} ${operator(o)} ${bound[i]})`;
    });
    return ` and (${alternatives.join(' or ')})`;
  }
}

function pageSize(page: PageRequest): number {
  if (page.first !== undefined && page.last !== undefined) {
    refuseRead('BAD_PAGE', 'Give either first or last, not both.', ['last']);
  }
  const [size, argument] = page.last !== undefined ? [page.last, 'last'] : [page.first, 'first'];
  if (size === undefined)
    refuseRead('BAD_PAGE', `Say how many: first (1–${MAX_PAGE}) or last.`, ['first']);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    refuseRead('BAD_PAGE', `${argument} must be between 1 and ${MAX_PAGE}.`, [argument as string]);
  }
  return size as number;
}

function orderSql(
  shape: Shape,
  alias: string,
  order: readonly Ordering[],
  backwards: boolean,
): string {
  return order
    .map((o) => {
      const descending = (o.direction === 'DESC') !== backwards;
      return `${alias}.${sortColumn(shape, o.field)} ${descending ? 'desc' : 'asc'}`;
    })
    .join(', ');
}

function sortable(shape: Shape, field: string) {
  const column = Object.hasOwn(shape.columns, field) ? shape.columns[field] : undefined;
  if (!column || (column.sortable !== true && field !== 'id')) {
    refuseRead('BAD_ORDER', `${shape.name} cannot be ordered by ${field}.`, ['orderBy']);
  }
  return column;
}

const sortColumn = (shape: Shape, field: string) => sortable(shape, field)?.column as string;
const sortKinds = (shape: Shape, order: readonly Ordering[]) =>
  order.map((o) => sortable(shape, o.field)?.kind ?? 'text');
const sortType = (shape: Shape, field: string) => SQL_TYPES[sortable(shape, field)?.kind ?? 'text'];
