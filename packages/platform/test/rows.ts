// Rows of a test world as the superuser and as the application role see them, table by table.
import { entities } from '../src/orm/entities.ts';
import type { MspWorld, Sql, TestDatabase, TestWardline, TwoMsps } from './support/index.ts';
import { days, must, twoMsps } from './support/index.ts';

export interface Table {
  readonly name: string;
  /** The columns of its primary key, tenant first. */
  readonly key: readonly string[];
  /** The column that says whose row it is. */
  readonly tenant: string;
}

export const TABLES: readonly Table[] = entities.map(({ meta }) => {
  const name = meta.tableName;
  const key = Object.entries(meta.properties)
    .filter(([, column]) => (column as { primary?: boolean }).primary)
    .map(([column]) => snakeCase(column));
  return { name, key, tenant: name === 'msp' ? 'id' : 'msp_id' };
});

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The settings of somebody who may do everything inside an MSP, and who forges what lists he can. */
export function everythingIn(mspId: string, actorId: string, forged: readonly string[] = []) {
  const list = `{${forged.join(',')}}`;
  return {
    'app.msp_id': mspId,
    'app.actor_id': actorId,
    'app.side': 'PROVIDER',
    'app.all_clinics': 'on',
    'app.known_clinics': list,
    'app.staff_clinics': list,
    'app.shared_clinics': list,
    'app.full_clinics': list,
    'app.known_organizations': list,
    'app.full_organizations': list,
  };
}

/** Two MSPs with at least one row of each in every table. */
export async function filledWorld({ wardline, database, ports }: TestWardline): Promise<TwoMsps> {
  const world = await twoMsps(wardline);
  for (const { mspId, people, desk, marker } of [world.a, world.b]) {
    await people.nurse.token();
    const expiresAt = ports.now() + days(30);
    await must(desk.apiKeys.create({ name: `RMM ${marker}`, scopes: ['asset:read'], expiresAt }));
    const idempotency = { key: 'first', requestHash: 'abc' };
    const keyed = wardline.as(wardline.service(mspId), { idempotency });
    await must(keyed.organizations.create({ name: 'Keyed' }));
    const clinicId = (mspId === world.a.mspId ? world.a : world.b).clinics.riverside;
    const hr = { kind: 'STARTER', clinicId, effectiveOn: '2026-12-01' } as const;
    await must(desk.work.recordHrEvent({ ...hr, personName: marker }));
    await database.admin(
      `insert into import_record (msp_id, source, external_type, external_id, record_id, digest, imported_at)
       values ($1, 'log', 'incident', 'INC1', $1, $2, now())`,
      [mspId, marker],
    );
  }
  return world;
}

/** Every row of every table, by table; what must be the same before and after something refused. */
export async function everyRow({ admin }: Pick<TestDatabase, 'admin'>) {
  const rows = await Promise.all(
    TABLES.map(async ({ name }) => {
      const found = await admin<{ row: string }>(
        `select row_to_json(t)::text as row from ${name} t order by 1`,
      );
      return [name, found.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(rows);
}

export async function countRows({ admin }: Pick<TestDatabase, 'admin'>) {
  const counts: Record<string, number> = {};
  for (const { name } of TABLES) {
    const [row] = await admin<{ n: number }>(`select count(*)::int as n from ${name}`);
    counts[name] = row?.n ?? 0;
  }
  return counts;
}

export interface SqlError {
  readonly code: string;
  readonly message: string;
  readonly detail: string | undefined;
}

/** Runs a statement that may fail without ending the transaction: its rows, or the error it gave. */
export async function attempt(
  sql: Sql,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<{ readonly rows: readonly unknown[] } | SqlError> {
  await sql('savepoint attempt');
  try {
    return { rows: await sql(text, parameters) };
  } catch (error) {
    await sql('rollback to savepoint attempt');
    const { code, message, detail } = error as SqlError;
    return { code, message, detail };
  } finally {
    await sql('release savepoint attempt');
  }
}

/** Each id of one MSP with the id of the same thing of the other. */
export function counterparts(a: MspWorld, b: MspWorld): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const walk = (left: unknown, right: unknown) => {
    if (typeof left === 'string' && UUID.test(left)) pairs.set(left, right as string);
    else if (typeof left === 'object' && left !== null) {
      for (const [key, value] of Object.entries(left)) {
        if (key !== 'desk') walk(value, (right as Record<string, unknown>)[key]);
      }
    }
  };
  walk(a, b);
  return pairs;
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Names nothing anywhere. */
export const NOWHERE = '01938000-0000-7000-8000-00000000dead';
