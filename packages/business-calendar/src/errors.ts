import type { InputPath, Refusal } from '@wardline/kernel';

/** Why {@link defineCalendar} refused an input; the refusal's `path` names the place. */
export type CalendarRefusalCode =
  | 'CALENDAR_NOT_AN_OBJECT'
  | 'CALENDAR_FIELD_UNKNOWN'
  | 'CALENDAR_TIMEZONE_UNKNOWN'
  | 'CALENDAR_WEEKDAY_UNKNOWN'
  | 'CALENDAR_RANGES_INVALID'
  | 'CALENDAR_TIME_INVALID'
  | 'CALENDAR_RANGE_EMPTY'
  | 'CALENDAR_RANGES_OVERLAP'
  | 'CALENDAR_DATE_INVALID'
  | 'CALENDAR_HOLIDAY_INVALID'
  | 'CALENDAR_TOO_LARGE';

/** A refused calendar: code, message, and the path of the offending entry. */
export type CalendarRefusal = Refusal<CalendarRefusalCode>;

/** What was wrong with the argument of a {@link CalendarArgumentError}. */
export type CalendarArgumentCode = 'CALENDAR_INSTANT_INVALID' | 'CALENDAR_AMOUNT_INVALID';

/**
 * Thrown by a compiled calendar for an argument no caller should send: NaN, a fraction, an unsafe
 * integer, an instant outside 1900–2199. It is a bug in the caller, not an outcome, so it is thrown
 * rather than returned; a `Result` for each of several million calls a second would cost more than
 * the arithmetic.
 */
export class CalendarArgumentError extends RangeError {
  override readonly name = 'CalendarArgumentError';
  readonly code: CalendarArgumentCode;
  /** The argument's name. */
  readonly path: InputPath;

  constructor(code: CalendarArgumentCode, path: InputPath, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
