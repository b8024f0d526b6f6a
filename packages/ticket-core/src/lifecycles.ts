import type { Lifecycle, Lifecycles, TransitionRule } from './lifecycle.ts';

const HOLD: TransitionRule = { to: 'ON_HOLD', requires: ['HOLD_REASON'] };
const RESOLVE: TransitionRule = { to: 'RESOLVED', requires: ['RESOLUTION_CODE'] };
const CANCEL: TransitionRule = { to: 'CANCELLED', requires: ['NOTE'] };
const CLOSE: TransitionRule = { to: 'CLOSED' };

// Shortcuts past TRIAGED exist because a desk that solves it on the phone should not click twice.
const DESK: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'TRIAGED' }, { to: 'IN_PROGRESS' }, HOLD, RESOLVE, CANCEL],
    TRIAGED: [{ to: 'IN_PROGRESS' }, HOLD, RESOLVE, CANCEL],
    IN_PROGRESS: [HOLD, RESOLVE, CANCEL],
    // ON_HOLD to itself changes what it waits for.
    ON_HOLD: [{ to: 'IN_PROGRESS' }, { to: 'TRIAGED' }, HOLD, RESOLVE, CANCEL],
    RESOLVED: [CLOSE, { to: 'IN_PROGRESS', guards: ['REOPEN_WINDOW_OPEN'] }],
  },
};

const PROBLEM: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'INVESTIGATING' }, CANCEL],
    INVESTIGATING: [{ to: 'KNOWN_ERROR', requires: ['NOTE'] }, HOLD, RESOLVE, CANCEL],
    KNOWN_ERROR: [{ to: 'INVESTIGATING' }, HOLD, RESOLVE, CANCEL],
    ON_HOLD: [{ to: 'INVESTIGATING' }, HOLD, CANCEL],
    RESOLVED: [CLOSE, { to: 'INVESTIGATING' }],
  },
};

// APPROVED → SCHEDULED and DRAFT → SCHEDULED (standard change) get their guards with approvals.
const CHANGE: Lifecycle = {
  initial: 'DRAFT',
  transitions: {
    DRAFT: [{ to: 'ASSESSED' }, CANCEL],
    ASSESSED: [{ to: 'APPROVED' }, { to: 'REJECTED', requires: ['NOTE'] }, { to: 'DRAFT' }, CANCEL],
    REJECTED: [{ to: 'DRAFT' }, CANCEL],
    APPROVED: [{ to: 'SCHEDULED' }, CANCEL],
    SCHEDULED: [{ to: 'IMPLEMENTING' }, { to: 'APPROVED' }, CANCEL],
    IMPLEMENTING: [{ to: 'REVIEW' }, { to: 'FAILED', requires: ['NOTE'] }],
    FAILED: [{ to: 'BACKED_OUT', requires: ['NOTE'] }],
    BACKED_OUT: [{ to: 'REVIEW' }],
    REVIEW: [CLOSE],
  },
};

const WORK_ORDER: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'SCHEDULED' }, { to: 'DISPATCHED' }, { to: 'IN_PROGRESS' }, CANCEL],
    SCHEDULED: [
      { to: 'DISPATCHED' },
      { to: 'IN_PROGRESS' },
      { to: 'NOT_DONE', requires: ['NOTE'] },
      CANCEL,
    ],
    DISPATCHED: [{ to: 'IN_PROGRESS' }, { to: 'NOT_DONE', requires: ['NOTE'] }, CANCEL],
    IN_PROGRESS: [HOLD, { to: 'COMPLETED' }, { to: 'NOT_DONE', requires: ['NOTE'] }],
    ON_HOLD: [{ to: 'IN_PROGRESS' }, HOLD, CANCEL],
    // Could not be located, in use, access refused: tried again, or given up with a reason.
    NOT_DONE: [{ to: 'SCHEDULED' }, CANCEL],
    COMPLETED: [{ to: 'VERIFIED' }, { to: 'IN_PROGRESS' }],
    VERIFIED: [CLOSE],
  },
};

// Containment, eradication, recovery, lessons learned: NIST SP 800-61 Rev. 2, section 3.
const SECURITY_INCIDENT: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'TRIAGED' }, { to: 'INVESTIGATING' }],
    TRIAGED: [{ to: 'INVESTIGATING' }, CANCEL],
    INVESTIGATING: [{ to: 'CONTAINED' }, CANCEL],
    CONTAINED: [{ to: 'ERADICATED' }, { to: 'INVESTIGATING' }],
    ERADICATED: [{ to: 'RECOVERED' }, { to: 'INVESTIGATING' }],
    RECOVERED: [{ to: 'REVIEW' }, { to: 'INVESTIGATING' }],
    REVIEW: [CLOSE, { to: 'INVESTIGATING' }],
  },
};

/** The built-in lifecycle of each ticket type. */
export const LIFECYCLES: Lifecycles = {
  INCIDENT: DESK,
  SERVICE_REQUEST: DESK,
  PROBLEM,
  CHANGE,
  WORK_ORDER,
  SECURITY_INCIDENT,
};
