// Prints what MikroORM would create from the entities: the raw material of a migration, to be read
// and completed by hand (foreign keys, grants, triggers), never run as it is.
import { MikroORM } from '@mikro-orm/pglite';
import { entities } from '../src/orm/entities.ts';

const orm = await MikroORM.init({ entities, dbName: 'memory://' });
console.log(await orm.schema.getCreateSchemaSQL({ wrap: false }));
await orm.close();
