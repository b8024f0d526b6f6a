import { ok, type Result, within } from '@wardline/kernel';
import type { PlatformRefusal } from '../../refusals.ts';
import type { UnitOfWork } from '../../unit-of-work.ts';
import { changeCalendar } from '../calendar-change.ts';
import { holdFromNowOn } from '../calendar-version.store.ts';
import type { ManagedCalendar } from '../load-calendar.ts';
import type { HolidaySource } from './found-holiday.ts';
import {
  HOLIDAY_OUTCOMES,
  type PlannedHoliday,
  type PlanOptions,
  planHolidays,
} from './plan-holidays.ts';

export interface HolidaysTakenOver {
  readonly calendarId: string;
  /** The version that holds now. */
  readonly number: number;
  readonly holidays: readonly PlannedHoliday[];
}

/** Takes a source's holidays over into a calendar, or tells what that would do. */
export async function takeOverHolidays(
  uow: UnitOfWork,
  { calendar, authority }: ManagedCalendar,
  source: HolidaySource,
  options: PlanOptions & { readonly dryRun: boolean },
  facts: Readonly<Record<string, unknown>>,
): Promise<Result<HolidaysTakenOver, PlatformRefusal>> {
  const { entries, change } = planHolidays(calendar.definition, source, options);
  const { timeZones } = uow.session.engine.ports;
  const changed = changeCalendar(calendar.definition, change, timeZones);
  // Only the whole can be too large; the path of a planned entry would tell the caller nothing.
  if (!changed.ok) return { ok: false, error: { ...within([], changed.error), path: [] } };
  if (!options.dryRun) {
    await holdFromNowOn(uow, calendar, changed.value);
    const counts = HOLIDAY_OUTCOMES.map((outcome) => [
      outcome,
      entries.filter((entry) => entry.outcome === outcome).length,
    ]);
    uow.record({
      type: 'CalendarHolidaysImported',
      recordType: 'Calendar',
      recordId: calendar.id,
      clinicId: null,
      facts: { ...facts, ...Object.fromEntries(counts), number: calendar.currentNumber },
      authority,
    });
  }
  return ok({ calendarId: calendar.id, number: calendar.currentNumber, holidays: entries });
}
