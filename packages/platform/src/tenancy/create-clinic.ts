import { err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { checkName, checkNewId, checkTimeZone } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicEntity, type StaffTicketVisibility } from './clinic.entity.ts';
import { OrganizationEntity } from './organization.entity.ts';

export interface CreateClinic {
  readonly id?: string | undefined;
  readonly organizationId: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Its opening hours, for SLA clocks; without one its clocks run around the clock. */
  readonly calendarId?: string | null | undefined;
  /** Default: CLINIC. */
  readonly staffTicketVisibility?: StaffTicketVisibility | undefined;
}

/** Takes a clinic under care. */
export function createClinic(
  session: Session,
  input: CreateClinic,
): Promise<WorkResult<{ readonly clinicId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const { organizationId, calendarId = null } = input;
    const organization =
      isUuid(organizationId) &&
      (await em.findOne(OrganizationEntity, { mspId, id: organizationId }));
    if (!organization) return err(notFound(['organizationId']));
    const allowed = authorize(uow, 'clinic:manage', {
      clinicId: null,
      organizationId: organization.id as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const timeZone = checkTimeZone(input.timeZone);
    if (!timeZone.ok) return timeZone;
    if (calendarId !== null) {
      const calendar =
        isUuid(calendarId) && (await em.findOne(CalendarEntity, { mspId, id: calendarId }));
      if (!calendar) return err(notFound(['calendarId']));
    }
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    em.create(
      ClinicEntity,
      {
        mspId,
        id: id.value,
        organizationId,
        name: name.value,
        timeZone: timeZone.value,
        calendarId,
        staffTicketVisibility: input.staffTicketVisibility ?? 'CLINIC',
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'ClinicCreated',
      recordType: 'Clinic',
      recordId: id.value,
      clinicId: id.value,
      facts: { organizationId },
      authority: allowed.value,
    });
    return ok({ clinicId: id.value });
  });
}
