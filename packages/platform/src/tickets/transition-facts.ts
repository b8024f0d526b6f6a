import type { TicketId } from '@wardline/kernel';
import {
  summarizeApprovals,
  summarizeTasks,
  type TicketState,
  type TransitionFacts,
} from '@wardline/ticket-core';
import { loadStages } from '../approvals/approval.store.ts';
import { loadChangeFacts } from '../changes/change.facts.ts';
import { loadTasks } from '../tasks/task.store.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { countOpenVisits } from '../visits/visit.store.ts';
import type { LoadedTicket } from './ticket.store.ts';

/** What stands around a ticket that is to change its state. */
export async function loadTransitionFacts(
  uow: UnitOfWork,
  ticket: TicketState,
  openChildren: readonly LoadedTicket[],
): Promise<TransitionFacts> {
  const asRequester = uow.session.principal.principal.side === 'CLIENT';
  const children = openChildren.map(({ state }) => state);
  const tasks = await loadTasks(uow, [ticket.id, ...children.map(({ id }) => id)]);
  const summaryOf = ({ id, type }: TicketState) => summarizeTasks(type, tasks.get(id) ?? []);
  return {
    asRequester,
    ...summaryOf(ticket),
    openVisits: (await countOpenVisits(uow, [ticket.id])).get(ticket.id) ?? 0,
    approvals: summarizeApprovals(await loadStages(uow, ticket.id)),
    ...(await loadChangeFacts(uow, ticket)),
    openChildren: children.map((child) => ({
      id: child.id as TicketId,
      number: child.number,
      openRequiredTasks: summaryOf(child).openRequiredTasks.length,
    })),
  };
}
