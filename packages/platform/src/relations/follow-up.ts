import { ok, type TicketId } from '@wardline/kernel';
import { type FollowUpTicketCommand, followUpTicket } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { openNumbered } from '../tickets/open-numbered.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { loadAssets, loadLocation, loadPeople, loadTeam } from '../tickets/ticket.facts.ts';
import { afterLock, lockForChange } from '../tickets/ticket-access.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';

export interface FollowUp
  extends Pick<
    FollowUpTicketCommand,
    | 'type'
    | 'title'
    | 'description'
    | 'channel'
    | 'impact'
    | 'urgency'
    | 'careImpact'
    | 'patientConnected'
    | 'alternativeAvailable'
  > {
  /** The closed ticket, or one that was resolved too long ago to be reopened. */
  readonly ticketId: string;
  /** The caller's own UUID for the new ticket. */
  readonly id?: TicketId | undefined;
}

/** Opens a ticket that comes of a closed one, or of one resolved too long ago: neither is awakened. */
export function openFollowUp(
  session: Session,
  { ticketId, id, ...input }: FollowUp,
): Promise<WorkResult<{ readonly ticketId: string; readonly newTicketId: string }>> {
  return unitOfWork(session, async (asked) => {
    const { principal } = session.principal;
    const found = await lockForChange(asked, ticketId, 'ticket:read');
    if (!found.ok) return found;
    const uow = afterLock(asked, found.value);
    const { state, clinic } = found.value;
    // Whoever asks again is its requester: another client's staff must not open in somebody's name.
    const asRequester = principal.side === 'CLIENT';
    const requesterId = asRequester ? principal.personId : state.requesterId;
    const allowed = authorize(uow, 'ticket:create', {
      clinicId: state.clinicId,
      organizationId: clinic.organizationId as never,
      requesterId,
    });
    if (!allowed.ok) return allowed;
    const newId = checkNewId(id, uow.newId);
    if (!newId.ok) return newId;
    const command = {
      ...input,
      requesterId,
      at: uow.now,
      by: principal.actor,
      id: newId.value as TicketId,
    };
    const facts = {
      lifecycle: session.engine.lifecycles[input.type]?.lifecycle,
      reopenWindowMs: session.engine.lifecycles[state.type].reopenWindowMs,
      clinicExists: true,
      asRequester,
      people: await loadPeople(uow, clinic, [requesterId]),
      assets: await loadAssets(uow, state.assetIds),
      location: await loadLocation(uow, state.locationId),
      team: await loadTeam(uow, clinic.id, null),
      priorityMatrix: await loadPriorityMatrix(uow),
    };
    const opened = await openNumbered(
      uow,
      { clinic, assets: facts.assets, type: input.type, authority: allowed.value },
      (number) => followUpTicket(state, { ...command, number }, facts),
      (events) => events,
    );
    if (!opened.ok) return opened;
    return ok({ ticketId: state.id, newTicketId: command.id });
  });
}
