// Clocks that are swept: what is due happens once, whoever notices it, however often and however late.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptySelection, type Filter, type TransitionNotice } from '../src/index.ts';
import {
  hours,
  MONDAY_9,
  type MspWorld,
  minutes,
  must,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

async function open(more: object = {}) {
  const { ticketId } = await must(
    a.desk.tickets.open({
      type: 'INCIDENT',
      clinicId: a.clinics.riverside,
      title: 'Screen stays dark',
      channel: 'PORTAL',
      domain: 'IT',
      requesterId: null,
      ...more,
    }),
  );
  return ticketId;
}

interface Passed {
  readonly ticket: string;
  readonly metric: string;
  readonly type: string;
  readonly step: string;
  readonly at: number;
  readonly noticed: number;
  readonly notify: string[];
}

async function passed(ticketId: string, kind = 'SLA'): Promise<Passed[]> {
  const rows = await on.database.admin<Record<string, never>>(
    `select ticket_id as ticket, metric, type, step_id as step, notify_person_ids as notify,
       (extract(epoch from at) * 1000)::bigint as at, (extract(epoch from noticed_at) * 1000)::bigint as noticed
     from clock_transition where ticket_id = $1 and kind = $2 order by at, step_id`,
    [ticketId, kind],
  );
  return rows.map((row) => ({
    ...(row as unknown as Passed),
    at: Number(row.at),
    noticed: Number(row.noticed),
  }));
}

const brief = (rows: readonly Passed[]) =>
  rows.map(({ metric, type, at }) => [metric, type, (at - MONDAY_9) / minutes(1)]);

/** Which outbox events told of a ticket's clocks. */
async function told(ticketId: string) {
  const rows = await on.database.admin<{ type: string }>(
    `select type from outbox_event where record_id = $1 and type like 'Clock%' order by id`,
    [ticketId],
  );
  return rows.map((row) => row.type);
}

async function breachedAt(ticketId: string) {
  const session = a.desk.read();
  const filter: Filter = { ticket: { id: { eq: ticketId } }, metric: { eq: 'FIRST_RESPONSE' } };
  const { rows } = await session.list('Clock', {
    page: { first: 10, filter },
    selection: emptySelection('breachedAt'),
    wantsCursors: false,
    wantsTotal: false,
  });
  session.close();
  const at = rows[0]?.breachedAt as string | null | undefined;
  return at ? Date.parse(at) : null;
}

describe('a sweep', () => {
  test('writes warning and breach at their exact instants, however late it comes', async () => {
    on.ports.set(MONDAY_9);
    const ticketId = await open();
    await on.wardline.sweep();
    expect(await passed(ticketId)).toEqual([]);
    on.ports.advance(minutes(47));
    await on.wardline.sweep();
    expect(await passed(ticketId)).toEqual([]);
    on.ports.advance(minutes(1));
    await on.wardline.sweep();
    expect(brief(await passed(ticketId))).toEqual([['FIRST_RESPONSE', 'AT_RISK', 48]]);
    expect(await breachedAt(ticketId)).toBeNull();
    on.ports.advance(hours(5));
    await on.wardline.sweep();
    await on.wardline.sweep();
    const rows = await passed(ticketId);
    expect(brief(rows)).toEqual([
      ['FIRST_RESPONSE', 'AT_RISK', 48],
      ['FIRST_RESPONSE', 'BREACHED', 60],
    ]);
    expect(rows[1]?.noticed).toBe(MONDAY_9 + minutes(48) + hours(5));
    expect(await breachedAt(ticketId)).toBe(MONDAY_9 + hours(1));
    expect(await told(ticketId)).toEqual(['ClockAtRisk', 'ClockBreached']);
  });

  test('lets nothing pass that was stopped in time, and nothing while it is paused', async () => {
    on.ports.set(MONDAY_9);
    const [answered, waiting] = [await open(), await open()];
    on.ports.advance(minutes(30));
    for (const ticketId of [answered, waiting]) {
      await must(a.desk.tickets.reply({ ticketId, body: 'On my way' }));
    }
    await must(
      a.desk.tickets.transition({ ticketId: waiting, to: 'ON_HOLD', holdReason: 'REQUESTER' }),
    );
    on.ports.advance(hours(200));
    await on.wardline.sweep();
    expect(brief(await passed(waiting))).toEqual([]);
    expect((await passed(answered)).map(({ metric, type }) => [metric, type])).toEqual([
      ['RESOLVE', 'AT_RISK'],
      ['RESOLVE', 'BREACHED'],
    ]);
  });

  test('stands on the timeline, for those who work on it', async () => {
    on.ports.set(MONDAY_9);
    const ticketId = await open({ requesterId: a.people.nurse.id });
    on.ports.advance(hours(2));
    await on.wardline.sweep();
    const entries = async (desk: MspWorld['desk']) => {
      const session = desk.read();
      const { rows } = await session.list('TimelineEntry', {
        page: { first: 20, filter: { ticket: { id: { eq: ticketId } }, kind: { eq: 'SLA' } } },
        selection: emptySelection('facts'),
        wantsCursors: false,
        wantsTotal: false,
      });
      session.close();
      return rows.map((row) => (row.facts as { event: string }).event);
    };
    expect(await entries(a.desk)).toEqual(['AT_RISK', 'BREACHED']);
    expect(await entries(await a.people.nurse.desk())).toEqual([]);
  });

  test('of two at once writes each transition once', async () => {
    on.ports.set(MONDAY_9);
    const tickets: string[] = [];
    for (let i = 0; i < 12; i++) tickets.push(await open());
    on.ports.advance(hours(2));
    const reports = await Promise.all([
      on.wardline.sweep(),
      on.wardline.sweep(),
      on.wardline.sweep(),
    ]);
    // What one left out because another held it, that other has swept by now.
    await on.wardline.sweep();
    expect(reports.flatMap((report) => report.failed)).toEqual([]);
    for (const ticketId of tickets) {
      expect(brief(await passed(ticketId))).toEqual([
        ['FIRST_RESPONSE', 'AT_RISK', 48],
        ['FIRST_RESPONSE', 'BREACHED', 60],
      ]);
      expect(await told(ticketId)).toEqual(['ClockAtRisk', 'ClockBreached']);
    }
  });

  test('that dies in the middle has done nothing; the next one does all of it', async () => {
    on.ports.set(MONDAY_9);
    const ticketId = await open();
    on.ports.advance(hours(2));
    // The last thing a sweep writes is what it tells the world: there it is struck down.
    await on.database.admin(
      `create function strike() returns trigger language plpgsql as $$
       begin if new.type = 'ClockBreached' and new.record_id = '${ticketId}' then raise exception 'struck down'; end if; return new; end $$`,
    );
    await on.database.admin(
      'create trigger strike before insert on outbox_event for each row execute function strike()',
    );
    const report = await on.wardline.sweep();
    expect(report.failed.map((failure) => failure.ticketId)).toEqual([ticketId]);
    expect(await passed(ticketId)).toEqual([]);
    expect(await breachedAt(ticketId)).toBeNull();
    await on.database.admin('drop trigger strike on outbox_event');
    await on.database.admin('drop function strike()');
    expect((await on.wardline.sweep()).failed).toEqual([]);
    expect(await told(ticketId)).toEqual(['ClockAtRisk', 'ClockBreached']);
  });

  test('does not keep other tickets waiting for one that cannot be swept', async () => {
    on.ports.set(MONDAY_9);
    const [broken, sound] = [await open(), await open()];
    on.ports.advance(hours(2));
    await on.database.admin(
      `update ticket_sla set policies = '[]', fold = jsonb_set(fold, '{clocks,0,calendarId}', '"nowhere"') where ticket_id = $1`,
      [broken],
    );
    const report = await on.wardline.sweep();
    expect(report.failed.map((failure) => failure.ticketId)).toEqual([broken]);
    expect(brief(await passed(sound))).toHaveLength(2);
    await on.database.admin('update sla_clock set next_transition_at = null where ticket_id = $1', [
      broken,
    ]);
  });
});

describe('an escalation policy', () => {
  test('tells people and hands the ticket over, once, and the team’s own promise begins', async () => {
    on.ports.set(MONDAY_9);
    const { dispatcher, technician } = a.people;
    const fieldTeam = (
      await must(a.desk.teams.create({ name: 'Field', domain: 'IT', side: 'PROVIDER' }))
    ).teamId;
    const { escalationPolicyId } = await must(
      a.desk.escalationPolicies.create({
        name: 'Field takes over',
        steps: [
          { when: { percent: 50 }, notify: ['ASSIGNEE', 'TEAM', 'DISPATCHERS'] },
          { id: 'FIELD', when: { percent: 100 }, assignToTeamId: fieldTeam },
        ],
      }),
    );
    const hour = { kind: 'BUSINESS_TIME', ms: hours(1) } as const;
    const category = 'escalated';
    const conditions = { categories: [category] };
    const publish = true;
    await must(
      a.desk.agreements.create({
        name: 'With escalation',
        kind: 'SLA',
        coverage: [{ clinicId: a.clinics.riverside }],
        terms: {
          conditions,
          targets: [
            { metric: 'RESOLVE', otherwise: hour, warnAtPercent: null, escalationPolicyId },
          ],
        },
        publish,
      }),
    );
    await must(
      a.desk.agreements.create({
        name: 'Field’s own',
        kind: 'OLA',
        teamId: fieldTeam,
        coverage: [{ everybody: true }],
        terms: { conditions, targets: [{ metric: 'RESOLVE', otherwise: hour }] },
        publish,
      }),
    );
    const ticketId = await open({ category, teamId: a.teams.serviceDesk });
    on.ports.advance(hours(3));
    expect((await on.wardline.sweep()).failed).toEqual([]);
    await on.wardline.sweep();
    const rows = await passed(ticketId);
    expect(rows.map(({ step, at }) => [step, at - MONDAY_9])).toEqual([
      ['STEP_1', minutes(30)],
      ['BREACH', hours(1)],
      ['FIELD', hours(1)],
    ]);
    expect(rows[0]?.notify.toSorted()).toEqual([dispatcher.id, technician.id].toSorted());
    const [ticket] = await on.database.admin<{ team_id: string }>(
      'select team_id from ticket where id = $1',
      [ticketId],
    );
    expect(ticket?.team_id).toBe(fieldTeam);
    const lanes = await on.database.admin<{ lane: string; due: string }>(
      `select s.lane, c.due_at::text as due from ticket_sla s join sla_clock c on c.ticket_sla_id = s.id
       where s.ticket_id = $1 and s.lane = $2`,
      [ticketId, `OLA:${fieldTeam}`],
    );
    expect(lanes.map(({ due }) => Date.parse(due))).toEqual([MONDAY_9 + hours(4)]);
  });
});

describe('following', () => {
  const beginning = Buffer.from(`0:00000000-0000-0000-0000-000000000000`).toString('base64url');
  const ticketOf = async ({ transitionId }: TransitionNotice) => {
    const [row] = await on.database.admin<{ ticket_id: string }>(
      'select ticket_id from clock_transition where id = $1',
      [transitionId],
    );
    return row?.ticket_id as string;
  };

  test('gives those who may see it what was missed, then what happens, each once', async () => {
    on.ports.set(MONDAY_9);
    const requesterId = a.people.nurse.id;
    const [own, hidden] = [await open({ requesterId }), await open({ confidential: true })];
    on.ports.advance(hours(2));
    await on.wardline.sweep();
    const end = new AbortController();
    const nurse = await a.people.nurse.desk();
    const all = nurse.follow({ after: beginning, types: ['BREACHED'], signal: end.signal });
    const seen: string[] = [];
    const notices = new Set<string>();
    let cursor = beginning;
    while (!seen.includes(own)) {
      const { value } = await all.next();
      seen.push(await ticketOf(value));
      notices.add(value.transitionId);
      cursor = value.cursor;
    }
    expect(notices.size).toBe(seen.length);
    expect(seen).not.toContain(hidden);
    // Now there is nothing more, and it waits; what happens then wakes it.
    const next = nurse.follow({ after: cursor, types: ['BREACHED'], signal: end.signal }).next();
    const later = await open({ requesterId });
    on.ports.advance(hours(2));
    await on.wardline.sweep();
    expect(await ticketOf((await next).value)).toBe(later);
    end.abort();
    expect(await all.next()).toEqual({ done: true, value: undefined });
  });

  test('ends when the credential does', async () => {
    const token = await a.people.otherNurse.token();
    const desk = on.wardline.as(await on.wardline.authenticate(token));
    const following = desk.follow({ after: beginning, types: ['ESCALATED'] });
    await on.database.admin('update credential set revoked_at = now() where person_id = $1', [
      a.people.otherNurse.id,
    ]);
    await expect(following.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each([
    '',
    'x',
    'MQ',
    Buffer.from('1:2').toString('base64url'),
    Buffer.from(`99999999999999999999:${'0'.repeat(36)}`).toString('base64url'),
  ])('refuses the cursor %j', async (after) => {
    await expect(a.desk.follow({ after }).next()).rejects.toMatchObject({
      refusal: { code: 'BAD_CURSOR', path: ['after'] },
    });
  });
});

test('whatever happens and however sweeps fall in between, each clock warns and breaches at most once a round, at the instants its history gives', async () => {
  const happening = fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: hours(10) }) }),
    fc.record({
      kind: fc.constantFrom('sweep', 'reply', 'raise', 'lower', 'hold', 'go', 'resolve'),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (events) => {
      on.ports.set(MONDAY_9);
      const ticketId = await open({ requesterId: a.people.nurse.id });
      const { tickets } = a.desk;
      for (const event of events) {
        if ('ms' in event) on.ports.advance(event.ms);
        else if (event.kind === 'sweep') await on.wardline.sweep();
        else if (event.kind === 'reply') await tickets.reply({ ticketId, body: 'x' });
        else if (event.kind === 'raise' || event.kind === 'lower') {
          const impact = event.kind === 'raise' ? 'HIGH' : 'LOW';
          await tickets.update({ ticketId, changes: { impact } });
        } else if (event.kind === 'hold') {
          await tickets.transition({ ticketId, to: 'ON_HOLD', holdReason: 'REQUESTER' });
        } else if (event.kind === 'go') await tickets.transition({ ticketId, to: 'IN_PROGRESS' });
        else await tickets.transition({ ticketId, to: 'RESOLVED', resolutionCode: 'FIXED' });
      }
      expect((await on.wardline.sweep()).failed).toEqual([]);
      const rows = await passed(ticketId);
      const keys = rows.map(({ metric, step }) => `${metric} ${step}`);
      expect(new Set(keys).size).toBe(keys.length);
      const clocks = await on.database.admin<{
        metric: string;
        breached: string | null;
        due: string | null;
        status: string;
      }>(
        `select metric, breached_at::text as breached, due_at::text as due, status from sla_clock where ticket_id = $1 and kind = 'SLA'`,
        [ticketId],
      );
      for (const { metric, breached, due, status } of clocks) {
        const late = rows.find((row) => row.metric === metric && row.type === 'BREACHED');
        expect(late?.at ?? null).toBe(breached ? Date.parse(breached) : null);
        // Nothing that is overdue was overlooked.
        if (status === 'RUNNING' && !breached && due) {
          expect(Date.parse(due)).toBeGreaterThan(on.ports.now());
        }
      }
    }),
    { numRuns: 15 },
  );
});
