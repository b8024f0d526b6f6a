// `migrate-template.ts pglite DUMP_FILE` or `migrate-template.ts postgres URL`: what the tests begin from.
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { connectDatabase, EMBEDDED_EXTENSIONS, migrateDatabase } from '../../src/index.ts';

const [kind, target = ''] = process.argv.slice(2);

if (kind === 'pglite') {
  const instance = await PGlite.create('memory://', { extensions: EMBEDDED_EXTENSIONS });
  const database = await connectDatabase({ kind: 'embedded', folder: 'memory://', instance });
  await migrateDatabase(database);
  const dump = await instance.dumpDataDir('none');
  writeFileSync(target, Buffer.from(await dump.arrayBuffer()));
  await database.close();
} else {
  const database = await connectDatabase({
    kind: 'postgres',
    url: target,
    allowPrivilegedLogin: true,
  });
  await migrateDatabase(database);
  await database.close();
}
