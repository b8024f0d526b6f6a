import { describe, expect, test } from 'vitest';
import {
  apiKey,
  atGroup,
  atHillside,
  atMsp,
  atPractice,
  atRiverside,
  deny,
  grant,
  hours,
  now,
  organizationOf,
  person,
} from '../test/a-principal.ts';
import { canGrant } from './can-grant.ts';
import type { Grant } from './grant.ts';
import type { Principal } from './principal.ts';

const asked = (who: Principal, what: Grant, facts = {}) =>
  canGrant(who, what, now, { organizationOf, ...facts }).code;
const mspAdmin = person(grant('MSP_ADMIN', atMsp));
const orgAdmin = person(grant('ORG_ADMIN', atGroup));

describe('nobody grants more than they have', () => {
  test.each([
    ['an MSP admin makes another', mspAdmin, grant('MSP_ADMIN', atMsp), 'ALLOWED'],
    ['an MSP admin makes an organization’s', mspAdmin, grant('ORG_ADMIN', atGroup), 'ALLOWED'],
    [
      'an organization’s admin makes a clinic’s',
      orgAdmin,
      grant('CLINIC_ADMIN', atRiverside),
      'ALLOWED',
    ],
    [
      'an organization’s admin, elsewhere',
      orgAdmin,
      grant('CLINIC_ADMIN', atHillside),
      'MORE_THAN_OWN',
    ],
    [
      'an organization’s admin, another organization',
      orgAdmin,
      grant('ORG_ADMIN', atPractice),
      'MORE_THAN_OWN',
    ],
    [
      'an organization’s admin, a technician',
      orgAdmin,
      grant('TECHNICIAN', atRiverside),
      'MORE_THAN_OWN',
    ],
    [
      'a clinic’s admin, the organization',
      person(grant('CLINIC_ADMIN', atRiverside)),
      grant('ORG_ADMIN', atGroup),
      'MORE_THAN_OWN',
    ],
    [
      'a technician, the same role',
      person(grant('TECHNICIAN', atMsp)),
      grant('TECHNICIAN', atMsp),
      'MORE_THAN_OWN',
    ],
    ['somebody without a grant', person(), grant('EXTERNAL', atRiverside), 'MORE_THAN_OWN'],
    [
      'a key of an admin',
      apiKey(['grant:manage', 'ticket:read'], grant('MSP_ADMIN', atMsp)),
      grant('EXTERNAL', atRiverside),
      'MORE_THAN_OWN',
    ],
  ])('%s', (_, who, what, code) => {
    expect(asked(who, what)).toBe(code);
  });

  test('nor for longer', () => {
    const deputy = person(grant('ORG_ADMIN', atGroup, { until: now + hours(8) }));
    expect(asked(deputy, grant('CLINIC_ADMIN', atRiverside))).toBe('MORE_THAN_OWN');
    expect(asked(deputy, grant('CLINIC_ADMIN', atRiverside, { until: now + hours(9) }))).toBe(
      'MORE_THAN_OWN',
    );
    expect(asked(deputy, grant('CLINIC_ADMIN', atRiverside, { until: now + hours(8) }))).toBe(
      'ALLOWED',
    );
  });

  test('nor past a denial they are under, now or later', () => {
    const barred = person(grant('MSP_ADMIN', atMsp), deny('TECHNICIAN', atHillside));
    expect(asked(barred, grant('TECHNICIAN', atMsp))).toBe('MORE_THAN_OWN');
    expect(asked(barred, grant('TECHNICIAN', atHillside))).toBe('MORE_THAN_OWN');
    expect(asked(barred, grant('TECHNICIAN', atPractice))).toBe('MORE_THAN_OWN');
    expect(asked(barred, grant('TECHNICIAN', atGroup))).toBe('ALLOWED');
    const soon = { ...deny('TECHNICIAN', atHillside), from: now + hours(1) };
    expect(asked(person(grant('MSP_ADMIN', atMsp), soon), grant('TECHNICIAN', atMsp))).toBe(
      'MORE_THAN_OWN',
    );
  });

  test('nor past a denial at a clinic that might be of the organization', () => {
    const barred = person(grant('MSP_ADMIN', atMsp), deny('TECHNICIAN', atHillside));
    expect(canGrant(barred, grant('TECHNICIAN', atGroup), now).allowed).toBe(false);
  });

  test('a clinic of which nobody said whose it is, is nobody’s but the MSP’s', () => {
    expect(canGrant(orgAdmin, grant('CLINIC_STAFF', atRiverside), now).allowed).toBe(false);
    expect(canGrant(mspAdmin, grant('CLINIC_STAFF', atRiverside), now).allowed).toBe(true);
  });
});

describe('grants that make no sense', () => {
  test.each([
    ['a nurse of the whole MSP', grant('CLINIC_STAFF', atMsp), {}, 'SCOPE_NOT_FOR_ROLE'],
    [
      'an empty scope',
      grant('CLINIC_STAFF', { type: 'CLINIC', id: '' as never }),
      {},
      'SCOPE_NOT_FOR_ROLE',
    ],
    ['ended already', grant('EXTERNAL', atRiverside, { until: now }), {}, 'PERIOD_INVALID'],
    [
      'ends before it begins',
      grant('EXTERNAL', atRiverside, { from: now + 2, until: now + 1 }),
      {},
      'PERIOD_INVALID',
    ],
    [
      'a technician’s role for a nurse',
      grant('TECHNICIAN', atRiverside),
      { granteeSide: 'CLIENT' },
      'SIDE_MISMATCH',
    ],
    ['a denial for nobody knows whom', deny('TECHNICIAN', atRiverside), {}, 'SIDE_MISMATCH'],
    [
      'a denied MSP admin',
      deny('MSP_ADMIN', atMsp),
      { granteeSide: 'PROVIDER' },
      'ADMIN_NOT_DENIABLE',
    ],
  ])('%s', (_, what, facts, code) => {
    expect(asked(mspAdmin, what, facts)).toBe(code);
  });
});

test('a clinic’s admin may bar a colleague, not the provider’s people', () => {
  const clinicAdmin = person(grant('CLINIC_ADMIN', atRiverside));
  expect(asked(clinicAdmin, deny('CLINIC_STAFF', atRiverside), { granteeSide: 'CLIENT' })).toBe(
    'ALLOWED',
  );
  expect(asked(clinicAdmin, deny('CLINIC_STAFF', atRiverside), { granteeSide: 'PROVIDER' })).toBe(
    'SIDE_MISMATCH',
  );
});
