import { detailsOf } from '../details/details.ts';
import type { Guards } from './lifecycle.ts';

/** Conditions on problems. */
export const PROBLEM_GUARDS = {
  WORKAROUND_WRITTEN: ({ ticket }) =>
    detailsOf(ticket, 'PROBLEM')?.workaround
      ? null
      : {
          code: 'WORKAROUND_MISSING',
          message: 'A known error has a workaround: write it down first.',
        },
  ROOT_CAUSE_WRITTEN: ({ ticket }) =>
    detailsOf(ticket, 'PROBLEM')?.rootCause
      ? null
      : {
          code: 'ROOT_CAUSE_MISSING',
          message: 'Write down the root cause, or why it was not found.',
        },
} as const satisfies Guards;

/** How often a device is looked for before the order is closed as not located: the usual three-try policy. */
const SEARCHES = 3;

/** Conditions on work orders. */
export const WORK_ORDER_GUARDS = {
  MAY_BE_GIVEN_UP: ({ ticket }) => {
    const details = detailsOf(ticket, 'WORK_ORDER');
    const reason = details?.notDone ?? null;
    if (reason === 'RETIRED' || reason === 'DEFERRED') return null;
    const searches = details?.attempts.COULD_NOT_LOCATE ?? 0;
    if (reason === 'COULD_NOT_LOCATE' && searches >= SEARCHES) return null;
    return {
      code: 'MUST_BE_TRIED_AGAIN',
      message: `It is given up only when the asset is retired, the work deferred, or the asset not located in ${SEARCHES} attempts.`,
    };
  },
} as const satisfies Guards;
