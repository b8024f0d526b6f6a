import { formatInstant, isUuid } from '@wardline/kernel';
import { resolveMoment } from './moment.ts';
import { columnWall, type Reader, readWall } from './read-wall.ts';
import { refuseRead } from './refusals.ts';
import type { Column, ColumnKind, Comparator, Filter, Shape, ToMany, ToOne } from './shape.ts';
import { shapeNamed } from './shapes.ts';
import type { SqlWriter } from './sql-writer.ts';

const MAX_DEPTH = 6;
/** Empty ones count too: they cost as much to plan. */
const MAX_CONDITIONS = 100;
const MAX_LIST = 100;
/** Names no row, so that an id nobody has asks for nothing instead of failing in a telling way. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  id: 'uuid',
  text: 'text',
  integer: 'integer',
  boolean: 'boolean',
  instant: 'timestamptz',
  json: 'jsonb',
  textList: 'text[]',
  idList: 'uuid[]',
};

const OPERATORS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

type Path = readonly (string | number)[];

/** Turns a filter into a SQL condition on `alias`; every value is bound, every name is the shape's own. */
export class FilterCompiler {
  readonly #sql: SqlWriter;
  readonly #reader: Reader;
  #conditions = 0;

  constructor(sql: SqlWriter, reader: Reader) {
    this.#sql = sql;
    this.#reader = reader;
  }

  compile(shape: Shape, alias: string, filter: Filter, path: Path = ['filter'], depth = 0): string {
    if (depth > MAX_DEPTH)
      refuseRead('FILTER_TOO_DEEP', `A filter nests at most ${MAX_DEPTH} deep.`, path);
    if (depth > 0) this.#count(path);
    const parts: string[] = [];
    for (const [key, value] of Object.entries(filter)) {
      if (value === null || value === undefined) continue;
      const at = [...path, key];
      parts.push(this.#entry(shape, alias, key, value, at, depth));
    }
    return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
  }

  #entry(
    shape: Shape,
    alias: string,
    key: string,
    value: unknown,
    path: Path,
    depth: number,
  ): string {
    if (key === 'and' || key === 'or') {
      const inner = (value as readonly Filter[]).map((f, i) =>
        this.compile(shape, alias, f, [...path, i], depth + 1),
      );
      // `or: []` is satisfied by nothing, `and: []` by everything.
      return inner.length === 0 ? String(key === 'and') : `(${inner.join(` ${key} `)})`;
    }
    // Negated explicitly, here and below: what compares with a null is unknown, and unknown is not so.
    if (key === 'not') {
      return `(${this.compile(shape, alias, value as Filter, path, depth + 1)}) is not true`;
    }
    const column = own(shape.columns, key);
    if (column) return this.#comparator(column, alias, value as Comparator, path);
    const one = own(shape.one, key);
    if (one) {
      const inner = this.#sql.alias();
      const target = shapeNamed(one.to);
      const condition = this.compile(target, inner, value as Filter, path, depth + 1);
      return `${this.#ownKey(one, alias, value as Filter, path)}exists (select 1 from ${target.table} ${inner} where ${inner}.msp_id = ${alias}.msp_id and ${inner}.id = ${alias}.${one.column}${known(one, alias)}${this.#wall(target, inner)} and ${condition})`;
    }
    const many = own(shape.many, key);
    if (many) return this.#quantified(many, alias, value as Record<string, Filter>, path, depth);
    return refuseRead('UNKNOWN_FILTER', `${shape.name} cannot be filtered by ${key}.`, path);
  }

  /** What is asked of the other row's id holds of this row's key as well, and there an index answers it. */
  #ownKey(one: ToOne, alias: string, { id }: Filter, path: Path): string {
    const { eq, in: anyOf } = (id ?? {}) as Comparator;
    const column: Column = { column: one.column, kind: 'id' };
    const name = `${alias}.${one.column}`;
    const part = (operator: string, value: unknown) =>
      value === null || value === undefined
        ? ''
        : `${this.#condition(column, name, operator, value, [...path, 'id', operator])} and `;
    return part('eq', eq) + part('in', anyOf);
  }

  #quantified(
    many: ToMany,
    alias: string,
    value: Record<string, Filter>,
    path: Path,
    depth: number,
  ): string {
    const parts = Object.entries(value)
      .filter(([, filter]) => filter !== null && filter !== undefined)
      .map(([quantifier, filter]) => {
        const inner = this.#sql.alias();
        const target = shapeNamed(many.to);
        const condition = this.compile(target, inner, filter, [...path, quantifier], depth + 1);
        const rows = `select 1 from ${manyFrom(many, target, inner, alias)}${this.#wall(target, inner)}`;
        if (quantifier === 'some' && many.owners) {
          const owners = many.owners(inner);
          return `${alias}.id in (select owner.id from ${target.table} ${inner} cross join lateral (${owners}) as owner(id) where true${this.#wall(target, inner)} and ${condition})`;
        }
        if (quantifier === 'some') return `exists (${rows} and ${condition})`;
        if (quantifier === 'none') return `not exists (${rows} and ${condition})`;
        return `not exists (${rows} and (${condition}) is not true)`;
      });
    return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
  }

  #count(path: Path): void {
    if (++this.#conditions > MAX_CONDITIONS) {
      refuseRead('FILTER_TOO_LARGE', `A filter has at most ${MAX_CONDITIONS} conditions.`, path);
    }
  }

  // What may not be read may not be asked about either.
  #wall(shape: Shape, alias: string): string {
    return readWall(shape, alias, this.#reader, this.#sql);
  }

  #comparator(column: Column, alias: string, comparator: Comparator, path: Path): string {
    const name = `${alias}.${column.column}`;
    const parts: string[] = [];
    for (const [operator, value] of Object.entries(comparator)) {
      if (value === undefined || (value === null && operator !== 'eq' && operator !== 'neq'))
        continue;
      this.#count(path);
      parts.push(this.#condition(column, name, operator, value, [...path, operator]));
    }
    if (parts.length === 0) return 'true';
    // What may not be read is not found, whatever is asked about it.
    const wall = columnWall(column, alias, this.#reader, this.#sql);
    return `(${wall ? `${wall} and ` : ''}${parts.join(' and ')})`;
  }

  #condition(column: Column, name: string, operator: string, value: unknown, path: Path): string {
    switch (operator) {
      case 'isNull':
        return `${name} is ${value ? '' : 'not '}null`;
      case 'eq':
        return value === null ? `${name} is null` : `${name} = ${this.#bind(column, value, path)}`;
      case 'neq':
        return value === null
          ? `${name} is not null`
          : `${name} is distinct from ${this.#bind(column, value, path)}`;
      case 'in':
      case 'notIn': {
        const list = value as readonly unknown[];
        if (list.length > MAX_LIST)
          refuseRead('LIST_TOO_LONG', `A list has at most ${MAX_LIST} values.`, path);
        const values = list.map((v, i) => this.#value(column, v, [...path, i]));
        const bound = this.#sql.bind(values, `${SQL_TYPES[column.kind]}[]`);
        return operator === 'in'
          ? `${name} = any(${bound})`
          : `(${name} = any(${bound})) is not true`;
      }
      case 'contains':
        return `position(lower(${this.#sql.bind(this.#value(column, value, path), 'text')}) in lower(${name})) > 0`;
      case 'startsWith':
        return `starts_with(lower(${name}), lower(${this.#sql.bind(this.#value(column, value, path), 'text')}))`;
      default:
        return `${name} ${own(OPERATORS, operator) ?? refuseRead('UNKNOWN_FILTER', `There is no comparator ${operator}.`, path)} ${this.#bind(column, value, path)}`;
    }
  }

  #bind(column: Column, value: unknown, path: Path): string {
    return this.#sql.bind(this.#value(column, value, path), SQL_TYPES[column.kind]);
  }

  #value(column: Column, value: unknown, path: Path): unknown {
    if (column.kind === 'id') return typeof value === 'string' && isUuid(value) ? value : NOBODY;
    if (column.kind === 'instant') {
      const instant =
        typeof value === 'number' ? value : resolveMoment(String(value), this.#reader.now);
      return instant === null
        ? refuseRead(
            'BAD_DATE_TIME',
            'Give an RFC 3339 date-time (2026-11-22T08:00:00Z) or an ISO 8601 duration from now (-P7D).',
            path,
          )
        : formatInstant(instant);
    }
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
      refuseRead(
        'TEXT_NOT_STORABLE',
        'The text contains a NUL character or half of a surrogate pair.',
        path,
      );
    }
    return typeof value === 'string' && column.fold ? column.fold(value) : value;
  }
}

/** ` and …` where not everybody who reads the row may know what it points at. */
export function known(one: ToOne, alias: string): string {
  return one.known ? ` and ${one.known(alias)}` : '';
}

/** `FROM … WHERE …` for the rows of a to-many relation of the row `parent`. */
export function manyFrom(many: ToMany, target: Shape, alias: string, parent: string): string {
  const { through } = many;
  if (many.ids) {
    return `${target.table} ${alias} where ${alias}.msp_id = ${parent}.msp_id and ${alias}.id in (${many.ids(parent)})`;
  }
  if (many.listed) {
    return `${target.table} ${alias} where ${alias}.msp_id = ${parent}.msp_id and ${alias}.id = any(${parent}.${many.column})`;
  }
  if (!through) {
    return `${target.table} ${alias} where ${alias}.msp_id = ${parent}.msp_id and ${alias}.${many.column} = ${parent}.id`;
  }
  const link = `${alias}l`;
  return `${through.table} ${link} join ${target.table} ${alias} on ${alias}.msp_id = ${link}.msp_id and ${alias}.id = ${link}.${through.target} where ${link}.msp_id = ${parent}.msp_id and ${link}.${many.column} = ${parent}.id`;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
