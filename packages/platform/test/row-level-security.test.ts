// What the database itself says about the walls, read from its catalog after the migrations ran.
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, EMBEDDED_EXTENSIONS } from '../src/index.ts';
import { entities } from '../src/orm/entities.ts';
import { type Sql, type TestDatabase, testDatabase } from './support/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const IN_SCHEMA = `n.nspname = 'public'`;
const tableNames = async () =>
  (
    await database.admin<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${IN_SCHEMA} and c.relkind in ('r', 'p') order by 1`,
    )
  )
    .map((row) => row.name)
    .filter((name) => name !== 'mikro_orm_migrations');

describe('every table', () => {
  test('is one of the entity list, and every entity has its table', async () => {
    const listed = entities.map((entity) => entity.meta.tableName).sort();
    expect(await tableNames()).toEqual(listed);
  });

  test('has row-level security enabled and forced', async () => {
    const open = await database.admin(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${IN_SCHEMA} and c.relkind in ('r', 'p') and c.relname <> 'mikro_orm_migrations'
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  test('has one restrictive wall over all commands that reads the tenant and checks what is written', async () => {
    const walls = await database.admin<{ name: string; using: string; check: string }>(
      `select tablename as name, qual as using, with_check as check from pg_policies
       where schemaname = 'public' and permissive = 'RESTRICTIVE' and cmd = 'ALL' order by 1`,
    );
    expect(walls.map((wall) => wall.name)).toEqual(await tableNames());
    for (const { name, using, check } of walls) {
      expect(using, name).toBe(check);
      // In a sub-select, so that it is evaluated once; empty is as good as unset, and matches nothing.
      expect(using, name).toMatch(
        /\(\s*SELECT \(NULLIF\(current_setting\('app\.msp_id'::text, true\), ''::text\)\)::uuid/,
      );
    }
  });

  test('has a permissive policy for each command that is granted on it, and for no other', async () => {
    const granted = await database.admin<{ table: string; command: string }>(
      // Of all columns, or of some: on calendar_version only the time-zone data may change.
      `select table_name as table, privilege_type as command from information_schema.role_table_grants
       where grantee = 'wardline_app' and table_schema = 'public' and table_name <> 'mikro_orm_migrations'
       union select table_name, privilege_type from information_schema.role_column_grants
       where grantee = 'wardline_app' and table_schema = 'public' and table_name <> 'mikro_orm_migrations'
       order by 1, 2`,
    );
    const policies = await database.admin<{ table: string; command: string }>(
      `select distinct tablename as table, cmd as command from pg_policies
       where schemaname = 'public' and permissive = 'PERMISSIVE' order by 1, 2`,
    );
    // First answers are replaced by deleting and adding: an update policy without the right is idle.
    const unused = { table: 'idempotency_record', command: 'UPDATE' };
    expect(policies.filter((p) => !(p.table === unused.table && p.command === 'UPDATE'))).toEqual(
      granted,
    );
  });

  test('every policy of every command writes its check out', async () => {
    const unchecked = await database.admin(
      `select tablename, policyname from pg_policies where schemaname = 'public'
         and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null`,
    );
    expect(unchecked).toEqual([]);
  });
});

describe('the application role', () => {
  test('owns nothing, is no superuser, bypasses nothing, may make nothing', async () => {
    expect(
      await database.admin(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
           (select count(*)::int from pg_class where relowner = r.oid) as owns,
           has_schema_privilege(r.oid, 'public', 'create') as creates,
           array(select roleid::regrole::text from pg_auth_members where member = r.oid) as memberships
         from pg_roles r where rolname = 'wardline_app'`,
      ),
    ).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
        rolreplication: false,
        owns: 0,
        creates: false,
        // Whose one right is to read which MSPs there are.
        memberships: ['wardline_dispatcher'],
      },
    ]);
  });

  test('has no TRUNCATE, REFERENCES or TRIGGER, which row-level security does not bind', async () => {
    const dangerous = await database.admin(
      `select c.relname, privilege from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         unnest(array['truncate', 'references', 'trigger']) privilege
       where ${IN_SCHEMA} and c.relkind in ('r', 'p', 'v', 'm')
         and has_table_privilege('wardline_app', c.oid, privilege)`,
    );
    expect(dangerous).toEqual([]);
  });

  test('the dispatcher sees the ids of MSPs, and nothing else', async () => {
    const rights = await database.admin(
      `select c.relname || '.' || a.attname as column from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where ${IN_SCHEMA} and c.relkind in ('r', 'p', 'v', 'm')
         and has_column_privilege('wardline_dispatcher', c.oid, a.attnum, 'select')
         and c.relname <> 'mikro_orm_migrations'`,
    );
    expect(rights).toEqual([{ column: 'msp.id' }]);
    const writes = await database.admin(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         unnest(array['insert', 'update', 'delete']) privilege
       where ${IN_SCHEMA} and c.relkind in ('r', 'p', 'v', 'm')
         and has_any_column_privilege('wardline_dispatcher', c.oid, 'insert, update')`,
    );
    expect(writes).toEqual([]);
  });

  test('the trail is append-only: it neither changes nor deletes audit and timeline entries', async () => {
    const rights = await database.admin(
      `select t, privilege from unnest(array['audit_entry', 'timeline_entry']) t,
         unnest(array['update', 'delete']) privilege
       where has_table_privilege('wardline_app', t, privilege)`,
    );
    expect(rights).toEqual([]);
  });
});

describe('constraints, which ignore row-level security', () => {
  test('every unique one leads with the tenant; the two exceptions are reviewed', async () => {
    const others = await database.admin<{ index: string }>(
      `select i.relname as index from pg_index x
         join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
         join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where ${IN_SCHEMA} and x.indisunique and c.relname <> 'mikro_orm_migrations'
         and a.attname <> 'msp_id' order by 1`,
    );
    // A credential is looked up by its id before a tenant is known; its ids are Wardline's own, never
    // a caller's. An MSP is the tenant; founding one is the platform operator's.
    expect(others.map((row) => row.index)).toEqual(['credential_id_unique', 'msp_pkey']);
  });

  test('every exclusion leads with the tenant, by equality', async () => {
    const exclusions = await database.admin<{ name: string; rule: string }>(
      `select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
       where contype = 'x' and connamespace = 'public'::regnamespace`,
    );
    expect(exclusions.map(({ name }) => name)).toEqual(['visit_one_at_a_time']);
    for (const { rule } of exclusions) {
      expect(rule).toMatch(/^EXCLUDE USING gist \(msp_id WITH =, /);
    }
  });

  test('every foreign key leads with the tenant on both sides, and every table has one to its MSP', async () => {
    const keys = await database.admin<{ table: string; from: string; to: string; target: string }>(
      `select c.relname as table, t.relname as target, a.attname as from, b.attname as to
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
         join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
         join pg_attribute b on b.attrelid = t.oid and b.attnum = k.confkey[1]
       where ${IN_SCHEMA} and k.contype = 'f'`,
    );
    expect(keys.length).toBeGreaterThan(50);
    expect(
      keys.filter((k) => k.from !== 'msp_id' || k.to !== (k.target === 'msp' ? 'id' : 'msp_id')),
    ).toEqual([]);
    const toMsp = keys.filter((k) => k.target === 'msp').map((k) => k.table);
    expect(toMsp.sort()).toEqual((await tableNames()).filter((name) => name !== 'msp'));
  });

  test('each column that names another record is held by a foreign key', async () => {
    const loose = await database.admin<{ column: string }>(
      `select c.relname || '.' || a.attname as column from pg_attribute a
         join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where ${IN_SCHEMA} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and a.atttypid = 'uuid'::regtype and a.attname not in ('id', 'msp_id')
         and not exists (select 1 from pg_constraint k where k.contype = 'f'
           and k.conrelid = c.oid and a.attnum = any(k.conkey)) order by 1`,
    );
    // What these name is of several kinds, or may be gone: they are facts, not references.
    expect(loose.map((row) => row.column)).toEqual([
      'access_grant.scope_id',
      'audit_entry.actor_id',
      'audit_entry.clinic_id',
      'audit_entry.record_id',
      'idempotency_record.actor_id',
      'import_record.record_id',
      'outbox_event.clinic_id',
      'outbox_event.record_id',
      'part_used.recorded_by_id',
      'timeline_entry.actor_id',
    ]);
  });
});

describe('nothing goes around the policies', () => {
  test('no definer functions, no views that read as their owner, no materialized views', async () => {
    const functions = await database.admin(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where ${IN_SCHEMA} and p.prosecdef`,
    );
    const views = await database.admin(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${IN_SCHEMA} and (c.relkind = 'm' or (c.relkind = 'v'
         and not coalesce(c.reloptions @> array['security_invoker=true'], false)))`,
    );
    expect([functions, views]).toEqual([[], []]);
  });

  test('no native enums, whose comparisons are not leakproof', async () => {
    expect(
      await database.admin(
        `select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
         where ${IN_SCHEMA} and t.typtype = 'e'`,
      ),
    ).toEqual([]);
  });
});

describe('entities and migrations agree', () => {
  /** What MikroORM makes of the entities today, in a database of its own. */
  let reference: { readonly admin: Sql; close(): Promise<void> };
  beforeAll(async () => {
    const instance = await PGlite.create('memory://', { extensions: EMBEDDED_EXTENSIONS });
    const connected = await connectDatabase({ kind: 'embedded', folder: 'memory://', instance });
    await connected.orm.schema.create();
    reference = {
      admin: async <R>(text: string, parameters: readonly unknown[] = []) =>
        (await instance.query<R>(text, [...parameters])).rows,
      close: () => connected.close(),
    };
  });
  afterAll(() => reference.close());

  const linesOf = async (admin: Sql, sql: string) =>
    (await admin<{ line: string }>(sql)).map((row) => row.line).sort();

  test.each([
    [
      'columns',
      `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || case when a.attnotnull then '' else ' null' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
       from pg_attribute a join pg_class c on c.oid = a.attrelid
         join pg_namespace n on n.oid = c.relnamespace
         left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where ${IN_SCHEMA} and c.relkind = 'r' and c.relname <> 'mikro_orm_migrations'
         and a.attnum > 0 and not a.attisdropped`,
    ],
    [
      'policies, to the letter',
      `select tablename || '.' || policyname || ' ' || permissive || ' ' || cmd || ' ' || roles::text
         || coalesce(' using ' || qual, '') || coalesce(' check ' || with_check, '') as line
       from pg_policies where schemaname = 'public'`,
    ],
    [
      'checks of what a column may hold',
      `select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
       where contype = 'c' and connamespace = 'public'::regnamespace`,
    ],
    [
      'indexes, but for the keys that children refer to with their clinic, and exclusions',
      `select pg_get_indexdef(x.indexrelid) as line from pg_index x
         join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_class i on i.oid = x.indexrelid
       where ${IN_SCHEMA} and c.relname <> 'mikro_orm_migrations' and i.relname not like '%_in_clinic'
         and not x.indisexclusion`,
    ],
  ])('%s', async (_what, sql) => {
    const [made, declared] = [
      await linesOf(database.admin, sql),
      await linesOf(reference.admin, sql),
    ];
    expect(made.length).toBeGreaterThan(30);
    expect(made).toEqual(declared);
  });
});
