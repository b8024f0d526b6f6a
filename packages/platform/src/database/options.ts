import type { PGlite } from '@electric-sql/pglite';

/** PostgreSQL inside this process (PGlite), its data in a folder; for trying out, tests, small sites. */
export interface EmbeddedDatabaseOptions {
  readonly kind: 'embedded';
  /** The data folder, or `memory://` for one that ends with the process. */
  readonly folder: string;
  /** An earlier dump of a whole data folder to begin from (tests begin from a migrated one). */
  readonly loadFrom?: Blob;
  /** An instance that is open already, instead of the folder's; closing Wardline closes it. It needs `EMBEDDED_EXTENSIONS`. */
  readonly instance?: PGlite;
}

/** A PostgreSQL server, version 15 or later. */
export interface PostgresDatabaseOptions {
  readonly kind: 'postgres';
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** The most connections this process opens. Default 10. */
  readonly maxConnections?: number;
  /**
   * The longest a statement runs, in milliseconds; what takes longer is ended and undone, so that no
   * request holds locks or a connection for good. Default 60,000; 0: as the server says. Migrating has no limit.
   */
  readonly statementTimeout?: number;
  /**
   * How long a request waits for a connection, in milliseconds; then it is refused as `BUSY` rather than
   * joining a queue that nobody waits for. Default 30,000; 0: as long as it takes.
   */
  readonly connectionTimeout?: number;
  /**
   * Accept a login that could bypass row-level security (a superuser, the owner of the tables).
   * Only for migrations and throw-away databases; every session still drops to the application role.
   */
  readonly allowPrivilegedLogin?: boolean;
}

export type DatabaseOptions = EmbeddedDatabaseOptions | PostgresDatabaseOptions;
