// One command: opens tickets through GraphQL and, in turns with it, writes the same rows by hand. Fails
// if opening costs more than two and a half times the hand-written transaction.
import { parseArgs } from 'node:util';
import { createWardline } from '@wardline/platform';
import { Client } from 'pg';
import { cpuOf, dispatcher, filledDatabase, measure, median, startedServers } from './harness.ts';
import { modelOf } from './opening-model.ts';
import { mspUuid } from './seed-ids.ts';

const BAR = 2.5;
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '8' },
    scale: { type: 'string', default: '0.1' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log('usage: bench:open [--rounds 5] [--seconds 4] [--connections 8] [--scale 0.1]');
  process.exit(0);
}
const say = (line: string) => console.log(line);

const database = await filledDatabase(Number(options.scale), say);
try {
  await main();
} finally {
  await database.stop();
}

async function main() {
  const client = new Client({ connectionString: database.superuser });
  await client.connect();
  try {
    await compare(client);
  } finally {
    await client.end();
  }
}

async function compare(client: Client) {
  const { token, actorId } = await dispatcher(database.login);
  const [place] = (
    await client.query(
      `select a.clinic_id, a.id as asset_id, p.id as requester_id, t.id as team_id
       from asset a join person p on p.msp_id = a.msp_id and p.clinic_id = a.clinic_id
       join team t on t.msp_id = a.msp_id where a.msp_id = $1 limit 1`,
      [mspUuid(1)],
    )
  ).rows;
  await agree(database.login);
  const query = `mutation($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { id number } userErrors { message } } }`;
  const global = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url');
  const input = {
    type: 'INCIDENT',
    domain: 'IT',
    title: 'Workstation does not start',
    clinicId: global('Clinic', place.clinic_id),
    requesterId: global('Person', place.requester_id),
    teamId: global('Team', place.team_id),
    assetIds: [global('Asset', place.asset_id)],
  };
  const body = JSON.stringify({ query, variables: { input } });
  const env = { ...process.env, BENCH_DATABASE_URL: database.login, BENCH_ACTOR_ID: actorId };
  const servers = startedServers(env);
  const wardline = await servers.start('serve-wardline.ts', '/graphql');
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(wardline.url, { method: 'POST', headers, body });
    const { data, errors } = (await answer.json()) as {
      data?: { ticketCreate: { ticket: { id: string } | null; userErrors: unknown[] } };
      errors?: unknown;
    };
    const opened = data?.ticketCreate.ticket;
    if (!opened) throw new Error(`Wardline answers ${JSON.stringify(errors ?? data)}`);
    const ticketId = Buffer.from(opened.id, 'base64url').toString().split(':')[1] ?? '';
    const model = await modelOf(client, ticketId);
    for (const { table, rows } of model) say(`${String(rows.length).padStart(3)} ${table}`);
    const byHand = await servers.start('serve-handwritten-opening.ts', '/', {
      BENCH_MODEL: JSON.stringify(model),
    });
    const contenders = [
      { name: 'hand-written', ...byHand },
      { name: 'wardline', ...wardline },
    ];
    const figures = new Map(
      contenders.map(({ name }) => [
        name,
        {
          perSecond: [] as number[],
          latency: [] as number[],
          node: [] as number[],
          database: [] as number[],
        },
      ]),
    );
    for (let round = 0; round <= Number(options.rounds); round++) {
      for (const { name, url, pid } of contenders) {
        const before = cpuOf(pid);
        const request = { url, method: 'POST', headers, body } as const;
        const seconds = round === 0 ? 2 : Number(options.seconds);
        const result = await measure(request, Number(options.connections), seconds);
        const after = cpuOf(pid);
        if (result.non2xx > 0) throw new Error(`${name}: ${result.non2xx} answers were no 2xx`);
        if (round === 0) continue;
        const own = figures.get(name);
        own?.perSecond.push(result.requests.average);
        own?.latency.push(result.latency.p50);
        own?.node.push((after.node - before.node) / result.requests.total);
        own?.database.push((after.database - before.database) / result.requests.total);
      }
      if (round > 0) say(`round ${round} of ${options.rounds}`);
    }
    const [{ rows: counted }] = [
      await client.query('select count(*)::int as n from ticket where title = $1', [input.title]),
    ];
    say(`${counted[0].n} tickets opened`);
    const base = median(figures.get('hand-written')?.perSecond ?? []);
    say(
      `\n${'server'.padEnd(14)} ${'tickets/s'.padStart(9)} ${'p50 ms'.padStart(8)} ${'cost'.padStart(7)} ${'CPU ms: node'.padStart(13)} ${'database'.padStart(9)}`,
    );
    for (const [name, { perSecond, latency, node, database }] of figures) {
      const cost = base / median(perSecond);
      say(
        `${name.padEnd(14)} ${median(perSecond).toFixed(0).padStart(9)} ${median(latency).toFixed(1).padStart(8)} ${cost.toFixed(2).padStart(7)} ${median(node).toFixed(2).padStart(13)} ${median(database).toFixed(2).padStart(9)}`,
      );
    }
    const cost = base / median(figures.get('wardline')?.perSecond ?? []);
    if (cost > BAR) {
      say(
        `\nFAILED: opening costs ${cost.toFixed(2)} times the hand-written rows; the bar is ${BAR}.`,
      );
      process.exitCode = 1;
    }
  } finally {
    servers.stop();
  }
}

/** One agreement with two promises, as an MSP has at least. */
async function agree(login: string) {
  const wardline = await createWardline({ database: { kind: 'postgres', url: login } });
  const desk = wardline.as(wardline.service(mspUuid(1) as never));
  const otherwise = { kind: 'BUSINESS_TIME', ms: 14_400_000 } as const;
  const agreed = await desk.agreements.create({
    name: 'Benchmark',
    kind: 'SLA',
    coverage: [{ everybody: true }],
    terms: {
      targets: [
        { metric: 'FIRST_RESPONSE', otherwise, hours: 'AROUND_THE_CLOCK' },
        { metric: 'RESOLVE', otherwise, hours: 'AROUND_THE_CLOCK', pauseOn: ['REQUESTER'] },
      ],
    },
    publish: true,
  });
  if (!agreed.ok) throw new Error(agreed.error.message);
  await wardline.close();
}
