import type { Instant } from '@wardline/kernel';
import {
  type Calendars,
  type TicketEvent as ClockEvent,
  fold,
  type Policy,
  type SlaState,
  step,
} from '@wardline/sla-engine';
import { evolveAll, type TicketEvent, type TicketState } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { chooseAgreements } from '../agreements/choose-agreements.ts';
import { type ClockHours, loadHours, namesIn } from '../calendars/clock-hours.ts';
import { besideOpenings } from '../tickets/decided-on.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveClocks } from './clock.store.ts';
import { clockEventsOf } from './clock-events.ts';
import { clockHistory } from './clock-history.ts';
import { measuredTicket } from './measured-ticket.ts';
import type { MeasuredClinic } from './start-clocks.ts';
import { measureBy } from './start-clocks.ts';
import { TicketSlaEntity, type TicketSlaRow } from './ticket-sla.entity.ts';

/** Lets a ticket's clocks live through what has just happened to it, in the same transaction. */
export async function advanceClocks(
  uow: UnitOfWork,
  before: TicketState,
  events: readonly TicketEvent[],
  clinic: MeasuredClinic,
  clientSpeaks = uow.session.principal.principal.side === 'CLIENT',
): Promise<void> {
  const happened = clockEventsOf(events, before, clientSpeaks, 0, uow.newId);
  if (happened.length === 0) return;
  await asService(uow, async () => {
    const { mspId } = uow.session.principal.principal;
    const measured = await uow.em.find(TicketSlaEntity, { mspId, ticketId: before.id });
    await stepClocks(uow, measured, happened);
    const now = evolveAll(before, events) as TicketState;
    if (now.teamId !== null && now.teamId !== before.teamId) {
      await measureByTeam(uow, now, clinic, measured);
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
  const hours = await loadHours(uow, namesIn(measured));
  for (const sla of measured) {
    const { last } = sla.fold;
    if (last !== null && happened.some((event) => isRetroactive(event) && event.at < last.at)) {
      sla.fold = await refold(uow, sla, hours.calendars);
      continue;
    }
    for (const event of happened) {
      liveThrough(sla, hours, event.at);
      apply(sla, event, hours);
    }
  }
  await saveClocks(uow, measured, false, hours);
}

/** Brings clocks up to the hours of an instant, before something else is done with them. */
export async function catchUpClocks(
  uow: UnitOfWork,
  measured: readonly TicketSlaRow[],
  until: Instant,
): Promise<ClockHours> {
  const hours = await loadHours(uow, namesIn(measured));
  for (const sla of measured) liveThrough(sla, hours, until);
  await saveClocks(uow, measured, false, hours);
  return hours;
}

/**
 * Lets a fold live through the changes of hours it has not seen. Clocks that such a change moves have
 * seen it in its own transaction; the others see it when something happens to them.
 */
function liveThrough(sla: TicketSlaRow, hours: ClockHours, until: Instant): void {
  for (const change of hours.changesFor(sla, until)) apply(sla, change, hours);
}

function apply(sla: TicketSlaRow, event: ClockEvent, { calendars }: ClockHours): void {
  const placed = inOrder(event, sla.fold);
  const next = step(sla.fold, placed, { calendars, policies: sla.policies });
  if (!next.ok) throw new TypeError(`The clocks refuse an event: ${next.error.message}`);
  sla.fold = next.value;
  if (isOwn(event)) sla.changes = [...sla.changes, placed];
}

/** Facts that are told after they happened, and count from when they did. */
const isRetroactive = ({ type }: ClockEvent) => type === 'RESTORED' || type === 'NOTIFIED';
/** Facts that the ticket's timeline does not tell. */
const isOwn = ({ type }: ClockEvent) => type === 'POLICY_CHANGED' || type === 'CALENDAR_CHANGED';

/** The clocks as the whole history gives them: what belongs before the last event cannot be stepped. */
async function refold(
  uow: UnitOfWork,
  { ticketId, policies, changes, fold: known }: TicketSlaRow,
  calendars: Calendars,
): Promise<SlaState> {
  await uow.em.flush();
  const history = [...(await clockHistory(uow, ticketId)), ...changes];
  const [first, ...later] = policies as [Policy, ...Policy[]];
  const fired = Object.fromEntries(known.clocks.map((clock) => [clock.key, clock.fired]));
  const folded = fold(first, history, { calendars, policies: later, fired });
  if (!folded.ok) throw new TypeError(`The clocks refuse a history: ${folded.error.message}`);
  return folded.value;
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
  clinic: MeasuredClinic,
  measured: readonly TicketSlaRow[],
): Promise<void> {
  await besideOpenings(uow);
  const lanes = new Set(measured.map((sla) => sla.lane));
  const chosen = await chooseAgreements(uow, await measuredTicket(uow, ticket, clinic));
  const own = chosen.filter(
    ({ lane, agreement }) => agreement.teamId === ticket.teamId && !lanes.has(lane),
  );
  if (own.length === 0) return;
  await uow.em.flush();
  await measureBy(uow, ticket, clinic, own, await clockHistory(uow, ticket.id));
}
