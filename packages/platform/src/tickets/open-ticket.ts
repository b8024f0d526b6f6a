import { err, ok, type TicketId } from '@wardline/kernel';
import { openTicket as decideOpening, type OpenTicketCommand } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { openNumbered } from './open-numbered.ts';
import { loadOpeningFacts } from './opening.facts.ts';
import { implementerOf } from './ticket.facts.ts';

/** What the caller says; who, when and which number are Wardline's to know. */
export interface OpenTicket extends Omit<OpenTicketCommand, 'at' | 'by' | 'id' | 'number'> {
  /** The caller's own UUID for the ticket, so that a retry cannot open a second one. */
  readonly id?: TicketId | undefined;
}

/** Opens a ticket and starts the clocks of the agreement that covers it. */
export function openTicket(
  session: Session,
  input: OpenTicket,
): Promise<WorkResult<{ readonly ticketId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { principal } = session.principal;
    const { requesterId, assigneeId, watcherIds = [], assetIds = [], locationId, teamId } = input;
    const named = await loadOpeningFacts(uow, {
      clinicId: input.clinicId,
      personIds: [requesterId, assigneeId, ...watcherIds, implementerOf(input.details)],
      ...{ assetIds, locationId, teamId },
    });
    if (!named) return err(notFound(['clinicId']));
    const { clinic, priorityMatrix, ...references } = named;
    const allowed = authorize(uow, 'ticket:create', {
      clinicId: input.clinicId,
      organizationId: clinic.organizationId as never,
      requesterId: input.requesterId,
    });
    if (!allowed.ok) return allowed;
    const newId = checkNewId(input.id, uow.newId);
    if (!newId.ok) return newId;
    const id = newId.value as TicketId;
    const asRequester = principal.side === 'CLIENT';
    const facts = {
      clinicExists: true,
      asRequester,
      priorityMatrix: priorityMatrix ?? undefined,
      ...references,
    };
    const command = { ...input, id, at: uow.now, by: principal.actor };
    const opened = await openNumbered(
      uow,
      { clinic, assets: references.assets, type: input.type, authority: allowed.value },
      (number) => decideOpening({ ...command, number }, facts),
      (events) => events,
    );
    if (!opened.ok) return opened;
    return ok({ ticketId: id });
  });
}
