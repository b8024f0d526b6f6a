import { type TicketEvent, type TicketState, voidApprovals } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
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
  /** Whether those who do the work act, not who asks. Default: whether the provider's side does. */
  readonly forDesk?: boolean | undefined;
}

/** Saves what happened to a ticket and lets its clocks live through it. */
export async function keepEvents(
  uow: UnitOfWork,
  ticket: KeptTicket,
  events: readonly TicketEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const all = [...events, ...(await voided(uow, ticket.state, events))];
  const { side } = uow.session.principal.principal;
  const { forDesk = side === 'PROVIDER', state, clinic, authority } = ticket;
  const save = async () => {
    const after = saveTicketEvents(uow, ticket, all, authority, !forDesk);
    await saveBeside(uow, after, all);
    await advanceClocks(uow, state, all, clinic, !forDesk);
  };
  // Whoever hands on what was with their team does not see it any more as it is written.
  if (forDesk && side === 'CLIENT') await asService(uow, save);
  else await save();
}

/** Approvals that are about something else after these events. */
async function voided(uow: UnitOfWork, ticket: TicketState, events: readonly TicketEvent[]) {
  if (ticket.type !== 'CHANGE' && ticket.type !== 'SERVICE_REQUEST') return [];
  return voidApprovals(ticket, await loadStages(uow, ticket.id), events);
}
