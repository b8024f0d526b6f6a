import type { Actor, Instant, PersonId, Result } from '@wardline/kernel';
import { ok } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { WatcherRemoved } from '../events.ts';
import { checkAt } from './check-input.ts';
import type { TicketState } from './ticket.ts';

/** Stop somebody from following the ticket. */
export interface RemoveWatcherCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly personId: PersonId;
}

/** @returns one `WatcherRemoved`, or nothing for somebody who does not watch. */
export function removeWatcher(
  ticket: TicketState,
  command: RemoveWatcherCommand,
): Result<readonly WatcherRemoved[], TicketRefusal> {
  const { at, by, personId } = command;
  if (!ticket.watcherIds.includes(personId)) return ok([]);
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  return ok([{ type: 'WatcherRemoved', ticketId: ticket.id, at, by, personId }]);
}
