// Writes what MikroORM makes of the entities into the foundation's migration: tables, checks,
// indexes and row-level security. Foreign keys, grants and triggers stay written by hand.
// As long as nobody runs Wardline, there is one migration, and this brings it up to date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MikroORM } from '@mikro-orm/pglite';
import { entities } from '../src/orm/entities.ts';

const file = new URL('../src/migrations/0001-foundation/tables.ts', import.meta.url);
const orm = await MikroORM.init({ entities, dbName: 'memory://' });
const sql = (await orm.schema.getCreateSchemaSQL({ wrap: false })).trim();
await orm.close();
if (sql.includes('`') || sql.includes('${')) {
  throw new Error('The SQL contains a back-tick or ${, which this script does not escape.');
}
writeFileSync(
  file,
  `// What MikroORM made of the entities (pnpm tables:print): tables, checks, indexes, row-level
// security with FORCE, and the policies.
export const TABLES = \`
${sql.replaceAll('\\', '\\\\')}
\`;
`,
);
console.log(`Wrote ${fileURLToPath(file)}.`);
