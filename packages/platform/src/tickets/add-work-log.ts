import type { Instant, PersonId } from '@wardline/kernel';
import {
  type AddWorkLogCommand,
  addWorkLog as decideWorkLog,
  type EntryId,
} from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { addTimeEntry } from '../work/time-entry.store.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';
import { loadPeople } from './ticket.facts.ts';

export interface AddWorkLog
  extends Pick<TicketTarget, 'ticketId'>,
    Omit<AddWorkLogCommand, 'at' | 'by' | 'entryId' | 'personId'> {
  readonly entryId?: EntryId | undefined;
  /** Who worked. Default: the acting member. */
  readonly personId?: PersonId | undefined;
  /** When the work began. Default: so many minutes ago. */
  readonly startedAt?: Instant | undefined;
}

/** Records worked time. */
export function addWorkLog(
  session: Session,
  { ticketId, entryId, personId, startedAt, ...log }: AddWorkLog,
) {
  const { actor } = session.principal.principal;
  return changeTicket(
    session,
    { ticketId },
    'ticket:worklog',
    async (ticket, uow, clinic) => {
      const id = checkNewId(entryId, uow.newId, 'entryId');
      if (!id.ok) return id;
      const worker = personId ?? (actor.id as PersonId);
      const decided = decideWorkLog(
        ticket,
        {
          ...log,
          at: uow.now,
          by: actor,
          entryId: id.value as EntryId,
          personId: worker,
        },
        { people: await loadPeople(uow, clinic, [worker]) },
      );
      if (!decided.ok) return decided;
      const entry = addTimeEntry(uow, ticket, decided.value[0], startedAt);
      return entry.ok ? decided : entry;
    },
    { followMerge: true },
  );
}
