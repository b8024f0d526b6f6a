import { readFileSync } from 'node:fs';
import { MANIFEST } from './package-files.ts';

/** The version of this package. */
export function version(): string {
  return (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string }).version;
}
