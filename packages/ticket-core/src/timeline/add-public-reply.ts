import type { Actor, Instant, PersonId, Result } from '@wardline/kernel';
import { ok } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { PublicReplyAdded } from '../events.ts';
import { checkAt, checkBody, checkNotFinal } from '../tickets/check-input.ts';
import type { EntryId, TicketState } from '../tickets/ticket.ts';

/** Words for the requester, or from the requester. */
export interface AddPublicReplyCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly entryId: EntryId;
  readonly body: string;
  /** Whose words they are when the actor only carries them (mail gateway, import). Default: the acting member. */
  readonly authorId?: PersonId | null | undefined;
}

/**
 * Adds a reply that the requester sees.
 * @returns one `PublicReplyAdded`; refusals: `TICKET_CLOSED` (a follow-up ticket is the way), texts.
 */
export function addPublicReply(
  ticket: TicketState,
  command: AddPublicReplyCommand,
): Result<readonly [PublicReplyAdded], TicketRefusal> {
  const { at, by, entryId } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const body = checkBody(command.body, 'body');
  if (!body.ok) return body;
  const authorId = command.authorId ?? memberOf(by);
  return ok([
    {
      type: 'PublicReplyAdded',
      ticketId: ticket.id,
      at,
      by,
      entryId,
      body: body.value,
      authorId,
      byRequester: authorId !== null && authorId === ticket.requesterId,
    },
  ] as const);
}

/** The person behind an actor; a key or a service is nobody. */
export function memberOf(actor: Actor): PersonId | null {
  return actor.kind === 'MEMBER' ? (actor.id as PersonId) : null;
}
