import { ok } from '@wardline/kernel';
import {
  isOpen,
  type MergeTicketCommand,
  mergeTicket,
  summarizeTasks,
} from '@wardline/ticket-core';
import { loadStages } from '../approvals/approval.store.ts';
import type { Session } from '../session.ts';
import { loadTasks } from '../tasks/task.store.ts';
import type { TicketTarget } from '../tickets/change-ticket.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { loadAssets } from '../tickets/ticket.facts.ts';
import { afterLock, checkVersion, lockTwo } from '../tickets/ticket-access.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { moveOpenVisits } from '../visits/visit.store.ts';
import { loadChildIds, loadLinkEnd, lockLinksOf } from './relations.store.ts';

export interface MergeTickets extends TicketTarget, Pick<MergeTicketCommand, 'note'> {
  /** The ticket that goes on for both. */
  readonly targetId: string;
}

export interface MergedTicketIds {
  readonly ticketId: string;
  readonly targetId: string;
}

/** Merges a ticket into another: the first ends, the second goes on for both. */
export function mergeTickets(
  session: Session,
  { ticketId, targetId, expectedVersion, note }: MergeTickets,
): Promise<WorkResult<MergedTicketIds>> {
  return unitOfWork(session, async (asked) => {
    await lockLinksOf(asked, ticketId);
    const both = await lockTwo(
      asked,
      { id: ticketId, path: ['ticketId'] },
      { id: targetId, path: ['targetId'] },
      'ticket:link',
    );
    if (!both.ok) return both;
    const [source, target] = both.value;
    const uow = afterLock(asked, source, target);
    const sameVersion = checkVersion(source, expectedVersion);
    if (!sameVersion.ok) return sameVersion;
    const children = await Promise.all(
      (await loadChildIds(uow, source.state.id)).map((id) => loadLinkEnd(uow, id)),
    );
    const tasks = (await loadTasks(uow, [source.state.id])).get(source.state.id) ?? [];
    const merged = mergeTicket(
      source.state,
      target.state,
      { at: uow.now, by: session.principal.principal.actor, note },
      {
        openRequiredTasks: summarizeTasks(source.state.type, tasks).openRequiredTasks.length,
        openChildren: children.filter((child) => child && isOpen(child.state)).length,
        assets: await loadAssets(uow, [...source.state.assetIds, ...target.state.assetIds]),
        approvals: {
          source: await loadStages(uow, source.state.id),
          target: await loadStages(uow, target.state.id),
        },
        priorityMatrix: await loadPriorityMatrix(uow),
      },
    );
    if (!merged.ok) return merged;
    // The target first: whoever asked for the source must be able to read where it went.
    await keepEvents(uow, target, merged.value.target);
    await keepEvents(uow, source, merged.value.source);
    if (merged.value.source.length > 0) {
      await moveOpenVisits(uow, source.state, target.state, source.authority);
    }
    return ok({ ticketId: source.state.id, targetId: target.state.id });
  });
}
