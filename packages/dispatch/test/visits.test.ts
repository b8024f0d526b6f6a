import { compileCalendar, defineCalendar } from '@wardline/business-calendar';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isOpenVisit,
  NO_ACCESS_REASONS,
  planVisit,
  proposedWork,
  transitionVisit,
  VISIT_CANCEL_REASONS,
  VISIT_LIFECYCLE,
  VISIT_STATES,
  type Visit,
  type VisitPlanFacts,
  type VisitSlot,
  visitArrows,
} from '../src/index.ts';
import { ana, at, ben, DAY, HOUR, must, weekdays } from './a-team.ts';

/** A Monday. */
const now = at('2026-11-02T07:00Z');
const slot = (over: Partial<VisitSlot> = {}): VisitSlot => ({
  id: 'v1',
  kind: 'ON_SITE',
  personId: ana,
  from: at('2026-11-03T09:00Z'),
  until: at('2026-11-03T11:00Z'),
  overrideReason: null,
  ...over,
});
const facts = (over: Partial<VisitPlanFacts> = {}): VisitPlanFacts => ({
  now,
  mayGo: true,
  booked: [],
  absences: [],
  hours: [weekdays],
  clinicHours: null,
  blackouts: [],
  ...over,
});
const booked = (from: string, until: string, id = 'other') => ({
  id,
  plannedFrom: at(from),
  plannedUntil: at(until),
});
const hours = (timezone: string, weekly: Record<string, [string, string][]>) =>
  compileCalendar(must(defineCalendar({ timezone, weekly })));
const warnings = (s: VisitSlot, f: VisitPlanFacts) =>
  must(planVisit(s, f)).warnings.map(({ code }) => code);

describe('planning', () => {
  test('somebody who is free and at work goes, without a word', () => {
    expect(planVisit(slot(), facts())).toEqual({
      ok: true,
      value: { overrideReason: null, warnings: [] },
    });
  });

  test.each<[string, Partial<VisitSlot>, Partial<VisitPlanFacts>, string, string]>([
    ['reversed', { until: at('2026-11-03T08:00Z') }, {}, 'SPAN_INVALID', 'until'],
    ['empty', { until: at('2026-11-03T09:00Z') }, {}, 'SPAN_INVALID', 'until'],
    ['a moment over a day', { until: at('2026-11-04T09:00Z') + 1 }, {}, 'SPAN_INVALID', 'until'],
    ['no instant', { from: Number.NaN }, {}, 'SPAN_INVALID', 'until'],
    ['over', { from: now - HOUR, until: now }, {}, 'SPAN_IN_PAST', 'until'],
    ['by a stranger to the clinic', {}, { mayGo: false }, 'PERSON_CANNOT_GO', 'personId'],
    [
      'by somebody away',
      {},
      { absences: [{ personId: ana, kind: 'SICK', from: now, to: at('2026-11-03T09:00Z') + 1 }] },
      'PERSON_ABSENT',
      'personId',
    ],
    [
      'over another visit by a moment',
      {},
      { booked: [booked('2026-11-03T08:00Z', '2026-11-03T09:01Z')] },
      'VISIT_OVERLAPS',
      'from',
    ],
    ['out of hours', { until: at('2026-11-03T17:01Z') }, {}, 'OUTSIDE_WORKING_HOURS', 'from'],
    ['out of all hours', { from: at('2026-11-03T05:00Z') }, {}, 'OUTSIDE_WORKING_HOURS', 'from'],
  ])('%s is refused', (_, over, around, code, path) => {
    const refused = planVisit(slot(over), facts(around));
    expect(refused).toMatchObject({ ok: false, error: { code, path: [path] } });
  });

  test('what touches does not overlap: it ends when the other begins', () => {
    const around = facts({
      booked: [
        booked('2026-11-03T08:00Z', '2026-11-03T09:00Z'),
        booked('2026-11-03T11:00Z', '2026-11-03T12:00Z'),
        // Itself, before it was moved.
        booked('2026-11-03T09:30Z', '2026-11-03T10:30Z', 'v1'),
      ],
      absences: [
        { personId: ana, kind: 'SICK', from: now, to: at('2026-11-03T09:00Z') },
        { personId: ben, kind: 'SICK', from: now, to: now + 9 * DAY },
      ],
    });
    expect(warnings(slot(), around)).toEqual([]);
  });

  test('one that has begun can still be planned, until it would be over', () => {
    const begun = slot({ from: now - HOUR, until: now + 2 * HOUR });
    expect(warnings(begun, facts({ hours: [] }))).toEqual([]);
  });

  test('out of hours goes for a reason, and says so', () => {
    const late = slot({
      until: at('2026-11-03T19:00Z'),
      overrideReason: 'The ward closes at five',
    });
    expect(warnings(late, facts())).toEqual(['OUTSIDE_WORKING_HOURS']);
    expect(must(planVisit(late, facts())).overrideReason).toBe('The ward closes at five');
    // Within their hours nothing is overridden, whatever was said.
    expect(planVisit(late, facts({ hours: [] }))).toEqual({
      ok: true,
      value: { overrideReason: null, warnings: [] },
    });
  });

  test('of several teams’ hours one must cover all of it', () => {
    const [morning, evening] = [
      hours('UTC', { tue: [['08:00', '10:00']] }),
      hours('UTC', { tue: [['10:00', '18:00']] }),
    ];
    expect(planVisit(slot(), facts({ hours: [morning, evening] })).ok).toBe(false);
    const later = slot({ from: at('2026-11-03T10:00Z') });
    expect(planVisit(later, facts({ hours: [morning, evening] })).ok).toBe(true);
  });

  test('the clinic’s hours and blackouts are warned of; nobody waits for a remote visit', () => {
    const around = facts({
      clinicHours: hours('UTC', { tue: [['10:00', '18:00']] }),
      blackouts: [
        { from: at('2026-11-03T10:00Z'), until: at('2026-11-03T12:00Z') },
        { from: now, until: at('2026-11-03T09:00Z') },
      ],
    });
    expect(must(planVisit(slot(), around)).warnings).toEqual([
      { code: 'CLINIC_CLOSED', message: expect.any(String) },
      { code: 'BLACKOUT', message: expect.stringContaining('2026-11-03T12:00') },
    ]);
    expect(warnings(slot({ kind: 'REMOTE' }), around)).toEqual(['BLACKOUT']);
  });

  test('a night shift is covered on the nights the clocks change, whatever their length', () => {
    const nights = hours('America/New_York', { sat: [['22:00', '06:00']] });
    const over = { hours: [nights], now: at('2026-01-01T00:00Z') };
    // Nine hours back to standard time, seven forward to summer time.
    for (const [from, until] of [
      ['2026-11-01T02:00Z', '2026-11-01T11:00Z'],
      ['2026-03-08T03:00Z', '2026-03-08T10:00Z'],
    ] as const) {
      const night = slot({ from: at(from), until: at(until) });
      expect(planVisit(night, facts(over)).ok).toBe(true);
      expect(planVisit({ ...night, until: night.until + 1 }, facts(over)).ok).toBe(false);
    }
  });

  test('law: of any plans of one person, those accepted never meet, and a refused one meets another', () => {
    const plans = fc.array(
      fc.record({ hour: fc.nat(60), length: fc.integer({ min: 1, max: 24 }) }),
    );
    fc.assert(
      fc.property(plans, (wanted) => {
        const taken: VisitSlot[] = [];
        for (const [index, { hour, length }] of wanted.entries()) {
          const from = now + hour * HOUR;
          const next = slot({ id: `${index}`, from, until: from + length * HOUR });
          const around = taken.map(({ id, from, until }) => ({
            id,
            plannedFrom: from,
            plannedUntil: until,
          }));
          const meets = taken.some(({ from, until }) => from < next.until && next.from < until);
          const planned = planVisit(next, facts({ hours: [], booked: around }));
          expect(planned.ok).toBe(!meets);
          if (planned.ok) taken.push(next);
        }
      }),
    );
  });
});

const visit = (over: Partial<Visit> = {}): Visit => ({
  id: 'v1',
  kind: 'ON_SITE',
  personId: ana,
  plannedFrom: now + HOUR,
  plannedUntil: now + 2 * HOUR,
  state: 'PLANNED',
  arrivedAt: null,
  leftAt: null,
  endReason: null,
  ...over,
});
const go = (from: Visit, to: Visit['state'], more: object = {}) =>
  transitionVisit(from, { now, to, at: null, reason: null, ...more });

describe('a visit’s life', () => {
  test('every state is reached, what takes time goes on, and an end is one', () => {
    const reached = new Set(
      Object.values(VISIT_LIFECYCLE).flatMap((arrows) => arrows.map((a) => a.to)),
    );
    expect([...reached].sort()).toEqual([...VISIT_STATES].sort());
    for (const state of VISIT_STATES) {
      expect(VISIT_LIFECYCLE[state].length > 0).toBe(isOpenVisit(state));
    }
  });

  test('law: it goes exactly where it is said to', () => {
    const any = fc.record({
      kind: fc.constantFrom('ON_SITE', 'REMOTE'),
      state: fc.constantFrom(...VISIT_STATES),
      to: fc.constantFrom(...VISIT_STATES),
      reason: fc.constantFrom(null, ...NO_ACCESS_REASONS, ...VISIT_CANCEL_REASONS),
    }) as fc.Arbitrary<Pick<Visit, 'kind' | 'state'> & { to: Visit['state']; reason: never }>;
    fc.assert(
      fc.property(any, ({ kind, state, to, reason }) => {
        const from = visit({ kind, state });
        const arrow = visitArrows(from).find((each) => each.to === to);
        const fits = arrow?.reasons ? arrow.reasons.includes(reason) : reason === null;
        const outcome = go(from, to, { reason });
        if (state === to && reason === null) expect(outcome).toEqual({ ok: true, value: from });
        else expect(outcome.ok).toBe(arrow !== undefined && fits);
        if (outcome.ok) expect(outcome.value.state).toBe(to);
      }),
    );
  });

  test('arriving and leaving are noted, then or afterwards', () => {
    const there = must(go(visit(), 'ON_SITE', { at: now - HOUR }));
    expect(there).toMatchObject({ state: 'ON_SITE', arrivedAt: now - HOUR, leftAt: null });
    const done = must(go(there, 'DONE'));
    expect(done).toMatchObject({ state: 'DONE', arrivedAt: now - HOUR, leftAt: now });
    expect(proposedWork(done)).toEqual({ startedAt: now - HOUR, minutes: 60 });
    expect(proposedWork({ ...done, leftAt: now + 1 })?.minutes).toBe(61);
    expect(proposedWork({ ...done, leftAt: done.arrivedAt })?.minutes).toBe(1);
    expect(proposedWork(there)).toBeNull();
  });

  test('without access somebody who never got in did not leave either', () => {
    const reason = { reason: 'NOBODY_THERE' };
    const outside = must(go(visit({ state: 'EN_ROUTE' }), 'NO_ACCESS', reason));
    expect(outside).toMatchObject({ leftAt: null, endReason: 'NOBODY_THERE' });
    const inside = visit({ state: 'ON_SITE', arrivedAt: now - HOUR });
    expect(must(go(inside, 'NO_ACCESS', { reason: 'ROOM_IN_USE' }))).toMatchObject({ leftAt: now });
    expect(proposedWork(must(go(inside, 'NO_ACCESS', { reason: 'ROOM_IN_USE' })))).toBeNull();
  });

  test.each<[string, Visit, Visit['state'], object, string, string]>([
    ['ended', visit({ state: 'DONE' }), 'PLANNED', {}, 'VISIT_TRANSITION', 'to'],
    ['remote', visit({ kind: 'REMOTE' }), 'EN_ROUTE', {}, 'VISIT_TRANSITION', 'to'],
    ['no reason', visit(), 'NO_ACCESS', {}, 'REASON_REQUIRED', 'reason'],
    [
      'a reason of the other',
      visit(),
      'CANCELLED',
      { reason: 'ROOM_IN_USE' },
      'REASON_REQUIRED',
      'reason',
    ],
    ['a reason too many', visit(), 'ON_SITE', { reason: 'OTHER' }, 'REASON_NOT_ACCEPTED', 'reason'],
    ['the future', visit(), 'ON_SITE', { at: now + 1 }, 'TIME_IN_FUTURE', 'at'],
    ['no instant', visit(), 'ON_SITE', { at: Number.NaN }, 'TIME_IN_FUTURE', 'at'],
    ['another day', visit(), 'ON_SITE', { at: now - DAY }, 'TIME_OUT_OF_ORDER', 'at'],
    [
      'before arriving',
      visit({ state: 'ON_SITE', arrivedAt: now - HOUR }),
      'DONE',
      { at: now - HOUR - 1 },
      'TIME_OUT_OF_ORDER',
      'at',
    ],
  ])('%s is refused', (_, from, to, more, code, path) => {
    expect(go(from, to, more)).toMatchObject({ ok: false, error: { code, path: [path] } });
  });
});
