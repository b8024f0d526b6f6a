import { isDeepStrictEqual } from 'node:util';
import type { Calendar } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { asService } from '../access/as-service.ts';
import { moveClocks } from '../clocks/move-clocks.ts';
import { afterOpenings } from '../tickets/decided-on.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { CalendarRow } from './calendar.entity.ts';
import { CalendarVersionEntity } from './calendar-version.entity.ts';
import { zoneRulesBetween } from './zone-rules.ts';

/**
 * Appends a version of a locked calendar that holds from now on, if it differs from the current one,
 * and takes the clocks it moves to it.
 * @returns whether it does.
 */
export async function holdFromNowOn(
  uow: UnitOfWork,
  calendar: CalendarRow,
  definition: Calendar,
): Promise<boolean> {
  if (isDeepStrictEqual(definition, calendar.definition)) return false;
  const { mspId, id, currentNumber } = calendar;
  const last = await uow.em.findOneOrFail(CalendarVersionEntity, {
    mspId,
    calendarId: id,
    number: currentNumber,
  });
  const before = calendar.definition;
  calendar.definition = definition;
  calendar.currentNumber = currentNumber + 1;
  // A request that waited for the lock began before the change it waited for: versions never go back.
  const changedAt = Math.max(uow.now, last.changedAt);
  addCalendarVersion(uow, id, currentNumber + 1, definition, changedAt);
  await uow.em.flush();
  const { calendars } = uow.session.engine;
  const hours = { before: calendars.compile(before), after: calendars.compile(definition) };
  await asService(uow, async () => {
    const moved = await moveClocks(uow, id, hours, changedAt);
    await afterOpenings(uow);
    await moveClocks(uow, id, hours, changedAt, moved);
  });
  return true;
}

/** Appends a version, with the time-zone rules it is compiled with. */
export function addCalendarVersion(
  { em, session, newId }: UnitOfWork,
  calendarId: string,
  number: number,
  definition: Calendar,
  changedAt: Instant,
): void {
  const { mspId, personId } = session.principal.principal;
  const { timeZones } = session.engine.ports;
  em.create(
    CalendarVersionEntity,
    {
      mspId,
      id: newId(),
      calendarId,
      number,
      definition,
      changedAt,
      changedBy: personId,
      tzVersion: timeZones.version,
      zoneRules: zoneRulesBetween(timeZones, definition.timezone, changedAt, changedAt),
    },
    { persist: true },
  );
}
