import type { Instant } from '@wardline/kernel';
import type { TicketType } from '../tickets/ticket.ts';
import type { TicketDetails } from './details.ts';

/** A ticket's details before anybody said anything. `kind` has no default: the check asks for it. */
export function initialDetails(type: TicketType, at: Instant): TicketDetails | null {
  switch (type) {
    case 'INCIDENT':
      return null;
    case 'SERVICE_REQUEST':
      return {
        of: type,
        approvalRequired: false,
        waiverReason: null,
        approvalAsked: false,
        involved: [],
      };
    case 'PROBLEM':
      return { of: type, rootCause: null, workaround: null, knownErrorAt: null };
    case 'CHANGE':
      return {
        of: type,
        kind: 'NORMAL',
        model: null,
        plan: null,
        backOutPlan: null,
        testPlan: null,
        riskAnswers: {},
        window: null,
        implementerId: null,
        compatibilityTest: null,
        result: null,
        involved: [],
        shownWindow: null,
      };
    case 'WORK_ORDER':
      return { of: type, kind: 'REPAIR', window: null, outcome: null, notDone: null, attempts: {} };
    case 'SECURITY_INCIDENT':
      return {
        of: type,
        discoveredAt: at,
        occurredAt: null,
        severity: 'MEDIUM',
        containment: null,
        breach: 'UNDECIDED',
      };
  }
}
