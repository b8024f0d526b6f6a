import { PERMISSIONS, type Permission, type Reach } from './permission.ts';

export const ROLES = [
  'MSP_ADMIN',
  'DISPATCHER',
  'TECHNICIAN',
  'AUDITOR',
  'ORG_ADMIN',
  'CLINIC_ADMIN',
  'CLINIC_STAFF',
  'EXTERNAL',
] as const;
export type Role = (typeof ROLES)[number];

/** Who somebody belongs to: the MSP that provides, or the clinic that is served. */
export const SIDES = ['PROVIDER', 'CLIENT'] as const;
export type Side = (typeof SIDES)[number];

export const SCOPE_TYPES = ['MSP', 'ORGANIZATION', 'CLINIC', 'CLINIC_GROUP'] as const;
export type ScopeType = (typeof SCOPE_TYPES)[number];

/** A role as data. A permission that is absent is not given. */
export interface RoleDefinition {
  readonly side: Side;
  /** The scopes it may be granted for; any other makes a grant of it void. */
  readonly scopes: readonly ScopeType[];
  readonly permissions: Readonly<Partial<Record<Permission, Reach>>>;
}

const any = <P extends Permission>(...permissions: readonly P[]) =>
  Object.fromEntries(permissions.map((permission) => [permission, 'ANY'])) as Record<P, 'ANY'>;

// A group crosses its MSP's customers: only the provider's roles are granted over one, so that putting a
// clinic into it never opens one customer's house to another's people.
const EVERYWHERE: readonly ScopeType[] = ['MSP', 'ORGANIZATION', 'CLINIC', 'CLINIC_GROUP'];

const TECHNICIAN = any(
  'msp:read',
  'organization:read',
  'clinic:read',
  'location:read',
  'team:read',
  'member:read',
  'calendar:read',
  'agreement:read',
  'asset:read',
  'asset:manage',
  'ticket:read',
  'ticket:read-internal',
  'ticket:create',
  'ticket:update',
  'ticket:transition',
  'ticket:work',
  'ticket:assign',
  'ticket:reply',
  'ticket:note',
  'ticket:worklog',
  'ticket:watch',
  'ticket:link',
  'ticket:task',
  'ticket:approve',
  'template:read',
);

/** What whoever is in a clinic's own team, or a vendor's, does with what is handed to that team. */
const IN_A_TEAM = {
  'ticket:work': 'TEAM',
  'ticket:assign': 'TEAM',
} as const;

const CLINIC_ADMIN = any(
  'clinic:read',
  'location:read',
  'location:manage',
  'team:read',
  'member:read',
  'member:manage',
  'grant:manage',
  'calendar:read',
  'agreement:read',
  'asset:read',
  'ticket:read',
  'ticket:create',
  // As requester: confirm, reopen, withdraw. What else a transition is, its lifecycle says.
  'ticket:transition',
  'ticket:reply',
  'ticket:watch',
  'ticket:task',
  'ticket:approve',
  'ticket:rate',
);

/** What each role may do, and from which side. The default; all lookups go through this table. */
export const ROLE_DEFINITIONS: Readonly<Record<Role, RoleDefinition>> = {
  MSP_ADMIN: { side: 'PROVIDER', scopes: ['MSP'], permissions: any(...PERMISSIONS) },
  DISPATCHER: {
    side: 'PROVIDER',
    scopes: EVERYWHERE,
    permissions: {
      ...TECHNICIAN,
      ...any('location:manage', 'team:manage', 'ticket:set-agreement', 'ticket:correct-work'),
    },
  },
  TECHNICIAN: { side: 'PROVIDER', scopes: EVERYWHERE, permissions: TECHNICIAN },
  AUDITOR: {
    side: 'PROVIDER',
    scopes: EVERYWHERE,
    permissions: any(
      'msp:read',
      'organization:read',
      'clinic:read',
      'location:read',
      'team:read',
      'member:read',
      'calendar:read',
      'agreement:read',
      'asset:read',
      'ticket:read',
      'ticket:read-internal',
      'template:read',
      'audit:read',
    ),
  },
  ORG_ADMIN: {
    side: 'CLIENT',
    scopes: ['ORGANIZATION'],
    permissions: { ...CLINIC_ADMIN, ...IN_A_TEAM, ...any('organization:read', 'audit:read') },
  },
  CLINIC_ADMIN: {
    side: 'CLIENT',
    scopes: ['CLINIC'],
    permissions: { ...CLINIC_ADMIN, ...IN_A_TEAM },
  },
  CLINIC_STAFF: {
    side: 'CLIENT',
    scopes: ['CLINIC'],
    permissions: {
      ...any('clinic:read', 'location:read', 'team:read', 'asset:read', 'ticket:create'),
      ...IN_A_TEAM,
      'ticket:read': 'SHARED',
      'ticket:watch': 'SHARED',
      'ticket:task': 'SHARED',
      'ticket:approve': 'SHARED',
      'ticket:reply': 'OWN',
      'ticket:transition': 'OWN',
      'ticket:rate': 'OWN',
    },
  },
  EXTERNAL: {
    side: 'CLIENT',
    scopes: ['CLINIC'],
    permissions: {
      ...any('clinic:read'),
      ...IN_A_TEAM,
      'ticket:task': 'TEAM',
      'ticket:read': 'OWN',
      'ticket:create': 'OWN',
      // What they are asked to: who is, follows the ticket.
      'ticket:approve': 'OWN',
      'ticket:reply': 'OWN',
      'ticket:transition': 'OWN',
      'ticket:rate': 'OWN',
    },
  },
};

/** The permissions of a role, in the order of `PERMISSIONS`, each with its reach. */
export function permissionsOfRole(role: Role): readonly (readonly [Permission, Reach])[] {
  const { permissions } = ROLE_DEFINITIONS[role];
  return PERMISSIONS.flatMap((permission) => {
    const reach = permissions[permission];
    return reach ? [[permission, reach] as const] : [];
  });
}
