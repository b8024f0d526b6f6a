import type { ClinicId, TicketId } from '@wardline/kernel';
import type { TicketEvent } from '@wardline/ticket-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentRow, LogState } from './incident-row.ts';
import { compareRows } from './incident-row.ts';
import { type Imported, replayIncident } from './replay-incident.ts';

const HOUR = 3_600_000;
const T0 = Date.UTC(2016, 1, 29, 8);

const names = {
  person: (name: string | null) => name as never,
  caller: (name: string | null) => name as never,
  team: (name: string | null) => name as never,
};
const actor = { kind: 'SERVICE', id: 'wardline' } as const;
const opening = {
  id: 'ticket' as TicketId,
  number: 'INC-1',
  clinicId: 'clinic' as ClinicId,
  domain: 'IT',
} as const;

const NOTHING_KNOWN = {
  openedAt: null,
  resolvedAt: null,
  closedAt: null,
  reopenCount: null,
  madeSla: null,
  impact: null,
  urgency: null,
  priority: null,
  caller: null,
  openedBy: null,
  group: null,
  assignee: null,
  location: null,
  category: null,
  symptom: null,
  contactType: null,
  configurationItem: null,
  closeCode: null,
  resolvedBy: null,
} as const;

let lines = 1;
/** A row `hours` after the first, in a state; `ON_HOLD` waits for the requester. */
function row(
  hours: number,
  state: LogState['state'] | null,
  more: Partial<IncidentRow> = {},
): IncidentRow {
  const line = ++lines;
  const held = { state: 'ON_HOLD', holdReason: 'REQUESTER' } as const;
  return {
    ...NOTHING_KNOWN,
    line,
    hash: `row${line}`,
    number: 'INC0000001',
    at: T0 + hours * HOUR,
    modCount: line,
    state: state === null ? null : state === 'ON_HOLD' ? held : { state, holdReason: null },
    ...more,
  };
}

const known = { names, actor, opening, priorityMatrix: undefined };
const replay = (rows: readonly IncidentRow[]) =>
  replayIncident({ ticket: null, imported: null, rows, ...known });

const moves = (events: readonly TicketEvent[]) =>
  events.flatMap((event) =>
    event.type === 'TicketStateChanged' ? [`${event.to} +${(event.at - T0) / HOUR}`] : [],
  );

describe('the state of a row', () => {
  test('drives the lifecycle at the time of the row', () => {
    const rows = [
      row(0, 'NEW'),
      row(1, 'IN_PROGRESS'),
      row(2, 'ON_HOLD'),
      row(5, 'IN_PROGRESS'),
      row(6, 'RESOLVED'),
      row(9, 'CLOSED'),
    ];
    const { events, ticket, ...counts } = replay(rows);
    expect(moves(events)).toEqual([
      'IN_PROGRESS +1',
      'ON_HOLD +2',
      'IN_PROGRESS +5',
      'RESOLVED +6',
      'CLOSED +9',
    ]);
    expect(ticket).toMatchObject({
      state: 'CLOSED',
      resolvedAt: T0 + 6 * HOUR,
      closedAt: T0 + 9 * HOUR,
    });
    expect(counts).toMatchObject({ created: 1, updated: 5, unchanged: 0, errors: [], notes: [] });
  });

  test('that is unknown changes nothing', () => {
    const { ticket, unchanged } = replay([row(0, 'IN_PROGRESS'), row(1, null)]);
    expect(ticket?.state).toBe('IN_PROGRESS');
    expect(unchanged).toBe(1);
  });

  test('closes an open ticket by way of RESOLVED, at the time the log gives for it', () => {
    const rows = [row(0, 'NEW'), row(9, 'CLOSED', { resolvedAt: T0 + 4 * HOUR })];
    expect(moves(replay(rows).events)).toEqual(['RESOLVED +4', 'CLOSED +9']);
  });

  test('reopens where the log counts a reopening, however late', () => {
    const rows = [
      row(0, 'NEW', { reopenCount: 0 }),
      row(1, 'RESOLVED', { reopenCount: 0 }),
      row(900, 'ON_HOLD', { reopenCount: 1 }),
    ];
    const { events, ticket, notes } = replay(rows);
    expect(moves(events)).toEqual(['RESOLVED +1', 'IN_PROGRESS +900', 'ON_HOLD +900']);
    expect(ticket).toMatchObject({ reopenCount: 1, resolvedAt: null, holdReason: 'REQUESTER' });
    expect(notes).toEqual([]);
  });

  test('is stale where it follows RESOLVED and the log counts no reopening', () => {
    const rows = [
      row(0, 'NEW', { reopenCount: 0 }),
      row(1, 'RESOLVED', { reopenCount: 0 }),
      row(2, 'NEW', { reopenCount: 0 }),
    ];
    const { ticket, notes } = replay(rows);
    expect(ticket).toMatchObject({ state: 'RESOLVED', reopenCount: 0 });
    expect(notes).toMatchObject([{ code: 'STALE_STATE', line: rows[2]?.line }]);
  });

  test('that the lifecycle has no way to is noted, and the rest of the row is taken', () => {
    const rows = [row(0, 'IN_PROGRESS'), row(1, 'NEW', { group: 'Group 7' })];
    const { ticket, notes, errors } = replay(rows);
    expect(ticket).toMatchObject({ state: 'IN_PROGRESS', teamId: 'Group 7' });
    expect(notes).toMatchObject([{ code: 'STATE_NOT_TAKEN' }]);
    expect(errors).toEqual([]);
  });

  test('after the closure is noted and nothing else', () => {
    const { ticket, notes, unchanged } = replay([
      row(0, 'NEW'),
      row(1, 'CLOSED'),
      row(2, 'IN_PROGRESS'),
    ]);
    expect(ticket?.state).toBe('CLOSED');
    expect(notes).toMatchObject([{ code: 'AFTER_CLOSURE' }]);
    expect(unchanged).toBe(1);
  });
});

test('a ticket begins with the first thing the log shows of it, also before its own opened_at', () => {
  expect(replay([row(2, 'NEW', { openedAt: T0 })]).ticket?.openedAt).toBe(T0);
  expect(replay([row(0, 'NEW', { openedAt: T0 + HOUR })]).ticket?.openedAt).toBe(T0);
});

test('a row of an earlier time than what was imported before is refused, not put into the past', () => {
  const first = replay([row(0, 'NEW'), row(5, 'IN_PROGRESS')]);
  const late = row(3, 'ON_HOLD');
  const second = replayIncident({
    ticket: first.ticket,
    imported: first.imported,
    rows: [late],
    ...known,
  });
  expect(second.errors).toMatchObject([{ code: 'ROW_TOO_LATE', line: late.line }]);
  expect(second.events).toEqual([]);
});

const anyState = fc.constantFrom<LogState['state'] | null>(
  'NEW',
  'IN_PROGRESS',
  'ON_HOLD',
  'RESOLVED',
  'CLOSED',
  null,
);
const anyRows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), anyState, fc.integer({ min: 0, max: 2 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) =>
    list.map(([hours, state, reopenCount]) => row(hours, state, { reopenCount })).sort(compareRows),
  );

test('law: whatever the log says, every row is counted once and the ticket is a legal one', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { created, updated, unchanged, errors, ticket } = replay(rows);
      expect(created + updated + unchanged + errors.length).toBe(rows.length);
      expect(created).toBe(1);
      expect(ticket?.holdReason !== null).toBe(ticket?.state === 'ON_HOLD');
      expect(ticket?.closedAt !== null).toBe(ticket?.state === 'CLOSED');
    }),
  );
});

test('law: twice is once', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const once = replay(rows);
      expect(replay([...rows, ...rows].sort(compareRows)).ticket).toEqual(once.ticket);
    }),
  );
});

test('law: in instalments is in one go', () => {
  fc.assert(
    fc.property(anyRows, fc.nat(), (rows, at) => {
      const cut = at % (rows.length + 1);
      const whole = replay(rows);
      let ticket: typeof whole.ticket = null;
      let imported: Imported | null = null;
      const events: TicketEvent[] = [];
      for (const part of [rows.slice(0, cut), rows]) {
        const done = replayIncident({ ticket, imported, rows: part, ...known });
        ({ ticket, imported } = done);
        events.push(...done.events);
        expect(done.errors).toEqual([]);
      }
      expect(ticket).toEqual(whole.ticket);
      expect(events).toEqual(whole.events);
    }),
  );
});
