// Merges racing replies, notes, edits and double submits, in random order and at once: whatever was
// acknowledged is there afterwards, exactly once, and no merge leads in a circle.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type MspWorld, must, type TestWardline, testWardline, twoMsps } from './support/index.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline((options) => ({ ...options, maxConnections: 8 }));
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

const TICKETS = 3;
const which = fc.nat(TICKETS - 1);
const step = fc.oneof(
  fc.record({ do: fc.constant('reply' as const), on: which }),
  fc.record({ do: fc.constant('note' as const), on: which }),
  fc.record({ do: fc.constant('merge' as const), on: which, into: which }),
  fc.record({ do: fc.constant('edit' as const), on: which }),
  fc.record({ do: fc.constant('hold' as const), on: which }),
  fc.record({ do: fc.constant('submitTwice' as const), on: which }),
  fc.record({ do: fc.constant('link' as const), on: which, into: which }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
/** Each lane does its steps one after the other; the lanes run at once. */
const lanes = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), {
  minLength: 2,
  maxLength: 4,
});

let said = 0;

test('nothing that was acknowledged is lost, doubled or led in a circle', async () => {
  await fc.assert(
    fc.asyncProperty(lanes, async (plan) => {
      const ids: string[] = [];
      for (let n = 0; n < TICKETS; n++) ids.push(await open());
      const kept: string[] = [];
      await Promise.all(
        plan.map(async (steps) => {
          for (const each of steps) kept.push(...(await take(each, ids)));
        }),
      );
      await checkWords(ids, kept);
      await checkMerges(ids);
      await checkStates(ids);
    }),
    { numRuns: embedded ? 5 : 25, endOnFailure: true },
  );
});

async function open(): Promise<string> {
  const opened = await must(
    a.desk.tickets.open({
      type: 'INCIDENT',
      clinicId: a.clinics.riverside,
      requesterId: a.people.nurse.id,
      title: 'Screen stays dark',
      channel: 'PORTAL',
      domain: 'IT',
    }),
  );
  return opened.ticketId;
}

/** Does one step; the words that were acknowledged. */
async function take(each: Step, ids: readonly string[]): Promise<string[]> {
  const ticketId = ids[each.on] ?? '';
  const body = `word ${said++} of the race`;
  const { tickets } = a.desk;
  switch (each.do) {
    case 'reply':
      return (await tickets.reply({ ticketId, body })).ok ? [body] : [];
    case 'note':
      return (await tickets.note({ ticketId, body })).ok ? [body] : [];
    case 'submitTwice': {
      const idempotency = { key: body, requestHash: body };
      const keyed = () => on.wardline.as(on.wardline.service(a.mspId), { idempotency });
      const both = await Promise.all([
        keyed().tickets.reply({ ticketId, body }),
        keyed().tickets.reply({ ticketId, body }),
      ]);
      return both.some((outcome) => outcome.ok) ? [body] : [];
    }
    case 'merge':
      await tickets.merge({ ticketId, targetId: ids[each.into] ?? '' });
      return [];
    case 'link':
      await tickets.addLink({ ticketId, kind: 'CHILD_OF', targetId: ids[each.into] as never });
      return [];
    case 'edit':
      await tickets.update({ ticketId, changes: { title: body } });
      return [];
    case 'hold':
      await tickets.transition({ ticketId, to: 'ON_HOLD', holdReason: 'VENDOR' });
      return [];
  }
}

async function checkWords(ids: readonly string[], kept: readonly string[]): Promise<void> {
  const rows = await on.database.admin<{ body: string }>(
    `select body from timeline_entry where ticket_id = any($1)
       and kind in ('PUBLIC_REPLY', 'INTERNAL_NOTE')`,
    [ids],
  );
  expect(rows.map(({ body }) => body).sort()).toEqual([...kept].sort());
}

/** Each merged ticket leads to one that is not merged; the notes of it are as many as the merges. */
async function checkMerges(ids: readonly string[]): Promise<void> {
  const rows = await on.database.admin<{ id: string; state: string; into: string | null }>(
    'select id, state, merged_into_id as into from ticket where id = any($1)',
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) {
    expect(row.state === 'MERGED').toBe(row.into !== null);
    let at = row;
    for (let hop = 0; at.into !== null; hop++) {
      expect(hop).toBeLessThan(TICKETS);
      at = byId.get(at.into) ?? at;
    }
    expect(at.state).not.toBe('MERGED');
  }
  const merged = rows.filter(({ into }) => into !== null).length;
  const told = await on.database.admin<{ kind: string }>(
    `select kind from timeline_entry where ticket_id = any($1) and kind in ('MERGED', 'MERGE_RECEIVED')`,
    [ids],
  );
  expect(told).toHaveLength(merged * 2);
  const running = await on.database.admin(
    `select 1 from sla_clock c join ticket t on t.msp_id = c.msp_id and t.id = c.ticket_id
     where t.id = any($1) and t.state = 'MERGED' and c.status in ('RUNNING', 'PAUSED')`,
    [ids],
  );
  expect(running).toEqual([]);
}

/** The state is the last move, and links never lead from a ticket to itself. */
async function checkStates(ids: readonly string[]): Promise<void> {
  const moves = await on.database.admin<{ ticket_id: string; to: string; state: string }>(
    `select distinct on (e.ticket_id) e.ticket_id, e.facts->>'to' as to, t.state from timeline_entry e
     join ticket t on t.msp_id = e.msp_id and t.id = e.ticket_id
     where e.ticket_id = any($1) and e.kind = 'STATE_CHANGED' order by e.ticket_id, e.id desc`,
    [ids],
  );
  for (const { to, state } of moves) if (state !== 'MERGED') expect(state).toBe(to);
  const nested = await on.database.admin(
    `select 1 from ticket_link one join ticket_link two on two.from_id = one.to_id
       and two.msp_id = one.msp_id and two.kind = one.kind
     where one.kind = 'CHILD_OF' and one.from_id = any($1)`,
    [ids],
  );
  expect(nested).toEqual([]);
}
