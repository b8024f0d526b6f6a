import { err, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { LinkAdded, TicketOpened } from '../events.ts';
import type { TransitionFacts } from '../facts.ts';
import { DEFAULT_REOPEN_WINDOW_MS } from '../lifecycle/lifecycle.ts';
import { isFinal } from '../lifecycle/state.ts';
import {
  type OpenTicketCommand,
  type OpenTicketFacts,
  openTicket,
} from '../tickets/open-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';

/** A closed ticket is not awakened: what comes of it is a ticket of its own. */
export interface FollowUpTicketCommand
  extends Omit<OpenTicketCommand, 'clinicId' | 'requesterId' | 'domain'> {
  /** Default: the first ticket's requester. */
  readonly requesterId?: OpenTicketCommand['requesterId'] | undefined;
  /** Default: the first ticket's. */
  readonly domain?: OpenTicketCommand['domain'] | undefined;
}

/** As for an opening; `reopenWindowMs` as for the first ticket's transitions. */
export interface FollowUpFacts extends OpenTicketFacts, Pick<TransitionFacts, 'reopenWindowMs'> {}

/**
 * Opens a ticket that follows a closed one, or one that was resolved too long ago to be reopened: at its clinic, about its assets unless others are named,
 * and confidential if that was.
 * @returns `TicketOpened` and its link; refusals: those of an opening, `FOLLOWS_OPEN` while the first
 *   ticket can still take the news itself.
 */
export function followUpTicket(
  original: TicketState,
  command: FollowUpTicketCommand,
  { reopenWindowMs = DEFAULT_REOPEN_WINDOW_MS, ...facts }: FollowUpFacts,
): Result<readonly [TicketOpened, LinkAdded], TicketRefusal> {
  const { state, resolvedAt } = original;
  const isPast =
    state === 'RESOLVED' && resolvedAt !== null && command.at > resolvedAt + reopenWindowMs;
  if (!isFinal(state) && !isPast) {
    return err(
      refusal('FOLLOWS_OPEN', `${original.number} is not closed: reply to it, or reopen it.`, [
        'ticketId',
      ]),
    );
  }
  if (original.type === 'PROBLEM' || command.type === 'PROBLEM') {
    return err(refusal('NOT_FOR_THIS_TYPE', 'A problem follows nothing; link it instead.'));
  }
  const opened = openTicket(
    {
      ...command,
      clinicId: original.clinicId,
      requesterId: command.requesterId === undefined ? original.requesterId : command.requesterId,
      domain: command.domain ?? original.domain,
      assetIds: command.assetIds ?? original.assetIds,
      locationId: command.locationId === undefined ? original.locationId : command.locationId,
      // Opening it to more people than before is a decision of its own.
      confidential: original.confidential || command.confidential,
    },
    facts,
  );
  if (!opened.ok) return opened;
  const { id, at, by } = command;
  const link = { kind: 'FOLLOWS', fromId: id, toId: original.id } as const;
  const { number } = original;
  return ok([
    ...opened.value,
    { type: 'LinkAdded', ticketId: id, at, by, link, targetId: original.id, number },
  ] as const);
}
