// What the tests begin from: a migrated database, and another one with the world of the tests in it.
//   build-templates.ts pglite FOLDER    writes migrated.tar, world.tar and world.json
//   build-templates.ts postgres-migrate URL
//   build-templates.ts postgres-world URL FILE    URL: as who may only use it; writes FILE
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import {
  connectDatabase,
  createWardline,
  type DatabaseOptions,
  EMBEDDED_EXTENSIONS,
  migrateDatabase,
} from '../../src/index.ts';
import { testPorts } from './ports.ts';
import { buildTwoMsps } from './two-msps.ts';
import { storeWorld } from './world-as-json.ts';

const [step, target = '', file = ''] = process.argv.slice(2);

switch (step) {
  case 'pglite': {
    const instance = await PGlite.create('memory://', { extensions: EMBEDDED_EXTENSIONS });
    const options = { kind: 'embedded', folder: 'memory://', instance } as const;
    await migrateDatabase(await connectDatabase(options));
    const dump = async (name: string) => {
      const data = await instance.dumpDataDir('none');
      writeFileSync(join(target, name), Buffer.from(await data.arrayBuffer()));
    };
    await dump('migrated.tar');
    const close = await buildWorld(options, join(target, 'world.json'));
    await dump('world.tar');
    await close();
    break;
  }
  case 'postgres-migrate': {
    const url = target;
    const database = await connectDatabase({ kind: 'postgres', url, allowPrivilegedLogin: true });
    await migrateDatabase(database);
    await database.close();
    break;
  }
  case 'postgres-world':
    await (await buildWorld({ kind: 'postgres', url: target }, file))();
    break;
  default:
    throw new Error(`There is no step ${step}.`);
}

async function buildWorld(database: DatabaseOptions, worldFile: string) {
  const ports = testPorts();
  const wardline = await createWardline({ database, migrate: false, ports });
  const world = await buildTwoMsps(wardline);
  writeFileSync(worldFile, JSON.stringify(storeWorld(world, ports.drawn())));
  return () => wardline.close();
}
