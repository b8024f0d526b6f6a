import type { TicketEvent as ClockEvent } from '@wardline/sla-engine';
import type { TicketEvent, TicketState } from '@wardline/ticket-core';
import {
  type Meaning,
  meaningOfAssignment,
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
    return meaning.map(
      (each) => ({ ...each, id: newId(), at: event.at, seq: seq++, by: event.by.id }) as ClockEvent,
    );
  });
}

function meaningOf(event: TicketEvent, hold: string | null, clientSpeaks: boolean): Meaning[] {
  switch (event.type) {
    case 'TicketOpened':
      return meaningOfOpening(event.ticket.priority, event.ticket);
    case 'TicketPriorityChanged':
      return meaningOfPriority(event.from, event.to);
    case 'TicketAssigned':
      return meaningOfAssignment(event);
    case 'PublicReplyAdded':
      return meaningOfReply(clientSpeaks || event.byRequester);
    case 'TicketStateChanged':
      return meaningOfMove(event, hold);
    case 'TicketMerged':
      return [{ type: 'MERGED' }];
    default:
      return [];
  }
}
