import { fold } from '@wardline/sla-engine';
import type { TicketOpened } from '@wardline/ticket-core';
import { loadCalendars } from '../calendars/calendars.store.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { chooseAgreements } from './choose-agreements.ts';
import { saveClocks } from './clock.store.ts';
import { clockEventsOf } from './clock-events.ts';
import { policyOfAgreement } from './policy-of-agreement.ts';
import { TicketSlaEntity } from './ticket-sla.entity.ts';

/** Starts what the agreements that cover an opened ticket measure, under their terms of now. */
export async function startClocks(
  uow: UnitOfWork,
  opened: TicketOpened,
  clinic: ClinicRow,
): Promise<void> {
  const { ticket } = opened;
  const chosen = (await chooseAgreements(uow, clinic, ticket.openedAt)).flatMap((choice) => {
    const policy = policyOfAgreement(choice.agreement, clinic, ticket.type);
    return policy ? [{ ...choice, policy }] : [];
  });
  if (chosen.length === 0) return;
  const calendars = await loadCalendars(
    uow,
    chosen.map((choice) => choice.policy),
  );
  const events = clockEventsOf([opened], null, false, 0, uow.newId);
  for (const { agreement, reason, policy } of chosen) {
    const folded = fold(policy, events, { calendars });
    if (!folded.ok) throw new TypeError(`The clocks refuse an opening: ${folded.error.message}`);
    const sla = uow.em.create(
      TicketSlaEntity,
      {
        mspId: agreement.mspId,
        ticketId: ticket.id,
        agreementId: agreement.id,
        clinicId: ticket.clinicId,
        kind: agreement.kind,
        reason,
        policy,
        fold: folded.value,
      },
      { persist: true },
    );
    await saveClocks(uow, sla, true);
  }
}
