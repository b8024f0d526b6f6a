import { definePolicy, type Policy } from '@wardline/sla-engine';
import type { TicketType } from '@wardline/ticket-core';
import { aroundTheClock } from '../calendars/compiled-calendars.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { AgreementRow } from './agreement.entity.ts';

/** An agreement's terms for one type of ticket of one clinic; null if it promises nothing for it. */
export function policyOfAgreement(
  agreement: AgreementRow,
  clinic: Pick<ClinicRow, 'calendarId' | 'timeZone'>,
  type: TicketType,
): Policy | null {
  const clinicHours = clinic.calendarId ?? aroundTheClock(clinic.timeZone);
  const targets = agreement.targets
    .filter((target) => target.ticketTypes === null || target.ticketTypes.includes(type))
    .map(({ metric, budget, calendarId, pauseOn }) => ({
      metric,
      calendarId: calendarId ?? clinicHours,
      pauseOn,
      budgetByPriority: Object.fromEntries(
        Object.entries(budget).map(([priority, ms]) => [
          priority,
          { kind: 'BUSINESS_TIME' as const, ms },
        ]),
      ),
    }));
  if (targets.length === 0) return null;
  const policy = definePolicy({
    id: agreement.id,
    version: agreement.version,
    kind: agreement.kind,
    targets,
  });
  if (!policy.ok) throw new TypeError(`A stored agreement is invalid: ${policy.error.message}`);
  return policy.value;
}
