import type { EventType, TicketEvent } from './event.ts';
import type { TicketFacts } from './ticket-facts.ts';

/** A condition as data: the event is one of `on`, and its fields are as `where` and `whereNot` say. */
export interface EventMatch {
  readonly on: readonly EventType[];
  /** Fields of the event, or of its `data`. */
  readonly where?: Readonly<Record<string, string | number | boolean>>;
  /** Fields that must not have this value; a field the event lacks has none. */
  readonly whereNot?: Readonly<Record<string, string | number | boolean>>;
  /** Only once the requester has had an answer. */
  readonly onceAnswered?: boolean;
  /** Only while a message of the requester is unanswered. */
  readonly whileUnanswered?: boolean;
}

/** A condition as data (any of the matches), or as code; only data survives JSON. */
export type Trigger = readonly EventMatch[] | ((event: TicketEvent, facts: TicketFacts) => boolean);

/** True if the event, with the ticket's facts before it, meets the condition. */
export function matches(trigger: Trigger, event: TicketEvent, facts: TicketFacts): boolean {
  if (typeof trigger === 'function') return trigger(event, facts);
  return trigger.some(
    (match) =>
      match.on.includes(event.type) &&
      (match.onceAnswered !== true || facts.first.AGENT_REPLIED !== undefined) &&
      (match.whileUnanswered !== true || facts.unanswered) &&
      Object.entries(match.where ?? {}).every(
        ([field, value]) => fieldOf(event, field) === value,
      ) &&
      Object.entries(match.whereNot ?? {}).every(
        ([field, value]) => fieldOf(event, field) !== value,
      ),
  );
}

function fieldOf(event: TicketEvent, field: string): unknown {
  if (event.data && Object.hasOwn(event.data, field)) return event.data[field];
  return Object.hasOwn(event, field)
    ? (event as unknown as Record<string, unknown>)[field]
    : undefined;
}

/** True if a condition given as data waits for this kind of event, whatever its fields. */
export function waitsFor(trigger: Trigger, type: EventType): boolean {
  return typeof trigger !== 'function' && trigger.some((match) => match.on.includes(type));
}
