import {
  type ChildFact,
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
import { worksOn } from './desk-side.ts';

/** What stands around a ticket that is to change its state. */
export async function loadTransitionFacts(
  uow: UnitOfWork,
  ticket: TicketState,
  openChildren: readonly ChildFact[],
): Promise<TransitionFacts> {
  const asRequester = !(await worksOn(uow, ticket));
  const tasks = await loadTasks(uow, [ticket.id]);
  return {
    ...uow.session.engine.lifecycles[ticket.type],
    asRequester,
    ...summarizeTasks(ticket.type, tasks.get(ticket.id) ?? []),
    openVisits: (await countOpenVisits(uow, [ticket.id])).get(ticket.id) ?? 0,
    approvals: summarizeApprovals(await loadStages(uow, ticket.id)),
    ...(await loadChangeFacts(uow, ticket)),
    openChildren,
  };
}
