import type { Instant } from '@wardline/kernel';
import { PERMISSIONS, type Permission } from './permission.ts';
import { allowed, type Decision, denied, type Principal, type Resource } from './principal.ts';
import { describe, reachOf } from './reach-of.ts';

/**
 * May the principal do this to that, now? Without a grant: no. Deny beats allow. A permission that
 * reaches only shared or own records asks the resource: its requester and `ownerIds` own it, and so do
 * `teamMemberIds` as long as it is with them.
 * @param now decides which grants are in force.
 */
export function can(
  principal: Principal,
  permission: Permission,
  resource: Resource,
  now: Instant,
): Decision {
  const held = reachOf(principal, permission, resource, now);
  if ('allowed' in held) return held;
  const { reach, by } = held;
  if (reach === 'ANY' || isWithTeam(principal, resource)) {
    return allowed(`${permission} by ${describe(by)}.`, by);
  }
  if (reach === 'TEAM') {
    return denied('NOT_WITH_TEAM', `${permission} reaches only what is with one's team.`, by);
  }
  if (isOwn(principal, resource) || (reach === 'SHARED' && resource.shared)) {
    return allowed(`${permission} by ${describe(by)}.`, by);
  }
  if (reach === 'SHARED') {
    return denied('NOT_SHARED', `${permission} reaches only what the clinic shares.`, by);
  }
  return denied('NOT_OWN', `${permission} reaches only one's own records.`, by);
}

/** Everything the principal may do to a resource now, in the order of `PERMISSIONS`. */
export function permissionsOn(
  principal: Principal,
  resource: Resource,
  now: Instant,
): readonly Permission[] {
  return PERMISSIONS.filter((permission) => can(principal, permission, resource, now).allowed);
}

function isWithTeam({ personId }: Principal, { teamMemberIds = [] }: Resource): boolean {
  return personId !== null && teamMemberIds.includes(personId);
}

function isOwn({ personId }: Principal, { requesterId, ownerIds = [] }: Resource): boolean {
  return personId !== null && (requesterId === personId || ownerIds.includes(personId));
}
