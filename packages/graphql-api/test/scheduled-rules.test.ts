// Rules that run by time: each round goes through the tickets that have not come to their end, once,
// whoever sweeps, however often, and whatever becomes of one of them.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runScheduledRules } from '../../platform/src/triage/run-scheduled-rules.ts';
import {
  type Client,
  days,
  hours,
  MONDAY_9,
  minutes,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let nurse: Client;
let start = MONDAY_9;

beforeAll(() => begin());
async function begin(pool: { readonly maxConnections?: number } = {}): Promise<void> {
  api = await testApi({}, pool);
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  nurse = await api.client(world.a.people.nurse);
}
beforeEach(() => {
  // Time goes on: no test's rounds fall into another's.
  start += days(4);
  api.ports.set(start);
});
afterAll(() => api.close());

const ask = (field: string, operator: string, ...values: string[]) => ({
  ...{ kind: 'TEST', field, operator },
  ...(values.length > 0 ? { values } : {}),
});
const all = (...of: object[]) => ({ kind: 'ALL', of });
const titled = (word: string) => ask('title', 'HAS_WORD', word);
const NOTE = { kind: 'ADD_NOTE', body: 'Seen' };
const scheduled = (id: string, when: object, actions: object[] = [NOTE], more: object = {}) => ({
  ...{ id, name: id, triggers: ['SCHEDULED'], everyMinutes: 5, timesPerTicket: 1 },
  ...{ when, actions, ...more },
});

async function open(title: string, more: object = {}, client = admin) {
  const { ticket, userErrors } = await client.mutate(
    'ticketCreate',
    {
      clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
      requesterId: toGlobalId('Person', world.a.people.nurse.id),
      ...{ type: 'INCIDENT', domain: 'IT', title, ...more },
    },
    'ticket { id version }',
  );
  expect(userErrors).toEqual([]);
  return ticket as { id: string; version: number };
}
const read = async (id: string, fields: string) =>
  (await admin.data(`query($id: ID!) { node(id: $id) { ... on Ticket { ${fields} } } }`, { id }))
    .node;
const RUNS =
  'triageRuns(first: 50) { nodes { trigger depth outcomes { ruleId result actions { effect refusalCode } } } }';
const runsOf = async (id: string) =>
  (await read(id, RUNS)).triageRuns.nodes.filter(
    ({ trigger }: { trigger: string }) => trigger === 'SCHEDULED',
  );
const sweep = async () => {
  const report = await api.wardline.sweep();
  expect(report.failed).toEqual([]);
  return report;
};
const uuidOf = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1] as string;

/** Sets rules in force and switches them off again after the work. */
async function inForce(rules: object[], work: (ruleSetId: string) => Promise<void>) {
  const created = await admin.mutate(
    'triageRuleSetCreate',
    { name: 'By time', mode: 'ALL', rules },
    'triageRuleSet { id }',
  );
  expect(created.userErrors).toEqual([]);
  const ruleSetId = created.triageRuleSet.id;
  await admin.mutate('triageRuleSetPublish', { ruleSetId, expectedVersion: 1 }, '');
  try {
    await work(ruleSetId);
  } finally {
    const { node } = await admin.data(
      'query($id: ID!) { node(id: $id) { ... on TriageRuleSet { version } } }',
      { id: ruleSetId },
    );
    const off = { ruleSetId, expectedVersion: node.version, enabled: false };
    expect((await admin.mutate('triageRuleSetUpdate', off, '')).userErrors).toEqual([]);
  }
}

describe('what has waited long enough', () => {
  test('is resolved after three days of waiting for the requester, and nothing else is', async () => {
    const hold = async (title: string, holdReason: string) => {
      const { id, version } = await open(title);
      const to = { ticketId: id, expectedVersion: version, to: 'ON_HOLD', holdReason };
      expect((await admin.mutate('ticketTransition', to, '')).userErrors).toEqual([]);
      return id;
    };
    const rules = [
      scheduled(
        'silent',
        all(
          ask('state', 'IS', 'ON_HOLD'),
          ask('holdReason', 'IS', 'REQUESTER'),
          ask('minutesInState', 'AT_LEAST', '4320'),
          titled('waits'),
        ),
        [
          NOTE,
          { kind: 'ADD_TAG', tag: 'No answer' },
          {
            ...{ kind: 'TRANSITION', to: 'RESOLVED', resolutionCode: 'GUIDANCE_GIVEN' },
            note: 'We have not heard from you.',
          },
        ],
        { everyMinutes: 60 },
      ),
    ];
    await inForce(rules, async () => {
      const [silent, vendor] = [
        await hold('She waits', 'REQUESTER'),
        await hold('It waits', 'VENDOR'),
      ];
      await sweep();
      api.ports.advance(days(3) - minutes(1));
      await sweep();
      expect(await read(silent, 'state')).toEqual({ state: 'ON_HOLD' });
      api.ports.advance(minutes(59));
      // Not due: the round before was 59 minutes ago.
      await sweep();
      expect(await read(silent, 'state')).toEqual({ state: 'ON_HOLD' });
      api.ports.advance(minutes(1));
      expect((await sweep()).scheduled).toBe(1);
      await sweep();
      expect(await read(silent, 'state resolutionCode resolutionNote tags')).toEqual({
        ...{ state: 'RESOLVED', resolutionCode: 'GUIDANCE_GIVEN', tags: ['no answer'] },
        resolutionNote: 'We have not heard from you.',
      });
      expect(await runsOf(silent)).toEqual([
        {
          ...{ trigger: 'SCHEDULED', depth: 0 },
          outcomes: [
            {
              ...{ ruleId: 'silent', result: 'APPLIED' },
              actions: Array(3).fill({ effect: 'CHANGES', refusalCode: null }),
            },
          ],
        },
      ]);
      expect(await read(vendor, 'state tags')).toEqual({ state: 'ON_HOLD', tags: [] });
      expect(await runsOf(vendor)).toEqual([]);
    });
  });

  test('nobody’s ticket of half an hour is raised; what rules do sets off other rules', async () => {
    const rules = [
      scheduled(
        'unassigned',
        all(titled('forgotten'), ask('ageMinutes', 'AT_LEAST', '30'), ask('assigneeId', 'EMPTY')),
        [{ kind: 'SET', field: 'urgency', value: 'HIGH' }],
      ),
      {
        ...{ id: 'told', name: 'Told', triggers: ['UPDATED'] },
        ...{ when: ask('urgency', 'CHANGED'), actions: [{ kind: 'ADD_TAG', tag: 'raised' }] },
      },
    ];
    await inForce(rules, async () => {
      const nobodys = await open('Is it forgotten');
      const somebodys = await open('Not forgotten', {
        assigneeId: toGlobalId('Person', world.a.people.technician.id),
      });
      api.ports.advance(minutes(29));
      await sweep();
      expect(await read(nobodys.id, 'urgency')).toEqual({ urgency: 'MEDIUM' });
      api.ports.advance(minutes(5));
      await sweep();
      expect(await read(nobodys.id, 'urgency tags')).toEqual({ urgency: 'HIGH', tags: ['raised'] });
      expect(await read(somebodys.id, 'urgency')).toEqual({ urgency: 'MEDIUM' });
    });
  });

  test('knows who last said something, and since when nothing has happened', async () => {
    const facts = ['minutesSinceRequesterReply', 'minutesSinceDeskReply', 'minutesSinceActivity'];
    const rules = facts.map((fact) =>
      scheduled(fact, all(titled('talk'), ask(fact, 'AT_LEAST', '60')), [
        { kind: 'ADD_TAG', tag: fact },
      ]),
    );
    const [requester, desk, activity] = facts.map((fact) => fact.toLowerCase());
    await inForce(rules, async () => {
      const [hers, ours, silent] = [
        (await open('Talk one', {}, nurse)).id,
        (await open('Talk two')).id,
        (await open('Talk three')).id,
      ];
      const reply = (client: Client, ticketId: string) =>
        client.mutate('publicReplyAdd', { ticketId, body: 'Hello?' }, '');
      api.ports.advance(minutes(30));
      await reply(nurse, hers);
      await reply(admin, ours);
      api.ports.advance(minutes(40));
      await sweep();
      const tags = async () =>
        Promise.all([hers, ours, silent].map(async (id) => (await read(id, 'tags')).tags));
      expect(await tags()).toEqual([[], [], [activity]]);
      expect(await read(hers, 'requesterRepliedAt deskRepliedAt stateSince')).toEqual({
        requesterRepliedAt: new Date(start + minutes(30)).toISOString(),
        deskRepliedAt: null,
        stateSince: new Date(start).toISOString(),
      });
      api.ports.advance(minutes(20));
      await sweep();
      expect(await tags()).toEqual([
        [activity, requester].sort(),
        [activity, desk].sort(),
        [activity],
      ]);
    });
  });
});

describe('a round', () => {
  test('is one however often it is swept; a rule acts on a ticket as often as it may', async () => {
    await inForce([scheduled('twice', titled('ping'), [NOTE], { timesPerTicket: 2 })], async () => {
      const { id } = await open('Ping');
      const acted: number[] = [];
      for (const wait of [0, 0, 4, 1, 4, 1, 5]) {
        api.ports.advance(minutes(wait));
        await sweep();
        acted.push((await runsOf(id)).length);
      }
      expect(acted).toEqual([1, 1, 1, 2, 2, 2, 2]);
    });
  });

  test('passes by what has ended, and leaves no trace on what it leaves alone', async () => {
    await inForce([scheduled('any', titled('pong'))], async () => {
      const { id, version } = await open('Pong over');
      const over = { ticketId: id, expectedVersion: version, to: 'CANCELLED', note: 'Never mind' };
      expect((await admin.mutate('ticketTransition', over, '')).userErrors).toEqual([]);
      const other = await open('Something else');
      await sweep();
      expect([await runsOf(id), await runsOf(other.id)]).toEqual([[], []]);
    });
  });

  test('that three workers sweep at once acts on each ticket once', async () => {
    const rule = scheduled('many', titled('crowd'), [NOTE], { timesPerTicket: 5 });
    await inForce([rule], async () => {
      const tickets: string[] = [];
      for (let n = 0; n < 12; n++) tickets.push((await open(`Crowd ${n}`)).id);
      for (let rounds = 1; rounds <= 2; rounds++) {
        const reports = await Promise.all(Array.from({ length: 3 }, () => api.wardline.sweep()));
        expect(reports.flatMap(({ failed }) => failed)).toEqual([]);
        for (const id of tickets) expect(await runsOf(id)).toHaveLength(rounds);
        api.ports.advance(minutes(5));
      }
    });
  });

  test('that is more than one sweep may act on goes on in the next, each ticket once', async () => {
    const { engine } = world.a.desk.session;
    await inForce([scheduled('much', titled('flood'))], async () => {
      const tickets: string[] = [];
      for (let n = 0; n < 5; n++) tickets.push((await open(`Flood ${n}`)).id);
      const acted: number[] = [];
      for (let n = 0; n < 4; n++) {
        acted.push((await runScheduledRules(engine, world.a.mspId, 2)).tickets);
      }
      expect(acted).toEqual([2, 2, 1, 0]);
      for (const id of tickets) expect(await runsOf(id)).toHaveLength(1);
    });
  });

  test('does not stop at a ticket that fails; the next one tries it again', async () => {
    await inForce([scheduled('each', titled('brittle'))], async () => {
      const [first, broken, last] = [
        (await open('Brittle 1')).id,
        (await open('Brittle 2')).id,
        (await open('Brittle 3')).id,
      ];
      await api.database.admin(
        `create function strike() returns trigger language plpgsql as $$
         begin if new.ticket_id = '${uuidOf(broken)}' then raise exception 'struck down'; end if; return new; end $$`,
      );
      await api.database.admin(
        'create trigger strike before insert on triage_run for each row execute function strike()',
      );
      const report = await api.wardline.sweep();
      await api.database.admin('drop trigger strike on triage_run');
      await api.database.admin('drop function strike()');
      expect(report.failed.map(({ ticketId }) => ticketId)).toEqual([uuidOf(broken)]);
      const counts = async () =>
        Promise.all([first, broken, last].map(async (id) => (await runsOf(id)).length));
      expect(await counts()).toEqual([1, 0, 1]);
      expect((await read(broken, 'timeline(first: 5) { nodes { kind } }')).timeline.nodes).toEqual([
        { kind: 'OPENED' },
      ]);
      api.ports.advance(minutes(5));
      await sweep();
      expect(await counts()).toEqual([1, 1, 1]);
    });
  });

  test('that a worker left unfinished is taken up where it stood, and repeats nothing', async () => {
    const rule = scheduled('resumed', titled('resumed'), [NOTE], { timesPerTicket: 5 });
    await inForce([rule], async (ruleSetId) => {
      const tickets: string[] = [];
      for (let n = 0; n < 3; n++) tickets.push((await open(`Resumed ${n}`)).id);
      const counts = async () => Promise.all(tickets.map(async (id) => (await runsOf(id)).length));
      const leave = (doneUntil: string | null) =>
        api.database.admin(
          `update triage_schedule set next_run_at = $2, started_at = $2, done_until = $3,
             claimed_until = $2::timestamptz + interval '2 minutes' where rule_set_id = $1`,
          [uuidOf(ruleSetId), new Date(api.ports.now()).toISOString(), doneUntil],
        );
      // It has gone through the first, and holds its claim.
      await leave(uuidOf(tickets[0] as string));
      await sweep();
      expect(await counts()).toEqual([0, 0, 0]);
      api.ports.advance(minutes(2));
      await sweep();
      expect(await counts()).toEqual([0, 1, 1]);
      // It acted on all of them, and died before it could say so.
      api.ports.advance(minutes(3));
      await sweep();
      expect(await counts()).toEqual([1, 2, 2]);
      await leave(null);
      api.ports.advance(minutes(2));
      await sweep();
      expect(await counts()).toEqual([1, 2, 2]);
      api.ports.advance(minutes(5));
      await sweep();
      expect(await counts()).toEqual([2, 3, 3]);
    });
  });

  test('follows what is in force: other intervals, rules that have gone, sets that are off', async () => {
    await inForce([scheduled('a', titled('follow'))], async (ruleSetId) => {
      const intervals = async () =>
        (
          await api.database.admin<{ every: number }>(
            'select every_minutes as every from triage_schedule where rule_set_id = $1 order by 1',
            [uuidOf(ruleSetId)],
          )
        ).map(({ every }) => every);
      expect(await intervals()).toEqual([5]);
      const publish = async (expectedVersion: number, ...rules: object[]) => {
        const draft = { mode: 'ALL', rules };
        await admin.mutate('triageRuleSetUpdate', { ruleSetId, expectedVersion, draft }, '');
        const next = { ruleSetId, expectedVersion: expectedVersion + 1 };
        expect((await admin.mutate('triageRuleSetPublish', next, '')).userErrors).toEqual([]);
      };
      await publish(
        2,
        scheduled('b', titled('follow'), [NOTE], { everyMinutes: 10 }),
        scheduled('c', titled('follow'), [NOTE], { everyMinutes: 60 }),
        scheduled('d', titled('follow'), [NOTE], { everyMinutes: 7, enabled: false }),
      );
      expect(await intervals()).toEqual([10, 60]);
      await publish(4, { id: 'e', name: 'e', triggers: ['OPENED'], actions: [NOTE] });
      expect(await intervals()).toEqual([]);
      await publish(6, scheduled('f', titled('follow')));
      const off = { ruleSetId, expectedVersion: 8, enabled: false };
      expect((await admin.mutate('triageRuleSetUpdate', off, '')).userErrors).toEqual([]);
      const { id } = await open('Follow');
      await sweep();
      expect(await runsOf(id)).toEqual([]);
    });
  });
});

test('a dry run tells what a round would do now, and does nothing', async () => {
  const created = await admin.mutate(
    'triageRuleSetCreate',
    {
      ...{ name: 'Trial', mode: 'ALL' },
      rules: [scheduled('old', all(titled('trial'), ask('ageMinutes', 'AT_LEAST', '60')))],
    },
    'triageRuleSet { id }',
  );
  const { id } = await open('Trial');
  api.ports.advance(hours(1));
  await open('Trial too young');
  const QUERY =
    'query($id: ID!, $trigger: TriageTrialTrigger) { triageDryRun(ruleSetId: $id, trigger: $trigger) { different { ticketId added { kind } } firing { ruleId times } } }';
  const variables = { id: created.triageRuleSet.id };
  const asRound = await admin.data(QUERY, { ...variables, trigger: 'SCHEDULED' });
  expect(asRound.triageDryRun).toEqual({
    different: [{ ticketId: id, added: [{ kind: 'ADD_NOTE' }] }],
    firing: [{ ruleId: 'old', times: 1 }],
  });
  expect((await admin.data(QUERY, variables)).triageDryRun.firing).toEqual([
    { ruleId: 'old', times: 0 },
  ]);
  await sweep();
  expect(await runsOf(id)).toEqual([]);
});

test('however rounds and sweeps fall, a rule acts once a round and as often as it may', async () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 12 }),
    sweeps: fc.integer({ min: 1, max: 3 }),
  });
  const most = 3;
  const rule = scheduled('law', titled('law'), [NOTE], { timesPerTicket: most });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await inForce([rule], async () => {
        const { id } = await open('Law');
        let [acted, due] = [0, api.ports.now()];
        for (const { wait, sweeps } of steps) {
          api.ports.advance(minutes(wait));
          if (api.ports.now() >= due) {
            acted = Math.min(acted + 1, most);
            due = api.ports.now() + minutes(5);
          }
          await Promise.all(Array.from({ length: sweeps }, () => sweep()));
        }
        expect(await runsOf(id)).toHaveLength(acted);
      });
    }),
    { numRuns: 8 },
  );
});

describe('on one connection', () => {
  beforeAll(async () => {
    await api.close();
    await begin({ maxConnections: 1 });
  });

  test('costs as many statements for two hundred tickets as for ten, and goes on after them', async () => {
    const cost = async () => {
      api.ports.advance(minutes(5));
      api.statements.reset();
      await sweep();
      return api.statements.seen().length;
    };
    const when = all(titled('Copy'), ask('tags', 'IS', 'x'), ask('assetCriticality', 'EMPTY'));
    const copies = (count: number, number: string) =>
      api.database.admin(
        `insert into ticket select r.* from ticket t, generate_series(1, ${count}) n,
           jsonb_populate_record(null::ticket, to_jsonb(t) || jsonb_build_object(
             'id', gen_random_uuid(), 'number', '${number}-' || n)) r
         where t.number = (select number from ticket where title = 'Copy me' limit 1)
           and t.msp_id = $1`,
        [world.a.mspId],
      );
    await inForce([scheduled('never', when)], async () => {
      await open('Copy me');
      // What else is due, clocks and other rounds, is done first.
      await cost();
      const few = await cost();
      await copies(120, 'A');
      expect(await cost()).toBe(few);
      // A second batch, with its claim kept in between; the last ticket of all is reached.
      await copies(200, 'B');
      const [{ id: last } = { id: '' }] = await api.database.admin<{ id: string }>(
        `select id from ticket where msp_id = $1 and closed_at is null order by id desc limit 1`,
        [world.a.mspId],
      );
      await api.database.admin(
        `insert into ticket_tag select msp_id, id, 'x', clinic_id from ticket where id = $1`,
        [last],
      );
      await api.database.admin(`update ticket set title = 'Copy me' where id = $1`, [last]);
      expect(await cost()).toBeLessThan(few * 2 + 40);
      expect(await runsOf(toGlobalId('Ticket', last))).toHaveLength(1);
    });
  });
});
