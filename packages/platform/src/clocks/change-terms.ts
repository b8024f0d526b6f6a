import type { ChangeMode } from '@wardline/sla-engine';
import type { AgreementRow } from '../agreements/agreement.entity.ts';
import type { AgreementVersionRow } from '../agreements/agreement-version.entity.ts';
import { calendarsOfTerms, policyOfAgreement } from '../agreements/policy-of-agreement.ts';
import { loadHours } from '../calendars/clock-hours.ts';
import { loadEscalations } from '../escalations/load-escalations.ts';
import { LOCKED } from '../orm/lock.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { afterOpenings } from '../tickets/decided-on.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { catchUpClocks, stepClocks, withPolicy } from './advance-clocks.ts';
import { TicketSlaEntity } from './ticket-sla.entity.ts';

const AT_A_TIME = 200;

/**
 * Takes the running clocks that an agreement measures to another version of its terms, in the
 * transaction that publishes it.
 * @returns how many tickets that were, those that were being opened included.
 */
export async function changeTerms(
  uow: UnitOfWork,
  agreement: AgreementRow,
  { number, terms }: AgreementVersionRow,
  mode: ChangeMode,
): Promise<number> {
  const before = await changeThose(uow, agreement, { number, terms }, mode);
  await afterOpenings(uow);
  return before + (await changeThose(uow, agreement, { number, terms }, mode));
}

/** Takes those to it that are on another version. */
async function changeThose(
  uow: UnitOfWork,
  agreement: AgreementRow,
  { number, terms }: Pick<AgreementVersionRow, 'number' | 'terms'>,
  mode: ChangeMode,
): Promise<number> {
  const { em } = uow;
  const { mspId } = uow.session.principal.principal;
  const escalations = await loadEscalations(uow, [terms]);
  const inForce = { ...agreement, number, terms };
  const other = { agreementVersion: { $ne: number } };
  const of = { mspId, agreementId: agreement.id, isLive: true, ...other };
  let done = 0;
  for (let after = ''; ; ) {
    const beyond = after === '' ? {} : { ticketId: { $gt: after } };
    const slas = await em.find(
      TicketSlaEntity,
      { ...of, ...beyond },
      { orderBy: { ticketId: 'asc' }, limit: AT_A_TIME },
    );
    if (slas.length === 0) return done;
    // The tickets in the order of their ids, as everybody locks them who locks several.
    const tickets = await em.find(
      TicketEntity,
      { mspId, id: { $in: slas.map((sla) => sla.ticketId) } },
      { orderBy: { id: 'asc' }, ...LOCKED },
    );
    // What they were measured by may have changed while their locks were waited for.
    for (const sla of slas) await em.refresh(sla);
    const clinicIds = [...new Set(tickets.map((ticket) => ticket.clinicId))];
    const clinics = await em.find(ClinicEntity, { mspId, id: { $in: clinicIds } });
    for (const sla of slas) {
      const ticket = tickets.find(({ id }) => id === sla.ticketId);
      const clinic = clinics.find(({ id }) => id === sla.clinicId);
      if (!ticket || !clinic || !sla.isLive || sla.agreementId !== agreement.id) continue;
      await catchUpClocks(uow, [sla], uow.now);
      const hours = await loadHours(uow, calendarsOfTerms(terms, clinic));
      const hoursOf = (calendarId: string) => hours.keyAt(calendarId, uow.now);
      const parts = { clinic, type: ticket.type, escalations, hoursOf };
      const policy = policyOfAgreement(inForce, parts);
      sla.policies = withPolicy(sla.policies, policy);
      sla.agreementVersion = number;
      const changed = { type: 'POLICY_CHANGED', policyId: agreement.id, version: number } as const;
      await stepClocks(uow, [sla], [{ ...changed, mode, id: uow.newId(), at: uow.now, seq: 0 }]);
      done++;
    }
    after = slas.at(-1)?.ticketId ?? '';
    await em.flush();
  }
}
