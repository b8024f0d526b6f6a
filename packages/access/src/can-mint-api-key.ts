import type { Instant } from '@wardline/kernel';
import { fitsRole, type Grant, type PlaceFacts } from './grant.ts';
import { holds } from './holds.ts';
import { NEVER_FOR_API_KEYS, PERMISSIONS, type Permission } from './permission.ts';
import { allowed, type Decision, denied, type Principal } from './principal.ts';
import { describe } from './reach-of.ts';
import { permissionsOfRole, ROLE_DEFINITIONS } from './role.ts';

/** A key to be made: what it is limited to, and where. */
export interface ApiKeyProposal {
  readonly scopes: readonly Permission[];
  readonly grants: readonly Grant[];
}

/**
 * May the creator make this key? Every scope must be one a key can have, and what the key would be
 * able to do (its grants' roles, cut down to its scopes) must be the creator's own, everywhere and
 * for as long. A key never makes keys.
 */
export function canMintApiKey(
  creator: Principal,
  proposal: ApiKeyProposal,
  now: Instant,
  facts: PlaceFacts = {},
): Decision {
  const { scopes, grants } = proposal;
  if (creator.actor.kind === 'API_KEY') {
    return denied('NEVER_FOR_API_KEYS', 'An API key never makes keys.');
  }
  const invalid = scopes.find((scope) => !PERMISSIONS.includes(scope) || isForbidden(scope));
  if (invalid !== undefined) {
    return denied('KEY_SCOPES_INVALID', `${invalid} is no scope for an API key.`);
  }
  if (scopes.length === 0 || grants.length === 0) {
    return denied('KEY_SCOPES_INVALID', 'A key needs at least one scope and one grant.');
  }
  for (const grant of grants) {
    if (!fitsRole(grant)) {
      return denied('SCOPE_NOT_FOR_ROLE', `${grant.role} is not granted for ${grant.scope.type}.`);
    }
    if (ROLE_DEFINITIONS[grant.role].side !== creator.side) {
      return denied('SIDE_MISMATCH', `${grant.role} belongs to the other side.`);
    }
    const effective = permissionsOfRole(grant.role).filter(([name]) => scopes.includes(name));
    const needed = [['apikey:manage', 'ANY'] as const, ...effective];
    const missing = needed.find((each) => !holds(creator, each, grant, now, facts));
    if (missing) {
      return denied('MORE_THAN_OWN', `${describe(grant)} needs ${missing[0]} of its creator.`);
    }
  }
  return allowed('Everything the key may do, its creator may do.', null);
}

function isForbidden(scope: Permission): boolean {
  return NEVER_FOR_API_KEYS.some((never) => never === scope);
}
