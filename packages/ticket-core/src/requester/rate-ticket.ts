import {
  type Actor,
  err,
  formatInstant,
  type Instant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { TicketRated } from '../events.ts';
import { categoryOf } from '../lifecycle/state.ts';
import { checkAt, checkBody } from '../tickets/check-input.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';

/** What the requester thinks of how it was resolved. */
export interface RateTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  /** 1 (bad) to 5 (good). */
  readonly score: number;
  readonly comment?: string | null | undefined;
}

export interface RatingFacts {
  /** How long after the resolution it may be rated, and the rating changed. Milliseconds; default 30 days. */
  readonly ratingWindowMs?: number | undefined;
}

/** 30 days, counted from the resolution: later, nobody remembers. */
export const DEFAULT_RATING_WINDOW_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Rates a resolution: one rating each, which may be changed until the window ends. A reopened ticket
 * loses its rating, for that was not its end.
 * @returns one `TicketRated`, or nothing if it says the same; refusals: `NOT_THE_REQUESTER`,
 *   `NOT_RESOLVED`, `SCORE_OUT_OF_RANGE`, `RATING_WINDOW_OVER`, texts.
 */
export function rateTicket(
  ticket: TicketState,
  command: RateTicketCommand,
  { ratingWindowMs = DEFAULT_RATING_WINDOW_MS }: RatingFacts = {},
): Result<readonly TicketRated[], TicketRefusal> {
  const { at, by, score } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const personId = memberOf(by);
  if (personId === null || personId !== ticket.requesterId) {
    return err(refusal('NOT_THE_REQUESTER', 'Only who asked for it can rate it.'));
  }
  const category = categoryOf(ticket.state);
  const done = category === 'DONE' || (category === 'FINAL' && ticket.resolvedAt !== null);
  if (!done || ticket.resolvedAt === null || ticket.state === 'MERGED') {
    return err(refusal('NOT_RESOLVED', 'It is rated once it is resolved.'));
  }
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    return err(
      refusal('SCORE_OUT_OF_RANGE', 'score must be a whole number from 1 to 5.', ['score']),
    );
  }
  const end = ticket.resolvedAt + ratingWindowMs;
  if (at > end) {
    return err(refusal('RATING_WINDOW_OVER', `It could be rated until ${formatInstant(end)}.`, []));
  }
  const body = checkBody(command.comment ?? '', 'comment', true);
  if (!body.ok) return body;
  const comment = body.value === '' ? null : body.value;
  if (ticket.rating?.score === score && ticket.rating.comment === comment) return ok([]);
  const rating = { score, comment, ratedAt: at, ratedBy: personId };
  return ok([{ type: 'TicketRated', ticketId: ticket.id, at, by, rating }]);
}
