import { type TicketEvent as ClockEvent, type SlaState, step } from '@wardline/sla-engine';
import type { TicketEvent, TicketState } from '@wardline/ticket-core';
import { loadCalendars } from '../calendars/calendars.store.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveClocks } from './clock.store.ts';
import { clockEventsOf } from './clock-events.ts';
import { TicketSlaEntity } from './ticket-sla.entity.ts';

/** Lets a ticket's clocks live through what has just happened to it, in the same transaction. */
export async function advanceClocks(
  uow: UnitOfWork,
  before: TicketState,
  events: readonly TicketEvent[],
): Promise<void> {
  const { mspId, side } = uow.session.principal.principal;
  const happened = clockEventsOf(events, before, side === 'CLIENT', 0, uow.newId);
  if (happened.length === 0) return;
  const measured = await uow.em.find(TicketSlaEntity, { mspId, ticketId: before.id });
  if (measured.length === 0) return;
  const policies = measured.map((sla) => sla.policy);
  const calendars = await loadCalendars(uow, policies);
  for (const sla of measured) {
    sla.fold = happened.reduce((state: SlaState, event) => {
      const next = step(state, inOrder(event, state), { calendars, policies: [sla.policy] });
      if (!next.ok) throw new TypeError(`The clocks refuse an event: ${next.error.message}`);
      return next.value;
    }, sla.fold);
    await saveClocks(uow, sla, false);
  }
}

/** Servers' clocks differ: an event never comes before one the fold already knows. */
function inOrder(event: ClockEvent, { last, seen }: SlaState): ClockEvent {
  return { ...event, seq: seen.length, at: Math.max(event.at, last?.at ?? event.at) };
}
