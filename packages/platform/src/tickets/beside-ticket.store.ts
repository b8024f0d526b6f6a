import type { TicketEvent, TicketState } from '@wardline/ticket-core';
import { saveApprovals } from '../approvals/approval.store.ts';
import { saveRelations } from '../relations/relations.store.ts';
import { saveTasks } from '../tasks/task.store.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** Keeps what events say of links, steps and approvals: rows of their own, beside the ticket's. */
export async function saveBeside(
  uow: UnitOfWork,
  ticket: TicketState,
  events: readonly TicketEvent[],
): Promise<void> {
  for (const event of events) {
    await saveRelations(uow, ticket, event);
    await saveTasks(uow, ticket, event);
    await saveApprovals(uow, ticket, event);
  }
}
