import {
  checkDatabase,
  connectDatabase,
  type DatabaseOptions,
  migrateDatabase,
} from '@wardline/platform';
import type { Command } from '../command.ts';
import {
  DATABASE_HELP,
  DATABASE_OPTIONS,
  databaseOptions,
  nameOfDatabase,
} from '../database-options.ts';
import { step } from '../terminal.ts';

/** `wardline migrate`: brings a database's schema to this version. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'bring the database to this version',
  help: `usage: wardline migrate [options]

Brings the schema to this version, in one transaction: it ends done, or as it was. On a PostgreSQL
server it needs the login that owns the tables, which "wardline serve" must not have.

${DATABASE_HELP}

examples:
  wardline migrate
  DATABASE_URL=postgres://wardline_owner@db/wardline wardline migrate`,
  options: DATABASE_OPTIONS,
  async run(options, _positionals, world) {
    const given = databaseOptions(options, world);
    const database: DatabaseOptions =
      given.kind === 'postgres' ? { ...given, allowPrivilegedLogin: true } : given;
    const { terminal } = world;
    const connected = await step(terminal, `Opening ${nameOfDatabase(database)}`, () =>
      connectDatabase(database),
    );
    try {
      const ran = await step(terminal, 'Migrating', () => migrateDatabase(connected));
      await checkDatabase(connected, database);
      terminal.out(ran.length === 0 ? 'Nothing to do: up to date.\n' : `Done: ${ran.join(', ')}\n`);
    } finally {
      await connected.close();
    }
    return 0;
  },
};
