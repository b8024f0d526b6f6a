import { checkText, err, isUuid, ok } from '@wardline/kernel';
import { checkWorkOpen } from '@wardline/ticket-core';
import { LOCKED } from '../orm/lock.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { authorizeCorrection } from './authorize-correction.ts';
import { PartUsedEntity } from './work.entity.ts';

export interface VoidPart {
  readonly partUsedId: string;
  /** Why; at most 500 characters. */
  readonly reason: string;
}

/**
 * Takes back a part that was not used, until it stands on an invoice: it counts for nothing. What one
 * recorded oneself with `ticket:worklog`; what others recorded with `ticket:correct-work`.
 */
export function voidPart(
  session: Session,
  { partUsedId, reason }: VoidPart,
): Promise<WorkResult<{ readonly ticketId: string; readonly partId: string }>> {
  return unitOfWork(session, async (asked) => {
    const { mspId } = session.principal.principal;
    const row = isUuid(partUsedId)
      ? await asked.em.findOne(PartUsedEntity, { mspId, id: partUsedId })
      : null;
    if (!row) return err(notFound(['partUsedId']));
    const changed = await changeTicket(
      { ...session, idempotency: null, joins: asked },
      { ticketId: row.ticketId },
      'ticket:worklog',
      async (ticket, uow, clinic) => {
        await uow.em.refresh(row, LOCKED);
        const allowed = authorizeCorrection(uow, [row.recordedById], clinic);
        if (!allowed.ok) return allowed;
        const open = checkWorkOpen({
          invoiced: row.invoiceExportId !== null,
          voided: row.voidedAt !== null,
        });
        if (!open.ok) return open;
        const why = checkText(reason, { path: ['reason'], max: 500 });
        if (!why.ok) return why;
        Object.assign(row, { voidedAt: uow.now, voidReason: why.value });
        uow.record({
          type: 'PartVoided',
          recordType: 'Ticket',
          recordId: ticket.id,
          clinicId: ticket.clinicId,
          facts: { partId: row.id },
          authority: allowed.value,
          internal: true,
        });
        return ok([]);
      },
    );
    if (!changed.ok) return changed;
    return ok({ ticketId: changed.value.ticketId, partId: row.id });
  });
}
