import { type Instant, ok, type PersonId } from '@wardline/kernel';
import {
  type AddWorkLogCommand,
  addWorkLog as decideWorkLog,
  type EntryId,
  type WorkLogWarning,
} from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkWorker, checkWorkTime } from '../work/check-worker.ts';
import { addTimeEntry, checkPast } from '../work/time-entry.store.ts';
import { type ChangedTicket, changeTicket, type TicketTarget } from './change-ticket.ts';
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

/**
 * Records worked time of somebody who works for the clinic. Time at which they logged other work is recorded,
 * and told; more than a day on one date is refused (`WORK_EXCEEDS_DAY`).
 */
export function addWorkLog(
  session: Session,
  { ticketId, entryId, personId, startedAt, ...log }: AddWorkLog,
): Promise<WorkResult<ChangedTicket & { readonly warnings: readonly WorkLogWarning[] }>> {
  const { actor } = session.principal.principal;
  return unitOfWork(session, async (asked) => {
    let warnings: readonly WorkLogWarning[] = [];
    const changed = await changeTicket(
      { ...session, idempotency: null, joins: asked },
      { ticketId },
      'ticket:worklog',
      async (ticket, uow, clinic) => {
        const id = checkNewId(entryId, uow.newId, 'entryId');
        if (!id.ok) return id;
        const worker = personId ?? (actor.id as PersonId);
        const decided = decideWorkLog(
          ticket,
          { ...log, at: uow.now, by: actor, entryId: id.value as EntryId, personId: worker },
          { people: await loadPeople(uow, clinic, [worker]) },
        );
        if (!decided.ok) return decided;
        const { minutes } = log;
        const began = startedAt ?? uow.now - minutes * 60_000;
        const past = checkPast(uow, began);
        if (!past.ok) return past;
        const known = await checkWorker(uow, worker, clinic);
        if (!known.ok) return known;
        const possible = await checkWorkTime(uow, clinic, {
          ...{ personId: worker, startedAt: began, minutes },
        });
        if (!possible.ok) return possible;
        warnings = possible.value;
        addTimeEntry(uow, ticket, decided.value[0], began);
        return decided;
      },
      { followMerge: true },
    );
    return changed.ok ? ok({ ...changed.value, warnings }) : changed;
  });
}
