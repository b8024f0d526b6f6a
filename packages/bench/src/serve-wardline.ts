import { createServer } from 'node:http';
import { createGraphQLHandler } from '@wardline/graphql-api';
import { createWardline } from '@wardline/platform';

const url = process.env.BENCH_DATABASE_URL;
if (!url) throw new Error('BENCH_DATABASE_URL is not set');
const wardline = await createWardline({ database: { kind: 'postgres', url, maxConnections: 10 } });
const { handle } = createGraphQLHandler({ wardline, mode: 'production' });
const server = createServer(handle).listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' ? address?.port : ''}`);
});
