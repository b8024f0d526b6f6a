import type { Instant } from '@wardline/kernel';
import { hasAllOf } from './can-grant.ts';
import { type Grant, isActive, type PlaceFacts } from './grant.ts';
import { type Decision, denied, type Principal } from './principal.ts';

export interface RevokeFacts extends PlaceFacts {
  /** All `MSP_ADMIN` grants of the MSP, whoever has them. */
  readonly mspAdminGrants: readonly Grant[];
}

/**
 * May the revoker take this grant away (or shorten it)? They must have what it gives. Taking away
 * a denial gives rights, and is held to the same measure for as long as the denial would have
 * lasted. The last MSP admin whose grant does not end cannot be removed.
 */
export function canRevoke(
  revoker: Principal,
  grant: Grant,
  now: Instant,
  facts: RevokeFacts,
): Decision {
  // A right taken away needs to be held now only; one given back, to the denial's end.
  const measured = grant.effect === 'ALLOW' ? { ...grant, until: now } : grant;
  const decision = hasAllOf(revoker, measured, now, facts);
  if (!decision.allowed || grant.role !== 'MSP_ADMIN' || grant.effect !== 'ALLOW') return decision;
  const remaining = facts.mspAdminGrants.filter(
    (other) =>
      other.id !== grant.id &&
      other.role === 'MSP_ADMIN' &&
      other.effect === 'ALLOW' &&
      other.until === null &&
      isActive(other, now),
  );
  if (remaining.length > 0) return decision;
  return denied('LAST_MSP_ADMIN', 'The MSP would be left without an administrator.', grant);
}
