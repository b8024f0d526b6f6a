import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExitCode, main } from '../../src/index.ts';

/** False in the run on a real PostgreSQL, where what concerns the embedded one is not tested again. */
export const EMBEDDED = process.env.WARDLINE_TEST_DATABASE !== 'postgres';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A `wardline` process of its own. */
export interface Running {
  readonly child: ChildProcess;
  /** The first match in what it prints; fails if it ends without. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  finished(): Promise<Finished>;
  stop(signal: NodeJS.Signals): Promise<Finished>;
}

/** Starts the command as people do: another process, its own environment. */
export function start(args: readonly string[], env: Record<string, string> = {}): Running {
  const { DATABASE_URL: _url, NODE_OPTIONS: _options, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--conditions=@wardline/source', CLI, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    heard();
  });
  const ended = new Promise<Finished>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return {
    child,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(out) ?? pattern.exec(err);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(({ code }) =>
          reject(new Error(`Ended with ${code} before ${pattern}:\n${out}\n${err}`)),
        );
      }),
    finished: () => ended,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a command in this process. */
export async function run(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly code: ExitCode; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const code = await main(args, {
    env,
    stop: new AbortController().signal,
    terminal: {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      isLive: false,
    },
  });
  return { code, out, err };
}

/** A folder of the test's own. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'wardline-command-'));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.on('exit', remove);
  return { path, remove };
}
