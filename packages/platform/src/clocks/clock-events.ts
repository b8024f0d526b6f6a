import type { TicketEvent as ClockEvent } from '@wardline/sla-engine';
import {
  categoryOf,
  type TicketEvent,
  type TicketState,
  type TicketStateChanged,
} from '@wardline/ticket-core';

type What = ClockEvent extends infer E
  ? E extends ClockEvent
    ? Omit<E, 'id' | 'at' | 'seq' | 'by'>
    : never
  : never;

/**
 * What a ticket's events mean to its clocks. `clientSpeaks`: the reply comes from the clinic's side,
 * whoever of them wrote it; only the desk's own words answer a ticket.
 */
export function clockEventsOf(
  events: readonly TicketEvent[],
  before: TicketState | null,
  clientSpeaks: boolean,
  firstSeq: number,
  newId: () => string,
): ClockEvent[] {
  let seq = firstSeq;
  let hold = before?.holdReason ?? null;
  return events.flatMap((event) => {
    const what = meaningOf(event, hold, clientSpeaks);
    if (event.type === 'TicketStateChanged') hold = event.holdReason;
    return what.map(
      (each) => ({ ...each, id: newId(), at: event.at, seq: seq++, by: event.by.id }) as ClockEvent,
    );
  });
}

function meaningOf(event: TicketEvent, hold: string | null, clientSpeaks: boolean): What[] {
  switch (event.type) {
    case 'TicketOpened': {
      const { priority, teamId, assigneeId } = event.ticket;
      const given: What[] = teamId === null && assigneeId === null ? [] : [{ type: 'ASSIGNED' }];
      return [{ type: 'OPENED', priority }, ...given];
    }
    case 'TicketPriorityChanged':
      return event.from === event.to ? [] : [{ type: 'PRIORITY_CHANGED', priority: event.to }];
    case 'TicketAssigned':
      return [{ type: 'ASSIGNED' }];
    case 'PublicReplyAdded':
      return [{ type: clientSpeaks || event.byRequester ? 'REQUESTER_REPLIED' : 'AGENT_REPLIED' }];
    case 'TicketStateChanged':
      return meaningOfState(event, hold);
    default:
      return [];
  }
}

function meaningOfState(event: TicketStateChanged, hold: string | null): What[] {
  const ended: What[] = hold === null ? [] : [{ type: 'RESUMED', reason: hold }];
  const [from, to] = [categoryOf(event.from), categoryOf(event.to)];
  if (event.to === 'CANCELLED') return [...ended, { type: 'CANCELLED' }];
  if (to === 'FINAL') return [...ended, { type: 'CLOSED' }];
  if (to === 'DONE') return from === 'DONE' ? ended : [...ended, { type: 'RESOLVED' }];
  const reopened: What[] = from === 'DONE' ? [{ type: 'REOPENED' }] : [];
  const acknowledged: What[] = event.from === 'NEW' ? [{ type: 'ACKNOWLEDGED' }] : [];
  const held: What[] =
    to === 'HELD' && event.holdReason !== null
      ? [{ type: 'PAUSED', reason: event.holdReason }]
      : [];
  return [...ended, ...reopened, ...acknowledged, ...held];
}
