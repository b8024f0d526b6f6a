import { LockMode } from '@mikro-orm/core';

/**
 * For a find that locks what it finds until the transaction ends, and reads it as it is once it has the
 * lock. Without `refresh` the ORM would keep what it had read before the wait, wherever a column has
 * become null since: a ticket that goes on again would still be waiting for its vendor.
 */
export const LOCKED = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/** The same, leaving out what somebody else has locked. */
export const LOCKED_IF_FREE = {
  lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
  refresh: true,
} as const;
