import { checkText, err, isInstant, ok, refusal } from '@wardline/kernel';
import { WORK_LOG_BILLINGS, type WorkLogBilling } from '@wardline/ticket-core';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { PartUsedEntity } from './work.entity.ts';

const MAX_QUANTITY = 10_000;
const MAX_PRICE_MINOR = 1_000_000_000_000;

export interface AddPart {
  readonly id?: string | undefined;
  readonly ticketId: string;
  readonly name: string;
  /** Whole pieces. */
  readonly quantity: number;
  /** In the minor unit of the contract's currency. */
  readonly unitPriceMinor: number;
  readonly billing: WorkLogBilling;
  /** Default: now. */
  readonly usedAt?: number | undefined;
}

/** Records a part that was used up on a ticket. */
export function addPart(
  session: Session,
  { ticketId, ...input }: AddPart,
): Promise<WorkResult<{ readonly ticketId: string; readonly partId: string }>> {
  return unitOfWork(session, async (asked) => {
    const id = checkNewId(input.id, asked.newId);
    if (!id.ok) return id;
    const within: Session = { ...session, idempotency: null, joins: asked };
    const changed = await changeTicket(
      within,
      { ticketId },
      'ticket:worklog',
      async (ticket, uow) => {
        const { quantity, unitPriceMinor, billing, usedAt = uow.now } = input;
        const name = checkText(input.name, { path: ['name'], max: 200 });
        if (!name.ok) return name;
        if (!isWhole(quantity, 1, MAX_QUANTITY)) {
          const message = `quantity is a whole number from 1 to ${MAX_QUANTITY}.`;
          return err(refusal('NUMBER_OUT_OF_RANGE', message, ['quantity']));
        }
        if (!isWhole(unitPriceMinor, 0, MAX_PRICE_MINOR)) {
          const message = 'unitPriceMinor is a whole number of minor units, not negative.';
          return err(refusal('NUMBER_OUT_OF_RANGE', message, ['unitPriceMinor']));
        }
        if (!WORK_LOG_BILLINGS.includes(billing)) {
          const message = `billing is one of ${WORK_LOG_BILLINGS.join(', ')}.`;
          return err(refusal('VALUE_UNKNOWN', message, ['billing']));
        }
        if (!isInstant(usedAt) || usedAt > uow.now) {
          return err(refusal('TIME_IN_FUTURE', 'usedAt must not lie in the future.', ['usedAt']));
        }
        const { mspId } = session.principal.principal;
        const columns = { name: name.value, quantity, unitPriceMinor, billing, usedAt };
        uow.em.create(
          PartUsedEntity,
          {
            ...columns,
            mspId,
            id: id.value,
            ticketId: ticket.id,
            clinicId: ticket.clinicId,
            invoiceExportId: null,
            recordedById: session.principal.principal.actor.id,
            voidedAt: null,
            voidReason: null,
          },
          { persist: true },
        );
        uow.record({
          type: 'PartUsed',
          recordType: 'Ticket',
          recordId: ticket.id,
          clinicId: ticket.clinicId,
          facts: { partId: id.value, quantity, unitPriceMinor, billing },
          authority: 'ticket:worklog',
          internal: true,
        });
        return ok([]);
      },
    );
    if (!changed.ok) return changed;
    return ok({ ticketId: changed.value.ticketId, partId: id.value });
  });
}

const isWhole = (value: number, min: number, max: number) =>
  Number.isInteger(value) && value >= min && value <= max;
