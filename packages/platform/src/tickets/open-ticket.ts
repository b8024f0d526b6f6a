import { err, ok, type TicketId } from '@wardline/kernel';
import {
  openTicket as decideOpening,
  formatTicketNumber,
  type OpenTicketCommand,
} from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { agreementsFor, startClocks } from '../clocks/start-clocks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { runTriage } from '../triage/run-triage.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { loadOpeningFacts } from './opening.facts.ts';
import { implementerOf } from './ticket.facts.ts';
import { saveTicketEvents } from './ticket.store.ts';
import { nextTicketNumber } from './ticket-number.ts';

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
    const { clinic, ...references } = named;
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
    const facts = { clinicExists: true, asRequester, ...references };
    const command = { ...input, id, at: uow.now, by: principal.actor };
    // Decided once with a stand-in number: the counter is a lock that all openings of the MSP wait
    // for, so it is taken last, and only for a ticket that will be opened.
    const draft = decideOpening({ ...command, number: formatTicketNumber(input.type, 0) }, facts);
    if (!draft.ok) return draft;
    const agreements = await agreementsFor(uow, draft.value[0].ticket, clinic, references.assets);
    const sequence = await nextTicketNumber(uow, input.type);
    const number = formatTicketNumber(input.type, sequence);
    const decision = decideOpening({ ...command, number }, facts);
    if (!decision.ok) return decision;
    const [opened] = decision.value;
    saveTicketEvents(uow, null, [opened], allowed.value);
    await startClocks(uow, opened, clinic, agreements);
    await runTriage(uow, id, [opened], clinic);
    return ok({ ticketId: id });
  });
}
