// PostGraphile 5 on the same database, under the same role and settings.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { mspUuid } from './seed-ids.ts';

const pgSettings = {
  role: 'wardline_app',
  'app.msp_id': mspUuid(1),
  'app.actor_id': process.env.BENCH_ACTOR_ID ?? '',
  'app.side': 'PROVIDER',
  'app.all_clinics': 'on',
};
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Our foreign keys carry the clinic too and are answered by narrower indexes, which it cannot know.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: process.env.BENCH_DATABASE_URL ?? '',
      schemas: ['public'],
      poolConfig: { max: 10 },
    }),
  ],
  grafast: { context: () => ({ pgSettings }) },
  grafserv: { graphiql: false, watch: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' ? address?.port : ''}`);
});
