import { resolve } from 'node:path';
import type { DatabaseOptions } from '@wardline/platform';
import { type OptionValues, UsageError, type World } from './command.ts';
import { textOption } from './read-options.ts';

/** The option every command that needs a database has. */
export const DATABASE_OPTIONS = { data: { type: 'string' } } as const;

export const DATABASE_HELP = `  --data FOLDER      the embedded database's folder (default: ./.wardline)
  DATABASE_URL       in the environment: a PostgreSQL server instead, 15 or later,
                     such as postgres://wardline:secret@localhost:5432/wardline`;

export const DEFAULT_FOLDER = '.wardline';

/** Which database a command works on. @throws UsageError if it was told two. */
export function databaseOptions(options: OptionValues, { env }: World): DatabaseOptions {
  const folder = textOption(options, 'data');
  const url = env.DATABASE_URL;
  if (folder !== undefined && url) {
    throw new UsageError('DATABASE_URL is set and --data is given; say only one of the two.');
  }
  if (!url) return { kind: 'embedded', folder: resolve(folder ?? DEFAULT_FOLDER) };
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new UsageError('DATABASE_URL must begin with postgres:// or postgresql://.');
  }
  return { kind: 'postgres', url };
}

/** What to call a database in a message: never with its password. */
export function nameOfDatabase(options: DatabaseOptions): string {
  if (options.kind === 'embedded') return options.folder;
  try {
    const { host, pathname } = new URL(options.url);
    return `PostgreSQL at ${host}${pathname}`;
  } catch {
    return 'PostgreSQL';
  }
}
