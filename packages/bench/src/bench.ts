// One command: starts PostgreSQL, fills it, starts the three servers, and measures them in turns, so
// that whatever else the machine does meets all of them. Fails if Wardline is below half the speed of
// the hand-written page.
import { parseArgs } from 'node:util';
import {
  cpuOf,
  dispatcher,
  filledDatabase,
  measure,
  median,
  type RunningServer,
  startedServers,
} from './harness.ts';
import { TICKET_PAGE } from './page.ts';
import { POSTGRAPHILE_PAGE } from './postgraphile-page.ts';

const BAR = 0.5;
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

const database = await filledDatabase(Number(options.scale), say);
try {
  await main();
} finally {
  await database.stop();
}

async function main() {
  const { login } = database;
  const { token, actorId } = await dispatcher(login);
  const env = { ...process.env, BENCH_DATABASE_URL: login, BENCH_ACTOR_ID: actorId };
  const servers = startedServers(env);
  try {
    await compare(servers, token);
  } finally {
    servers.stop();
  }
}

async function compare(servers: ReturnType<typeof startedServers>, token: string) {
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
  const running: Contender[] = [];
  for (const { name, query, file, path } of contenders) {
    running.push({ name, query, ...(await servers.start(file, path)) });
  }
  for (const server of running) await check(server, token);
  const figures = new Map<string, Figures>(
    running.map(({ name }) => [name, { perSecond: [], latency: [], node: [], database: [] }]),
  );
  for (const server of running) await run(server, token, 2);
  for (let round = 1; round <= Number(options.rounds); round++) {
    for (const server of running) {
      const before = cpuOf(server.pid);
      const result = await run(server, token, Number(options.seconds));
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

interface Contender extends RunningServer {
  readonly name: string;
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

function run(server: Contender, token: string, seconds: number) {
  const { url } = server;
  return measure({ url, ...request(server, token) }, Number(options.connections), seconds);
}
