import type { Refusal } from '@wardline/kernel';

/** Every code a rule set is refused with, and what it means. Codes are stable; messages may improve. */
export const TRIAGE_ERRORS = {
  TEXT_EMPTY: 'A text that must say something is empty.',
  TEXT_TOO_LONG: 'A text has too many characters.',
  TEXT_NOT_STORABLE: 'A text contains a NUL character or half of a surrogate pair.',
  VALUE_UNKNOWN: 'The value is not one of those the field knows.',
  LIST_EMPTY: 'A list needs at least one entry.',
  LIST_TOO_LONG: 'A list has more entries than allowed.',
  ID_REPEATED: 'Two rules have the same id.',
  NUMBER_OUT_OF_RANGE: 'The number is not a whole one within the bounds of its field.',
  TIMES_REQUIRED: 'A scheduled rule says how often it acts on one ticket at most.',
  INTERVAL_UNFIT: 'Only scheduled rules are asked at intervals.',
  FIELD_UNKNOWN: 'There is no such field.',
  FIELD_NOT_SETTABLE: 'Rules cannot set this field.',
  OPERATOR_UNFIT: 'The operator makes no sense of a field of this kind.',
  VALUE_TYPE_UNFIT: 'The value is of another type than the field.',
  CONDITION_TOO_DEEP: 'Conditions are nested more deeply than allowed.',
  CONDITION_TOO_LARGE: 'A rule has more conditions than allowed.',
  CONDITION_CONTRADICTORY: 'The conditions can never hold together.',
  RULE_UNREACHABLE: 'An earlier rule takes everything this one would.',
} as const;

export type TriageErrorCode = keyof typeof TRIAGE_ERRORS;
export type TriageRefusal = Refusal<TriageErrorCode>;
