// What `npm test` runs: the domain's tests, then the shells' suite on PGlite and on a real PostgreSQL.
//   --project domain|pglite|postgres   only that part; further arguments go to vitest
//   DATABASE_URL                       use this server: throw-away databases and a login are made on it
//   WARDLINE_TEST_SEED=random|<number> other examples for the property tests than the usual ones
//   WARDLINE_TEST_WITHOUT_POSTGRES=1   leave the PostgreSQL half out, and say so
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from './postgres-server.ts';
import type { TestReport } from './test-report.ts';

const PROJECTS = ['domain', 'pglite', 'postgres'];
const args = process.argv.slice(2);
const asked = args.flatMap((arg, i) =>
  arg === '--project' ? [args[i + 1] ?? ''] : arg.startsWith('--project=') ? [arg.slice(10)] : [],
);
const postgresAsked =
  asked.length === 0 || asked.some((name) => !['domain', 'pglite'].includes(name));
const withoutPostgres = process.env.WARDLINE_TEST_WITHOUT_POSTGRES === '1';
const say = (line: string) => console.log(`wardline: ${line}`);

let server: RunningServer | null = null;
const env: NodeJS.ProcessEnv = { ...process.env };
const projects =
  asked.length > 0 ? [] : PROJECTS.filter((p) => p !== 'postgres' || !withoutPostgres);

if (postgresAsked && !withoutPostgres) {
  if (process.env.DATABASE_URL) {
    const { host, pathname } = new URL(process.env.DATABASE_URL);
    env.WARDLINE_TEST_POSTGRES_URL = process.env.DATABASE_URL;
    say(`testing on the PostgreSQL of DATABASE_URL (${host}${pathname}).`);
    say(
      'its login makes databases and a role named wardline_test_… and drops them; the role wardline_app stays.',
    );
  } else {
    say('starting a PostgreSQL for the tests …');
    server = await startServer(say);
    if (!server) {
      say('there is no real PostgreSQL to test on, and the suite must run on one.');
      say(
        'set DATABASE_URL to a server, or WARDLINE_TEST_WITHOUT_POSTGRES=1 to leave that half out.',
      );
      console.log('Tests: not run, 1 failed (no PostgreSQL)');
      process.exit(1);
    }
    env.WARDLINE_TEST_POSTGRES_URL = server.url;
    say(`testing on ${server.description}, at ${new URL(server.url).host}.`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'wardline-report-'));
const reportFile = join(folder, 'report.json');
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const child = spawn(
  process.execPath,
  [
    vitest,
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...args,
    '--reporter=default',
    `--reporter=${fileURLToPath(new URL('test-report.ts', import.meta.url))}`,
  ],
  { stdio: 'inherit', env: { ...env, WARDLINE_TEST_REPORT: reportFile } },
);
// The terminal hands Ctrl-C to vitest as well; a signal to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => child.kill(signal));
}
const status = await new Promise<number>((ended) => {
  child.once('exit', (code) => ended(code ?? 1));
});
await server?.stop();

const report = readReport();
rmSync(folder, { recursive: true, force: true });
if (withoutPostgres && postgresAsked) {
  say('WARDLINE_TEST_WITHOUT_POSTGRES=1: the real-PostgreSQL half was NOT run.');
}
if (report) {
  // An error outside any test ends a run in which no test has failed.
  const outside = status !== 0 && report.failures.length === 0 ? 1 : 0;
  const skipped = report.skipped > 0 ? `, ${report.skipped} skipped` : '';
  for (const failure of report.failures) console.log(`Failed: ${failure}`);
  console.log(
    `Tests: ${report.passed} passed, ${report.failures.length + outside} failed${skipped}`,
  );
} else console.log('Tests: not run to the end, 1 failed');
process.exit(report ? status : status || 1);

function readReport(): TestReport | null {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
  } catch {
    return null;
  }
}
