import type { Interval } from '@wardline/business-calendar';
import { type ClockState, isAffectedBy, recomputeClock } from '@wardline/sla-engine';
import { loadHours, namesIn } from '../calendars/clock-hours.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ClockEntity } from './clock.entity.ts';
import { saveClocks } from './clock.store.ts';
import { inLockedTickets, type MeasuredBy } from './move-clocks.ts';

/** What measures the tickets of which a live clock counts in a version of a calendar and meets one of the spans. */
export async function measuredByMet(
  { em, session }: UnitOfWork,
  calendarVersionId: string,
  changed: readonly Interval[],
): Promise<readonly MeasuredBy[]> {
  const { mspId } = session.principal.principal;
  const rows = await em.find(
    ClockEntity,
    {
      mspId,
      calendarVersionIds: { $contains: [calendarVersionId] },
      status: { $in: ['RUNNING', 'PAUSED'] },
      breachedAt: null,
    },
    {
      fields: [
        ...(['ticketSlaId', 'ticketId', 'status', 'startedAt'] as const),
        ...(['dueAt', 'nextTransitionAt', 'breachedAt'] as const),
      ],
    },
  );
  return rows
    .filter((row) => isAffectedBy(row as unknown as ClockState, changed))
    .map(({ ticketSlaId, ticketId }) => ({ id: ticketSlaId, ticketId }));
}

/** Derives clocks again from their ledgers, by the hours as they are compiled now. */
export async function recomputeClocks(
  uow: UnitOfWork,
  found: readonly MeasuredBy[],
): Promise<void> {
  await inLockedTickets(uow, found, async (slas) => {
    const hours = await loadHours(uow, namesIn(slas));
    for (const sla of slas) {
      const clocks = sla.fold.clocks.map((clock) => recomputeClock(clock, hours.calendars));
      sla.fold = { ...sla.fold, clocks };
    }
    await saveClocks(uow, slas, false, hours);
  });
}
