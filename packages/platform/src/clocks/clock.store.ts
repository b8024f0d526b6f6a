import { isUuid } from '@wardline/kernel';
import type { ClockState } from '@wardline/sla-engine';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { AgreementMetric } from './agreement.entity.ts';
import { ClockEntity, type ClockRow } from './clock.entity.ts';
import type { TicketSlaRow } from './ticket-sla.entity.ts';

/** Writes the clocks of a fold as rows: a new row a new clock or cycle, the others brought up to date. */
export async function saveClocks(
  uow: UnitOfWork,
  sla: TicketSlaRow,
  isNew: boolean,
): Promise<void> {
  const { mspId, ticketId, agreementId } = sla;
  const rows = isNew ? [] : await uow.em.find(ClockEntity, { mspId, ticketId, agreementId });
  const byKey = new Map<string, ClockRow>(rows.map((row) => [row.clockKey, row]));
  for (const clock of sla.fold.clocks) {
    const row = byKey.get(clock.key);
    if (row) uow.em.assign(row, columnsOf(clock));
    else {
      uow.em.create(
        ClockEntity,
        {
          mspId,
          id: uow.newId(),
          ticketId,
          agreementId,
          clinicId: sla.clinicId,
          kind: sla.kind,
          metric: clock.metric as AgreementMetric,
          clockKey: clock.key,
          cycle: clock.cycle,
          ...columnsOf(clock),
        },
        { persist: true },
      );
    }
  }
}

function columnsOf(clock: ClockState) {
  return {
    calendarId: isUuid(clock.calendarId) ? clock.calendarId : null,
    status: clock.status,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    metAt: clock.metAt,
    breachedAt: clock.breachedAt,
    nextTransitionAt: clock.nextTransitionAt,
    state: clock,
  };
}
