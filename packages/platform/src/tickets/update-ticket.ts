import { updateTicket as decideUpdate, type TicketChanges } from '@wardline/ticket-core';
import { loadApproverIds } from '../approvals/approval.store.ts';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { loadPriorityMatrix } from './priority-matrix.ts';
import { implementerOf, loadAssets, loadLocation, loadPeople } from './ticket.facts.ts';

export interface UpdateTicket extends TicketTarget {
  readonly changes: TicketChanges;
}

/** Changes fields of a ticket; the priority follows where it depends on them. */
export function updateTicket(session: Session, { changes, ...target }: UpdateTicket) {
  return changeTicket(session, target, 'ticket:update', async (ticket, uow, clinic) =>
    decideUpdate(
      ticket,
      { at: uow.now, by: session.principal.principal.actor, changes },
      {
        assets: await loadAssets(uow, changes.assetIds ?? ticket.assetIds),
        location: await loadLocation(uow, changes.locationId),
        approverIds: await loadApproverIds(uow, ticket),
        priorityMatrix: await loadPriorityMatrix(uow),
        people: await loadPeople(uow, clinic, [
          changes.requesterId,
          implementerOf(changes.details),
        ]),
      },
    ),
  );
}
