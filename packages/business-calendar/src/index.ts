export { alwaysOpen } from './always-open.ts';
export type {
  Calendar,
  CalendarInput,
  Holiday,
  LocalDate,
  TimeRange,
  Weekday,
} from './calendar.ts';
export { WEEKDAYS } from './calendar.ts';
export type { CompileOptions } from './compile-calendar.ts';
export { compileCalendar } from './compile-calendar.ts';
export type {
  BusinessDayOptions,
  CalendarSpan,
  CompiledCalendar,
  Interval,
  SpanReason,
} from './compiled-calendar.ts';
export { defineCalendar } from './define-calendar.ts';
export { diffCalendars } from './diff-calendars.ts';
export type {
  CalendarArgumentCode,
  CalendarRefusal,
  CalendarRefusalCode,
} from './errors.ts';
export { CalendarArgumentError } from './errors.ts';
export type { TimeZoneProvider, ZoneTransition } from './time-zones.ts';
export { intlTimeZones } from './time-zones.ts';
export type { ZoneClock } from './zone-clock.ts';
export { addDays, daysBetween, weekdayOfDate, zoneClock } from './zone-clock.ts';
