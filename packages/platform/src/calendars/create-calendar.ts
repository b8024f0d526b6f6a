import { type CalendarInput, defineCalendar } from '@wardline/business-calendar';
import { ok, within } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { CalendarEntity } from './calendar.entity.ts';
import { addCalendarVersion } from './calendar-version.store.ts';

export interface CreateCalendar {
  readonly id?: string | undefined;
  readonly name: string;
  readonly definition: CalendarInput;
}

/** Adds opening hours that clocks and clinics can refer to, as their first version. */
export function createCalendar(
  session: Session,
  input: CreateCalendar,
): Promise<WorkResult<{ readonly calendarId: string }>> {
  return unitOfWork(session, async (uow) => {
    const nowhere = { clinicId: null, organizationId: null };
    const allowed = authorize(uow, 'calendar:manage', nowhere);
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const { timeZones } = session.engine.ports;
    const definition = defineCalendar(input.definition, { timeZones });
    if (!definition.ok) return { ok: false, error: within(['definition'], definition.error) };
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    uow.em.create(
      CalendarEntity,
      {
        mspId: session.principal.principal.mspId,
        id: id.value,
        name: name.value,
        definition: definition.value,
        currentNumber: 1,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    // The ORM knows nothing of the tables' references, and the version refers to it.
    await uow.em.flush();
    addCalendarVersion(uow, id.value, 1, definition.value, uow.now);
    uow.record({
      type: 'CalendarCreated',
      recordType: 'Calendar',
      recordId: id.value,
      clinicId: null,
      facts: { timeZone: definition.value.timezone },
      authority: allowed.value,
    });
    return ok({ calendarId: id.value });
  });
}
