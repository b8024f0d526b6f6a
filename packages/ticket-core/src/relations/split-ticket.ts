import {
  type Actor,
  err,
  type Instant,
  ok,
  type PersonId,
  type Result,
  refusal,
  type TicketId,
} from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { EntryCopied, LinkAdded, TicketOpened, TicketSplit } from '../events.ts';
import { checkList, checkNotFinal } from '../tickets/check-input.ts';
import { notFound } from '../tickets/check-references.ts';
import { type OpenTicketFacts, openTicket } from '../tickets/open-ticket.ts';
import type { Domain, EntryId, TicketState } from '../tickets/ticket.ts';

/** Two matters came in one ticket: let the second have its own. */
export interface SplitTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  /** The new ticket's. */
  readonly id: TicketId;
  readonly number: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Default: the same. */
  readonly domain?: Domain | undefined;
  /** The replies and notes that belong to the second matter, 1 to 100. */
  readonly entryIds: readonly EntryId[];
  /** An id for each copy, in the order of `entryIds`. */
  readonly copyIds: readonly EntryId[];
}

/** A reply or a note of the ticket. */
export interface EntryFact {
  readonly id: EntryId;
  readonly kind: 'PUBLIC_REPLY' | 'INTERNAL_NOTE';
  readonly body: string;
  readonly authorId: PersonId | null;
  readonly at: Instant;
}

export interface SplitFacts extends OpenTicketFacts {
  /** The entries named, as the actor sees them. */
  readonly entries: readonly EntryFact[];
}

export interface SplitTickets {
  readonly source: readonly [TicketSplit];
  readonly opened: readonly [TicketOpened, LinkAdded, ...EntryCopied[]];
}

/**
 * Opens a second ticket with copies of the chosen entries; the first keeps everything, for a history
 * is not rewritten. What was internal stays internal, what was confidential stays confidential, and
 * copies meet no clock: nobody answered the new ticket yet.
 * @returns what happened to each; refusals: `TICKET_CLOSED`, `SPLIT_NOTHING`, `NOT_FOUND`, those of
 *   an opening, `NOT_FOR_THIS_TYPE` but for incidents and requests.
 */
export function splitTicket(
  ticket: TicketState,
  command: SplitTicketCommand,
  facts: SplitFacts,
): Result<SplitTickets, TicketRefusal> {
  const { at, by, id, number, title, entryIds, copyIds } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  if (ticket.type !== 'INCIDENT' && ticket.type !== 'SERVICE_REQUEST') {
    return err(refusal('NOT_FOR_THIS_TYPE', 'Only incidents and service requests are split.'));
  }
  const chosen = checkList(entryIds, ['entryIds']);
  if (!chosen.ok) return chosen;
  if (chosen.value.length === 0) {
    return err(refusal('SPLIT_NOTHING', 'Choose what belongs to the new ticket.', ['entryIds']));
  }
  const opening = openTicket(
    {
      at,
      by,
      id,
      number,
      title,
      description: command.description,
      type: ticket.type,
      clinicId: ticket.clinicId,
      requesterId: ticket.requesterId,
      channel: ticket.channel,
      domain: command.domain ?? ticket.domain,
      category: ticket.category,
      impact: ticket.impact,
      urgency: ticket.urgency,
      careImpact: ticket.statedCareImpact,
      patientConnected: ticket.patientConnected,
      alternativeAvailable: ticket.alternativeAvailable,
      assetIds: ticket.assetIds,
      locationId: ticket.locationId,
      watcherIds: ticket.watcherIds,
      confidential: ticket.confidential,
    },
    facts,
  );
  if (!opening.ok) return opening;
  const happened = { ticketId: id, at, by } as const;
  const copies: EntryCopied[] = [];
  for (const [index, entryId] of chosen.value.entries()) {
    const entry = facts.entries.find((each) => each.id === entryId);
    const copyId = copyIds[entryIds.indexOf(entryId)];
    if (!entry || !copyId) return notFound(['entryIds', index], 'reply or note');
    copies.push({
      type: 'EntryCopied',
      ...happened,
      entryId: copyId,
      kind: entry.kind,
      body: entry.body,
      authorId: entry.authorId,
      copiedFrom: { ticketId: ticket.id, entryId, writtenAt: entry.at },
    });
  }
  const linked: LinkAdded = {
    type: 'LinkAdded',
    ...happened,
    link: { kind: 'SPLIT_FROM', fromId: id, toId: ticket.id },
    targetId: ticket.id,
    number: ticket.number,
  };
  const split: TicketSplit = {
    type: 'TicketSplit',
    ticketId: ticket.id,
    at,
    by,
    newTicketId: id,
    newNumber: number,
    entryIds: chosen.value,
  };
  return ok({ source: [split], opened: [...opening.value, linked, ...copies] as const });
}
