import type { Instant } from '@wardline/kernel';
import { covers, fitsRole, type Grant, isActive, mayCover, type Place } from './grant.ts';
import { NEVER_FOR_API_KEYS, type Permission, REACHES, type Reach } from './permission.ts';
import { type Decision, denied, type Principal } from './principal.ts';
import { ROLE_DEFINITIONS } from './role.ts';

/** The widest reach somebody has, and the grant it comes from. */
export interface Held {
  readonly reach: Reach;
  readonly by: Grant;
}

/** What the grants say about a permission at a place: how far it reaches, or why not at all. */
export function reachOf(
  principal: Principal,
  permission: Permission,
  place: Place,
  now: Instant,
): Held | Decision {
  const limit = keyLimit(principal, permission);
  if (limit) return limit;
  const active = principal.grants.filter((grant) => isActive(grant, now));
  const denial = active.find((grant) => denies(grant, permission) && mayCover(grant.scope, place));
  if (denial) {
    return denied('DENIED_BY_GRANT', `${permission} is denied by ${describe(denial)}.`, denial);
  }
  const giving = active.filter(
    (grant) => allows(principal, grant, permission) && covers(grant.scope, place),
  );
  for (const reach of REACHES) {
    const by = giving.find(
      (grant) => ROLE_DEFINITIONS[grant.role].permissions[permission] === reach,
    );
    if (by) return { reach, by };
  }
  return denied('NO_GRANT', `No grant gives ${permission} here.`);
}

/** A key does only what its scopes name, and never hands out rights. */
export function keyLimit(principal: Principal, permission: Permission): Decision | null {
  const isKey = principal.actor.kind === 'API_KEY';
  if (isKey && NEVER_FOR_API_KEYS.some((never) => never === permission)) {
    return denied('NEVER_FOR_API_KEYS', `An API key never has ${permission}.`);
  }
  if (!isKey && principal.apiKeyScopes === null) return null;
  if (principal.apiKeyScopes?.includes(permission)) return null;
  return denied('OUTSIDE_KEY_SCOPES', `The API key's scopes do not include ${permission}.`);
}

/** A denial takes whatever its role mentions, however far the role reaches. */
export function denies(grant: Grant, permission: Permission): boolean {
  return grant.effect === 'DENY' && permission in ROLE_DEFINITIONS[grant.role].permissions;
}

/** A grant of the other side's role, or for a scope the role does not know, gives nothing. */
export function allows(principal: Principal, grant: Grant, permission: Permission): boolean {
  const role = ROLE_DEFINITIONS[grant.role];
  return (
    grant.effect === 'ALLOW' &&
    role.side === principal.side &&
    fitsRole(grant) &&
    permission in role.permissions
  );
}

/** `ALLOW TECHNICIAN for CLINIC 0190…`, for reasons. */
export function describe({ effect, role, scope }: Grant): string {
  return `${effect} ${role} for ${scope.type === 'MSP' ? 'the MSP' : `${scope.type} ${scope.id}`}`;
}
