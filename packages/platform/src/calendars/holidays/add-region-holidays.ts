import type { LocalDate } from '@wardline/business-calendar';
import type { Session } from '../../session.ts';
import { unitOfWork, type WorkResult } from '../../unit-of-work.ts';
import { loadManagedCalendar } from '../load-calendar.ts';
import { yearOf } from './dates.ts';
import { type RegionHolidays, readRegion } from './region-holidays.ts';
import { type HolidaysTakenOver, takeOverHolidays } from './take-over-holidays.ts';

export interface AddRegionHolidays extends RegionHolidays {
  readonly calendarId: string;
  readonly expectedVersion: number;
  /** Close early on days that are holidays in part. Default: yes. */
  readonly halfDays?: boolean | undefined;
  /** Holidays of these years that the region does not have go. Default: they stay. */
  readonly replace?: boolean | undefined;
  /** Only tell what would be done. */
  readonly dryRun?: boolean | undefined;
}

/** Takes over the holidays of a country or a part of it. */
export function addRegionHolidays(
  session: Session,
  input: AddRegionHolidays,
): Promise<WorkResult<HolidaysTakenOver>> {
  return unitOfWork(session, async (uow) => {
    const managed = await loadManagedCalendar(uow, input.calendarId, input.expectedVersion);
    if (!managed.ok) return managed;
    const source = await readRegion(input);
    if (!source.ok) return source;
    const years = new Set(input.years);
    const covers = (date: LocalDate) => years.has(yearOf(date));
    const { replace = false, dryRun = false, halfDays = true } = input;
    const options = { covers, replace, dryRun, halfDays };
    const facts = {
      source: 'REGION',
      country: input.country,
      subdivision: input.subdivision ?? null,
    };
    return takeOverHolidays(uow, managed.value, source.value, options, facts);
  });
}
