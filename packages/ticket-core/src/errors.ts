import type { Refusal } from '@wardline/kernel';
import type { TransitionBlocker } from './lifecycle.ts';
import type { TicketStateName } from './state.ts';

/** Every code a ticket decision refuses with, and what it means. Codes are stable; messages may improve. */
export const TICKET_ERRORS = {
  TEXT_EMPTY: 'A text that must say something is empty.',
  TEXT_TOO_LONG: 'A text has more characters than its field holds.',
  TEXT_NOT_STORABLE: 'A text contains a NUL character or half of a surrogate pair.',
  VALUE_UNKNOWN: 'The value is not one of those the field knows.',
  LIST_TOO_LONG: 'A list has more entries than allowed.',
  NOT_FOUND: 'Nothing with this id exists where the ticket could refer to it.',
  INSTANT_INVALID: 'The instant is not a whole number of milliseconds between 1900 and 2199.',
  TIME_BEFORE_OPENED: 'Something cannot happen to a ticket before it was opened.',
  MINUTES_OUT_OF_RANGE: 'Worked minutes are a whole number from 1 to 1440.',
  TYPE_NOT_SERVED: 'Tickets of this type cannot be opened yet.',
  ASSIGNEE_NOT_IN_TEAM: 'The assignee does not belong to the team.',
  PRIORITY_BELOW_CARE_FLOOR: 'The priority is lower than the care impact allows.',
  HOLD_REASON_REQUIRED: 'A ticket is put on hold for a reason.',
  RESOLUTION_CODE_REQUIRED: 'A ticket is resolved with a resolution code.',
  NOTE_REQUIRED: 'This transition needs a note.',
  DETAIL_NOT_ACCEPTED: 'The transition does not take this detail.',
  TICKET_CLOSED: 'The ticket is closed or cancelled and stays as it is.',
  TRANSITION_REFUSED: 'The ticket cannot go to that state now.',
} as const;

export type TicketErrorCode = keyof typeof TICKET_ERRORS;

/** The ticket cannot take the wanted state; `blockedBy` has at least one reason. */
export interface TransitionRefused extends Refusal<'TRANSITION_REFUSED'> {
  readonly from: TicketStateName;
  readonly to: TicketStateName;
  readonly blockedBy: readonly TransitionBlocker[];
}

/** A refusal that names the field it is about in `path`. */
export type TicketInputRefused = Refusal<Exclude<TicketErrorCode, 'TRANSITION_REFUSED'>>;

export type TicketRefusal = TransitionRefused | TicketInputRefused;
