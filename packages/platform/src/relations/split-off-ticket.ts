import { isUuid, ok, type TicketId } from '@wardline/kernel';
import {
  type EntryFact,
  type EntryId,
  type SplitTicketCommand,
  splitTicket,
} from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import type { TicketTarget } from '../tickets/change-ticket.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { openNumbered } from '../tickets/open-numbered.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { loadAssets, loadLocation, loadPeople } from '../tickets/ticket.facts.ts';
import { afterLock, checkVersion, lockForChange } from '../tickets/ticket-access.ts';
import { TimelineEntryEntity } from '../tickets/timeline.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';

export interface SplitOffTicket
  extends TicketTarget,
    Pick<SplitTicketCommand, 'title' | 'description' | 'domain' | 'entryIds'> {
  /** The caller's own UUID for the new ticket. */
  readonly id?: TicketId | undefined;
}

/** Gives the second matter of a ticket a ticket of its own, with copies of what was said about it. */
export function splitOffTicket(
  session: Session,
  { ticketId, expectedVersion, id, ...input }: SplitOffTicket,
): Promise<WorkResult<{ readonly ticketId: string; readonly newTicketId: string }>> {
  return unitOfWork(session, async (asked) => {
    const found = await lockForChange(asked, ticketId, 'ticket:link');
    if (!found.ok) return found;
    const ticket = found.value;
    const uow = afterLock(asked, ticket);
    const sameVersion = checkVersion(ticket, expectedVersion);
    if (!sameVersion.ok) return sameVersion;
    const newId = checkNewId(id, uow.newId);
    if (!newId.ok) return newId;
    const { state, clinic, authority } = ticket;
    const facts = {
      lifecycle: session.engine.lifecycles[state.type].lifecycle,
      clinicExists: true,
      people: await loadPeople(uow, clinic, [state.requesterId, ...state.watcherIds]),
      assets: await loadAssets(uow, state.assetIds),
      location: await loadLocation(uow, state.locationId),
      entries: await loadEntries(uow, state.id, input.entryIds),
      priorityMatrix: await loadPriorityMatrix(uow),
    };
    const command = {
      ...input,
      at: uow.now,
      by: session.principal.principal.actor,
      id: newId.value as TicketId,
      copyIds: input.entryIds.map(() => uow.newId() as EntryId),
    };
    const decided = await openNumbered(
      uow,
      { clinic, assets: facts.assets, type: state.type, authority },
      (number) => splitTicket(state, { ...command, number }, facts),
      ({ opened }) => opened,
    );
    if (!decided.ok) return decided;
    await keepEvents(uow, ticket, decided.value.source);
    return ok({ ticketId: state.id, newTicketId: command.id });
  });
}

async function loadEntries(
  uow: UnitOfWork,
  ticketId: string,
  ids: readonly string[],
): Promise<EntryFact[]> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return [];
  const { mspId } = uow.session.principal.principal;
  const rows = await uow.em.find(TimelineEntryEntity, {
    mspId,
    ticketId,
    id: { $in: wanted },
    kind: { $in: ['PUBLIC_REPLY', 'INTERNAL_NOTE'] },
  });
  return rows.map((row) => ({
    id: row.id as EntryId,
    kind: row.kind as EntryFact['kind'],
    body: row.body ?? '',
    authorId: row.personId as EntryFact['authorId'],
    at: row.at,
  }));
}
