import { decideHandOver, type HandOverReason } from '@wardline/dispatch';
import { err, isUuid, ok, type TeamId } from '@wardline/kernel';
import { assignTicket as decideAssignment, evolveAll, updateTicket } from '@wardline/ticket-core';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { loadTeam } from '../tickets/ticket.facts.ts';
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
  { teamId, reason, note = null, supportTier, ...target }: HandOverTicket,
) {
  return changeTicket(session, target, 'ticket:assign', async (present, uow, clinic) => {
    const { mspId, actor } = session.principal.principal;
    const load = async (id: string | null) => {
      const mine = { $or: [{ clinicId: null }, { clinicId: clinic.id }] };
      return id !== null && isUuid(id) ? uow.em.findOne(TeamEntity, { mspId, id, ...mine }) : null;
    };
    const to = await load(teamId);
    if (!to) return err(notFound(['teamId']));
    const changes = { supportTier };
    const escalated = updateTicket(present, { at: uow.now, by: actor, changes }, {});
    if (!escalated.ok) return escalated;
    const ticket = evolveAll(present, escalated.value) ?? present;
    const from = await load(ticket.teamId);
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
  });
}
