// Visits under many hands at once: nobody is in two places, nothing acknowledged is lost, nobody is on the
// way to what is closed. PGlite takes turns by itself; a real server has them all at the same time.
import type { TicketId } from '@wardline/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Desk } from '../src/index.ts';
import {
  hours,
  type MspWorld,
  minutes,
  must,
  refused,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

const embedded = inject('wardlineTestTemplate').kind === 'pglite';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline((options) =>
    'url' in options ? { ...options, maxConnections: 12 } : options,
  );
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

const openTicket = async () =>
  (
    await must(
      a.desk.tickets.open({
        type: 'INCIDENT',
        clinicId: a.clinics.riverside,
        requesterId: a.people.nurse.id,
        title: 'Screen stays dark',
        channel: 'PORTAL',
        domain: 'IT',
      }),
    )
  ).ticketId as TicketId;

async function hire(displayName: string): Promise<string> {
  const person = { side: 'PROVIDER', displayName, email: null } as const;
  const { personId } = await must(a.desk.people.create(person));
  await must(a.desk.grants.create({ personId, role: 'TECHNICIAN', reason: 'hired' }));
  return personId;
}

const codesOf = (outcomes: readonly { ok: boolean; error?: { code: string } }[]) =>
  outcomes.flatMap((outcome) => (outcome.error ? [outcome.error.code] : []));

test('eight dispatchers plan one person for one hour: exactly one wins, the others are told', async () => {
  const personId = await hire('Wanda Wanted');
  const tickets = await Promise.all(Array.from({ length: 8 }, openTicket));
  const from = on.ports.now() + hours(24);
  const outcomes = await Promise.all(
    tickets.map((ticketId) =>
      a.desk.visits.plan({ ticketId, personId, from, until: from + hours(1) }),
    ),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(codesOf(outcomes))).toEqual(new Set(['VISIT_OVERLAPS']));
  const rows = await on.database.admin('select 1 from visit where person_id = $1', [personId]);
  expect(rows).toHaveLength(1);
  const told = await on.database.admin(
    `select 1 from timeline_entry where kind = 'VISIT_PLANNED' and facts->>'personId' = $1`,
    [personId],
  );
  expect(told).toHaveLength(1);
});

test('eight people move one visit at the same version: one does, the others are told', async () => {
  const personId = await hire('Mona Moved');
  const from = on.ports.now() + hours(24);
  const slot = { from, until: from + hours(1) };
  const { visitId } = await must(
    a.desk.visits.plan({ ticketId: await openTicket(), personId, ...slot }),
  );
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      a.desk.visits.reschedule({
        visitId,
        expectedVersion: 1,
        from: from + hours(i + 2),
        until: from + hours(i + 3),
      }),
    ),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(codesOf(outcomes))).toEqual(new Set(['VERSION_CONFLICT']));
});

test('a ticket is cancelled or has a visit, never both, whichever comes first', async () => {
  for (let round = 0; round < 6; round++) {
    const personId = await hire(`Rita Round ${round}`);
    const ticketId = await openTicket();
    const from = on.ports.now() + hours(24);
    const plan = () => a.desk.visits.plan({ ticketId, personId, from, until: from + hours(1) });
    const cancel = () => a.desk.tickets.transition({ ticketId, to: 'CANCELLED', note: 'Over' });
    const both = round % 2 === 0 ? [plan(), cancel()] : [cancel(), plan()];
    const outcomes = await Promise.all<{ ok: boolean; error?: { code: string } }>(both);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(['TICKET_CLOSED', 'TRANSITION_REFUSED']).toContain(codesOf(outcomes)[0]);
  }
});

describe('any interleaving', () => {
  type Step = (desk: Desk, world: World) => Promise<{ readonly ok: boolean }>;
  interface World {
    readonly tickets: readonly TicketId[];
    readonly people: readonly string[];
    readonly start: number;
    /** The visits that were acknowledged. */
    readonly visits: { readonly id: string }[];
    /** How many changes of visits were. */
    changes: number;
  }

  const pick = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
  /** The visit as it is now, for somebody who has just looked. */
  const looked = async (visitId: string) => {
    const [row] = await on.database.admin<{
      version: number;
      state: string;
      person_id: string;
      from: number;
    }>(
      `select version, state, person_id, (extract(epoch from planned_from) * 1000)::float8 as from
       from visit where id = $1`,
      [visitId],
    );
    if (!row) throw new Error(`Lost: ${visitId}`);
    return { ...row, target: { visitId, expectedVersion: row.version } };
  };

  const step: fc.Arbitrary<Step> = fc
    .record({
      kind: fc.constantFrom('plan', 'plan', 'plan', 'move', 'cancel', 'go', 'close', 'merge'),
      which: fc.nat(20),
      who: fc.nat(20),
      hour: fc.nat(5),
    })
    .map(({ kind, which, who, hour }): Step => {
      return async ({ visits, tickets }, world) => {
        const from = world.start + hours(hour);
        const slot = { from, until: from + minutes(90) };
        const ticketId = pick(world.tickets, which);
        if (kind === 'plan') {
          const personId = pick(world.people, who);
          const planned = await visits.plan({ ticketId, personId, ...slot });
          if (planned.ok) world.visits.push({ id: planned.value.visitId });
          return planned;
        }
        if (kind === 'merge') {
          return tickets.merge({ ticketId, targetId: pick(world.tickets, which + 1 + who) });
        }
        if (kind === 'close')
          return tickets.transition({ ticketId, to: 'CANCELLED', note: 'Over' });
        const visit = world.visits[which % Math.max(world.visits.length, 1)];
        if (!visit) return { ok: false };
        const { target, ...now } = await looked(visit.id);
        const personId = pick(world.people, who);
        const done =
          kind === 'move'
            ? await visits.reschedule({ ...target, ...slot, personId })
            : kind === 'cancel'
              ? await visits.cancel({ ...target, reason: 'OTHER' })
              : await visits.transition({ ...target, to: 'EN_ROUTE' });
        // What is as it was asked to be changes nothing.
        const same = {
          move: now.from === from && now.person_id === personId,
          cancel: now.state === 'CANCELLED',
          go: now.state === 'EN_ROUTE',
        }[kind];
        if (done.ok && !same) world.changes++;
        return done;
      };
    });

  test('nobody is in two places, nobody goes to what is closed, nothing acknowledged is lost', async () => {
    const rounds = fc.array(fc.array(step, { minLength: 4, maxLength: 8 }), {
      minLength: 2,
      maxLength: 4,
    });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (rounds) => {
        const world: World = {
          tickets: [await openTicket(), await openTicket(), await openTicket()],
          people: [await hire('One'), await hire('Two')],
          start: on.ports.now() + hours(24),
          visits: [],
          changes: 0,
        };
        for (const steps of rounds) {
          on.ports.advance(1);
          const outcomes = await Promise.all(steps.map((each) => each(a.desk, world)));
          accepted += outcomes.filter(({ ok }) => ok).length;
          await checkInvariants(world);
        }
      }),
      { numRuns: embedded ? 4 : 12, endOnFailure: true },
    );
    expect(accepted).toBeGreaterThan(10);
  });

  async function checkInvariants({ tickets, people, visits, changes }: World) {
    const rows = await on.database.admin<{
      id: string;
      person_id: string;
      open: boolean;
      from: number;
      until: number;
      state: string;
      version: number;
    }>(
      `select v.id, v.person_id, v.state in ('PLANNED', 'EN_ROUTE', 'ON_SITE') as open, t.state, v.version,
         extract(epoch from planned_from)::float8 as from, extract(epoch from planned_until)::float8 as until
       from visit v join ticket t on t.msp_id = v.msp_id and t.id = v.ticket_id
       where v.ticket_id = any($1::uuid[])`,
      [`{${tickets.join(',')}}`],
    );
    expect(rows.map(({ id }) => id).sort()).toEqual(visits.map(({ id }) => id).sort());
    const open = rows.filter((row) => row.open);
    for (const row of open) {
      expect(['MERGED', 'CANCELLED']).not.toContain(row.state);
      const meets = open.filter(
        (other) =>
          other.person_id === row.person_id && other.from < row.until && other.until > row.from,
      );
      expect(meets).toEqual([row]);
    }
    expect(people).toHaveLength(2);
    // Each change is one version, one line in the trail; a merge that took visits along is told apart.
    const [trail] = await on.database.admin<{ planned: number; changed: number; moved: number }>(
      `select count(*) filter (where action = 'VisitPlanned')::int as planned,
         count(*) filter (where action in ('VisitRescheduled', 'VisitProgressed'))::int as changed,
         count(*) filter (where action = 'VisitMoved')::int as moved
       from audit_entry where coalesce(facts->>'visitId', record_id::text) = any($1::text[])`,
      [`{${visits.map(({ id }) => id).join(',')}}`],
    );
    expect(trail).toMatchObject({ planned: visits.length, changed: changes });
    const versions = rows.reduce((sum, row) => sum + row.version - 1, 0);
    expect(versions).toBe(changes + (trail?.moved ?? 0));
  }
});

describe('asked without a type checker', () => {
  const slot = () => ({ from: on.ports.now() + hours(50), until: on.ports.now() + hours(51) });
  test.each<[string, object, string]>([
    ['no instant', { from: Number.NaN }, 'TIME_OUT_OF_ORDER'],
    ['a fraction of a millisecond', { from: 0.5 }, 'TIME_OUT_OF_ORDER'],
    ['a kind of its own', { kind: 'BY_BOAT' }, 'VALUE_UNKNOWN'],
    ['nobody', { personId: undefined }, 'NOT_FOUND'],
    ['no ticket', { ticketId: 'x' }, 'NOT_FOUND'],
    ['no UUID', { id: 'x' }, 'ID_INVALID'],
    ['half a character', { publicNote: '\ud800' }, 'TEXT_NOT_STORABLE'],
  ])('%s is refused', async (_, over, code) => {
    const { shared: ticketId } = a.tickets;
    const input = { ticketId, personId: a.people.technician.id, ...slot(), ...over };
    expect((await refused(a.desk.visits.plan(input as never))).code).toBe(code);
  });

  test('an unknown state or reason, and a version nobody sent', async () => {
    const target = { visitId: a.visits.confidential, expectedVersion: 1 };
    const { visits } = a.desk;
    for (const [input, code] of [
      [{ ...target, to: 'LOST' }, 'VALUE_UNKNOWN'],
      [{ ...target, to: 'NO_ACCESS', reason: 'RAIN' }, 'REASON_REQUIRED'],
      [{ visitId: target.visitId, to: 'ON_SITE' }, 'VERSION_CONFLICT'],
    ] as const) {
      expect((await refused(visits.transition(input as never))).code).toBe(code);
    }
  });
});
