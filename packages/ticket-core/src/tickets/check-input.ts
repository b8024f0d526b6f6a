import {
  checkText,
  err,
  type InputPath,
  type Instant,
  isInstant,
  ok,
  type Refusal,
  type Result,
  refusal,
  type TextRefusalCode,
} from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import { isFinal } from '../lifecycle/state.ts';
import { LIMITS, type TicketState } from './ticket.ts';

/** A reply, a note, a description: up to 20,000 code points, trimmed. */
export function checkBody(
  text: string,
  field: string,
  mayBeEmpty = false,
): Result<string, Refusal<TextRefusalCode>> {
  return checkText(text, { path: [field], max: LIMITS.body, mayBeEmpty });
}

/** The value must be one of a closed list: callers without a type checker exist. */
export function checkChoice<T extends string>(
  value: T,
  choices: readonly T[],
  path: InputPath,
): Result<T, TicketInputRefused> {
  if (choices.includes(value)) return ok(value);
  const name = path.at(-1) ?? 'value';
  return err(refusal('VALUE_UNKNOWN', `${name} must be one of ${choices.join(', ')}.`, path));
}

/** At most 100 entries; repeated ones count once and disappear. */
export function checkList<T>(
  list: readonly T[],
  path: InputPath,
): Result<readonly T[], TicketInputRefused> {
  const unique = [...new Set(list)];
  if (unique.length <= LIMITS.listEntries) return ok(unique);
  const name = path.at(-1) ?? 'list';
  return err(
    refusal('LIST_TOO_LONG', `${name} may have at most ${LIMITS.listEntries} entries.`, path),
  );
}

/** An instant that a ticket's history can hold. */
export function checkAt(at: Instant, openedAt: Instant = at): Result<Instant, TicketInputRefused> {
  if (!isInstant(at)) {
    return err(
      refusal('INSTANT_INVALID', 'at must be whole milliseconds between 1900 and 2199.', ['at']),
    );
  }
  if (at < openedAt) {
    return err(refusal('TIME_BEFORE_OPENED', 'at lies before the ticket was opened.', ['at']));
  }
  return ok(at);
}

/** Refuses what would change a closed or cancelled ticket. */
export function checkNotFinal(
  ticket: TicketState,
  path: InputPath = [],
): Result<TicketState, TicketInputRefused> {
  if (!isFinal(ticket.state)) return ok(ticket);
  return err(
    refusal(
      'TICKET_CLOSED',
      ticket.state === 'MERGED'
        ? `${ticket.number} was merged into another ticket; go on there.`
        : `${ticket.number} is ${ticket.state.toLowerCase()}; open a follow-up ticket that refers to it.`,
      path,
    ),
  );
}
