import { definePolicy, fold, type SlaContext, step, type TicketEvent } from '@wardline/sla-engine';
import { desk } from './desk.ts';

const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 10, 23, 14);

const policy = definePolicy({
  id: 'gold',
  version: 1,
  kind: 'SLA',
  targets: (['FIRST_RESPONSE', 'NEXT_RESPONSE', 'RESOLVE'] as const).map((metric) => ({
    metric,
    calendarId: 'desk',
    pauseOn: ['REQUESTER'],
    budget: { kind: 'BUSINESS_TIME', ms: 8 * HOUR },
    steps: [50, 75, 90].map((percent) => ({ id: `${percent}`, when: { percent } })),
  })),
});
if (!policy.ok) throw new Error(policy.error.message);
const gold = policy.value;
const context: SlaContext = { calendars: { desk }, policies: [gold] };

/** Ten events of an ordinary ticket: three clocks with three steps each, two pauses, two replies. */
const events = (
  [
    { type: 'OPENED', priority: 'P3' },
    { type: 'ASSIGNED', team: 'desk' },
    { type: 'AGENT_REPLIED' },
    { type: 'PAUSED', reason: 'REQUESTER' },
    { type: 'REQUESTER_REPLIED' },
    { type: 'RESUMED', reason: 'REQUESTER' },
    { type: 'AGENT_REPLIED' },
    { type: 'PAUSED', reason: 'REQUESTER' },
    { type: 'RESUMED' },
    { type: 'RESOLVED' },
  ] as const
).map((what, i): TicketEvent => ({ ...what, id: `e${i}`, at: BEGIN + i * HOUR, seq: i }));

const before = fold(gold, events.slice(0, -2), context);
if (!before.ok) throw new Error(before.error.message);
const state = before.value;

/** The clocks of a whole history. */
export const foldTicket = () => fold(gold, events, context);

/** One event more on a ticket with eight. */
export const stepTicket = () => step(state, events[8] as TicketEvent, context);
