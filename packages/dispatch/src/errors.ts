import type { Refusal } from '@wardline/kernel';

/** Every code this package refuses with, and what it means. Codes are stable; messages may improve. */
export const DISPATCH_ERRORS = {
  TEXT_EMPTY: 'A name is missing.',
  TEXT_TOO_LONG: 'A name has too many characters.',
  TEXT_NOT_STORABLE: 'A name contains a NUL character or half of a surrogate pair.',
  VALUE_UNKNOWN: 'The value is not one of those the field knows.',
  NUMBER_OUT_OF_RANGE: 'The number is not a whole one within the bounds of its field.',
  LIST_EMPTY: 'A list needs at least one entry.',
  LIST_TOO_LONG: 'A list has more entries than allowed.',
  ID_REPEATED: 'Two entries of a list have the same id.',
  TIME_ZONE_UNKNOWN: 'The time zone is no IANA name.',
  DATE_INVALID: 'The date does not exist, or lies outside 1900–2199.',
  TIME_INVALID: 'A time of day is HH:MM, from 00:00 to 23:59.',
  HOURS_INVALID: 'The weekly hours are no hours of a calendar.',
  SPAN_INVALID: 'A span ends after it begins, and lasts no longer than allowed.',
  SPAN_IN_PAST: 'The span is over already.',
  LAYER_UNKNOWN: 'The rotation has no such layer.',
  PERSON_NOT_IN_TEAM: 'The person is not in the team.',
  PERSON_ABSENT: 'The person is absent in that time.',
  PERSON_ON_CALL_ALREADY: 'The person already holds a layer of the rotation in that time.',
  OVERRIDE_OVERLAPS: 'Another override holds the layer in part of that time.',
  SWAP_NOT_OPEN: 'The swap was agreed, declined or withdrawn before.',
  SWAP_NOT_YOURS: 'The person is not the one who may answer.',
  SWAP_SAME_PERSON: 'A swap needs two people.',
  SHIFT_NOT_HELD: 'The person does not hold the layer for the whole of that time.',
  LANE_UNREACHABLE: 'An earlier lane without conditions takes everything.',
  HAND_OVER_SAME_TEAM: 'The ticket is with that team already.',
  HAND_OVER_NOTE_REQUIRED: 'The reason needs a note.',
  HAND_OVER_NOT_AGREED: 'The agreement does not let work pass between these sides for this reason.',
  VISIT_OVERLAPS: 'The person has another visit in that time.',
  VISIT_TRANSITION: 'A visit does not go from its state to that one.',
  PERSON_CANNOT_GO: 'The person does not work for the clinic.',
  OUTSIDE_WORKING_HOURS: 'The person does not work at that time.',
  REASON_REQUIRED: 'The transition needs a reason.',
  REASON_NOT_ACCEPTED: 'The transition takes no reason.',
  TIME_IN_FUTURE: 'Something that happened cannot lie in the future.',
  TIME_OUT_OF_ORDER: 'Something would have happened before what it follows.',
  HAND_OVER_UNSTAFFED: 'Nobody of the receiving team is there, and the work cannot wait.',
} as const;

export type DispatchErrorCode = keyof typeof DISPATCH_ERRORS;
export type DispatchRefusal = Refusal<DispatchErrorCode>;
