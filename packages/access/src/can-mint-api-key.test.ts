import { expect, test } from 'vitest';
import {
  apiKey,
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
import { canMintApiKey } from './can-mint-api-key.ts';
import type { Permission } from './permission.ts';
import type { Principal } from './principal.ts';

const admin = person(grant('MSP_ADMIN', atMsp));
const asked = (
  who: Principal,
  scopes: readonly string[],
  grants = [grant('TECHNICIAN', atRiverside)],
) => canMintApiKey(who, { scopes: scopes as Permission[], grants }, now, { organizationOf }).code;

test('an admin makes a key for a part of what they may do', () => {
  expect(asked(admin, ['ticket:read', 'ticket:create'])).toBe('ALLOWED');
});

test('a key never makes a key', () => {
  const key = apiKey(['apikey:manage', 'ticket:read'], grant('MSP_ADMIN', atMsp));
  expect(asked(key, ['ticket:read'])).toBe('NEVER_FOR_API_KEYS');
});

test.each([[['apikey:manage']], [['grant:manage']], [['ticket:everything']], [[]]])(
  '%j are no scopes',
  (scopes) => {
    expect(asked(admin, scopes)).toBe('KEY_SCOPES_INVALID');
  },
);

test('a key for nowhere is none', () => {
  expect(asked(admin, ['ticket:read'], [])).toBe('KEY_SCOPES_INVALID');
});

test('nobody but a keeper of keys makes one', () => {
  expect(asked(person(grant('DISPATCHER', atMsp)), ['ticket:read'])).toBe('MORE_THAN_OWN');
});

test('not past a denial, not for longer, not for the other side, not where the role does not belong', () => {
  const barred = person(grant('MSP_ADMIN', atMsp), deny('TECHNICIAN', atHillside));
  expect(asked(barred, ['ticket:read'], [grant('TECHNICIAN', atMsp)])).toBe('MORE_THAN_OWN');
  expect(asked(barred, ['audit:read'], [grant('AUDITOR', atMsp)])).toBe('ALLOWED');
  const deputy = person(grant('MSP_ADMIN', atMsp, { until: now + hours(1) }));
  expect(asked(deputy, ['ticket:read'])).toBe('MORE_THAN_OWN');
  expect(asked(admin, ['ticket:read'], [grant('CLINIC_ADMIN', atRiverside)])).toBe('SIDE_MISMATCH');
  expect(asked(admin, ['ticket:read'], [grant('MSP_ADMIN', atRiverside)])).toBe(
    'SCOPE_NOT_FOR_ROLE',
  );
});
