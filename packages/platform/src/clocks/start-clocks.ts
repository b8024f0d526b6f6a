import { beginSla, fold, isLive, type TicketEvent } from '@wardline/sla-engine';
import type { TicketOpened, TicketState } from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import {
  type ChosenAgreement,
  chooseAgreements,
  type MeasuredTicket,
} from '../agreements/choose-agreements.ts';
import { calendarsOfTerms, policyOfAgreement } from '../agreements/policy-of-agreement.ts';
import { loadHours } from '../calendars/clock-hours.ts';
import { aroundTheClock } from '../calendars/compiled-calendars.ts';
import { loadEscalations } from '../escalations/load-escalations.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveClocks } from './clock.store.ts';
import { clockEventsOf } from './clock-events.ts';
import { TicketSlaEntity, type TicketSlaRow } from './ticket-sla.entity.ts';

export type MeasuredClinic = Pick<ClinicRow, 'id' | 'organizationId' | 'calendarId' | 'timeZone'>;

/** The agreements that will measure a ticket once it is opened. */
export function agreementsFor(
  uow: UnitOfWork,
  ticket: TicketState,
  clinic: MeasuredClinic,
  assets: MeasuredTicket['assets'],
): Promise<ChosenAgreement[]> {
  const { organizationId } = clinic;
  return asService(uow, () => chooseAgreements(uow, { ...ticket, organizationId, assets }));
}

/** Starts what these agreements measure of an opened ticket, under their terms of now. */
export async function startClocks(
  uow: UnitOfWork,
  opened: TicketOpened,
  clinic: MeasuredClinic,
  chosen: readonly ChosenAgreement[],
): Promise<void> {
  if (chosen.length === 0) return;
  const events = clockEventsOf([opened], null, false, 0, uow.newId);
  await asService(uow, () => measureBy(uow, opened.ticket, clinic, chosen, events));
}

/** Puts a ticket under agreements that did not measure it before, as its history so far has it. */
export async function measureBy(
  uow: UnitOfWork,
  ticket: TicketState,
  clinic: Pick<MeasuredClinic, 'calendarId' | 'timeZone'>,
  chosen: readonly ChosenAgreement[],
  history: readonly TicketEvent[],
): Promise<void> {
  if (chosen.length === 0) return;
  const escalations = await loadEscalations(
    uow,
    chosen.map(({ agreement }) => agreement.terms),
  );
  const hours = await loadHours(uow, [
    ...chosen.flatMap(({ agreement }) => calendarsOfTerms(agreement.terms, clinic)),
    aroundTheClock(clinic.timeZone),
  ]);
  const [first, last] = [history.at(0)?.at ?? uow.now, history.at(-1)?.at ?? uow.now];
  const hoursOf = (calendarId: string) => hours.keyAt(calendarId, first);
  const parts = { clinic, type: ticket.type, escalations, hoursOf };
  const measured = chosen
    .map((choice) => ({ ...choice, policy: policyOfAgreement(choice.agreement, parts) }))
    // What promises nothing for this ticket has nothing to measure.
    .filter(({ policy }) => policy.targets.length > 0);
  const { calendars } = hours;
  const slas: TicketSlaRow[] = [];
  for (const { agreement, lane, level, reason, policy } of measured) {
    // What it was opened under, and each change of hours that came before its last event.
    const changes = hours.changesFor({ policies: [policy], fold: beginSla(policy) }, last);
    const folded = fold(policy, [...history, ...changes], { calendars });
    if (!folded.ok) throw new TypeError(`The clocks refuse a history: ${folded.error.message}`);
    const sla: TicketSlaRow = {
      mspId: uow.session.principal.principal.mspId,
      id: uow.newId(),
      ticketId: ticket.id,
      clinicId: ticket.clinicId,
      agreementId: agreement.id,
      agreementVersion: agreement.number,
      kind: agreement.kind,
      lane,
      level,
      reason,
      chosenAt: uow.now,
      isLive: folded.value.clocks.some(isLive),
      policies: [policy],
      changes,
      fold: folded.value,
    };
    uow.add(TicketSlaEntity, sla);
    slas.push(sla);
  }
  await saveClocks(uow, slas, true, hours);
}
