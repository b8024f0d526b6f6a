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
import { calendarVersionKey } from '../calendars/calendar-id.ts';
import {
  aroundTheClockDefinition,
  type CompiledCalendars,
} from '../calendars/compiled-calendars.ts';

/** A version of stored hours, as the read path gives it. */
export interface ReadHours {
  readonly calendarId: string;
  readonly number: number;
  readonly definition: CalendarInput;
}

/** Reads stored clocks at an instant: nothing is written for time to pass. */
export interface ClockReader {
  /** @param hours the versions it counts and has counted in (the clock's `calendarVersions`). */
  read(clock: ClockState, hours: readonly ReadHours[], now: Instant): ClockReading;
  /** What it is heading for; null once it has ended. @param withinMs how far ahead "at risk" looks. */
  forecast(
    clock: ClockState,
    hours: readonly ReadHours[],
    now: Instant,
    withinMs: number,
  ): ClockForecast | null;
  /** Where its time went, span by span, each by the hours that held. */
  explain(clock: ClockState, hours: readonly ReadHours[], now: Instant): readonly LedgerSpan[];
}

export function clockReader(compiled: CompiledCalendars): ClockReader {
  const calendarsOf = (clock: ClockState, hours: readonly ReadHours[]): Calendars => {
    const calendars = hours.map(
      ({ calendarId, number, definition }) =>
        [calendarVersionKey(calendarId, number), compiled.compile(definition)] as const,
    );
    for (const key of [clock.calendarId, ...clock.segments.map((s) => s.calendarId ?? '')]) {
      const around = aroundTheClockDefinition(key);
      if (around) calendars.push([key, compiled.compile(around)]);
    }
    return Object.fromEntries(calendars);
  };
  return {
    read: (clock, hours, now) => clockStatusAt(clock, now, calendarsOf(clock, hours)),
    forecast: (clock, hours, now, withinMs) =>
      forecast(clock, now, withinMs, calendarsOf(clock, hours)),
    explain: (clock, hours, now) => explain(clock, now, calendarsOf(clock, hours)),
  };
}
