import type { Instant } from '@wardline/kernel';
import type { EventType, TicketEvent } from './event.ts';

/** One pause of the ticket, whichever clocks it touches. */
export interface TicketPause {
  readonly reason: string;
  readonly by: string | null;
  readonly from: Instant;
  /** Null while it lasts. */
  readonly to: Instant | null;
}

/** Where a ticket stands; clocks start only while it is OPEN. */
export type TicketPhase = 'NOT_OPENED' | 'OPEN' | 'RESOLVED' | 'CLOSED' | 'CANCELLED' | 'MERGED';

/** What the history says about the ticket itself, as opposed to any one clock. Plain JSON. */
export interface TicketFacts {
  readonly phase: TicketPhase;
  readonly openedAt: Instant | null;
  readonly occurredAt: Instant | null;
  readonly priority: string | null;
  /** A message of the requester waits for an answer. */
  readonly unanswered: boolean;
  readonly pauses: readonly TicketPause[];
  /** When each kind of event happened first. */
  readonly first: Readonly<Partial<Record<EventType, Instant>>>;
  /** Calendars replaced by CALENDAR_CHANGED: old id to new. */
  readonly calendars: Readonly<Record<string, string>>;
}

export const NO_FACTS: TicketFacts = {
  phase: 'NOT_OPENED',
  openedAt: null,
  occurredAt: null,
  priority: null,
  unanswered: false,
  pauses: [],
  first: {},
  calendars: {},
};

/** The facts after one more event. */
export function learn(before: TicketFacts, event: TicketEvent): TicketFacts {
  const facts: TicketFacts =
    before.first[event.type] === undefined
      ? { ...before, first: { ...before.first, [event.type]: event.at } }
      : before;
  switch (event.type) {
    case 'OPENED':
      if (facts.openedAt !== null) return facts;
      return {
        ...facts,
        phase: 'OPEN',
        openedAt: event.at,
        occurredAt: event.occurredAt ?? null,
        priority: event.priority ?? facts.priority,
      };
    case 'REQUESTER_REPLIED':
      return { ...facts, unanswered: true };
    case 'AGENT_REPLIED':
      return { ...facts, unanswered: false };
    case 'PRIORITY_CHANGED':
      return { ...facts, priority: event.priority };
    case 'RESOLVED':
    case 'CLOSED':
    case 'CANCELLED':
    case 'MERGED':
      return { ...facts, phase: event.type };
    case 'REOPENED':
      return { ...facts, phase: 'OPEN' };
    case 'PAUSED':
      return pause(facts, event.reason, event.by ?? null, event.at);
    case 'RESUMED':
      return resume(facts, event.reason, event.at);
    case 'CALENDAR_CHANGED':
      return { ...facts, calendars: replaceCalendar(facts.calendars, event.from, event.to) };
    default:
      return facts;
  }
}

/** The calendar now used where a policy names `id`. */
export function calendarInForce(facts: TicketFacts, id: string): string {
  return Object.hasOwn(facts.calendars, id) ? (facts.calendars[id] as string) : id;
}

function pause(facts: TicketFacts, reason: string, by: string | null, at: Instant): TicketFacts {
  // A reason given twice is one pause, from the first time on.
  if (facts.pauses.some((entry) => entry.to === null && entry.reason === reason)) return facts;
  return { ...facts, pauses: [...facts.pauses, { reason, by, from: at, to: null }] };
}

function resume(facts: TicketFacts, reason: string | undefined, at: Instant): TicketFacts {
  const pauses = facts.pauses.map((entry) =>
    entry.to === null && (reason === undefined || entry.reason === reason)
      ? { ...entry, to: at }
      : entry,
  );
  return { ...facts, pauses };
}

function replaceCalendar(
  calendars: TicketFacts['calendars'],
  from: string,
  to: string,
): TicketFacts['calendars'] {
  const replaced: Record<string, string> = { [from]: to };
  for (const [id, now] of Object.entries(calendars)) replaced[id] = now === from ? to : now;
  return replaced;
}
