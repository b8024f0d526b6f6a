import {
  transitionTicket as decideTransition,
  isOpen,
  resolveChildren,
  type TransitionTicketCommand,
} from '@wardline/ticket-core';
import { loadChildIds } from '../relations/relations.store.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { changeTicket, keepEvents, type TicketTarget } from './change-ticket.ts';
import { lockForChange, type OpenedTicket } from './ticket-access.ts';
import { loadTransitionFacts } from './transition-facts.ts';

export interface TransitionTicket
  extends TicketTarget,
    Omit<TransitionTicketCommand, 'at' | 'by'> {}

/**
 * Takes a ticket along one arrow of its lifecycle; clocks pause, resume and stop with it. Resolving a
 * major incident resolves its open children, all or none.
 */
export function transitionTicket(
  session: Session,
  { ticketId, expectedVersion, ...given }: TransitionTicket,
) {
  const by = session.principal.principal.actor;
  return changeTicket(
    session,
    { ticketId, expectedVersion },
    'ticket:transition',
    async (ticket, uow) => {
      const command = { ...given, at: uow.now, by };
      const children = given.to === 'RESOLVED' ? await lockOpenChildren(uow, ticket.id) : [];
      const facts = await loadTransitionFacts(uow, ticket, children);
      const decision = decideTransition(ticket, command, facts);
      if (!decision.ok || children.length === 0) return decision;
      const withFacts = await Promise.all(
        children.map(async (child) => ({
          ticket: child.state,
          facts: await loadTransitionFacts(uow, child.state, []),
        })),
      );
      const resolved = resolveChildren(withFacts, command);
      if (!resolved.ok) return resolved;
      for (const child of children) {
        await keepEvents(uow, child, resolved.value.get(child.state.id) ?? []);
      }
      return decision;
    },
  );
}

/** The open children that the caller may resolve too. */
async function lockOpenChildren(uow: UnitOfWork, parentId: string): Promise<OpenedTicket[]> {
  const children: OpenedTicket[] = [];
  for (const id of await loadChildIds(uow, parentId)) {
    const child = await lockForChange(uow, id, 'ticket:transition');
    if (child.ok && isOpen(child.value.state.state)) children.push(child.value);
  }
  return children;
}
