import {
  err,
  type Instant,
  isInstant,
  ok,
  type Refusal,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketState, WorkLogAdded } from '@wardline/ticket-core';
import type { UnitOfWork } from '../unit-of-work.ts';
import { TimeEntryEntity } from './work.entity.ts';

/** Refuses work that is to begin yet. */
export function checkPast(uow: UnitOfWork, startedAt: Instant): Result<true, Refusal> {
  if (isInstant(startedAt) && startedAt <= uow.now) return ok(true);
  const message = 'startedAt must not lie in the future.';
  return err(refusal('TIME_IN_FUTURE', message, ['startedAt']));
}

/** Keeps of a work log what charging needs: when the time was spent, and for whose account. */
export function addTimeEntry(
  uow: UnitOfWork,
  ticket: TicketState,
  { entryId, personId, minutes, kind, billable }: WorkLogAdded,
  startedAt: Instant,
): void {
  uow.em.create(
    TimeEntryEntity,
    {
      mspId: uow.session.principal.principal.mspId,
      id: entryId,
      ticketId: ticket.id,
      clinicId: ticket.clinicId,
      personId,
      startedAt,
      minutes,
      kind,
      billing: billable,
      invoiceExportId: null,
      voidedAt: null,
      version: 1,
    },
    { persist: true },
  );
}
