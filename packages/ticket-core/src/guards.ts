import { formatInstant } from '@wardline/kernel';
import type { Guards } from './lifecycle.ts';

/** The conditions that the built-in lifecycles name. An embedder's own stand beside them in `facts.guards`. */
export const GUARDS = {
  /** The last millisecond of the window still counts. */
  REOPEN_WINDOW_OPEN: ({ ticket, at, reopenWindowMs }) => {
    if (ticket.resolvedAt === null) return null;
    const end = ticket.resolvedAt + reopenWindowMs;
    if (at <= end) return null;
    return {
      code: 'REOPEN_WINDOW_OVER',
      message: `It could be reopened until ${formatInstant(end)}; open a follow-up ticket instead.`,
    };
  },
} as const satisfies Guards;
