import type { Database } from './database.ts';

/**
 * Brings the schema to this version: one transaction for all pending migrations, so that a failure
 * leaves it as it was. Needs the owner's login.
 * @returns the names of the migrations that ran.
 */
export async function migrateDatabase({ orm }: Database): Promise<string[]> {
  const ran = await orm.migrator.up();
  return ran.map((migration) => migration.name);
}
