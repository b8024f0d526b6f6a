import type { Imported } from './replay-incident.ts';

/** What is kept of an imported incident in its record's digest: three facts, and one hash a row. */
export function writeMemory({ lastAt, reopenCount, hashes }: Imported): string {
  return [lastAt, reopenCount, ...hashes].join(' ');
}

/** The reverse of {@link writeMemory}. */
export function readMemory(digest: string): Imported {
  const [lastAt = '0', reopenCount = '0', ...hashes] = digest.split(' ');
  return { lastAt: Number(lastAt), reopenCount: Number(reopenCount), hashes };
}
