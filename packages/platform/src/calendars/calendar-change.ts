import {
  type Calendar,
  type CalendarInput,
  defineCalendar,
  type Holiday,
  type LocalDate,
  type TimeZoneProvider,
} from '@wardline/business-calendar';
import { type InputPath, type Result, within } from '@wardline/kernel';
import type { PlatformRefusal } from '../refusals.ts';

type Dated = NonNullable<CalendarInput['overrides']>;

/**
 * What shall be different from now on. What is left out stays as it is. `set` and `remove` are for
 * single dates: a date that is set gets these entries instead of those it had, and removing what is
 * not there is no mistake. First what is given whole, then `remove`, then `set`.
 */
export interface CalendarChange {
  readonly timezone?: string | undefined;
  readonly weekly?: CalendarInput['weekly'] | undefined;
  readonly holidays?: readonly Holiday[] | undefined;
  readonly overrides?: Dated | undefined;
  readonly breaks?: Dated | undefined;
  readonly set?: {
    readonly holidays?: readonly Holiday[] | undefined;
    readonly overrides?: Dated | undefined;
    readonly breaks?: Dated | undefined;
  };
  readonly remove?: {
    readonly holidays?: readonly LocalDate[] | undefined;
    readonly overrides?: readonly LocalDate[] | undefined;
    readonly breaks?: readonly LocalDate[] | undefined;
  };
}

/**
 * The calendar with a change made to it.
 * @returns it, or the refusal with the path of the bad entry in the change.
 */
export function changeCalendar(
  current: Calendar,
  change: CalendarChange,
  timeZones: TimeZoneProvider,
): Result<Calendar, PlatformRefusal> {
  const { timezone = current.timezone, weekly, holidays, overrides, breaks, set, remove } = change;
  // Alone first, so that a refusal names the entry where the caller wrote it.
  const whole = { timezone, weekly: weekly ?? {}, ...present({ holidays, overrides, breaks }) };
  const given = define(whole, timeZones, []);
  if (!given.ok) return given;
  const alone = define({ timezone, weekly: {}, ...present(set ?? {}) }, timeZones, ['set']);
  if (!alone.ok) return alone;
  const setHolidays = alone.value.holidays;
  const gone = new Set([...(remove?.holidays ?? []), ...setHolidays.map(({ date }) => date)]);
  const kept = (holidays ? given.value.holidays : current.holidays).filter(
    ({ date }) => !gone.has(date),
  );
  return define(
    {
      timezone,
      weekly: weekly ? given.value.weekly : current.weekly,
      holidays: [...kept, ...setHolidays],
      overrides: dated(
        overrides ? given.value.overrides : current.overrides,
        remove?.overrides,
        alone.value.overrides,
      ),
      breaks: dated(
        breaks ? given.value.breaks : current.breaks,
        remove?.breaks,
        alone.value.breaks,
      ),
    },
    timeZones,
    [],
  );
}

function define(
  input: CalendarInput,
  timeZones: TimeZoneProvider,
  path: InputPath,
): Result<Calendar, PlatformRefusal> {
  const defined = defineCalendar(input, { timeZones });
  if (defined.ok) return defined;
  // Of a part that is checked alone, only its own entries and its size can be wrong.
  return { ok: false, error: within(path, defined.error) };
}

function dated(before: Dated, remove: readonly LocalDate[] = [], set: Dated = {}): Dated {
  const gone = new Set(remove);
  const kept = Object.entries(before).filter(([date]) => !gone.has(date));
  return { ...Object.fromEntries(kept), ...set };
}

/** Without what is undefined: to a calendar's definition an undefined field is a bad one. */
function present(fields: {
  readonly holidays?: readonly Holiday[] | undefined;
  readonly overrides?: Dated | undefined;
  readonly breaks?: Dated | undefined;
}): Partial<CalendarInput> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
