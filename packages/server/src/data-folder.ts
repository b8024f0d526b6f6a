import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '@wardline/platform';
import { CommandFailed } from './command.ts';

const MARKER = 'demo.json';
/** Everything a demo's folder holds. */
const OURS = ['pgdata', 'wardline.lock', MARKER, 'demo-tokens.json', 'demo-tokens.json.new'];

/** What a demo's folder remembers of itself. */
export interface DemoMarker {
  /** The rows of the incident log, once they are imported. */
  readonly importedRows: number | null;
}

const NEW: DemoMarker = { importedRows: null };

/**
 * Makes a folder a demo's, before the database is in it. A database that no demo made may be
 * somebody's real one: it is left alone. @throws CommandFailed
 */
export function openDemoFolder(folder: string): DemoMarker {
  const marker = join(folder, MARKER);
  try {
    if (existsSync(marker)) return readMarker(marker);
    if (existsSync(join(folder, 'pgdata'))) {
      throw new CommandFailed(
        `${folder} holds a database that is not a demo's. Choose another folder with --data, or run "wardline serve --data ${folder}".`,
      );
    }
    mkdirSync(folder, { recursive: true });
    markDemo(folder, NEW);
    return NEW;
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(
      `The data folder ${folder} cannot be used: ${(error as Error).message}`,
    );
  }
}

/** Whether a folder is a demo's, whose tokens are no secret. */
export const isDemoFolder = (folder: string) => existsSync(join(folder, MARKER));

export function markDemo(folder: string, marker: DemoMarker): void {
  writeFileSync(join(folder, MARKER), `${JSON.stringify(marker)}\n`);
}

function readMarker(path: string): DemoMarker {
  try {
    const { importedRows } = JSON.parse(readFileSync(path, 'utf8')) as Partial<DemoMarker>;
    return { importedRows: typeof importedRows === 'number' ? importedRows : null };
  } catch {
    // Cut short by a crash: what it says can be found out again.
    return NEW;
  }
}

/**
 * Empties a demo's folder, if it is one, holds nothing else and is not in use.
 * @throws CommandFailed or WardlineStartupError; then nothing was deleted.
 */
export function clearDemoFolder(folder: string): void {
  if (!existsSync(folder)) return;
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    throw new CommandFailed(
      `The data folder ${folder} cannot be used: ${(error as Error).message}`,
    );
  }
  if (entries.length === 0) return;
  const foreign = entries.find((entry) => !OURS.includes(entry));
  if (foreign !== undefined || !entries.includes(MARKER)) {
    const why = foreign === undefined ? 'was not made by a demo' : `also holds "${foreign}"`;
    throw new CommandFailed(
      `--fresh deletes only what a demo made, and ${folder} ${why}. Nothing was deleted. ` +
        'Choose another folder with --data, or empty this one yourself.',
    );
  }
  const unlock = lockFolder(folder);
  for (const entry of OURS) {
    if (entry !== 'wardline.lock') rmSync(join(folder, entry), { recursive: true, force: true });
  }
  unlock();
}
