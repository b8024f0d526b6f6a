import { detailsOf } from '../details/details.ts';
import type { Guards } from './lifecycle.ts';

/** Conditions on security incidents. */
export const SECURITY_GUARDS = {
  CONTAINMENT_WRITTEN: ({ ticket }) =>
    detailsOf(ticket, 'SECURITY_INCIDENT')?.containment
      ? null
      : { code: 'CONTAINMENT_MISSING', message: 'Write down how it was contained.' },
  /** What may be a breach is not dismissed with a click. */
  NO_BREACH: ({ ticket }) =>
    detailsOf(ticket, 'SECURITY_INCIDENT')?.breach === 'BREACH'
      ? { code: 'IS_A_BREACH', message: 'A breach is worked off and notified, not cancelled.' }
      : null,
  BREACH_DECIDED: ({ ticket }) =>
    detailsOf(ticket, 'SECURITY_INCIDENT')?.breach === 'UNDECIDED'
      ? {
          code: 'BREACH_UNDECIDED',
          message:
            'Decide whether it is a breach of protected health information (45 CFR 164.402).',
        }
      : null,
  INDIVIDUALS_NOTIFIED: ({ ticket }) => {
    if (detailsOf(ticket, 'SECURITY_INCIDENT')?.breach !== 'BREACH') return null;
    if (ticket.notifications.some(({ party }) => party === 'AFFECTED_INDIVIDUALS')) return null;
    return {
      code: 'INDIVIDUALS_NOT_NOTIFIED',
      message: 'Record the notification of the affected individuals (45 CFR 164.404).',
    };
  },
} as const satisfies Guards;
