import type { Instant } from '@wardline/kernel';
import { fitsRole, type Grant, type PlaceFacts } from './grant.ts';
import { holds } from './holds.ts';
import { allowed, type Decision, denied, type Principal } from './principal.ts';
import { describe } from './reach-of.ts';
import { permissionsOfRole, ROLE_DEFINITIONS, type Side } from './role.ts';

export interface GrantFacts extends PlaceFacts {
  /** The side of whoever receives it. Must be told for a DENY; left out for an ALLOW, `can` still voids a mismatch. */
  readonly granteeSide?: Side | undefined;
}

/**
 * May the granter give this grant? Nobody gives more than they have: `grant:manage` and every
 * permission of the role, at least as far, everywhere in its scope and as long as it lasts. An
 * MSP admin is not denied but revoked, so that the last one cannot be shut out by a denial.
 */
export function canGrant(
  granter: Principal,
  grant: Grant,
  now: Instant,
  facts: GrantFacts = {},
): Decision {
  if (!fitsRole(grant) || (grant.scope.type !== 'MSP' && grant.scope.id.length === 0)) {
    return denied('SCOPE_NOT_FOR_ROLE', `${grant.role} is not granted for ${grant.scope.type}.`);
  }
  if (grant.until !== null && (grant.until <= grant.from || grant.until <= now)) {
    return denied('PERIOD_INVALID', 'The grant would end before it begins, or has ended already.');
  }
  if (!sideFits(grant, facts.granteeSide)) {
    const { side } = ROLE_DEFINITIONS[grant.role];
    return denied('SIDE_MISMATCH', `${grant.role} is for people of the ${side} side.`);
  }
  if (grant.effect === 'DENY' && grant.role === 'MSP_ADMIN') {
    return denied('ADMIN_NOT_DENIABLE', 'Revoke the MSP_ADMIN grant instead of denying it.');
  }
  return hasAllOf(granter, grant, now, facts);
}

/** Whether the principal has everything a grant gives, and may manage grants there. */
export function hasAllOf(
  principal: Principal,
  grant: Grant,
  now: Instant,
  facts: PlaceFacts,
): Decision {
  const needed = [['grant:manage', 'ANY'] as const, ...permissionsOfRole(grant.role)];
  const missing = needed.find((each) => !holds(principal, each, grant, now, facts));
  if (!missing) return allowed(`Holds all of ${describe(grant)}.`, null);
  return denied(
    'MORE_THAN_OWN',
    `${describe(grant)} includes ${missing[0]}, which the granter does not have there for as long.`,
  );
}

function sideFits(grant: Grant, granteeSide: Side | undefined): boolean {
  if (granteeSide === undefined) return grant.effect === 'ALLOW';
  return granteeSide === ROLE_DEFINITIONS[grant.role].side;
}
