import { decideHandOver, type HandOverReason } from '@wardline/dispatch';
import { err, isUuid, ok, type Refusal, type Result, type TeamId } from '@wardline/kernel';
import {
  assignTicket as decideAssignment,
  evolveAll,
  type TicketEvent,
  type TicketState,
  updateTicket,
} from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { TeamEntity, type TeamRow } from '../tenancy/team.entity.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { loadTeam } from '../tickets/ticket.facts.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { agreedFor, sideOf } from './co-managed.store.ts';
import { HandOverEntity } from './dispatch.entity.ts';
import { loadTeamFacts } from './team-facts.store.ts';
import { isStaffed } from './team-facts.ts';

export interface HandOverTicket extends TicketTarget {
  readonly teamId: string;
  readonly reason: HandOverReason;
  /** What the next ones must know; never shown to the clinic's requesters. */
  readonly note?: string | null | undefined;
  /** The support tier it goes to, from 1 to 9. Default: the one it is in. */
  readonly supportTier?: number | undefined;
}

/**
 * Passes a ticket to another team, on the same side or another one, as the clinic's co-managed
 * agreement provides. The assignee goes with it only if they are in that team; clocks that measure
 * the team begin with the assignment.
 */
export function handOverTicket(
  session: Session,
  { teamId, reason, note, supportTier, ...target }: HandOverTicket,
) {
  const command = { reason, note, supportTier };
  return changeTicket(session, target, 'ticket:assign', async (present, uow, clinic) => {
    const to = await findTeam(uow, clinic, teamId);
    if (!to) return err(notFound(['teamId']));
    // What was agreed, and who is there, those of a clinic's own team or a vendor's do not see otherwise.
    return asService(uow, () => handOver(uow, present, clinic, to, command));
  });
}

function findTeam(uow: UnitOfWork, clinic: Pick<ClinicRow, 'id'>, id: string | null) {
  const { mspId } = uow.session.principal.principal;
  const mine = { $or: [{ clinicId: null }, { clinicId: clinic.id }] };
  return id !== null && isUuid(id) ? uow.em.findOne(TeamEntity, { mspId, id, ...mine }) : null;
}

async function handOver(
  uow: UnitOfWork,
  present: TicketState,
  clinic: ClinicRow,
  to: TeamRow,
  { reason, note = null, supportTier }: Pick<HandOverTicket, 'reason' | 'note' | 'supportTier'>,
): Promise<Result<readonly TicketEvent[], Refusal>> {
  const { mspId, actor } = uow.session.principal.principal;
  const changes = { supportTier };
  const escalated = updateTicket(present, { at: uow.now, by: actor, changes }, {});
  if (!escalated.ok) return escalated;
  const ticket = evolveAll(present, escalated.value) ?? present;
  const from = await findTeam(uow, clinic, ticket.teamId);
  const agreed = await agreedFor(uow, ticket);
  const facts = await loadTeamFacts(uow, to);
  const decided = decideHandOver(
    { to: { id: to.id as TeamId, side: sideOf(to) }, reason, note },
    {
      from: from && { id: from.id as TeamId, side: sideOf(from) },
      agreement: agreed?.agreement ?? null,
      responsibility: agreed?.responsibility ?? null,
      staffing: {
        staffed: isStaffed(facts, uow.now),
        nextAt: facts.hours?.nextOpen(uow.now) ?? null,
      },
      urgent: ticket.priority === 'P1' || ticket.priority === 'P2',
    },
  );
  if (!decided.ok) return decided;
  const assigned = decideAssignment(
    ticket,
    { at: uow.now, by: actor, teamId: to.id as TeamId },
    { team: await loadTeam(uow, clinic.id, to.id) },
  );
  if (!assigned.ok) return assigned;
  const { fromTeamId, fromSide, toTeamId, toSide, sideChanges, asAgreed } = decided.value;
  uow.em.create(
    HandOverEntity,
    {
      mspId,
      id: uow.newId(),
      ticketId: ticket.id,
      clinicId: ticket.clinicId,
      at: uow.now,
      fromTeamId,
      fromSide,
      toTeamId,
      toSide,
      reason,
      note: decided.value.note,
      asAgreed,
      responsibility: agreed ? { ...agreed.responsibility } : null,
      personId: actor.kind === 'MEMBER' ? actor.id : null,
    },
    { persist: true },
  );
  uow.record({
    type: 'TicketHandedOver',
    recordType: 'Ticket',
    recordId: ticket.id,
    clinicId: ticket.clinicId,
    facts: { fromTeamId, toTeamId, fromSide, toSide, sideChanges, reason, asAgreed },
    authority: 'ticket:assign',
    internal: true,
  });
  return ok([...escalated.value, ...assigned.value]);
}
