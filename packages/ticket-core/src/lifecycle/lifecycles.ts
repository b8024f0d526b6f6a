import type { Lifecycle, Lifecycles, TransitionRule } from './lifecycle.ts';

const HOLD: TransitionRule = { to: 'ON_HOLD', requires: ['HOLD_REASON'] };
// Resolving may come while somebody is still there; closing not before they have left.
const CANCEL: TransitionRule = {
  to: 'CANCELLED',
  requires: ['NOTE'],
  guards: ['NO_OPEN_VISITS'],
};
const CLOSE: TransitionRule = { to: 'CLOSED', guards: ['NO_OPEN_VISITS'] };
const WORKED_OFF = ['REQUIRED_TASKS_DONE', 'CHILDREN_READY'] as const;
const RESOLVE: TransitionRule = {
  to: 'RESOLVED',
  requires: ['RESOLUTION_CODE'],
  guards: WORKED_OFF,
};

/** Only what nobody has begun is the requester's alone to withdraw; later it takes a word with the desk. */
const WITHDRAW: TransitionRule = { ...CANCEL, byRequester: true };
const CONFIRM: TransitionRule = { ...CLOSE, byRequester: true };
const REOPEN: TransitionRule = {
  to: 'IN_PROGRESS',
  guards: ['REOPEN_WINDOW_OPEN'],
  byRequester: true,
};

// Shortcuts past TRIAGED exist because a desk that solves it on the phone should not click twice.
const INCIDENT: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'TRIAGED' }, { to: 'IN_PROGRESS' }, HOLD, RESOLVE, WITHDRAW],
    TRIAGED: [{ to: 'IN_PROGRESS' }, HOLD, RESOLVE, WITHDRAW],
    IN_PROGRESS: [HOLD, RESOLVE, CANCEL],
    // ON_HOLD to itself changes what it waits for.
    ON_HOLD: [{ to: 'IN_PROGRESS' }, { to: 'TRIAGED' }, HOLD, RESOLVE, CANCEL],
    RESOLVED: [CONFIRM, REOPEN],
  },
};

/** Work on a request begins once it is approved, if it has to be. */
const begun = (rule: TransitionRule): TransitionRule => ({
  ...rule,
  guards: ['APPROVED_IF_REQUIRED', ...(rule.guards ?? [])],
});
const SERVICE_REQUEST: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [
      { to: 'AWAITING_APPROVAL', guards: ['APPROVAL_REQUIRED'] },
      begun({ to: 'TRIAGED' }),
      begun({ to: 'IN_PROGRESS' }),
      begun(HOLD),
      begun(RESOLVE),
      WITHDRAW,
    ],
    AWAITING_APPROVAL: [
      { to: 'APPROVED', guards: ['APPROVALS_GRANTED'] },
      { to: 'REJECTED', requires: ['NOTE'] },
      WITHDRAW,
    ],
    APPROVED: [{ to: 'TRIAGED' }, { to: 'IN_PROGRESS' }, HOLD, RESOLVE, WITHDRAW],
    // Asked for anew with better reasons, or declined for good.
    REJECTED: [{ to: 'NEW' }, { to: 'RESOLVED', requires: ['RESOLUTION_CODE'] }, WITHDRAW],
    TRIAGED: [begun({ to: 'IN_PROGRESS' }), begun(HOLD), begun(RESOLVE), WITHDRAW],
    IN_PROGRESS: [HOLD, begun(RESOLVE), CANCEL],
    ON_HOLD: [begun({ to: 'IN_PROGRESS' }), begun({ to: 'TRIAGED' }), HOLD, begun(RESOLVE), CANCEL],
    // What was declined is not worked on by being reopened.
    RESOLVED: [CONFIRM, begun(REOPEN)],
  },
};

const KNOWN: TransitionRule = { to: 'KNOWN_ERROR', guards: ['WORKAROUND_WRITTEN'] };
const SOLVE: TransitionRule = {
  ...RESOLVE,
  guards: ['ROOT_CAUSE_WRITTEN', 'REQUIRED_TASKS_DONE'],
};
const PROBLEM: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'INVESTIGATING' }, CANCEL],
    INVESTIGATING: [KNOWN, HOLD, SOLVE, CANCEL],
    KNOWN_ERROR: [{ to: 'INVESTIGATING' }, HOLD, SOLVE, CANCEL],
    ON_HOLD: [{ to: 'INVESTIGATING' }, KNOWN, HOLD, CANCEL],
    RESOLVED: [CLOSE, { to: 'INVESTIGATING' }],
  },
};

const SCHEDULABLE = [
  'STILL_APPROVED',
  'BACK_OUT_PLAN_WRITTEN',
  'WINDOW_AHEAD',
  'IMPLEMENTER_NAMED',
  'APPROVERS_NOT_INVOLVED',
  'RISK_SHARED',
  'TRADES_SIGNED_OFF',
  'NO_CONFLICTS',
] as const;
// A standard change goes from DRAFT to SCHEDULED by its model; a normal one is assessed and approved;
// an emergency is approved and done, and its risk and sign-offs are made good before it is closed.
const CHANGE: Lifecycle = {
  initial: 'DRAFT',
  transitions: {
    DRAFT: [
      { to: 'ASSESSED', guards: ['PLAN_WRITTEN', 'RISK_ASSESSED'] },
      { to: 'APPROVED', guards: ['EMERGENCY', 'APPROVALS_GRANTED'] },
      { to: 'SCHEDULED', guards: ['STANDARD_MODEL', ...SCHEDULABLE] },
      CANCEL,
    ],
    ASSESSED: [
      { to: 'APPROVED', guards: ['APPROVALS_GRANTED'] },
      { to: 'REJECTED', requires: ['NOTE'] },
      { to: 'DRAFT' },
      CANCEL,
    ],
    REJECTED: [{ to: 'DRAFT' }, CANCEL],
    APPROVED: [
      { to: 'SCHEDULED', guards: SCHEDULABLE },
      {
        to: 'IMPLEMENTING',
        guards: [
          'EMERGENCY',
          'STILL_APPROVED',
          'BACK_OUT_PLAN_WRITTEN',
          'IMPLEMENTER_NAMED',
          'APPROVERS_NOT_INVOLVED',
        ],
      },
      { to: 'DRAFT' },
      CANCEL,
    ],
    SCHEDULED: [
      {
        to: 'IMPLEMENTING',
        guards: [
          'STILL_APPROVED',
          'WINDOW_OPEN',
          'IMPLEMENTER_NAMED',
          'APPROVERS_NOT_INVOLVED',
          'RISK_SHARED',
          'TRADES_SIGNED_OFF',
          'NO_CONFLICTS',
        ],
      },
      { to: 'DRAFT' },
      CANCEL,
    ],
    IMPLEMENTING: [
      { to: 'REVIEW', guards: ['REQUIRED_TASKS_DONE'] },
      { to: 'FAILED', requires: ['NOTE'] },
    ],
    FAILED: [{ to: 'BACKED_OUT', requires: ['NOTE'] }],
    BACKED_OUT: [{ to: 'REVIEW' }],
    REVIEW: [
      {
        to: 'CLOSED',
        guards: [
          'COMPATIBILITY_TESTED',
          'RISK_ASSESSED',
          'STILL_APPROVED',
          'APPROVERS_NOT_INVOLVED',
          'RISK_SHARED',
          'TRADES_SIGNED_OFF',
          'REQUIRED_TASKS_DONE',
          'NO_OPEN_VISITS',
        ],
      },
      { to: 'FAILED', requires: ['NOTE'] },
    ],
  },
};

const NOT_DONE: TransitionRule = { to: 'NOT_DONE', requires: ['NOT_DONE_CODE'] };
const WORK_ORDER: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'SCHEDULED' }, { to: 'DISPATCHED' }, { to: 'IN_PROGRESS' }, HOLD, NOT_DONE, CANCEL],
    SCHEDULED: [{ to: 'DISPATCHED' }, { to: 'IN_PROGRESS' }, HOLD, NOT_DONE, CANCEL],
    DISPATCHED: [{ to: 'IN_PROGRESS' }, { to: 'SCHEDULED' }, NOT_DONE, CANCEL],
    IN_PROGRESS: [
      HOLD,
      { to: 'COMPLETED', requires: ['OUTCOME'], guards: ['REQUIRED_TASKS_DONE'] },
      NOT_DONE,
      CANCEL,
    ],
    ON_HOLD: [{ to: 'IN_PROGRESS' }, { to: 'SCHEDULED' }, HOLD, NOT_DONE, CANCEL],
    // Tried again, or given up for a reason that a surveyor accepts.
    NOT_DONE: [
      { to: 'SCHEDULED' },
      { to: 'CLOSED', guards: ['MAY_BE_GIVEN_UP', 'NO_OPEN_VISITS'] },
      CANCEL,
    ],
    COMPLETED: [{ to: 'VERIFIED' }, { to: 'IN_PROGRESS' }],
    VERIFIED: [CLOSE],
  },
};

// Containment, eradication, recovery, lessons learned: NIST SP 800-61 Rev. 2, section 3.
const DISMISS: TransitionRule = { ...CANCEL, guards: ['NO_BREACH', 'NO_OPEN_VISITS'] };
const SECURITY_INCIDENT: Lifecycle = {
  initial: 'NEW',
  transitions: {
    NEW: [{ to: 'TRIAGED' }, { to: 'INVESTIGATING' }],
    TRIAGED: [{ to: 'INVESTIGATING' }, DISMISS],
    INVESTIGATING: [{ to: 'CONTAINED', guards: ['CONTAINMENT_WRITTEN'] }, DISMISS],
    CONTAINED: [{ to: 'ERADICATED' }, { to: 'INVESTIGATING' }],
    ERADICATED: [{ to: 'RECOVERED', guards: ['REQUIRED_TASKS_DONE'] }, { to: 'INVESTIGATING' }],
    RECOVERED: [{ to: 'REVIEW' }, { to: 'INVESTIGATING' }],
    REVIEW: [
      { to: 'CLOSED', guards: ['BREACH_DECIDED', 'INDIVIDUALS_NOTIFIED', 'NO_OPEN_VISITS'] },
      { to: 'INVESTIGATING' },
    ],
  },
};

/** The built-in lifecycle of each ticket type. */
export const LIFECYCLES: Lifecycles = {
  INCIDENT,
  SERVICE_REQUEST,
  PROBLEM,
  CHANGE,
  WORK_ORDER,
  SECURITY_INCIDENT,
};
