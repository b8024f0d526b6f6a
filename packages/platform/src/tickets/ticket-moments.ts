import type { Instant } from '@wardline/kernel';
import type { TicketEvent } from '@wardline/ticket-core';
import type { TicketRow } from './ticket.entity.ts';

/** When things last happened to a ticket that no decision asks about: kept for lists and rules. */
export type TicketMoments = Pick<TicketRow, 'stateSince' | 'requesterRepliedAt' | 'deskRepliedAt'>;

/** The moments after what has happened. `clientSpeaks`: who asks acts, not those who do the work. */
export function momentsAfter(
  before: TicketMoments,
  events: readonly TicketEvent[],
  clientSpeaks: boolean,
): TicketMoments {
  return events.reduce((moments, event) => momentsOf(moments, event, clientSpeaks), before);
}

function momentsOf(
  before: TicketMoments,
  event: TicketEvent,
  clientSpeaks: boolean,
): TicketMoments {
  switch (event.type) {
    case 'TicketOpened':
    case 'TicketStateChanged':
    case 'TicketMerged':
      return { ...before, stateSince: event.at };
    case 'PublicReplyAdded':
      // As on the timeline: whoever of the clinic's side writes, it is not the desk.
      return event.byRequester || clientSpeaks
        ? { ...before, requesterRepliedAt: later(before.requesterRepliedAt, event.at) }
        : { ...before, deskRepliedAt: later(before.deskRepliedAt, event.at) };
    default:
      return before;
  }
}

const later = (known: Instant | null, at: Instant) => Math.max(known ?? at, at);
