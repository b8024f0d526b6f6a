import { fireTransitions } from '@wardline/sla-engine';
import { asService } from '../access/as-service.ts';
import { loadHours, namesIn } from '../calendars/clock-hours.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveClocks } from './clock.store.ts';
import { TicketSlaEntity } from './ticket-sla.entity.ts';

/**
 * Marks what a ticket's clocks have passed by now as handed out, without telling anybody: history that
 * is imported is no news. Breaches stay breaches.
 */
export async function skipPassed(uow: UnitOfWork, ticketId: string): Promise<void> {
  await asService(uow, async () => {
    const { mspId } = uow.session.principal.principal;
    await uow.em.flush();
    const slas = await uow.em.find(TicketSlaEntity, { mspId, ticketId });
    const hours = await loadHours(uow, namesIn(slas));
    for (const sla of slas) {
      const clocks = sla.fold.clocks.map(
        (clock) => fireTransitions(clock, uow.now, hours.calendars).clock,
      );
      sla.fold = { ...sla.fold, clocks };
    }
    await saveClocks(uow, slas, false, hours);
  });
}
