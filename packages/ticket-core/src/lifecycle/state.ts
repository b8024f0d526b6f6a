/**
 * How far a ticket in a state is: `OPEN` waits or is worked on, `HELD` waits for somebody else,
 * `DONE` is worked off but may come back, `FINAL` stays as it is.
 */
export const STATE_CATEGORIES = ['OPEN', 'HELD', 'DONE', 'FINAL'] as const;
export type StateCategory = (typeof STATE_CATEGORIES)[number];

/** Every state of every ticket type, with its category. A lifecycle uses a part of them. */
export const TICKET_STATES = {
  // Shared
  NEW: 'OPEN',
  TRIAGED: 'OPEN',
  IN_PROGRESS: 'OPEN',
  ON_HOLD: 'HELD',
  RESOLVED: 'DONE',
  CLOSED: 'FINAL',
  CANCELLED: 'FINAL',
  /** Reached by `mergeTicket` alone: another ticket goes on in its place. */
  MERGED: 'FINAL',
  // Service request
  AWAITING_APPROVAL: 'OPEN',
  // Problem and security incident
  INVESTIGATING: 'OPEN',
  KNOWN_ERROR: 'OPEN',
  CONTAINED: 'OPEN',
  ERADICATED: 'OPEN',
  RECOVERED: 'DONE',
  // Change (a service request may be APPROVED and REJECTED too)
  DRAFT: 'OPEN',
  ASSESSED: 'OPEN',
  APPROVED: 'OPEN',
  REJECTED: 'OPEN',
  SCHEDULED: 'OPEN',
  IMPLEMENTING: 'OPEN',
  FAILED: 'OPEN',
  BACKED_OUT: 'OPEN',
  REVIEW: 'DONE',
  // Work order
  DISPATCHED: 'OPEN',
  NOT_DONE: 'OPEN',
  COMPLETED: 'DONE',
  VERIFIED: 'DONE',
} as const satisfies Record<string, StateCategory>;

export type TicketStateName = keyof typeof TICKET_STATES;

/** The names alone, for schemas and checks. */
export const TICKET_STATE_NAMES = Object.keys(TICKET_STATES) as readonly TicketStateName[];

/** The category of a state: `categoryOf('ON_HOLD')` is `'HELD'`. */
export function categoryOf(state: TicketStateName): StateCategory {
  return TICKET_STATES[state];
}

/** True while somebody still owes something: neither done nor final. */
export function isOpen(state: TicketStateName): boolean {
  const category = categoryOf(state);
  return category === 'OPEN' || category === 'HELD';
}

/** True for closed, cancelled and merged tickets, which nothing changes any more. */
export function isFinal(state: TicketStateName): boolean {
  return categoryOf(state) === 'FINAL';
}
