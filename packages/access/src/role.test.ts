import { expect, test } from 'vitest';
import { PERMISSIONS, reachesAsFar } from './permission.ts';
import { permissionsOfRole, ROLE_DEFINITIONS, ROLES, type Role } from './role.ts';

const includes = (greater: Role, lesser: Role) =>
  permissionsOfRole(lesser).every(([permission, reach]) => {
    const held = ROLE_DEFINITIONS[greater].permissions[permission];
    return held !== undefined && reachesAsFar(held, reach);
  });

test.each([
  ...ROLES.map((role) => ['MSP_ADMIN', role] as const),
  ['DISPATCHER', 'TECHNICIAN'] as const,
  ['ORG_ADMIN', 'CLINIC_ADMIN'] as const,
  ['CLINIC_ADMIN', 'CLINIC_STAFF'] as const,
  ['CLINIC_STAFF', 'EXTERNAL'] as const,
])('%s may do whatever %s may, so that it can grant it', (greater, lesser) => {
  expect(includes(greater, lesser)).toBe(true);
});

test('nobody of a clinic reads or writes internal notes, or works on what is not with their team', () => {
  const clientSide = ROLES.filter((role) => ROLE_DEFINITIONS[role].side === 'CLIENT');
  const forbidden = [
    'ticket:read-internal',
    'ticket:note',
    'ticket:worklog',
    'ticket:update',
    'ticket:link',
    'ticket:import',
    'msp:manage',
  ] as const;
  for (const role of clientSide) {
    for (const permission of forbidden)
      expect(ROLE_DEFINITIONS[role].permissions).not.toHaveProperty([permission]);
    for (const permission of ['ticket:work', 'ticket:assign'] as const)
      expect(ROLE_DEFINITIONS[role].permissions[permission]).toBe('TEAM');
  }
});

test('clinic staff move only their own tickets', () => {
  expect(ROLE_DEFINITIONS.CLINIC_STAFF.permissions['ticket:transition']).toBe('OWN');
  expect(ROLE_DEFINITIONS.EXTERNAL.permissions['ticket:transition']).toBe('OWN');
});

test('an auditor changes nothing', () => {
  const changing = permissionsOfRole('AUDITOR').filter(([permission]) => !/:read/.test(permission));
  expect(changing).toEqual([]);
});

test('roles name known permissions only', () => {
  for (const role of ROLES) {
    for (const permission of Object.keys(ROLE_DEFINITIONS[role].permissions))
      expect(PERMISSIONS).toContain(permission);
  }
});
