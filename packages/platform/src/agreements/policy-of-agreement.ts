import { definePolicy, type EventMatch, type Policy, type TargetInput } from '@wardline/sla-engine';
import type { TicketType } from '@wardline/ticket-core';
import { aroundTheClock } from '../calendars/compiled-calendars.ts';
import type { EscalationRule } from '../escalations/escalation-policy.entity.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { AgreementInForce } from './choose-agreements.ts';
import type { AgreementTarget, AgreementTerms } from './terms.ts';

/** The step every target has that warns. */
export const AT_RISK = 'AT_RISK';

/** What terms are compiled with: whose hours "the clinic's" are, and the steps they refer to. */
export interface PolicyParts {
  readonly clinic: Pick<ClinicRow, 'calendarId' | 'timeZone'>;
  readonly type: TicketType;
  /** Steps by the id of their escalation policy. */
  readonly escalations: ReadonlyMap<string, readonly EscalationRule[]>;
  /** The name of the version of a stored calendar that the terms begin with. */
  readonly hoursOf: (calendarId: string) => string;
}

/** The stored calendars that terms count in, for tickets of a clinic. */
export function calendarsOfTerms(
  { targets }: AgreementTerms,
  clinic: Pick<ClinicRow, 'calendarId'>,
): string[] {
  return targets.flatMap(({ hours }) =>
    hours === 'AROUND_THE_CLOCK'
      ? []
      : ((hours === 'CLINIC' ? clinic.calendarId : hours.calendarId) ?? []),
  );
}

/** An agreement's terms for one type of ticket of one clinic; without targets if it promises nothing for it. */
export function policyOfAgreement(agreement: AgreementInForce, parts: PolicyParts): Policy {
  const { id, kind, number, terms } = agreement;
  const targets = terms.targets
    .filter(({ ticketTypes }) => ticketTypes === null || ticketTypes.includes(parts.type))
    .map((target) => targetOf(target, agreement, parts));
  const policy = definePolicy({
    id,
    version: number,
    kind,
    targets,
    onPriorityChange: terms.onPriorityChange,
    onPolicyChange: terms.onTermsChange,
    onCalendarChange: terms.onCalendarChange,
  });
  if (!policy.ok) throw new TypeError(`A stored agreement is invalid: ${policy.error.message}`);
  return policy.value;
}

function targetOf(
  target: AgreementTarget,
  { teamId }: AgreementInForce,
  { clinic, escalations, hoursOf }: PolicyParts,
): TargetInput {
  const { metric, budgets, otherwise, hours, pauseOn, warnAtPercent } = target;
  const around = aroundTheClock(clinic.timeZone);
  const clinicHours = clinic.calendarId ? hoursOf(clinic.calendarId) : around;
  const calendarId =
    hours === 'CLINIC'
      ? clinicHours
      : hours === 'AROUND_THE_CLOCK'
        ? around
        : hoursOf(hours.calendarId);
  const rules = escalations.get(target.escalationPolicyId ?? '') ?? [];
  return {
    metric,
    calendarId,
    pauseOn,
    budget: otherwise,
    budgetByPriority: budgets,
    steps: [
      ...(warnAtPercent === null ? [] : [{ id: AT_RISK, when: { percent: warnAtPercent } }]),
      ...rules.map(({ id, when, quietUntilOpen, ...action }) => ({
        id,
        when,
        quietUntilOpen,
        action: JSON.stringify(action),
      })),
    ],
    ...(teamId === null ? {} : boundTo(teamId)),
  };
}

/** A promise of one team counts while the ticket is with it, each time anew. */
function boundTo(team: string): Pick<TargetInput, 'start' | 'stop' | 'repeats'> {
  const stop: EventMatch[] = [
    { on: ['RESOLVED', 'CLOSED'] },
    { on: ['ASSIGNED'], whereNot: { team } },
  ];
  return { start: [{ on: ['ASSIGNED'], where: { team } }], stop, repeats: true };
}
