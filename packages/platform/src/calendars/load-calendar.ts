import { err, isUuid, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { CalendarEntity, type CalendarRow } from './calendar.entity.ts';

export interface ManagedCalendar {
  readonly calendar: CalendarRow;
  /** For the audit entry. */
  readonly authority: string;
}

/**
 * A calendar that the caller may change, at the version they have read. Locked until the end of the
 * transaction, so that its versions are numbered one after the other.
 */
export async function loadManagedCalendar(
  uow: UnitOfWork,
  calendarId: string,
  expectedVersion: number,
): Promise<Result<ManagedCalendar, PlatformRefusal>> {
  const { mspId } = uow.session.principal.principal;
  // Not the row: whoever opens a ticket refers to it, and they are waited for.
  if (isUuid(calendarId)) await takeTurns(uow, 'calendar', calendarId.toLowerCase());
  const calendar =
    isUuid(calendarId) && (await uow.em.findOne(CalendarEntity, { mspId, id: calendarId }));
  if (!calendar) return err(notFound(['calendarId']));
  const allowed = authorize(uow, 'calendar:manage', { clinicId: null, organizationId: null });
  if (!allowed.ok) return allowed;
  if (calendar.version !== expectedVersion) {
    return err(versionConflict(calendar.id, calendar.version));
  }
  return ok({ calendar, authority: allowed.value });
}
