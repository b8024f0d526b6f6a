import { type ClockState, isLive } from '@wardline/sla-engine';
import { parseCalendarVersionKey } from '../calendars/calendar-id.ts';
import type { ClockHours } from '../calendars/clock-hours.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ClockEntity, type ClockRow } from './clock.entity.ts';
import type { TicketSlaRow } from './ticket-sla.entity.ts';

/** The last instant there is (kernel: until 2199). */
const NEVER = Date.UTC(2199, 11, 31);

/** Writes the clocks of folds as rows: a new row a new clock or cycle, the others brought up to date. */
export async function saveClocks(
  uow: UnitOfWork,
  slas: readonly TicketSlaRow[],
  isNew: boolean,
  hours: Pick<ClockHours, 'versionIds'>,
): Promise<void> {
  const { mspId } = uow.session.principal.principal;
  const ids = slas.map((sla) => sla.id);
  const rows = isNew ? [] : await uow.em.find(ClockEntity, { mspId, ticketSlaId: { $in: ids } });
  const bySla = Map.groupBy(rows, (row) => row.ticketSlaId);
  for (const sla of slas) saveClocksOf(uow, sla, bySla.get(sla.id) ?? [], hours);
}

function saveClocksOf(
  uow: UnitOfWork,
  sla: TicketSlaRow,
  rows: readonly ClockRow[],
  hours: Pick<ClockHours, 'versionIds'>,
): void {
  const { mspId, id: ticketSlaId, ticketId } = sla;
  const byKey = new Map<string, ClockRow>(rows.map((row) => [row.clockKey, row]));
  sla.isLive = sla.fold.clocks.some(isLive);
  for (const clock of sla.fold.clocks) {
    const row = byKey.get(clock.key);
    if (row) uow.em.assign(row, columnsOf(clock, hours));
    else {
      uow.add(ClockEntity, {
        mspId,
        id: uow.newId(),
        ticketSlaId,
        ticketId,
        clinicId: sla.clinicId,
        kind: sla.kind,
        metric: clock.metric,
        clockKey: clock.key,
        cycle: clock.cycle,
        ...columnsOf(clock, hours),
      });
    }
  }
}

function columnsOf(clock: ClockState, hours: Pick<ClockHours, 'versionIds'>) {
  const countedIn = clock.segments.flatMap(({ calendarId }) => calendarId ?? []);
  return {
    agreementId: clock.policyId,
    calendarId: parseCalendarVersionKey(clock.calendarId)?.calendarId ?? null,
    calendarVersionIds: hours.versionIds([clock.calendarId, ...countedIn]),
    status: clock.status,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    dueOrNever: clock.dueAt ?? NEVER,
    metAt: clock.metAt,
    breachedAt: clock.breachedAt,
    nextTransitionAt: clock.nextTransitionAt,
    state: clock,
  };
}
