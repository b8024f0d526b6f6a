import type { CalendarInput } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import {
  type Calendars,
  type ClockForecast,
  type ClockReading,
  type ClockState,
  clockStatusAt,
  explain,
  forecast,
  type LedgerSpan,
} from '@wardline/sla-engine';
import {
  aroundTheClockDefinition,
  type CompiledCalendars,
} from '../calendars/compiled-calendars.ts';

/** Reads stored clocks at an instant: nothing is written for time to pass. */
export interface ClockReader {
  /** @param definition the calendar the clock counts in; null for one that counts around the clock. */
  read(clock: ClockState, definition: CalendarInput | null, now: Instant): ClockReading;
  /** What it is heading for; null once it has ended. @param withinMs how far ahead "at risk" looks. */
  forecast(
    clock: ClockState,
    definition: CalendarInput | null,
    now: Instant,
    withinMs: number,
  ): ClockForecast | null;
  /** Where its time went, span by span. */
  explain(clock: ClockState, definition: CalendarInput | null, now: Instant): readonly LedgerSpan[];
}

export function clockReader(compiled: CompiledCalendars): ClockReader {
  const calendarsOf = (clock: ClockState, definition: CalendarInput | null): Calendars => {
    const hours = definition ?? aroundTheClockDefinition(clock.calendarId);
    return hours ? { [clock.calendarId]: compiled.compile(hours) } : {};
  };
  return {
    read: (clock, definition, now) => clockStatusAt(clock, now, calendarsOf(clock, definition)),
    forecast: (clock, definition, now, withinMs) =>
      forecast(clock, now, withinMs, calendarsOf(clock, definition)),
    explain: (clock, definition, now) => explain(clock, now, calendarsOf(clock, definition)),
  };
}
