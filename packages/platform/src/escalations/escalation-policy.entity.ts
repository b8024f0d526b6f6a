import { defineEntity, p } from '@mikro-orm/core';
import type { StepTiming } from '@wardline/sla-engine';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp } from '../orm/policies.ts';

/** Whom a step tells, besides people by name. */
export const ESCALATION_RECIPIENTS = [
  'ASSIGNEE',
  'TEAM',
  'REQUESTER',
  'WATCHERS',
  'DISPATCHERS',
  'MSP_ADMINS',
] as const;
export type EscalationRecipient = (typeof ESCALATION_RECIPIENTS)[number];

/** What happens at one point of a clock's life. */
export interface EscalationRule {
  /** Unique in its policy; names the effect that happens once. */
  readonly id: string;
  readonly when: StepTiming;
  /** Outside opening hours, wait for the next opening. */
  readonly quietUntilOpen: boolean;
  readonly notify: readonly EscalationRecipient[];
  readonly notifyPersonIds: readonly string[];
  /** Hands the ticket to this team; null leaves it where it is. */
  readonly assignToTeamId: string | null;
}

/** Steps that agreements share: who is told, and who takes over, when a promise comes into danger. */
export const EscalationPolicyEntity = defineEntity({
  name: 'EscalationPolicy',
  tableName: 'escalation_policy',
  properties: {
    ...tenantKey(),
    name: p.text(),
    steps: p.json<readonly EscalationRule[]>(),
    createdAt: instant(),
    version: version(),
  },
  ...walled({ select: isProvider, insert: wholeMsp, update: wholeMsp }),
});
