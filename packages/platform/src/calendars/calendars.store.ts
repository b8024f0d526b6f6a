import { isUuid } from '@wardline/kernel';
import type { Calendars, Policy } from '@wardline/sla-engine';
import type { UnitOfWork } from '../unit-of-work.ts';
import { CalendarEntity } from './calendar.entity.ts';
import { aroundTheClockDefinition } from './compiled-calendars.ts';

/** The compiled calendars that policies name. */
export async function loadCalendars(
  { em, session }: UnitOfWork,
  policies: readonly Policy[],
): Promise<Calendars> {
  const { mspId } = session.principal.principal;
  const { calendars } = session.engine;
  const ids = new Set(policies.flatMap((policy) => policy.targets.map((t) => t.calendarId)));
  const stored = [...ids].filter(isUuid);
  const rows =
    stored.length > 0 ? await em.find(CalendarEntity, { mspId, id: { $in: stored } }) : [];
  const compiled = rows.map((row) => [row.id, calendars.compile(row.definition)] as const);
  for (const id of ids) {
    const definition = aroundTheClockDefinition(id);
    if (definition) compiled.push([id, calendars.compile(definition)]);
  }
  return Object.fromEntries(compiled);
}
