import type { Refusal, Result } from '@wardline/kernel';
import {
  type ChildTicket,
  childFact,
  transitionTicket as decide,
  isOpen,
  resolveChildren,
  type TicketEvent,
  type TicketRefusal,
  type TicketState,
  type TransitionTicketCommand,
} from '@wardline/ticket-core';
import { loadChildIds } from '../relations/relations.store.ts';
import { releaseChildren } from '../relations/release-children.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { keepEvents } from './keep-events.ts';
import { afterLock, lockForChange, type OpenedTicket } from './ticket-access.ts';
import { hasOwnGuards } from './ticket-lifecycles.ts';
import { loadTransitionFacts } from './transition-facts.ts';

/**
 * Decides a transition with all that stands around the ticket: steps, approvals, children. Resolving a
 * major incident resolves its open children, all or none; calling it off lets them go. What happens to
 * them is saved here.
 */
export async function decideTransition(
  asked: UnitOfWork,
  ticket: TicketState,
  given: TransitionTicketCommand,
): Promise<Result<readonly TicketEvent[], TicketRefusal | Refusal>> {
  const resolving = given.to === 'RESOLVED';
  // A guard of the embedder's may look at the children whatever the transition.
  const asks = resolving || hasOwnGuards(asked.session.engine.lifecycles[ticket.type]);
  const children = asks ? await lockOpenChildren(asked, ticket.id) : [];
  const uow = afterLock(asked, ...children);
  // As late as what was waited for: a child may have changed after its parent.
  const command = { ...given, at: Math.max(given.at, uow.now) };
  const withFacts: ChildTicket[] = [];
  for (const { state } of children) {
    withFacts.push({ ticket: state, facts: await loadTransitionFacts(uow, state, []) });
  }
  const { at } = command;
  const openChildren = withFacts.map(({ ticket, facts }) => childFact(ticket, { at, ...facts }));
  const facts = await loadTransitionFacts(uow, ticket, openChildren);
  const decision = decide(ticket, command, facts);
  if (decision.ok && given.to === 'CANCELLED') await releaseChildren(uow, ticket);
  if (!decision.ok || !resolving || children.length === 0) return decision;
  const resolved = resolveChildren(withFacts, command);
  if (!resolved.ok) return resolved;
  for (const child of children) {
    await keepEvents(uow, child, resolved.value.get(child.state.id) ?? []);
  }
  return decision;
}

/** The open children that the caller sees. One that is not theirs to resolve says so, and holds it back. */
async function lockOpenChildren(uow: UnitOfWork, parentId: string): Promise<OpenedTicket[]> {
  const children: OpenedTicket[] = [];
  for (const id of await loadChildIds(uow, parentId)) {
    const child = await lockForChange(uow, id, 'ticket:read');
    if (child.ok && isOpen(child.value.state.state)) children.push(child.value);
  }
  return children;
}
