import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineStartupError } from '../errors.ts';

const LOCK = 'wardline.lock';

/** The folders this process holds: its own lock looks like one left behind by an earlier process. */
const held = new Set<string>();

/**
 * Takes the data folder for this process: two processes in one PGlite folder destroy it.
 * A lock left behind by a process that no longer runs is taken over.
 * @returns gives the folder back.
 * @throws WardlineStartupError `DATA_FOLDER_LOCKED` or `DATA_FOLDER_UNUSABLE`
 */
export function lockFolder(folder: string): () => void {
  const lock = resolve(folder, LOCK);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new WardlineStartupError(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${folder} cannot be created: ${(error as Error).message}`,
    );
  }
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 0) {
        throw new WardlineStartupError(
          'DATA_FOLDER_UNUSABLE',
          `The data folder ${folder} cannot be locked: ${(error as Error).message}`,
        );
      }
      const holder = Number(readFileSync(lock, 'utf8'));
      if (holder === process.pid ? held.has(lock) : isRunning(holder)) {
        throw new WardlineStartupError(
          'DATA_FOLDER_LOCKED',
          `The data folder ${folder} is in use by process ${holder}. Stop it, or choose another folder with --data.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    if (existsSync(lock)) rmSync(lock, { force: true });
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
