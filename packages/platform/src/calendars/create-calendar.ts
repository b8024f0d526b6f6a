import { type CalendarInput, defineCalendar } from '@wardline/business-calendar';
import { ok, within } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { CalendarEntity } from './calendar.entity.ts';

export interface CreateCalendar {
  readonly id?: string | undefined;
  readonly name: string;
  readonly definition: CalendarInput;
}

/** Adds opening hours that clocks and clinics can refer to. They do not change afterwards. */
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
    const calendar = defineCalendar(input.definition);
    if (!calendar.ok) return { ok: false, error: within(['definition'], calendar.error) };
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { mspId } = session.principal.principal;
    uow.em.create(
      CalendarEntity,
      {
        mspId,
        id: id.value,
        name: name.value,
        definition: calendar.value,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'CalendarCreated',
      recordType: 'Calendar',
      recordId: id.value,
      clinicId: null,
      facts: { timeZone: calendar.value.timezone },
      authority: allowed.value,
    });
    return ok({ calendarId: id.value });
  });
}
