// One command: a million tickets and the visits for them, and the plans of lists of fifty with the filters
// people use, asked by those who ask. Fails if one reads a table from end to end, or more pages than a list is worth.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { createGraphQLHandler } from '@wardline/graphql-api';
import { createWardline } from '@wardline/platform';
import { Client } from 'pg';
import { askedLists, SEARCH, type SomeIds } from './asked-lists.ts';
import { filledDatabase, mustBe } from './harness.ts';
import { mspUuid } from './seed-ids.ts';

const { values: options } = parseArgs({
  options: {
    tickets: { type: 'string', default: '1000000' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log('usage: bench:plans [--tickets 1000000]');
  process.exit(0);
}
const say = (line: string) => console.log(line);
/** Pages of 8 kB a list of fifty may touch; what has to be gone through to find rare rows is in it. */
const MOST_PAGES = 30_000;

interface Statement {
  readonly context: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const database = await filledDatabase(Number(options.tickets) / 200_000, say, {
  entriesPerTicket: 0,
  work: true,
});
try {
  await main();
} finally {
  await database.stop();
}

async function main() {
  const seen = watchStatements();
  const client = new Client({ connectionString: database.superuser });
  await client.connect();
  try {
    const people = await askers(client);
    const ids = await someIds(client);
    let failures = 0;
    say(
      `\n${'asked by'.padEnd(12)} ${'list of 50'.padEnd(58)} ${'ms'.padStart(8)} ${'pages'.padStart(7)}  read by`,
    );
    for (const { name, table, query } of askedLists(ids)) {
      for (const [who, token] of people) {
        seen.length = 0;
        // A connection of its own: what it has prepared before, it would only name.
        const wardline = await open();
        const { fetch } = createGraphQLHandler({ wardline, mode: 'production' });
        const answer = await fetch(
          new Request('http://bench/graphql', {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: JSON.stringify({ query }),
          }),
        );
        const body = await answer.json();
        await wardline.close();
        if (body.errors) throw new Error(`${name}: ${JSON.stringify(body.errors)}`);
        const statement = seen.at(-1);
        if (!statement) throw new Error(`${name}: nothing was asked of the database.`);
        const plan = await explain(client, statement, table);
        const isBad = name !== SEARCH && (plan.scansAll || plan.pages > MOST_PAGES);
        if (isBad) failures++;
        say(
          `${who.padEnd(12)} ${name.padEnd(58)} ${plan.ms.toFixed(1).padStart(8)} ${String(plan.pages).padStart(7)}  ${plan.by}${isBad ? '  FAILED' : ''}`,
        );
      }
    }
    say(failures === 0 ? '\nEvery list is answered by an index.' : `\nFAILED: ${failures} lists.`);
    if (failures > 0) process.exitCode = 1;
  } finally {
    await client.end();
  }
}

function open() {
  return createWardline({ database: { kind: 'postgres', url: database.login } });
}

async function someIds(client: Client): Promise<SomeIds> {
  const [row] = (
    await client.query(
      `select t.id, t.clinic_id, t.team_id, t.assignee_id, t.requester_id, a.asset_id, c.organization_id
       from ticket t join ticket_asset a on a.ticket_id = t.id join clinic c on c.id = t.clinic_id
       where t.msp_id = $1 limit 1`,
      [mspUuid(1)],
    )
  ).rows;
  const global = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url');
  return {
    ticketId: global('Ticket', row.id),
    clinicId: global('Clinic', row.clinic_id),
    teamId: global('Team', row.team_id),
    assigneeId: global('Person', row.assignee_id),
    requesterId: global('Person', row.requester_id),
    assetId: global('Asset', row.asset_id),
    organizationId: global('Organization', row.organization_id),
  };
}

/** Tokens of those who see everything, those who see one clinic, and somebody who asked for help. */
async function askers(client: Client): Promise<[string, string][]> {
  const wardline = await open();
  const desk = wardline.as(wardline.service(mspUuid(1) as never));
  const [clinic] = (
    await client.query(
      'select id, organization_id as "organizationId" from clinic where msp_id = $1 order by id limit 1',
      [mspUuid(1)],
    )
  ).rows;
  type Place = { readonly clinicId?: string; readonly organizationId?: string };
  const member = async (side: 'PROVIDER' | 'CLIENT', role: string, place: Place = {}) => {
    const home = side === 'CLIENT' ? place : {};
    const made = mustBe(await desk.people.create({ side, displayName: role, ...home } as never));
    const { personId } = made as { personId: string };
    mustBe(await desk.grants.create({ personId, role, ...place, reason: 'benchmark' } as never));
    const expiresAt = wardline.now() + 86_400_000;
    return mustBe(await desk.people.createToken({ personId, name: 'bench', expiresAt } as never))
      .token;
  };
  const people: [string, string][] = [
    ['dispatcher', await member('PROVIDER', 'DISPATCHER')],
    ['technician', await member('PROVIDER', 'TECHNICIAN', { clinicId: clinic.id })],
    ['nurse', await member('CLIENT', 'CLINIC_STAFF', { clinicId: clinic.id })],
    ['MSP admin', await member('PROVIDER', 'MSP_ADMIN')],
    ['admin of 10', await member('CLIENT', 'ORG_ADMIN', { organizationId: clinic.organizationId })],
  ];
  await wardline.close();
  return people;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

async function explain(client: Client, { context, text, values }: Statement, table: string) {
  await client.query(context);
  try {
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, [
      ...values,
    ]);
    const [plan] = rows[0]['QUERY PLAN'];
    const nodes: PlanNode[] = [];
    const walk = (node: PlanNode) => {
      nodes.push(node);
      for (const child of node.Plans ?? []) walk(child);
    };
    walk(plan.Plan);
    const onTable = nodes.filter((node) => node['Relation Name'] === table);
    const { Plan } = plan as { Plan: Record<string, number> };
    return {
      ms: plan['Execution Time'] as number,
      pages: (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0),
      scansAll: onTable.some((node) => node['Node Type'] === 'Seq Scan'),
      by: [
        ...new Set(
          nodes.flatMap((node) =>
            node['Index Name']?.startsWith(table) ? [node['Index Name']] : [],
          ),
        ),
      ].join(', '),
    };
  } finally {
    await client.query('rollback');
  }
}

/** What the platform sends: the beginning of each snapshot with its context, and its first statement. */
function watchStatements(): Statement[] {
  const seen: Statement[] = [];
  const ofPlatform = createRequire(new URL('../../platform/package.json', import.meta.url));
  const ofOrm = createRequire(ofPlatform.resolve('@mikro-orm/postgresql'));
  const { prototype } = (
    ofOrm('pg') as { Client: { prototype: { query(...args: unknown[]): unknown } } }
  ).Client;
  const { query } = prototype;
  let context = '';
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const [first] = args as [string | { text: string; values: unknown[] }];
    const text = typeof first === 'string' ? first : first.text;
    if (text.startsWith('begin isolation level repeatable read')) context = text;
    else if (typeof first === 'object' && / as json\b/.test(text)) {
      seen.push({ context, text, values: first.values });
    }
    return query.apply(this, args);
  };
  return seen;
}
