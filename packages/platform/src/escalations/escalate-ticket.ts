import type { TeamId } from '@wardline/kernel';
import { assignTicket } from '@wardline/ticket-core';
import { advanceClocks } from '../clocks/advance-clocks.ts';
import { loadClinic, loadTeam } from '../tickets/ticket.facts.ts';
import { lockTicket, saveTicketEvents } from '../tickets/ticket.store.ts';
import { afterLock } from '../tickets/ticket-access.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * Hands a ticket to the team of an escalation step. What cannot be (the ticket is closed, the team
 * does not work for the clinic) is left as it is: the step has told its people.
 */
export async function escalateTicket(
  asked: UnitOfWork,
  ticketId: string,
  teamId: string,
): Promise<void> {
  const loaded = await lockTicket(asked, ticketId);
  const clinic = loaded && (await loadClinic(asked, loaded.row.clinicId));
  if (!loaded || !clinic || loaded.state.teamId === teamId) return;
  const uow = afterLock(asked, loaded);
  const { actor } = uow.session.principal.principal;
  const team = await loadTeam(uow, clinic.id, teamId);
  const command = { teamId: teamId as TeamId, assigneeId: null, at: uow.now, by: actor };
  const decision = assignTicket(loaded.state, command, { team });
  if (!decision.ok || decision.value.length === 0) return;
  saveTicketEvents(uow, loaded, decision.value, 'escalation step');
  await advanceClocks(uow, loaded.state, decision.value, clinic);
}
