// What both benchmarks need: a filled PostgreSQL, servers in processes of their own, and figures.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { connectDatabase, createWardline, migrateDatabase } from '@wardline/platform';
import autocannon from 'autocannon';
import { Client } from 'pg';
import { startServer } from '../../../scripts/postgres-server.ts';
import { FULL_SIZE, seed } from './seed.ts';
import { mspUuid, type Size } from './seed-ids.ts';

/** For all servers alike; the young generation's size is what the server's README advises. */
const NODE_FLAGS = ['--max-semi-space-size=64', '--conditions=@wardline/source'];
/** What /proc counts CPU time in. */
const TICK_MS = 10;

export interface FilledDatabase {
  readonly superuser: string;
  /** A login that is a member of the application role, and nothing else. */
  readonly login: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of our own (or BENCH_POSTGRES_URL), migrated and filled unless it is already. */
export async function filledDatabase(
  scale: number,
  say: (line: string) => void,
  more: Partial<Size> = {},
): Promise<FilledDatabase> {
  const given = process.env.BENCH_POSTGRES_URL;
  const postgres = given ? null : await startServer(say);
  const superuser = given ?? postgres?.url;
  if (!superuser) throw new Error('No PostgreSQL could be started.');
  if (postgres) say(postgres.description);
  const stop = async () => postgres?.stop();
  try {
    await fill(superuser, scaled(scale, more), say);
  } catch (error) {
    await stop();
    throw error;
  }
  return { superuser, login: superuser.replace('//postgres@', '//bench@'), stop };
}

function scaled(scale: number, more: Partial<Size>): Size {
  const { clinics, assets, tickets } = FULL_SIZE;
  const size = { clinics: clinics * scale, assets: assets * scale, tickets: tickets * scale };
  return { ...FULL_SIZE, ...size, ...more };
}

async function fill(superuser: string, size: Size, say: (line: string) => void): Promise<void> {
  const options = { kind: 'postgres', url: superuser, allowPrivilegedLogin: true } as const;
  const database = await connectDatabase(options);
  await migrateDatabase(database);
  await database.close();
  const client = new Client({ connectionString: superuser });
  await client.connect();
  try {
    await fillEmpty(client, size, say);
  } finally {
    await client.end();
  }
}

async function fillEmpty(client: Client, size: Size, say: (line: string) => void) {
  const { rows } = await client.query('select count(*)::int as n from ticket');
  if (rows[0].n === 0) {
    const began = Date.now();
    await seed(client, size, say);
    say(`filled in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    await client.query(
      `do $$ begin create role bench login; exception when duplicate_object then null; end $$`,
    );
    await client.query('grant wardline_app to bench');
  }
}

/** A member who may see everything of the large MSP, and their token. */
export async function dispatcher(login: string) {
  const wardline = await createWardline({ database: { kind: 'postgres', url: login } });
  const desk = wardline.as(wardline.service(mspUuid(1) as never));
  const { personId } = mustBe(
    await desk.people.create({ side: 'PROVIDER', displayName: 'Dispatcher' }),
  );
  mustBe(await desk.grants.create({ personId, role: 'DISPATCHER', reason: 'benchmark' }));
  const expiresAt = wardline.now() + 86_400_000;
  const { token } = mustBe(await desk.people.createToken({ personId, name: 'bench', expiresAt }));
  await wardline.close();
  return { token, actorId: personId };
}

/** The value of a result that must be one. */
export function mustBe<T>(
  result: { ok: true; value: T } | { ok: false; error: { message: string } },
): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
}

/** Starts servers, each in a process of its own. */
export function startedServers(env: NodeJS.ProcessEnv) {
  const children: ChildProcess[] = [];
  const start = (
    file: string,
    path: string,
    more: NodeJS.ProcessEnv = {},
  ): Promise<RunningServer> => {
    const child = spawn(
      process.execPath,
      [...NODE_FLAGS, new URL(file, import.meta.url).pathname],
      {
        env: { ...env, ...more, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    children.push(child);
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error(`${file} ended`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const port = /^ready (\d+)/.exec(line)?.[1];
        if (port) resolve({ url: `http://127.0.0.1:${port}${path}`, pid: child.pid ?? 0 });
      });
    });
  };
  const stop = () => {
    for (const child of children) child.kill();
  };
  return { start, stop };
}

interface Request {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function measure(
  request: Request,
  connections: number,
  seconds: number,
): Promise<autocannon.Result> {
  return autocannon({ ...request, connections, duration: seconds });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** CPU time so far, in ms, of a server and of all PostgreSQL processes; where /proc tells (Linux), else 0. */
export function cpuOf(pid: number): { node: number; database: number } {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const database = all.map(Number).reduce((sum, id) => sum + cpuOfProcess(id, 'postgres'), 0);
    return { node: cpuOfProcess(pid, null), database };
  } catch {
    return { node: 0, database: 0 };
  }
}

function cpuOfProcess(pid: number, named: string | null): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (named && !stat.includes(`(${named})`)) return 0;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
