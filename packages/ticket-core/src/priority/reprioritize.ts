import { type Actor, type Instant, ok, type Result } from '@wardline/kernel';
import type { TicketPriorityChanged } from '../events.ts';
import type { PriorityFacts } from '../facts.ts';
import { isOpen } from '../lifecycle/state.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { computePriority } from './compute-priority.ts';
import { type AssetCriticality, DEFAULT_PRIORITY_MATRIX } from './priority.ts';

/**
 * What a ticket's priority is now that its assets are as critical as this: a device that turns out to
 * keep somebody alive raises what is reported of it, also what was reported before.
 * @returns one `TicketPriorityChanged`, or nothing where nothing differs or nobody works on the ticket.
 */
export function reprioritize(
  ticket: TicketState,
  { at, by }: { readonly at: Instant; readonly by: Actor },
  {
    criticalities,
    priorityMatrix: matrix = DEFAULT_PRIORITY_MATRIX,
  }: PriorityFacts & { readonly criticalities: readonly AssetCriticality[] },
): Result<readonly TicketPriorityChanged[], never> {
  if (!isOpen(ticket.state)) return ok([]);
  const { override } = ticket.priorityReason;
  const explanation = computePriority({ ...ticket, criticalities }, matrix, override);
  const [from, to] = [ticket.priority, explanation.priority];
  const known = ticket.priorityReason.inputs.criticality;
  if (from === to && known === explanation.inputs.criticality) return ok([]);
  return ok([
    { type: 'TicketPriorityChanged', ticketId: ticket.id, at, by, from, to, explanation },
  ]);
}
