import type { Actor, Instant, PersonId, Result } from '@wardline/kernel';
import { ok } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { WatcherAdded } from '../events.ts';
import { checkAt, checkList } from './check-input.ts';
import { checkPerson } from './check-references.ts';
import type { TicketState } from './ticket.ts';

/** Let somebody follow the ticket. */
export interface AddWatcherCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly personId: PersonId;
}

export interface AddWatcherFacts {
  readonly people: readonly PersonId[];
}

/**
 * Adds a watcher, who then sees the ticket's public side even if it is confidential.
 * @returns one `WatcherAdded`, or nothing for somebody who watches already; refusals: `NOT_FOUND`,
 *   `LIST_TOO_LONG` beyond 100 watchers.
 */
export function addWatcher(
  ticket: TicketState,
  command: AddWatcherCommand,
  facts: AddWatcherFacts,
): Result<readonly WatcherAdded[], TicketRefusal> {
  const { at, by, personId } = command;
  if (ticket.watcherIds.includes(personId)) return ok([]);
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const person = checkPerson(personId, facts.people, ['personId']);
  if (!person.ok) return person;
  const list = checkList([...ticket.watcherIds, personId], ['personId']);
  if (!list.ok) return list;
  return ok([{ type: 'WatcherAdded', ticketId: ticket.id, at, by, personId }]);
}
