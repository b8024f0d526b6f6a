import { type ClinicId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { checkName } from '../checks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicEntity, type StaffTicketVisibility } from './clinic.entity.ts';

export interface UpdateClinic {
  readonly clinicId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly calendarId?: string | null | undefined;
  readonly staffTicketVisibility?: StaffTicketVisibility | undefined;
}

/** Changes a clinic. Clocks that run keep the hours they began with. */
export function updateClinic(
  session: Session,
  input: UpdateClinic,
): Promise<WorkResult<{ readonly clinicId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { em } = uow;
    const { mspId } = session.principal.principal;
    const clinic =
      isUuid(input.clinicId) && (await em.findOne(ClinicEntity, { mspId, id: input.clinicId }));
    if (!clinic) return err(notFound(['clinicId']));
    const allowed = authorize(uow, 'clinic:manage', {
      clinicId: clinic.id as ClinicId,
      organizationId: clinic.organizationId as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    if (clinic.version !== input.expectedVersion) {
      return err(versionConflict(clinic.id, clinic.version));
    }
    const { name, calendarId, staffTicketVisibility } = input;
    if (name !== undefined) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      clinic.name = checked.value;
    }
    if (calendarId !== undefined) {
      const found =
        calendarId === null ||
        (isUuid(calendarId) && (await em.findOne(CalendarEntity, { mspId, id: calendarId })));
      if (!found) return err(notFound(['calendarId']));
      clinic.calendarId = calendarId;
    }
    if (staffTicketVisibility !== undefined) clinic.staffTicketVisibility = staffTicketVisibility;
    const given = { name, calendarId, staffTicketVisibility };
    uow.record({
      type: 'ClinicUpdated',
      recordType: 'Clinic',
      recordId: clinic.id,
      clinicId: clinic.id,
      facts: { fields: Object.entries(given).flatMap(([k, v]) => (v === undefined ? [] : [k])) },
      authority: allowed.value,
    });
    return ok({ clinicId: clinic.id });
  });
}
