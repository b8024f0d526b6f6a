// One command: starts PostgreSQL, fills it, starts the three servers, and measures them in turns, so
// that whatever else the machine does meets all of them. Fails if Wardline is below half the speed of
// the hand-written page.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { connectDatabase, createWardline, migrateDatabase } from '@wardline/platform';
import autocannon from 'autocannon';
import { Client } from 'pg';
import { startServer } from '../../../scripts/postgres-server.ts';
import { TICKET_PAGE } from './page.ts';
import { POSTGRAPHILE_PAGE } from './postgraphile-page.ts';
import { FULL_SIZE, mspUuid, seed } from './seed.ts';

const BAR = 0.5;
/** For all servers alike; the young generation's size is what the server's README advises. */
const NODE_FLAGS = ['--max-semi-space-size=64', '--conditions=@wardline/source'];
/** What /proc counts CPU time in. */
const TICK_MS = 10;
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '8' },
    scale: { type: 'string', default: '1' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(
    'usage: bench [--rounds 5] [--seconds 4] [--connections 8] [--scale 1] [--only wardline]',
  );
  process.exit(0);
}
const say = (line: string) => console.log(line);
const scale = Number(options.scale);

const given = process.env.BENCH_POSTGRES_URL;
const postgres = given ? null : await startServer(say);
const url = given ?? postgres?.url;
if (!url) throw new Error('No PostgreSQL could be started.');
if (postgres) say(postgres.description);
const children: ChildProcess[] = [];
try {
  await main(url);
} finally {
  for (const child of children) child.kill();
  await postgres?.stop();
}

async function main(superuser: string) {
  const database = await connectDatabase({
    kind: 'postgres',
    url: superuser,
    allowPrivilegedLogin: true,
  });
  await migrateDatabase(database);
  await database.close();
  const client = new Client({ connectionString: superuser });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from ticket');
  if (rows[0].n === 0) {
    const began = Date.now();
    await seed(
      client,
      {
        ...FULL_SIZE,
        clinics: FULL_SIZE.clinics * scale,
        assets: FULL_SIZE.assets * scale,
        tickets: FULL_SIZE.tickets * scale,
      },
      say,
    );
    say(`filled in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    await client.query(
      `do $$ begin create role bench login; exception when duplicate_object then null; end $$`,
    );
    await client.query('grant wardline_app to bench');
  }
  await client.end();
  const login = superuser.replace('//postgres@', '//bench@');
  const { token, actorId } = await dispatcher(login);
  const env = { ...process.env, BENCH_DATABASE_URL: login, BENCH_ACTOR_ID: actorId };
  const contenders = [
    { name: 'hand-written', file: 'serve-handwritten.ts', path: '/', query: '{}' },
    { name: 'wardline', file: 'serve-wardline.ts', path: '/graphql', query: TICKET_PAGE },
    {
      name: 'postgraphile',
      file: 'serve-postgraphile.ts',
      path: '/graphql',
      query: POSTGRAPHILE_PAGE,
    },
  ].filter(({ name }) => !options.only || options.only.split(',').includes(name));
  const running = [];
  for (const contender of contenders) {
    const { port, pid } = await start(contender.file, env);
    running.push({ ...contender, pid, url: `http://127.0.0.1:${port}${contender.path}` });
  }
  for (const server of running) await check(server, token);
  const figures = new Map<string, Figures>(
    running.map(({ name }) => [name, { perSecond: [], latency: [], node: [], database: [] }]),
  );
  for (const server of running) await measure(server, token, 2);
  for (let round = 1; round <= Number(options.rounds); round++) {
    for (const server of running) {
      const before = cpuOf(server.pid);
      const result = await measure(server, token, Number(options.seconds));
      const after = cpuOf(server.pid);
      figures.get(server.name)?.node.push((after.node - before.node) / result.requests.total);
      figures
        .get(server.name)
        ?.database.push((after.database - before.database) / result.requests.total);
      figures.get(server.name)?.perSecond.push(result.requests.average);
      figures.get(server.name)?.latency.push(result.latency.p50);
      if (result.non2xx > 0)
        throw new Error(`${server.name}: ${result.non2xx} answers were no 2xx`);
    }
    say(`round ${round} of ${options.rounds}`);
  }
  const base = median(figures.get('hand-written')?.perSecond ?? []);
  say(
    `\n${'server'.padEnd(14)} ${'pages/s'.padStart(9)} ${'p50 ms'.padStart(8)} ${'ratio'.padStart(7)} ${'CPU ms: node'.padStart(13)} ${'database'.padStart(9)}`,
  );
  for (const [name, { perSecond, latency, node, database }] of figures) {
    const ratio = median(perSecond) / base;
    say(
      `${name.padEnd(14)} ${median(perSecond).toFixed(0).padStart(9)} ${median(latency).toFixed(1).padStart(8)} ${ratio.toFixed(2).padStart(7)} ${median(node).toFixed(2).padStart(13)} ${median(database).toFixed(2).padStart(9)}`,
    );
  }
  const ratio = median(figures.get('wardline')?.perSecond ?? []) / base;
  if (ratio < BAR) {
    say(
      `\nFAILED: wardline reaches ${ratio.toFixed(2)} of the hand-written page; the bar is ${BAR}.`,
    );
    process.exitCode = 1;
  }
}

interface Figures {
  readonly perSecond: number[];
  readonly latency: number[];
  /** CPU milliseconds a page costs in the server's process, and in PostgreSQL. */
  readonly node: number[];
  readonly database: number[];
}

interface Contender {
  readonly name: string;
  readonly url: string;
  readonly query: string;
}

function request({ query }: Contender, token: string) {
  return {
    method: 'POST' as const,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  };
}

async function check(server: Contender, token: string) {
  const answer = await fetch(server.url, request(server, token));
  const text = await answer.text();
  const body = JSON.parse(text) as { errors?: unknown };
  if (!answer.ok || body.errors) throw new Error(`${server.name} answers: ${text.slice(0, 800)}`);
  say(`${server.name}: ${text.length} bytes a page`);
}

function measure(server: Contender, token: string, seconds: number): Promise<autocannon.Result> {
  return autocannon({
    url: server.url,
    ...request(server, token),
    connections: Number(options.connections),
    duration: seconds,
  });
}

/** A member who may see everything of the large MSP, and their token. */
async function dispatcher(login: string) {
  const wardline = await createWardline({ database: { kind: 'postgres', url: login } });
  const desk = wardline.as(wardline.service(mspUuid(1) as never));
  const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }) => {
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const { personId } = must(
    await desk.people.create({ side: 'PROVIDER', displayName: 'Dispatcher' }),
  );
  must(await desk.grants.create({ personId, role: 'DISPATCHER', reason: 'benchmark' }));
  const { token } = must(
    await desk.people.createToken({
      personId,
      name: 'bench',
      expiresAt: wardline.now() + 86_400_000,
    }),
  );
  await wardline.close();
  return { token, actorId: personId };
}

function start(file: string, env: NodeJS.ProcessEnv): Promise<{ port: string; pid: number }> {
  const path = new URL(file, import.meta.url).pathname;
  const child = spawn(process.execPath, [...NODE_FLAGS, path], {
    env: { ...env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${file} ended`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /^ready (\d+)/.exec(line)?.[1];
      if (port) resolve({ port, pid: child.pid ?? 0 });
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** CPU time so far, in ms, of a server and of all PostgreSQL processes; where /proc tells (Linux), else 0. */
function cpuOf(pid: number): { node: number; database: number } {
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
