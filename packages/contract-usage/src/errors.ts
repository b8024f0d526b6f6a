import { type Err, err, type InputPath, type Refusal, refusal } from '@wardline/kernel';

/** Every code this package refuses with, and what it means. Codes are stable; messages may improve. */
export const USAGE_ERRORS = {
  TEXT_EMPTY: 'A text that must say something is empty.',
  TEXT_TOO_LONG: 'A text has too many characters.',
  TEXT_NOT_STORABLE: 'A text contains a NUL character or half of a surrogate pair.',
  VALUE_UNKNOWN: 'The value is not one of those the field knows.',
  NUMBER_OUT_OF_RANGE: 'The number is not a whole one within the bounds of its field.',
  LIST_TOO_LONG: 'A list has more entries than allowed.',
  ID_REPEATED: 'Two entries of a list have the same id.',
  CURRENCY_UNKNOWN: 'The currency is no ISO 4217 code.',
  TIME_ZONE_UNKNOWN: 'The time zone is no IANA name.',
  PERIOD_INVALID: 'A period is a month, YYYY-MM.',
  PERIOD_NOT_COVERED: 'The contract does not hold in the period.',
  PERIOD_EXPORTED: 'The period has been exported and stays as it is.',
  PERIOD_TOO_FAR: 'The period lies more than ten years after the one to export next.',
  BILLING_TERMS_MISSING: 'No billing terms hold in the period.',
  PERIOD_NOT_OVER: 'The period has not ended yet.',
  PERIOD_OUT_OF_ORDER: 'An earlier period has not been exported yet.',
} as const;

export type UsageErrorCode = keyof typeof USAGE_ERRORS;
export type UsageRefusal = Refusal<UsageErrorCode>;

/** Refuses. */
export function no(code: UsageErrorCode, message: string, path: InputPath = []): Err<UsageRefusal> {
  return err(refusal(code, message, path));
}
