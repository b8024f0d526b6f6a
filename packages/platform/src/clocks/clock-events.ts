import type { Instant } from '@wardline/kernel';
import type { TicketEvent as ClockEvent } from '@wardline/sla-engine';
import type { TicketDetails, TicketEvent, TicketState } from '@wardline/ticket-core';
import {
  type Meaning,
  meaningOfAssignment,
  meaningOfMerge,
  meaningOfMove,
  meaningOfOpening,
  meaningOfPriority,
  meaningOfReply,
} from './clock-meaning.ts';

/**
 * What a ticket's events mean to its clocks. `clientSpeaks`: the reply comes from the clinic's side,
 * whoever of them wrote it.
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
    const meaning = meaningOf(event, hold, clientSpeaks);
    if (event.type === 'TicketStateChanged') hold = event.holdReason;
    const at = instantOf(event);
    return meaning.map(
      (each) => ({ ...each, id: newId(), at, seq: seq++, by: event.by.id }) as ClockEvent,
    );
  });
}

/** When it happened, which may be before somebody wrote it down. */
function instantOf(event: TicketEvent): Instant {
  if (event.type === 'ServiceRestored') return event.restoredAt;
  if (event.type === 'NotificationRecorded') return event.notification.notifiedAt;
  return event.at;
}

/** When a security incident was discovered. */
export function discoveredAt(details: TicketDetails | null): Instant | null {
  return details?.of === 'SECURITY_INCIDENT' ? details.discoveredAt : null;
}

function meaningOf(event: TicketEvent, hold: string | null, clientSpeaks: boolean): Meaning[] {
  switch (event.type) {
    case 'TicketOpened':
      return meaningOfOpening(
        event.ticket.priority,
        event.ticket,
        discoveredAt(event.ticket.details),
      );
    case 'TicketPriorityChanged':
      return meaningOfPriority(event.from, event.to);
    case 'TicketAssigned':
      return meaningOfAssignment(event);
    case 'PublicReplyAdded':
      return meaningOfReply(clientSpeaks || event.byRequester);
    case 'TicketStateChanged':
      return meaningOfMove(event, hold);
    case 'TicketMerged':
      return meaningOfMerge(hold);
    case 'ServiceRestored':
      return [{ type: 'RESTORED' }];
    case 'NotificationRecorded':
      return [{ type: 'NOTIFIED' }];
    default:
      return [];
  }
}
