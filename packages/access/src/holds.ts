import type { Instant } from '@wardline/kernel';
import {
  covers,
  type Grant,
  isActive,
  mayOverlap,
  type PlaceFacts,
  placeOf,
  type Scope,
} from './grant.ts';
import { type Permission, type Reach, reachesAsFar } from './permission.ts';
import type { Principal } from './principal.ts';
import { allows, denies, keyLimit } from './reach-of.ts';
import { ROLE_DEFINITIONS } from './role.ts';

/** Rights to be handed on: over a whole scope, up to an instant (null: for ever). */
export interface Handover {
  readonly scope: Scope;
  readonly until: Instant | null;
}

/**
 * Whether the principal has a permission everywhere in the scope and for as long, so that handing
 * it on gives nobody more than they have. Any denial that touches the scope, also a coming one,
 * says no: whoever receives the right would not be under it.
 */
export function holds(
  principal: Principal,
  [permission, reach]: readonly [Permission, Reach],
  { scope, until }: Handover,
  now: Instant,
  facts: PlaceFacts,
): boolean {
  if (keyLimit(principal, permission)) return false;
  const place = placeOf(scope, facts);
  const touched = principal.grants.some(
    (grant) =>
      denies(grant, permission) &&
      (grant.until === null || now < grant.until) &&
      mayOverlap(grant.scope, place, facts),
  );
  if (touched) return false;
  return principal.grants.some((grant) => {
    const held = ROLE_DEFINITIONS[grant.role].permissions[permission];
    return (
      held !== undefined &&
      allows(principal, grant, permission) &&
      isActive(grant, now) &&
      reachesAsFar(held, reach) &&
      covers(grant.scope, place) &&
      lastsUntil(grant, until)
    );
  });
}

function lastsUntil(grant: Grant, until: Instant | null): boolean {
  return grant.until === null || (until !== null && until <= grant.until);
}
