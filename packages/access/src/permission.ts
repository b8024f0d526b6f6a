/**
 * Every permission there is, as `resource:action`. The list is owned by the code: roles are data
 * over it, and a permission that nothing checks does not exist.
 */
export const PERMISSIONS = [
  'msp:read',
  'msp:manage',
  'organization:read',
  'organization:manage',
  'clinic:read',
  'clinic:manage',
  'location:read',
  'location:manage',
  'team:read',
  'team:manage',
  'member:read',
  'member:manage',
  'grant:manage',
  'apikey:manage',
  'calendar:read',
  'calendar:manage',
  'agreement:read',
  'agreement:manage',
  'asset:read',
  'asset:manage',
  'ticket:read',
  'ticket:read-internal',
  'ticket:create',
  'ticket:update',
  'ticket:transition',
  // As those who do the work take it along, not as who asked for it.
  'ticket:work',
  'ticket:assign',
  'ticket:set-agreement',
  'ticket:reply',
  'ticket:note',
  'ticket:worklog',
  // Of others; one's own takes `ticket:worklog`.
  'ticket:correct-work',
  'ticket:watch',
  'ticket:link',
  'ticket:task',
  'ticket:approve',
  'ticket:rate',
  'template:read',
  'template:manage',
  'ticket:import',
  'audit:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What no API key ever does, whatever its grants say: hand out rights. */
export const NEVER_FOR_API_KEYS = [
  'apikey:manage',
  'grant:manage',
] as const satisfies readonly Permission[];

/**
 * How far a permission reaches within its scope: `ANY` record; `SHARED` ones, which the clinic
 * shows all its staff, and one's own; only one's `OWN` (as requester or watcher, or with one's team); only
 * what is with one's `TEAM`: a clinic's own, or a vendor's. Widest first.
 */
export const REACHES = ['ANY', 'SHARED', 'OWN', 'TEAM'] as const;
export type Reach = (typeof REACHES)[number];

/** True if `wide` includes everything that `narrow` does: `reachesAsFar('ANY', 'OWN')`. */
export function reachesAsFar(wide: Reach, narrow: Reach): boolean {
  return REACHES.indexOf(wide) <= REACHES.indexOf(narrow);
}
