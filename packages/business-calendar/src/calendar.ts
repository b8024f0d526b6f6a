/** A date on the wall calendar, `YYYY-MM-DD`, in the calendar's own time zone. */
export type LocalDate = string;

/**
 * An opening on the wall clock: `['09:00', '17:30']`, 24-hour, `HH:MM` or `HH:MM:SS`. Half open:
 * 17:30 itself is closed. `'24:00'` is a legal close. A close at or before the opening runs into
 * the next day (`['22:00', '06:00']`; `['00:00', '00:00']` is 24 hours), and the whole interval
 * belongs to the date on which it starts.
 */
export type TimeRange = readonly [opens: string, closes: string];

/** A day of the week, as in {@link CalendarInput.weekly}. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A date on which the weekly hours do not apply, and what it is called. */
export interface Holiday {
  readonly date: LocalDate;
  /** Said by every explanation of a due date that this holiday moved. */
  readonly name: string;
}

/** What a person or a database row says about opening hours, not yet checked. */
export interface CalendarInput {
  /** An IANA name such as `America/New_York`. Offsets (`+02:00`) are refused: they know no DST. */
  readonly timezone: string;
  /** A missing day is a closed day. */
  readonly weekly: { readonly [day in Weekday]?: readonly TimeRange[] };
  /** Replaces the weekly hours of single dates; `[]` closes the date. Also beats a holiday. */
  readonly overrides?: Readonly<Record<LocalDate, readonly TimeRange[]>>;
  /** Removes the weekly intervals that start on these dates. */
  readonly holidays?: readonly Holiday[];
  /** Closed spans of single dates; beats everything else. */
  readonly breaks?: Readonly<Record<LocalDate, readonly TimeRange[]>>;
}

/**
 * Opening hours that {@link defineCalendar} has checked: deeply frozen, plain JSON, every field
 * present, ranges sorted. Precedence: break > override > holiday > weekly hours.
 */
export interface Calendar {
  readonly timezone: string;
  readonly weekly: { readonly [day in Weekday]: readonly TimeRange[] };
  readonly overrides: Readonly<Record<LocalDate, readonly TimeRange[]>>;
  readonly holidays: readonly Holiday[];
  readonly breaks: Readonly<Record<LocalDate, readonly TimeRange[]>>;
}

/** Monday first, as in ISO 8601. */
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
