import type { Actor, Instant, PersonId, Result } from '@wardline/kernel';
import { ok } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { InternalNoteAdded } from '../events.ts';
import { checkAt, checkBody } from '../tickets/check-input.ts';
import type { EntryId, TicketState } from '../tickets/ticket.ts';
import { memberOf } from './add-public-reply.ts';

/** Words for those who do the work. */
export interface AddInternalNoteCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly entryId: EntryId;
  readonly body: string;
  /** Whose words they are when the actor only carries them. Default: the acting member. */
  readonly authorId?: PersonId | null | undefined;
}

/**
 * Adds a note that the clinic's requesters never see. A closed ticket takes it too: what is learnt
 * afterwards belongs with it.
 * @returns one `InternalNoteAdded`; refusals: texts.
 */
export function addInternalNote(
  ticket: TicketState,
  command: AddInternalNoteCommand,
): Result<readonly [InternalNoteAdded], TicketRefusal> {
  const { at, by, entryId } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const body = checkBody(command.body, 'body');
  if (!body.ok) return body;
  const authorId = command.authorId ?? memberOf(by);
  return ok([
    { type: 'InternalNoteAdded', ticketId: ticket.id, at, by, entryId, body: body.value, authorId },
  ] as const);
}
