import { err, ok, type Result } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { TicketStateChanged } from '../events.ts';
import type { TransitionFacts } from '../facts.ts';
import { isOpen } from '../lifecycle/state.ts';
import { type TransitionTicketCommand, transitionTicket } from '../lifecycle/transition-ticket.ts';
import type { TicketState } from '../tickets/ticket.ts';

/** A child of a major incident, with what stands around it. */
export interface ChildTicket {
  readonly ticket: TicketState;
  readonly facts: TransitionFacts;
}

/**
 * What resolving a parent does to its children: each that is still open is resolved the same way, in
 * the order given. All or none: a child that cannot be resolved refuses the whole.
 * @returns the events child by child, by the child's id; the refusal names the child.
 */
export function resolveChildren(
  children: readonly ChildTicket[],
  command: Omit<TransitionTicketCommand, 'to'>,
): Result<ReadonlyMap<string, readonly TicketStateChanged[]>, TicketRefusal> {
  const events = new Map<string, readonly TicketStateChanged[]>();
  for (const { ticket, facts } of children) {
    if (!isOpen(ticket.state)) continue;
    const resolved = transitionTicket(ticket, { ...command, to: 'RESOLVED' }, facts);
    if (!resolved.ok) {
      const message = `The child ${ticket.number} cannot be resolved: ${resolved.error.message}`;
      return err({ ...resolved.error, message });
    }
    events.set(ticket.id, resolved.value);
  }
  return ok(events);
}
