// MSP A against MSP B with plain SQL, as the application role with all the rights there are in A.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  attempt,
  everyRow,
  everythingIn,
  filledWorld,
  NOWHERE,
  type SqlError,
  TABLES,
  type Table,
} from './rows.ts';
import { type Sql, type TestWardline, type TwoMsps, testWardline } from './support/index.ts';

let on: TestWardline;
let world: TwoMsps;
/** One row of each MSP, by table. */
const rowOf = { a: new Map<string, Row>(), b: new Map<string, Row>() };
type Row = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  on = await testWardline();
  world = await filledWorld(on);
  for (const { name, tenant } of TABLES) {
    for (const side of ['a', 'b'] as const) {
      const [found] = await on.database.admin<{ row: Row }>(
        `select row_to_json(t) as row from ${name} t where ${tenant} = $1 order by 1 limit 1`.replace(
          'order by 1',
          `order by ${name === 'ticket_watcher' ? 'person_id' : tenant}`,
        ),
        [world[side].mspId],
      );
      if (!found) throw new Error(`The test world has no ${name} of ${side}.`);
      rowOf[side].set(name, found.row);
    }
  }
});
afterAll(() => on.close());

const asA = <T>(work: (sql: Sql) => Promise<T>) => {
  const { a, b } = world;
  const forged = [...Object.values(b.clinics), ...Object.values(b.organizations)];
  return on.database.asApp(everythingIn(a.mspId, a.people.mspAdmin.id, forged), work);
};
const INSERT = (table: string) =>
  `insert into ${table} select * from json_populate_record(null::${table}, $1::json)`;
const isRefusal = (outcome: object): outcome is SqlError => 'code' in outcome;

describe.each(TABLES.map((table) => [table.name, table] as const))('%s', (name, table) => {
  test('without a context there is no row to read, to change, to delete, and none can be added', async () => {
    for (const settings of [{}, everythingIn('', '')]) {
      await on.database.asApp(settings, async (sql) => {
        expect(await sql(`select * from ${name}`)).toEqual([]);
        expect(await sql(`select count(*)::int as n from ${name}`)).toEqual([{ n: 0 }]);
        for (const statement of changes(table)) {
          expect(await outcomeOf(sql, statement)).toBe('nothing');
        }
        const added = await attempt(sql, INSERT(name), [JSON.stringify(fresh(table, 'a'))]);
        expect(added).toMatchObject({ code: '42501' });
      });
    }
  });

  test('A sees its own rows, each of them and none else', async () => {
    const { a, b } = world;
    const [own] = await on.database.admin<{ n: number }>(
      `select count(*)::int as n from ${name} where ${table.tenant} = $1`,
      [a.mspId],
    );
    await asA(async (sql) => {
      // First answers belong to who got them; everything else of its MSP an administrator may see.
      if (name !== 'idempotency_record') {
        expect(await sql(`select count(*)::int as n from ${name}`)).toEqual([own]);
      }
      expect(await sql(`select 1 from ${name} where ${table.tenant} = $1`, [b.mspId])).toEqual([]);
      expect(await sql(`select 1 from ${name} where ${table.tenant} <> $1`, [a.mspId])).toEqual([]);
      const theirs = rowOf.b.get(name) ?? {};
      const byKey = table.key.map((column, i) => `${column}::text = $${i + 1}`).join(' and ');
      const key = table.key.map((column) => String(theirs[column]));
      expect(await sql(`select 1 from ${name} where ${byKey}`, key)).toEqual([]);
    });
  });

  test('A changes and deletes nothing of B, adds nothing to B, and gives B nothing', async () => {
    const before = await everyRow(on.database);
    await asA(async (sql) => {
      const { b } = world;
      for (const statement of changes(table)) {
        const confined = `${statement} where ${table.tenant} = '${b.mspId}'`;
        expect(await outcomeOf(sql, confined)).toBe('nothing');
      }
      const added = await attempt(sql, INSERT(name), [JSON.stringify(fresh(table, 'b'))]);
      expect(added).toMatchObject({ code: '42501' });
      const given = await attempt(sql, `update ${name} set ${table.tenant} = $1`, [b.mspId]);
      expect(given).toMatchObject({ code: '42501' });
    });
    expect(await everyRow(on.database)).toEqual(before);
  });

  test('a reference into B fails as one to nowhere does', async () => {
    for (const { constraint, columns, target } of await foreignKeys(name)) {
      const theirs = rowOf.b.get(target) ?? {};
      const references = (value: (column: string) => unknown) => ({
        ...fresh(table, 'a'),
        ...Object.fromEntries(columns.map(({ from, to }) => [from, value(to)])),
      });
      await asA(async (sql) => {
        // Also those that wait for the end of a transaction.
        await sql('set constraints all immediate');
        const [foreign, absent] = [
          await attempt(sql, INSERT(name), [JSON.stringify(references((to) => theirs[to]))]),
          await attempt(sql, INSERT(name), [JSON.stringify(references(() => NOWHERE))]),
        ];
        expect(foreign, constraint).toMatchObject({ code: '23503' });
        expect(withoutIds(foreign), constraint).toEqual(withoutIds(absent));
      });
    }
  });

  // A known error's id is its problem's, a briefing's its visit's.
  const ids = ['credential', 'msp', 'known_error', 'visit_briefing'];
  const ownId = !ids.includes(name) && table.key.includes('id');
  test.skipIf(!ownId)(
    'what is taken in B is free in A: no collision tells what B has',
    async () => {
      const [mine, theirs] = [rowOf.a.get(name) ?? {}, rowOf.b.get(name) ?? {}];
      // B's row as it is, its id and natural keys too, but A's own in whatever it refers to.
      const row: Record<string, unknown> = { ...theirs, msp_id: world.a.mspId };
      for (const { columns } of await foreignKeys(name)) {
        for (const { from } of columns) row[from] = mine[from];
      }
      // Where A has the same natural key itself, it is A's own that would collide.
      const natural = {
        number: typeof row.number === 'number' ? 9999 : 'INC-9',
        tag: 'TAG-9',
        email: 'x@example.org',
        clock_key: 'new',
        period: '1999-01',
        transition_key: 'new',
        lane: 'new',
        // Nobody is in two places at once; a visit that was called off takes no time.
        ...(name === 'visit' ? { state: 'CANCELLED' } : {}),
        ...(name === 'billing_terms' ? { version: 9999 } : {}),
        ...(name === 'ticket_link' ? { kind: 'BLOCKS' } : {}),
        // One that lasts there is once a place; ended ones there may be many.
        ...(name === 'person_affiliation' ? { ended_at: row.since } : {}),
        ...(name === 'asset_relation' ? { kind: 'PART_OF' } : {}),
        ...(name === 'approval_vote' ? { approver_id: world.a.people.external.id } : {}),
        ...(name === 'checklist_template' ? { name: 'new' } : {}),
      };
      for (const [column, value] of Object.entries(natural)) {
        if (column in row && row[column] === mine[column]) row[column] = value;
      }
      const added = await asA((sql) => attempt(sql, INSERT(name), [JSON.stringify(row)]));
      expect(added).not.toHaveProperty('code');
    },
  );
});

test('B’s natural keys are free in A: numbers, tags, e-mail addresses, ids', async () => {
  const { a, b } = world;
  const number = (of: typeof a) =>
    on.database.admin('select number from ticket where msp_id = $1 order by number', [of.mspId]);
  expect(await number(a)).toEqual(await number(b));
  const emails = await on.database.admin<{ n: number }>(
    'select count(distinct msp_id)::int as n from person group by email',
  );
  expect(emails.every(({ n }) => n === 2)).toBe(true);
});

/** Statements that would change or delete rows of a table. */
function changes({ name, tenant }: Table): string[] {
  return [`update ${name} set ${tenant} = ${tenant}`, `delete from ${name}`];
}

async function outcomeOf(sql: Sql, statement: string): Promise<string> {
  const outcome = await attempt(sql, `with done as (${statement} returning 1) select 1 from done`);
  if (isRefusal(outcome)) {
    // Not granted at all, which is as good.
    return outcome.message.startsWith('permission denied') ? 'nothing' : outcome.message;
  }
  return outcome.rows.length === 0 ? 'nothing' : `${outcome.rows.length} rows`;
}

/** A row of A or B under a new id, with its natural keys changed, so that only walls stand in its way. */
function fresh({ name, key }: Table, side: 'a' | 'b'): Row {
  const row: Record<string, unknown> = { ...rowOf[side].get(name) };
  if (key.includes('id') && name !== 'msp') row.id = '01938000-0000-7000-8000-00000000beef';
  if (name === 'msp') row.id = world.b.mspId;
  for (const column of [
    'number',
    'clock_key',
    'transition_key',
    'lane',
    'key',
    'external_id',
    'period',
  ]) {
    if (column in row) row[column] = typeof row[column] === 'number' ? 9999 : 'something new';
  }
  for (const column of ['tag', 'email']) if (column in row) row[column] = null;
  if (name === 'billing_terms') row.version = 9999;
  if (name === 'triage_schedule') row.every_minutes = 7;
  if (name === 'ticket_tag') row.tag = 'something new';
  if (name === 'visit') row.state = 'CANCELLED';
  if (name === 'ticket_counter') row.type = 'CHANGE';
  if (name === 'person_affiliation') row.ended_at = row.since;
  if (name === 'approval_vote') row.approver_id = world[side].people.external.id;
  if (name === 'assignment_turn') row.team_id = world[side].teams.biomed;
  return row;
}

async function foreignKeys(table: string) {
  const rows = await on.database.admin<{
    constraint: string;
    target: string;
    from: string[];
    to: string[];
  }>(
    `select k.conname as constraint, k.confrelid::regclass::text as target,
       array(select a.attname::text from unnest(k.conkey) with ordinality u (n, i)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by i) as from,
       array(select a.attname::text from unnest(k.confkey) with ordinality u (n, i)
         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by i) as to
     from pg_constraint k where k.contype = 'f' and k.conrelid = $1::regclass and k.confrelid <> 'msp'::regclass`,
    [table],
  );
  return rows.map(({ constraint, target, from, to }) => ({
    constraint,
    target,
    columns: from.map((column, i) => ({ from: column, to: to[i] as string })).slice(1),
  }));
}

const withoutIds = (outcome: object) =>
  JSON.parse(JSON.stringify(outcome).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'));
