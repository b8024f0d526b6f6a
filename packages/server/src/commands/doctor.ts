import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkDatabase,
  connectDatabase,
  type Database,
  WardlineStartupError,
} from '@wardline/platform';
import type { Command } from '../command.ts';
import {
  DATABASE_HELP,
  DATABASE_OPTIONS,
  databaseOptions,
  nameOfDatabase,
} from '../database-options.ts';

const MINIMUM_NODE = [22, 18] as const;

/** One thing that was looked at, and what was found. */
interface Finding {
  readonly title: string;
  /** Null: all well. */
  readonly problem: string | null;
}

/** `wardline doctor`: is this installation in a state to run? Changes nothing. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'check this installation',
  help: `usage: wardline doctor [options]

Checks Node, the database, its schema, the login and row-level security on every table, and says what
to put right. Changes nothing.

${DATABASE_HELP}

exit code: 0 if all is well, 1 if not.

examples:
  wardline doctor
  DATABASE_URL=postgres://wardline@db/wardline wardline doctor`,
  options: DATABASE_OPTIONS,
  async run(options, _positionals, world) {
    const database = databaseOptions(options, world);
    const findings: Finding[] = [checkNode(process.versions.node)];
    const title = `Database: ${nameOfDatabase(database)}`;
    const connected = await found(title, () => {
      // To look must not create what is not there.
      if (database.kind === 'embedded' && !existsSync(join(database.folder, 'pgdata'))) {
        const message = 'There is no database yet. Run "wardline demo" or "wardline migrate".';
        throw new WardlineStartupError('DATABASE_MISSING', message);
      }
      return connectDatabase(database);
    });
    findings.push(connected.finding);
    if (connected.value) {
      const opened = connected.value;
      findings.push(
        (await found('Schema and login', () => checkDatabase(opened, database))).finding,
      );
      findings.push(await checkWalls(opened));
      await opened.close();
    }
    for (const finding of findings) world.terminal.out(`${render(finding)}\n`);
    return findings.some(({ problem }) => problem !== null) ? 1 : 0;
  },
};

const render = ({ title, problem }: Finding) =>
  problem === null ? `ok    ${title}` : `FAIL  ${title}\n      ${problem}`;

function checkNode(running: string): Finding {
  const [major = 0, minor = 0] = running.split('.').map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  const fine = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  const problem = fine ? null : `Install Node ${MINIMUM_NODE.join('.')} or later.`;
  return { title: `Node ${running}`, problem };
}

async function found<T>(
  title: string,
  look: () => Promise<T>,
): Promise<{ readonly finding: Finding; readonly value: T | null }> {
  try {
    return { value: await look(), finding: { title, problem: null } };
  } catch (error) {
    if (!(error instanceof WardlineStartupError)) throw error;
    return { value: null, finding: { title, problem: error.message } };
  }
}

/** Every table but the list of migrations must be walled, with row-level security forced. */
async function checkWalls({ orm }: Database): Promise<Finding> {
  const tables = await orm.em.getConnection().execute<{ name: string; walled: boolean }[]>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity and exists (
       select 1 from pg_policy p where p.polrelid = c.oid and not p.polpermissive) as walled
     from pg_class c where c.relnamespace = current_schema()::regnamespace
       and c.relkind in ('r', 'p') and c.relname <> 'mikro_orm_migrations' order by 1`,
  );
  const open = tables.filter(({ walled }) => !walled).map(({ name }) => name);
  const title = `Row-level security on ${tables.length} tables`;
  if (tables.length === 0)
    return { title, problem: 'There are no tables. Run "wardline migrate".' };
  if (open.length === 0) return { title, problem: null };
  return {
    title,
    problem: `Not forced on ${open.join(', ')}. Run "wardline migrate", and see who changed it.`,
  };
}
