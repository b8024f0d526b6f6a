import { createWardline } from '@wardline/platform';
import { type Command, CommandFailed } from '../command.ts';
import { isDemoFolder } from '../data-folder.ts';
import {
  DATABASE_HELP,
  DATABASE_OPTIONS,
  databaseOptions,
  nameOfDatabase,
} from '../database-options.ts';
import { openServer } from '../http-server.ts';
import { numberOption, textOption } from '../read-options.ts';
import { serveUntilStopped } from '../serving.ts';
import { step } from '../terminal.ts';

/** `wardline serve`: the GraphQL API on a database that was set up before. */
export const serve: Command = {
  name: 'serve',
  summary: 'serve the GraphQL API',
  help: `usage: wardline serve [options]

Serves the GraphQL API until it is told to stop (SIGTERM, Ctrl+C). The embedded database is
migrated first; a PostgreSQL server is not: run "wardline migrate" with the owner's login.

${DATABASE_HELP}
  --port NUMBER      default: 4000
  --host ADDRESS     default: 127.0.0.1, this machine only; 0.0.0.0 for all networks
  --no-work          leave warnings, breaches and escalations to "wardline work"
  --development      GraphiQL and introspection; only on this machine

examples:
  wardline serve --data /var/lib/wardline
  DATABASE_URL=postgres://wardline@db/wardline wardline serve --host 0.0.0.0 --port 8080`,
  options: {
    ...DATABASE_OPTIONS,
    port: { type: 'string' },
    host: { type: 'string' },
    development: { type: 'boolean' },
    'no-work': { type: 'boolean' },
  },
  async run(options, _positionals, world) {
    const { terminal, stop } = world;
    const database = databaseOptions(options, world);
    const host = textOption(options, 'host') ?? '127.0.0.1';
    const development = options.development === true;
    if (development && !isLoopback(host)) {
      throw new CommandFailed('--development serves this machine only; leave --host out.');
    }
    if (database.kind === 'embedded' && isDemoFolder(database.folder) && !isLoopback(host)) {
      throw new CommandFailed(
        `${database.folder} is a demo's, whose tokens are no secret: it is served to this machine only.`,
      );
    }
    const server = await openServer(numberOption(options, 'port', [0, 65_535]) ?? 4000, host);
    try {
      const wardline = await step(terminal, `Opening ${nameOfDatabase(database)}`, () =>
        createWardline({ database }),
      );
      terminal.out(`Wardline serves http://${urlHost(host)}:${server.port}/graphql\n`);
      const works = options['no-work'] !== true;
      const mode = development ? 'development' : 'production';
      await serveUntilStopped({ wardline, server, mode, stop, terminal, works });
    } catch (error) {
      await server.close();
      throw error;
    }
    terminal.err('Stopped.\n');
    return 0;
  },
};

/** Whether an address reaches only this machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

const urlHost = (host: string) => (host.includes(':') ? `[${host}]` : host);
