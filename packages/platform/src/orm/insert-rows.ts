import type { EntitySchema, InferEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { formatInstant, type Instant } from '@wardline/kernel';
import type { Statement } from '../database/read-channel.ts';

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
  readonly isInstant: boolean;
}

interface Table {
  readonly text: string;
  readonly columns: readonly Column[];
}

const tables = new WeakMap<EntitySchema, Table>();

/** Rows of an entity as one statement, the same for however many: it takes them as one JSON text. */
export function insertRows<E extends EntitySchema>(
  em: SqlEntityManager,
  entity: E,
  rows: readonly InferEntity<E>[],
): Statement {
  const { text, columns } = tableOf(em, entity);
  const values = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ property, name, isInstant }) => {
        const value = (row as Record<string, unknown>)[property] ?? null;
        return [name, isInstant && value !== null ? formatInstant(value as Instant) : value];
      }),
    ),
  );
  return { text, parameters: [JSON.stringify(values)] };
}

function tableOf(em: SqlEntityManager, entity: EntitySchema): Table {
  let table = tables.get(entity);
  if (!table) {
    const { tableName, properties } = em.getMetadata(entity as never);
    const columns = Object.values(properties).map((property): Column => {
      const { name, fieldNames, columnTypes } = property as unknown as {
        readonly name: string;
        readonly fieldNames: readonly [string];
        readonly columnTypes: readonly [string];
      };
      const [column, type] = [fieldNames[0], columnTypes[0]];
      return { property: name, name: column, type, isInstant: type.startsWith('timestamptz') };
    });
    const names = columns.map(({ name }) => name).join(', ');
    const types = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
    const text = `insert into ${tableName} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r(${types})`;
    table = { text, columns };
    tables.set(entity, table);
  }
  return table;
}
