import type { TicketStateChanged } from '../events.ts';
import type { TicketDetails } from './details.ts';

/** What being asked for approval means to the details of the type. */
export function evolveAsked(details: TicketDetails | null): TicketDetails | null {
  if (details?.of === 'CHANGE') return { ...details, shownWindow: details.window };
  if (details?.of !== 'SERVICE_REQUEST') return details;
  return { ...details, approvalRequired: true, waiverReason: null, approvalAsked: true };
}

/** What a change of state means to the details of the type. */
export function evolveDetails(
  details: TicketDetails | null,
  { to, at, outcome, notDoneCode }: TicketStateChanged,
): TicketDetails | null {
  switch (details?.of) {
    case 'SERVICE_REQUEST':
      if (to !== 'AWAITING_APPROVAL' && to !== 'REJECTED') return details;
      return { ...details, approvalAsked: true };
    case 'PROBLEM':
      if (to !== 'KNOWN_ERROR' || details.knownErrorAt !== null) return details;
      return { ...details, knownErrorAt: at };
    case 'CHANGE':
      if (to === 'IMPLEMENTING') return { ...details, compatibilityTest: null, result: null };
      if (to === 'BACKED_OUT') return { ...details, compatibilityTest: null, result: to };
      if (to !== 'REVIEW' || details.result !== null) return details;
      return { ...details, result: 'IMPLEMENTED' };
    case 'WORK_ORDER':
      if (to === 'COMPLETED') return { ...details, outcome, notDone: null };
      if (to === 'NOT_DONE' && notDoneCode !== null) {
        const attempts = { ...details.attempts };
        attempts[notDoneCode] = (attempts[notDoneCode] ?? 0) + 1;
        return { ...details, notDone: notDoneCode, attempts };
      }
      return to === 'IN_PROGRESS' ? { ...details, outcome: null } : details;
    default:
      return details;
  }
}
