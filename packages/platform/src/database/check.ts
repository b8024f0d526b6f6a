import type { Connection } from '@mikro-orm/core';
import { WardlineStartupError } from '../errors.ts';
import { migrations } from '../migrations/list.ts';
import { APP_ROLE } from './app-role.ts';
import type { Database } from './database.ts';
import type { DatabaseOptions } from './options.ts';

/**
 * Refuses to run on a schema that is not this version's, and as a login that row-level security
 * would not bind.
 * @throws WardlineStartupError `SCHEMA_OLD`, `SCHEMA_NEWER`, `LOGIN_TOO_POWERFUL`, `LOGIN_TOO_WEAK`
 */
export async function checkDatabase(database: Database, options: DatabaseOptions): Promise<void> {
  await checkSchema(database);
  if (options.kind === 'postgres')
    await checkLogin(database, options.allowPrivilegedLogin === true);
}

async function checkSchema({ orm }: Database): Promise<void> {
  const known = migrations.map((migration) => migration.name);
  const executed = await executedMigrations(orm.em.getConnection());
  const newer = executed.filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new WardlineStartupError(
      'SCHEMA_NEWER',
      `The database was migrated by a newer Wardline (${newer.join(', ')}). Run that version, or a later one.`,
    );
  }
  const pending = known.filter((name) => !executed.includes(name));
  if (pending.length > 0) {
    throw new WardlineStartupError(
      'SCHEMA_OLD',
      `The database schema is behind this version by ${pending.length} migration(s): ${pending.join(', ')}. Run "wardline migrate" first.`,
    );
  }
}

async function executedMigrations(connection: Connection): Promise<string[]> {
  const [table] = await connection.execute<{ there: boolean }[]>(
    `select to_regclass('mikro_orm_migrations') is not null as there`,
  );
  if (!table?.there) return [];
  const rows = await connection.execute<{ name: string }[]>(
    'select name from mikro_orm_migrations',
  );
  return rows.map((row: { name: string }) => row.name);
}

async function checkLogin({ orm }: Database, privilegedIsFine: boolean): Promise<void> {
  const connection = orm.em.getConnection();
  const [login] = await connection.execute<
    { name: string; bypasses: boolean; owns: boolean; member: boolean }[]
  >(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls as bypasses,
       exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = current_schema() and c.relkind = 'r' and pg_has_role(r.rolname, c.relowner, 'MEMBER')) as owns,
       pg_has_role(r.rolname, ?, 'MEMBER') as member
     from pg_roles r where r.rolname = session_user`,
    [APP_ROLE],
  );
  if (!login?.member) {
    throw new WardlineStartupError(
      'LOGIN_TOO_WEAK',
      `The login ${login?.name} is not a member of ${APP_ROLE}. Run: grant ${APP_ROLE} to "${login?.name}";`,
    );
  }
  if ((login.bypasses || login.owns) && !privilegedIsFine) {
    throw new WardlineStartupError(
      'LOGIN_TOO_POWERFUL',
      `The login ${login.name} could bypass row-level security (it is a superuser, has BYPASSRLS or owns tables). ` +
        `Serve with a login that is only a member of ${APP_ROLE}; keep the owner for "wardline migrate".`,
    );
  }
}
