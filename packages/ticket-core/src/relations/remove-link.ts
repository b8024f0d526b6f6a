import {
  type Actor,
  err,
  type Instant,
  ok,
  type Result,
  refusal,
  type TicketId,
} from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { LinkRemoved } from '../events.ts';
import { checkAt, checkChoice } from '../tickets/check-input.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { MANUAL_LINK_KINDS, type ManualLinkKind, normalLink, type TicketLink } from './link.ts';

/** Take back what `addLink` said. */
export interface RemoveLinkCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly kind: ManualLinkKind;
  readonly targetId: TicketId;
}

export interface RemoveLinkFacts {
  /** The links between the two tickets. */
  readonly links: readonly TicketLink[];
}

/**
 * Removes a link. What a merge left behind stays: it says where the ticket went.
 * @returns one `LinkRemoved`, or nothing if they are not linked so; refusals: `LINK_FIXED`.
 */
export function removeLink(
  ticket: TicketState,
  command: RemoveLinkCommand,
  { links }: RemoveLinkFacts,
): Result<readonly LinkRemoved[], TicketRefusal> {
  const { at, by, kind, targetId } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const known = checkChoice(kind, MANUAL_LINK_KINDS, ['kind']);
  if (!known.ok) return known;
  const link = normalLink({ kind, fromId: ticket.id, toId: targetId });
  const present = links.some(
    (each) => each.kind === kind && each.fromId === link.fromId && each.toId === link.toId,
  );
  if (!present) return ok([]);
  if (kind === 'DUPLICATE_OF' && ticket.mergedIntoId === targetId) {
    return err(
      refusal('LINK_FIXED', 'It was merged into that ticket; the link says where it went.', [
        'kind',
      ]),
    );
  }
  return ok([{ type: 'LinkRemoved', ticketId: ticket.id, at, by, link, targetId }]);
}
