// The bar for opening a ticket: the very rows Wardline writes for one, written by hand for nothing else.
// One transaction under the same policies and context, prepared statements, one for each table. It
// checks nothing, decides nothing and reads nothing but the next number.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool, type PoolClient } from 'pg';
import type { ModelTable } from './opening-model.ts';
import { mspUuid } from './seed-ids.ts';

const pool = new Pool({ connectionString: process.env.BENCH_DATABASE_URL, max: 10 });
const actor = process.env.BENCH_ACTOR_ID;
const msp = mspUuid(1);
const model = JSON.parse(process.env.BENCH_MODEL ?? '[]') as readonly ModelTable[];
/** The ids the rows of one opening have among themselves: each opening has its own. */
const ownIds = [
  ...new Set(model.flatMap(({ columns, rows }) => rows.map((row) => row[columns.indexOf('id')]))),
].filter((id) => typeof id === 'string');

const CONTEXT = `begin; select set_config('role', 'wardline_app', true),
  set_config('app.msp_id', '${msp}', true), set_config('app.actor_id', '${actor}', true), set_config('app.side', 'PROVIDER', true), set_config('app.all_clinics', 'on', true)`;
const COUNT = `insert into ticket_counter (msp_id, type, last) values ($1, 'INCIDENT', 1)
  on conflict (msp_id, type) do update set last = ticket_counter.last + 1 returning last`;

const statements = model.map(({ table, columns, rows }) => {
  let place = 0;
  const values = rows.map(() => `(${columns.map(() => `$${++place}`).join(', ')})`);
  return {
    name: table,
    text: `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}`,
    columns,
    rows,
  };
});

async function open(client: PoolClient) {
  const { rows } = await client.query({ name: 'counter', text: COUNT, values: [msp] });
  const number = `INC-${rows[0].last}`;
  const fresh = new Map<unknown, unknown>(ownIds.map((id) => [id, randomUUID()]));
  for (const { name, text, columns, rows } of statements) {
    const values = rows.flatMap((row) =>
      row.map((value, i) => {
        if (name === 'ticket' && columns[i] === 'number') return number;
        return fresh.get(value) ?? value;
      }),
    );
    await client.query({ name, text, values });
  }
  return { id: fresh.values().next().value, number };
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  JSON.parse(body);
  const client = await pool.connect();
  try {
    await client.query(CONTEXT);
    const ticket = await open(client);
    await client.query('commit');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { ticketCreate: { ticket, userErrors: [] } } }));
    client.release();
  } catch (error) {
    client.release(true);
    response.statusCode = 500;
    response.end(String(error));
  }
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' ? address?.port : ''}`);
});
