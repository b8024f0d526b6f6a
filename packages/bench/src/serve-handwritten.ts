// The bar: what an engineer would write for this one page and nothing else. One prepared statement
// that returns the page as JSON text, under the same policies, context set in the same way.
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { mspUuid } from './seed-ids.ts';

const pool = new Pool({ connectionString: process.env.BENCH_DATABASE_URL, max: 10 });
const actor = process.env.BENCH_ACTOR_ID;

const CONTEXT = `begin isolation level repeatable read read only; select set_config('role', 'wardline_app', true),
  set_config('app.msp_id', '${mspUuid(1)}', true), set_config('app.actor_id', '${actor}', true), set_config('app.side', 'PROVIDER', true), set_config('app.all_clinics', 'on', true)`;

const PAGE = `select json_build_object('nodes', coalesce(json_agg(x), '[]'))::text as json from (
  select t.id, t.number, t.title, t.state, t.opened_at as "openedAt", t.priority,
    (select json_build_object('id', c.id, 'name', c.name) from clinic c where c.msp_id = t.msp_id and c.id = t.clinic_id) as clinic,
    (select json_build_object('id', p.id, 'displayName', p.display_name) from person p where p.msp_id = t.msp_id and p.id = t.requester_id) as requester,
    (select json_build_object('id', p.id, 'displayName', p.display_name) from person p where p.msp_id = t.msp_id and p.id = t.assignee_id) as assignee,
    (select json_build_object('id', a.id, 'name', a.name, 'tag', a.tag) from ticket_asset l join asset a on a.msp_id = l.msp_id and a.id = l.asset_id
      where l.msp_id = t.msp_id and l.ticket_id = t.id order by a.name limit 1) as asset,
    (select json_agg(json_build_object('metric', k.metric, 'status', case when k.status = 'RUNNING' and k.due_at <= now() then 'BREACHED' else k.status end, 'dueAt', k.due_at))
      from sla_clock k where k.msp_id = t.msp_id and k.ticket_id = t.id) as clocks,
    (select json_agg(e) from (select e.kind, e.at, case when e.kind = 'PUBLIC_REPLY' then e.body end as body,
        (select p.display_name from person p where p.msp_id = e.msp_id and p.id = e.person_id) as author
      from timeline_entry e where e.msp_id = t.msp_id and e.ticket_id = t.id order by e.at desc, e.id desc limit 3) e) as timeline
  from (select * from ticket order by opened_at desc, id desc limit 20) t) x`;

const server = createServer(async (request, response) => {
  for await (const _ of request);
  const client = await pool.connect();
  try {
    await client.query(CONTEXT);
    const { rows } = await client.query({ name: 'page', text: PAGE, values: [] });
    response.setHeader('content-type', 'application/json');
    response.end(rows[0].json);
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  } finally {
    client.query('commit').then(
      () => client.release(),
      () => client.release(true),
    );
  }
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' ? address?.port : ''}`);
});
