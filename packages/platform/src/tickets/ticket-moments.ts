import type { Side } from '@wardline/access';
import type { Instant } from '@wardline/kernel';
import type { TicketEvent } from '@wardline/ticket-core';
import type { TicketRow } from './ticket.entity.ts';

/** When things last happened to a ticket that no decision asks about: kept for lists and rules. */
export type TicketMoments = Pick<TicketRow, 'stateSince' | 'requesterRepliedAt' | 'deskRepliedAt'>;

/** The moments after what has happened. `side`: whose words a reply is, unless it is the requester's. */
export function momentsAfter(
  before: TicketMoments,
  events: readonly TicketEvent[],
  side: Side,
): TicketMoments {
  return events.reduce((moments, event) => momentsOf(moments, event, side), before);
}

function momentsOf(before: TicketMoments, event: TicketEvent, side: Side): TicketMoments {
  switch (event.type) {
    case 'TicketOpened':
    case 'TicketStateChanged':
    case 'TicketMerged':
      return { ...before, stateSince: event.at };
    case 'PublicReplyAdded':
      // As on the timeline: whoever of the clinic's side writes, it is not the desk.
      return event.byRequester || side === 'CLIENT'
        ? { ...before, requesterRepliedAt: later(before.requesterRepliedAt, event.at) }
        : { ...before, deskRepliedAt: later(before.deskRepliedAt, event.at) };
    default:
      return before;
  }
}

const later = (known: Instant | null, at: Instant) => Math.max(known ?? at, at);
