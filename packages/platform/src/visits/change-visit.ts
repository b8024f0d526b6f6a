import type { Permission } from '@wardline/access';
import type { VisitWarning } from '@wardline/dispatch';
import { err, ok, type Refusal, type Result } from '@wardline/kernel';
import type { TicketEvent, TicketRefusal, TicketState } from '@wardline/ticket-core';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import type { VisitRow } from './visit.entity.ts';
import { findVisit, lockVisit } from './visit.store.ts';

export interface VisitTarget {
  readonly visitId: string;
  /** The version the change was decided on. */
  readonly expectedVersion: number;
}

export interface ChangedVisit {
  readonly visitId: string;
  readonly ticketId: string;
  readonly warnings: readonly VisitWarning[];
}

export interface VisitChange {
  readonly events: readonly TicketEvent[];
  readonly warnings?: readonly VisitWarning[];
}

/**
 * The path every change of a visit takes: its ticket is locked, then the visit; the version is
 * compared; what was decided is told on the ticket.
 */
export function changeVisit(
  session: Session,
  { visitId, expectedVersion }: VisitTarget,
  permission: Permission,
  decide: (
    row: VisitRow,
    uow: UnitOfWork,
    ticket: TicketState,
    clinic: ClinicRow,
  ) => Promise<Result<VisitChange, TicketRefusal | Refusal>>,
): Promise<WorkResult<ChangedVisit>> {
  return unitOfWork(session, async (uow) => {
    const found = await findVisit(uow, visitId);
    if (!found) return err(notFound(['visitId']));
    let warnings: readonly VisitWarning[] = [];
    const changed = await changeTicket(
      { ...session, idempotency: null, joins: uow },
      { ticketId: found.ticketId },
      permission,
      async (ticket, locked, clinic) => {
        const row = await lockVisit(locked, found.id);
        if (!row) return err(notFound(['visitId']));
        // A merge that we waited for has taken it to another ticket, and moved its version on.
        if (row.version !== expectedVersion || row.ticketId !== ticket.id) {
          return err(versionConflict(row.id, row.version));
        }
        const decided = await decide(row, locked, ticket, clinic);
        if (!decided.ok) return decided;
        warnings = decided.value.warnings ?? [];
        return ok(decided.value.events);
      },
    );
    if (!changed.ok) return changed;
    return ok({ visitId: found.id, ticketId: changed.value.ticketId, warnings });
  });
}
