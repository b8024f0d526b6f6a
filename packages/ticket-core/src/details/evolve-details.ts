import type { TicketStateChanged } from '../events.ts';
import type { TicketDetails } from './details.ts';

/** What a change of state means to the details of the type. */
export function evolveDetails(
  details: TicketDetails | null,
  { to, at, outcome, notDoneCode }: TicketStateChanged,
): TicketDetails | null {
  switch (details?.of) {
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
