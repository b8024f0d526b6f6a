import { ok, within } from '@wardline/kernel';
import { checkName } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { type CalendarChange, changeCalendar } from './calendar-change.ts';
import { holdFromNowOn } from './calendar-version.store.ts';
import { loadManagedCalendar } from './load-calendar.ts';

export interface UpdateCalendar {
  readonly calendarId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly change?: CalendarChange | undefined;
}

export interface CalendarUpdated {
  readonly calendarId: string;
  /** The version that holds now; the one that held before if the hours are the same. */
  readonly number: number;
}

/** Renames a calendar, or gives it other hours from now on: a new version, the old ones stay. */
export function updateCalendar(
  session: Session,
  input: UpdateCalendar,
): Promise<WorkResult<CalendarUpdated>> {
  return unitOfWork(session, async (uow) => {
    const managed = await loadManagedCalendar(uow, input.calendarId, input.expectedVersion);
    if (!managed.ok) return managed;
    const { calendar, authority } = managed.value;
    const fields: string[] = [];
    if (input.name !== undefined) {
      const name = checkName(input.name);
      if (!name.ok) return name;
      calendar.name = name.value;
      fields.push('name');
    }
    if (input.change !== undefined) {
      const { timeZones } = session.engine.ports;
      const changed = changeCalendar(calendar.definition, input.change, timeZones);
      if (!changed.ok) return { ok: false, error: within(['change'], changed.error) };
      if (await holdFromNowOn(uow, calendar, changed.value)) fields.push('definition');
    }
    uow.record({
      type: 'CalendarUpdated',
      recordType: 'Calendar',
      recordId: calendar.id,
      clinicId: null,
      facts: { fields, number: calendar.currentNumber },
      authority,
    });
    return ok({ calendarId: calendar.id, number: calendar.currentNumber });
  });
}
