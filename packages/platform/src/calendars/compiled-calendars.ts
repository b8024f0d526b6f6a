import {
  alwaysOpen,
  type CalendarInput,
  type CompiledCalendar,
  compileCalendar,
  defineCalendar,
  type TimeZoneProvider,
} from '@wardline/business-calendar';

/** Compiled calendars by what they say; the same hours are compiled once, whoever's they are. */
export interface CompiledCalendars {
  compile(definition: CalendarInput): CompiledCalendar;
}

const MAX_COMPILED = 500;

/** A compiled calendar is a pure function of its definition, so keeping it carries nothing of a tenant's. */
export function compiledCalendars(timeZones: TimeZoneProvider): CompiledCalendars {
  const kept = new Map<string, CompiledCalendar>();
  return {
    compile(definition) {
      const key = JSON.stringify(definition);
      let compiled = kept.get(key);
      if (!compiled) {
        const calendar = defineCalendar(definition, { timeZones });
        if (!calendar.ok)
          throw new TypeError(`A stored calendar is invalid: ${calendar.error.message}`);
        compiled = compileCalendar(calendar.value, { timeZones });
        if (kept.size >= MAX_COMPILED) kept.delete(kept.keys().next().value as string);
        kept.set(key, compiled);
      }
      return compiled;
    },
  };
}

const AROUND_THE_CLOCK = 'always:';

/** The id a policy names the hours of a clinic without a calendar with. */
export const aroundTheClock = (timeZone: string) => `${AROUND_THE_CLOCK}${timeZone}`;

/** The definition behind such an id; null for a stored calendar's. */
export function aroundTheClockDefinition(calendarId: string): CalendarInput | null {
  return calendarId.startsWith(AROUND_THE_CLOCK)
    ? alwaysOpen(calendarId.slice(AROUND_THE_CLOCK.length))
    : null;
}
