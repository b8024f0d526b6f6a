import { expect, test } from 'vitest';
import {
  atGroup,
  atHillside,
  atMsp,
  atRiverside,
  deny,
  grant,
  hours,
  now,
  organizationOf,
  person,
} from '../test/a-principal.ts';
import { canRevoke } from './can-revoke.ts';
import type { Grant } from './grant.ts';
import type { Principal } from './principal.ts';

const first = grant('MSP_ADMIN', atMsp);
const second = grant('MSP_ADMIN', atMsp);
const asked = (who: Principal, what: Grant, mspAdminGrants: readonly Grant[] = [first, second]) =>
  canRevoke(who, what, now, { organizationOf, mspAdminGrants }).code;

test('whoever could have given it may take it', () => {
  expect(asked(person(first), grant('TECHNICIAN', atMsp))).toBe('ALLOWED');
  expect(asked(person(grant('ORG_ADMIN', atGroup)), grant('CLINIC_ADMIN', atRiverside))).toBe(
    'ALLOWED',
  );
  expect(asked(person(grant('ORG_ADMIN', atGroup)), grant('CLINIC_ADMIN', atHillside))).toBe(
    'MORE_THAN_OWN',
  );
  expect(asked(person(grant('CLINIC_ADMIN', atRiverside)), grant('TECHNICIAN', atRiverside))).toBe(
    'MORE_THAN_OWN',
  );
});

test('a deputy may end what lasts longer than the deputy', () => {
  const deputy = person(grant('ORG_ADMIN', atGroup, { until: now + hours(8) }));
  expect(asked(deputy, grant('CLINIC_STAFF', atRiverside))).toBe('ALLOWED');
});

test('nobody lifts a denial they are under', () => {
  const denial = deny('TECHNICIAN', atHillside);
  expect(asked(person(first, denial), denial)).toBe('MORE_THAN_OWN');
  expect(asked(person(second), denial)).toBe('ALLOWED');
});

test('the last MSP admin stays', () => {
  expect(asked(person(first), first)).toBe('ALLOWED');
  expect(asked(person(first), first, [first])).toBe('LAST_MSP_ADMIN');
  expect(asked(person(first), first, [first, { ...second, until: now + hours(1) }])).toBe(
    'LAST_MSP_ADMIN',
  );
  expect(asked(person(first), first, [first, { ...second, from: now + hours(1) }])).toBe(
    'LAST_MSP_ADMIN',
  );
  expect(asked(person(first), first, [first, { ...second, effect: 'DENY' }])).toBe(
    'LAST_MSP_ADMIN',
  );
  expect(asked(person(first), first, [first, { ...second, role: 'DISPATCHER' }])).toBe(
    'LAST_MSP_ADMIN',
  );
});
