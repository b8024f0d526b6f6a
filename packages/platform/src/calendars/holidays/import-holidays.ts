import { compileCalendar, type LocalDate } from '@wardline/business-calendar';
import { err, refusal } from '@wardline/kernel';
import type { Session } from '../../session.ts';
import { unitOfWork, type WorkResult } from '../../unit-of-work.ts';
import { loadManagedCalendar } from '../load-calendar.ts';
import { dayOf, yearOf } from './dates.ts';
import { readICalendar } from './ical-holidays.ts';
import { type HolidaysTakenOver, takeOverHolidays } from './take-over-holidays.ts';

export interface ImportHolidays {
  readonly calendarId: string;
  readonly expectedVersion: number;
  /** An iCalendar text (RFC 5545), at most 900,000 characters. */
  readonly iCalendar: string;
  /** The first date to take over. Default: 1 January of the present year. */
  readonly from?: LocalDate | undefined;
  /** The last one. Default: 31 December two years after `from`; at most twenty years after it. */
  readonly to?: LocalDate | undefined;
  /** Holidays between the two that the text does not name go. Default: they stay. */
  readonly replace?: boolean | undefined;
  /** Only tell what would be done. */
  readonly dryRun?: boolean | undefined;
}

const MAX_YEARS = 20;

/** Takes holidays over from an iCalendar text: events of whole days, yearly ones too. */
export function importHolidays(
  session: Session,
  input: ImportHolidays,
): Promise<WorkResult<HolidaysTakenOver>> {
  return unitOfWork(session, async (uow) => {
    const managed = await loadManagedCalendar(uow, input.calendarId, input.expectedVersion);
    if (!managed.ok) return managed;
    const { definition } = managed.value.calendar;
    const { timeZones } = session.engine.ports;
    const today = compileCalendar(definition, { timeZones }).dateOf(uow.now);
    const { from = `${yearOf(today)}-01-01` } = input;
    const { to = `${yearOf(from) + 2}-12-31` } = input;
    for (const [field, date] of Object.entries({ from, to })) {
      if (dayOf(date) === null) {
        const message = 'Dates are YYYY-MM-DD, exist, and lie in 1900–2199.';
        return err(refusal('CALENDAR_DATE_INVALID', message, [field]));
      }
    }
    if (to < from || yearOf(to) - yearOf(from) > MAX_YEARS) {
      const message = `to must not lie before from, nor more than ${MAX_YEARS} years after it.`;
      return err(refusal('PERIOD_INVALID', message, ['to']));
    }
    const range = { from, to };
    const source = readICalendar(input.iCalendar, range);
    if (!source.ok) return source;
    const { replace = false, dryRun = false } = input;
    const covers = (date: LocalDate) => date >= from && date <= to;
    const options = { covers, replace, dryRun, halfDays: false };
    return takeOverHolidays(uow, managed.value, source.value, options, { source: 'ICALENDAR' });
  });
}
