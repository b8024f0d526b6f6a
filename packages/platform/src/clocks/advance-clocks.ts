import {
  type TicketEvent as ClockEvent,
  type Policy,
  type SlaState,
  step,
} from '@wardline/sla-engine';
import { evolveAll, type TicketEvent, type TicketState } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { chooseAgreements } from '../agreements/choose-agreements.ts';
import { loadCalendars } from '../calendars/calendars.store.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveClocks } from './clock.store.ts';
import { clockEventsOf } from './clock-events.ts';
import { clockHistory } from './clock-history.ts';
import { measuredTicket } from './measured-ticket.ts';
import { measureBy } from './start-clocks.ts';
import { TicketSlaEntity, type TicketSlaRow } from './ticket-sla.entity.ts';

/** Lets a ticket's clocks live through what has just happened to it, in the same transaction. */
export async function advanceClocks(
  uow: UnitOfWork,
  before: TicketState,
  events: readonly TicketEvent[],
  clinic: ClinicRow,
): Promise<void> {
  const { side } = uow.session.principal.principal;
  const happened = clockEventsOf(events, before, side === 'CLIENT', 0, uow.newId);
  if (happened.length === 0) return;
  await asService(uow, async () => {
    const { mspId } = uow.session.principal.principal;
    const measured = await uow.em.find(TicketSlaEntity, { mspId, ticketId: before.id });
    await stepClocks(uow, measured, happened);
    const after = evolveAll(before, events) as TicketState;
    if (after.teamId !== null && after.teamId !== before.teamId) {
      await measureByTeam(uow, after, clinic, measured);
    }
  });
}

/** Applies facts to clocks and saves them. The ticket has to be locked. */
export async function stepClocks(
  uow: UnitOfWork,
  measured: readonly TicketSlaRow[],
  happened: readonly ClockEvent[],
): Promise<void> {
  if (measured.length === 0) return;
  const calendars = await loadCalendars(
    uow,
    measured.flatMap((sla) => sla.policies),
  );
  for (const sla of measured) {
    sla.fold = happened.reduce((state: SlaState, event) => {
      const next = step(state, inOrder(event, state), { calendars, policies: sla.policies });
      if (!next.ok) throw new TypeError(`The clocks refuse an event: ${next.error.message}`);
      return next.value;
    }, sla.fold);
  }
  await saveClocks(uow, measured, false);
}

/** The terms known so far and these; those it had before stay as they were compiled then. */
export function withPolicy(known: readonly Policy[], policy: Policy): readonly Policy[] {
  const isKnown = known.some(({ id, version }) => id === policy.id && version === policy.version);
  return isKnown ? known : [...known, policy];
}

/** Servers' clocks differ: an event never comes before one the fold already knows. */
function inOrder(event: ClockEvent, { last, seen }: SlaState): ClockEvent {
  return { ...event, seq: seen.length, at: Math.max(event.at, last?.at ?? event.at) };
}

/** A team that gets a ticket brings its own promises: an OLA inside the house, a vendor's contract. */
async function measureByTeam(
  uow: UnitOfWork,
  ticket: TicketState,
  clinic: ClinicRow,
  measured: readonly TicketSlaRow[],
): Promise<void> {
  const lanes = new Set(measured.map((sla) => sla.lane));
  const chosen = await chooseAgreements(uow, await measuredTicket(uow, ticket, clinic));
  const own = chosen.filter(
    ({ lane, agreement }) => agreement.teamId === ticket.teamId && !lanes.has(lane),
  );
  if (own.length === 0) return;
  await uow.em.flush();
  await measureBy(uow, ticket, clinic, own, await clockHistory(uow, ticket.id));
}
