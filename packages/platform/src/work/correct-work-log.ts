import { err, isUuid, ok, type PersonId } from '@wardline/kernel';
import {
  correctWorkLog as decideCorrection,
  type EntryId,
  type WorkLogChanges,
  type WorkLogWarning,
} from '@wardline/ticket-core';
import { LOCKED } from '../orm/lock.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { TimelineEntryEntity } from '../tickets/timeline.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { authorizeCorrection } from './authorize-correction.ts';
import { checkWorkTime } from './check-worker.ts';
import { TimeEntryEntity } from './work.entity.ts';

export interface WorkLogTarget {
  readonly timeEntryId: string;
  /** The version the correction was decided on. */
  readonly expectedVersion: number;
  /** Why; at most 500 characters. */
  readonly reason: string;
}

/** What is left out stays as it is. */
export interface CorrectWorkLog extends WorkLogTarget, WorkLogChanges {}

type Corrected = Promise<
  WorkResult<{
    readonly timeEntryId: string;
    readonly ticketId: string;
    readonly warnings: readonly WorkLogWarning[];
  }>
>;

/**
 * Puts right what was logged, until it stands on an invoice. One's own, and what one recorded for others,
 * with `ticket:worklog`; what others recorded with `ticket:correct-work`.
 */
export function correctWorkLog(
  session: Session,
  { timeEntryId, expectedVersion, reason, ...changes }: CorrectWorkLog,
): Corrected {
  return correct(session, { timeEntryId, expectedVersion, reason }, changes);
}

/** Takes back what was logged: it counts for nothing. Who may is who may correct it. */
export function voidWorkLog(session: Session, target: WorkLogTarget): Corrected {
  return correct(session, target, null);
}

function correct(
  session: Session,
  { timeEntryId, expectedVersion, reason }: WorkLogTarget,
  changes: WorkLogChanges | null,
): Corrected {
  return unitOfWork(session, async (asked) => {
    const { mspId, actor } = session.principal.principal;
    const row = isUuid(timeEntryId)
      ? await asked.em.findOne(TimeEntryEntity, { mspId, id: timeEntryId })
      : null;
    if (!row) return err(notFound(['timeEntryId']));
    let warnings: readonly WorkLogWarning[] = [];
    const changed = await changeTicket(
      { ...session, idempotency: null, joins: asked },
      { ticketId: row.ticketId },
      'ticket:worklog',
      async (ticket, uow, clinic) => {
        // After the lock: an invoice or another correction may have come first.
        await uow.em.refresh(row, LOCKED);
        const allowed = authorizeCorrection(
          uow,
          [row.personId, await recordedBy(uow, row.id)],
          clinic,
        );
        if (!allowed.ok) return allowed;
        const { startedAt, minutes, kind, billing: billable } = row;
        const decided = decideCorrection(
          ticket,
          { at: uow.now, by: actor, changes, reason },
          {
            ...{ startedAt, minutes, kind, billable },
            entryId: row.id as EntryId,
            personId: row.personId as PersonId,
            invoiced: row.invoiceExportId !== null,
            voided: row.voidedAt !== null,
          },
        );
        if (!decided.ok) return decided;
        // Last: that it stands on an invoice says more than that it has changed.
        if (row.version !== expectedVersion) return err(versionConflict(row.id, row.version));
        for (const { to, at } of decided.value) {
          if (to === null) row.voidedAt = at;
          else {
            const { personId, id: entryId } = row;
            const possible = await checkWorkTime(uow, clinic, { personId, entryId, ...to });
            if (!possible.ok) return possible;
            warnings = possible.value;
            const { billable: billing, ...terms } = to;
            Object.assign(row, { ...terms, billing });
          }
        }
        return decided;
      },
    );
    if (!changed.ok) return changed;
    return ok({ timeEntryId: row.id, ticketId: changed.value.ticketId, warnings });
  });
}

/** The member or API key that wrote the entry. */
async function recordedBy({ em, session }: UnitOfWork, entryId: string): Promise<string | null> {
  const { mspId } = session.principal.principal;
  const entry = await em.findOne(TimelineEntryEntity, { mspId, id: entryId });
  return entry?.actorId ?? null;
}
