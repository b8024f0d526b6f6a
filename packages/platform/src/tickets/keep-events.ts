import { type TicketEvent, type TicketState, voidApprovals } from '@wardline/ticket-core';
import { loadStages } from '../approvals/approval.store.ts';
import { advanceClocks } from '../clocks/advance-clocks.ts';
import type { MeasuredClinic } from '../clocks/start-clocks.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveBeside } from './beside-ticket.store.ts';
import { type LoadedTicket, saveTicketEvents } from './ticket.store.ts';

/** A locked ticket, and the clinic whose hours and agreements measure it. */
export interface KeptTicket extends LoadedTicket {
  readonly clinic: MeasuredClinic;
  readonly authority: string;
}

/** Saves what happened to a ticket and lets its clocks live through it. */
export async function keepEvents(
  uow: UnitOfWork,
  ticket: KeptTicket,
  events: readonly TicketEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const all = [...events, ...(await voided(uow, ticket.state, events))];
  const after = saveTicketEvents(uow, ticket, all, ticket.authority);
  await saveBeside(uow, after, all);
  await advanceClocks(uow, ticket.state, all, ticket.clinic);
}

/** Approvals that are about something else after these events. */
async function voided(uow: UnitOfWork, ticket: TicketState, events: readonly TicketEvent[]) {
  if (ticket.type !== 'CHANGE' && ticket.type !== 'SERVICE_REQUEST') return [];
  return voidApprovals(ticket, await loadStages(uow, ticket.id), events);
}
