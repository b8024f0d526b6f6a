import { isOpen, removeLink, type TicketState } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import { lockTicket } from '../tickets/ticket.store.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { loadChildIds } from './relations.store.ts';

/**
 * Lets the open children of a major incident go that is called off: each is its requester's own matter
 * again, and free to be another's child. Those that were done keep the link, which says what happened.
 */
export function releaseChildren(uow: UnitOfWork, parent: TicketState): Promise<void> {
  const { actor: by } = uow.session.principal.principal;
  return asService(uow, async () => {
    for (const id of await loadChildIds(uow, parent.id)) {
      const child = await lockTicket(uow, id);
      const clinic = child && (await loadClinic(uow, child.row.clinicId));
      if (!child || !clinic || !isOpen(child.state.state)) continue;
      const link = { kind: 'CHILD_OF', fromId: child.state.id, toId: parent.id } as const;
      const at = Math.max(uow.now, child.row.updatedAt);
      const command = { at, by, kind: link.kind, targetId: parent.id };
      const removed = removeLink(child.state, command, { links: [link] });
      if (!removed.ok) continue;
      await keepEvents(uow, { ...child, clinic, authority: 'ticket:transition' }, removed.value);
    }
  });
}
