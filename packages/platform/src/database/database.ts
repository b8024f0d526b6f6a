import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as PgliteORM } from '@mikro-orm/pglite';
import { MikroORM as PostgresORM } from '@mikro-orm/postgresql';
import type { SqlEntityManager, SqlMikroORM } from '@mikro-orm/sql';
import { WardlineStartupError } from '../errors.ts';
import { migrations } from '../migrations/list.ts';
import { entities } from '../orm/entities.ts';
import { EMBEDDED_EXTENSIONS } from './embedded-extensions.ts';
import { lockFolder } from './embedded-folder.ts';
import type {
  DatabaseOptions,
  EmbeddedDatabaseOptions,
  PostgresDatabaseOptions,
} from './options.ts';

type Orm = Pick<SqlMikroORM, 'em' | 'close' | 'migrator' | 'schema'>;

export interface Database {
  readonly orm: Orm;
  readonly kind: DatabaseOptions['kind'];
  /** An entity manager of its own for one session; nothing is shared between two of them. */
  fork(): SqlEntityManager;
  close(): Promise<void>;
}

const common = {
  entities,
  extensions: [Migrator],
  migrations: {
    migrationsList: migrations,
    snapshot: false,
    transactional: true,
    allOrNothing: true,
  },
  // Statements carry people's data: they are never printed, nor anything else the ORM has to say.
  debug: false,
  logger: () => undefined,
  allowGlobalContext: false,
  discovery: { warnWhenNoEntities: true },
};

/** Connects; neither migrates nor checks. @throws WardlineStartupError */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  return options.kind === 'embedded' ? embedded(options) : postgres(options);
}

async function embedded(options: EmbeddedDatabaseOptions): Promise<Database> {
  const inMemory = options.instance !== undefined || options.folder.startsWith('memory:');
  const unlock = inMemory ? () => {} : lockFolder(options.folder);
  let pglite: PGlite;
  try {
    pglite =
      options.instance ??
      (await PGlite.create({
        extensions: EMBEDDED_EXTENSIONS,
        dataDir: inMemory ? 'memory://' : join(options.folder, 'pgdata'),
        ...(options.loadFrom ? { loadDataDir: options.loadFrom } : {}),
      }));
    await pglite.exec("set timezone to 'UTC'");
  } catch (error) {
    unlock();
    throw new WardlineStartupError(
      'DATA_FOLDER_DAMAGED',
      `The embedded database in ${options.folder} does not open (${(error as Error).message}). ` +
        'Restore the folder from a backup, or begin again with --fresh, which deletes it.',
      { cause: error },
    );
  }
  const orm = await PgliteORM.init({ ...common, dbName: 'postgres', driverOptions: { pglite } });
  return {
    orm: orm as unknown as Orm,
    kind: 'embedded',
    fork: () => orm.em.fork({ clear: true }) as unknown as SqlEntityManager,
    close: async () => {
      await orm.close(true);
      await pglite.close();
      unlock();
    },
  };
}

/** What a connection begins with. */
function settingsOf({ statementTimeout = 60_000 }: PostgresDatabaseOptions): string {
  const limit = statementTimeout > 0 ? ` -c statement_timeout=${Math.ceil(statementTimeout)}` : '';
  return `-c timezone=UTC${limit}`;
}

async function postgres(options: PostgresDatabaseOptions): Promise<Database> {
  let orm: Awaited<ReturnType<typeof PostgresORM.init>>;
  try {
    orm = await PostgresORM.init({
      ...common,
      clientUrl: options.url,
      pool: { min: 0, max: options.maxConnections ?? 10 },
      driverOptions: {
        application_name: 'wardline',
        options: settingsOf(options),
        connectionTimeoutMillis: options.connectionTimeout ?? 30_000,
      },
    });
    await orm.em.getConnection().execute('select 1');
  } catch (error) {
    throw new WardlineStartupError(
      'DATABASE_UNREACHABLE',
      `PostgreSQL cannot be reached: ${(error as Error).message}. Check DATABASE_URL and that the server is up.`,
      { cause: error },
    );
  }
  return {
    orm: orm as unknown as Orm,
    kind: 'postgres',
    fork: () => orm.em.fork({ clear: true }) as unknown as SqlEntityManager,
    close: () => orm.close(true),
  };
}
