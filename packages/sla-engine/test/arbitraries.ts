import fc from 'fast-check';
import type { TargetInput, TicketEvent } from '../src/index.ts';
import { at, HOUR, MINUTE } from './scenario.ts';

/** `WARDLINE_PROPERTY_RUNS=5000` for a long night; the default keeps a check short. */
export const RUNS = Number(process.env.WARDLINE_PROPERTY_RUNS ?? 60) * 5;

export const MONDAY = at('mon 00:00');
const REASONS = ['REQUESTER', 'VENDOR', 'PARTS'] as const;
const MODES = ['CARRY', 'RESTART', 'RECOMPUTE'] as const;
const CALENDARS = ['desk', 'always', 'late'] as const;

/** Within ten days, often on whole hours or quarters of one, so that instants meet. */
export const moment: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 8, max: 36 }).map((hour) => MONDAY + hour * HOUR),
  fc.integer({ min: 0, max: 960 }).map((quarter) => MONDAY + quarter * 15 * MINUTE),
  fc.integer({ min: 0, max: 240 * HOUR }).map((ms) => MONDAY + ms),
);

const reason = fc.constantFrom(...REASONS);
const mode = fc.constantFrom(...MODES);

const told = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(
        'ACKNOWLEDGED',
        'REQUESTER_REPLIED',
        'AGENT_REPLIED',
        'UPDATE_POSTED',
        'RESTORED',
        'RESOLVED',
        'REOPENED',
        'ASSIGNED',
        'NOTIFIED',
      )
      .map((type) => ({ type })),
  },
  { weight: 4, arbitrary: reason.map((why) => ({ type: 'PAUSED', reason: why, by: 'Kim' })) },
  {
    weight: 4,
    arbitrary: fc.option(reason).map((why) => ({ type: 'RESUMED', ...(why && { reason: why }) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('P1', 'P2', 'P3'), mode)
      .map(([priority, how]) => ({ type: 'PRIORITY_CHANGED', priority, mode: how })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 2 }), mode)
      .map(([version, how]) => ({ type: 'POLICY_CHANGED', policyId: 'any', version, mode: how })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...CALENDARS), fc.constantFrom(...CALENDARS), mode)
      .map(([from, to, how]) => ({ type: 'CALENDAR_CHANGED', from, to, mode: how })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('RESOLVE', 'RESTORE'), fc.option(moment))
      .map(([targetId, dueAt]) => ({ type: 'DEADLINE_SET', targetId, dueAt })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('CLOSED', 'CANCELLED', 'MERGED').map((type) => ({ type })),
  },
);

/** A ticket that is opened and then suffers anything, in any order of telling. */
export const events: fc.Arbitrary<TicketEvent[]> = fc
  .array(fc.tuple(moment, told), { maxLength: 14 })
  .map((list) => [
    {
      id: 'opened',
      at: MONDAY + 10 * HOUR,
      seq: -1,
      type: 'OPENED',
      priority: 'P2',
    } as TicketEvent,
    ...list.map(
      ([when, what], index) => ({ id: `e${index}`, at: when, seq: index, ...what }) as TicketEvent,
    ),
  ]);

const budget = fc.oneof(
  fc
    .integer({ min: 1, max: 40 * 60 })
    .map((minutes) => ({ kind: 'BUSINESS_TIME', ms: minutes * MINUTE }) as const),
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.boolean())
    .map(([days, endOfDay]) => ({ kind: 'BUSINESS_DAYS', days, endOfDay }) as const),
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.boolean())
    .map(([days, endOfDay]) => ({ kind: 'CALENDAR_DAYS', days, endOfDay }) as const),
);

const steps: NonNullable<TargetInput['steps']> = [
  { id: 'half', when: { percent: 50 } },
  { id: 'three quarters', when: { percent: 75 }, quietUntilOpen: true },
  { id: 'all', when: { percent: 100 } },
  { id: 'hour before', when: { offsetMs: -HOUR, time: 'BUSINESS' } },
  { id: 'hour after', when: { offsetMs: HOUR, time: 'BUSINESS' } },
  { id: 'two hours later', when: { offsetMs: 2 * HOUR, time: 'WALL' } },
  { id: 'next day', when: { offsetBusinessDays: 1 } },
];

/** One target of each metric, with any budgets, calendars, pauses and escalations. */
export const targets: fc.Arbitrary<Partial<TargetInput>[]> = fc.tuple(
  ...(
    [
      'ACKNOWLEDGE',
      'FIRST_RESPONSE',
      'NEXT_RESPONSE',
      'UPDATE_CADENCE',
      'RESTORE',
      'RESOLVE',
      'NOTIFY',
    ] as const
  ).map((metric) =>
    fc
      .record({
        budget,
        urgent: fc.option(budget),
        calendarId: fc.constantFrom(...CALENDARS),
        pauseOn: fc.subarray([...REASONS]),
        onReopen: fc.constantFrom('RESUME', 'NEW_CYCLE', 'KEEP'),
      })
      .map(({ urgent, ...rest }) => ({
        metric,
        steps,
        budgetByPriority: { P1: urgent },
        ...rest,
      })),
  ),
);
