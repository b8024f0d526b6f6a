import { Migration } from '@mikro-orm/migrations';
import { EXCLUSIONS, EXTENSIONS, FOREIGN_KEYS } from './0001-foundation/foreign-keys.ts';
import { GRANTS, ROLES_SQL } from './0001-foundation/grants.ts';
import { TABLES } from './0001-foundation/tables.ts';
import { TRIGGERS } from './0001-foundation/triggers.ts';

/** The house: tenancy, people, assets, tickets, clocks, audit and outbox, behind the walls. */
export class Migration0001Foundation extends Migration {
  override up(): void {
    // However large the database is by then.
    this.addSql('set local statement_timeout = 0');
    for (const statement of ROLES_SQL) this.addSql(statement);
    for (const statement of TABLES.split(/;\n/)) {
      if (statement.trim()) this.addSql(statement.trim().replace(/;$/, ''));
    }
    for (const statement of [...EXTENSIONS, ...FOREIGN_KEYS, ...EXCLUSIONS, ...GRANTS, ...TRIGGERS])
      this.addSql(statement);
  }
}
