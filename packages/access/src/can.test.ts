import { describe, expect, test } from 'vitest';
import {
  apiKey,
  atGroup,
  atHillside,
  atMsp,
  atRiverside,
  deny,
  grant,
  group,
  hillside,
  hours,
  lakeside,
  me,
  now,
  person,
  riverside,
  somebodyElse,
  ticketAt,
} from '../test/a-principal.ts';
import { can, permissionsOn } from './can.ts';
import type { Principal, Resource } from './principal.ts';

const reads = (who: Principal, what: Resource, when = now) =>
  can(who, 'ticket:read', what, when).code;

describe('scopes', () => {
  test('without a grant, nothing', () => {
    expect(reads(person(), ticketAt(riverside))).toBe('NO_GRANT');
  });

  test('a grant for the MSP, an organization, a clinic reaches what lies in it', () => {
    const all = [riverside, lakeside, hillside].map((clinic) => ticketAt(clinic));
    const seenBy = (who: Principal) => all.map((ticket) => reads(who, ticket) === 'ALLOWED');
    expect(seenBy(person(grant('TECHNICIAN', atMsp)))).toEqual([true, true, true]);
    expect(seenBy(person(grant('ORG_ADMIN', atGroup)))).toEqual([true, true, false]);
    expect(seenBy(person(grant('CLINIC_ADMIN', atRiverside)))).toEqual([true, false, false]);
  });

  test('what belongs to the MSP or an organization is not a clinic’s', () => {
    const organization = { clinicId: null, organizationId: group };
    const msp = { clinicId: null, organizationId: null };
    expect(
      can(person(grant('CLINIC_ADMIN', atRiverside)), 'agreement:read', organization, now).allowed,
    ).toBe(false);
    expect(
      can(person(grant('ORG_ADMIN', atGroup)), 'agreement:read', organization, now).allowed,
    ).toBe(true);
    expect(can(person(grant('ORG_ADMIN', atGroup)), 'agreement:read', msp, now).allowed).toBe(
      false,
    );
  });

  test('an empty id matches nothing, not even an empty id', () => {
    const empty = '' as typeof riverside;
    const who = person(grant('CLINIC_ADMIN', { type: 'CLINIC', id: empty }));
    expect(reads(who, ticketAt(empty))).toBe('NO_GRANT');
  });

  test('a role outside its scopes, or of the other side, gives nothing', () => {
    expect(reads(person(grant('CLINIC_ADMIN', atMsp)), ticketAt(riverside))).toBe('NO_GRANT');
    const who: Principal = { ...person(grant('TECHNICIAN', atMsp)), side: 'CLIENT' };
    expect(reads(who, ticketAt(riverside))).toBe('NO_GRANT');
  });
});

describe('time', () => {
  const shift = person(grant('TECHNICIAN', atMsp, { from: now, until: now + hours(8) }));
  test.each([
    [now - 1, 'NO_GRANT'],
    [now, 'ALLOWED'],
    [now + hours(8) - 1, 'ALLOWED'],
    [now + hours(8), 'NO_GRANT'],
  ])('at %d: %s', (when, code) => {
    expect(reads(shift, ticketAt(riverside), when)).toBe(code);
  });

  test('a denial ends too', () => {
    const who = person(grant('TECHNICIAN', atMsp), { ...deny('TECHNICIAN', atMsp), until: now });
    expect(reads(who, ticketAt(riverside))).toBe('ALLOWED');
  });
});

describe('denials', () => {
  test('deny beats allow, names its grant, and spares the rest', () => {
    const denial = deny('TECHNICIAN', atHillside);
    const who = person(grant('TECHNICIAN', atMsp), grant('DISPATCHER', atHillside), denial);
    expect(can(who, 'ticket:read', ticketAt(hillside), now)).toMatchObject({
      allowed: false,
      code: 'DENIED_BY_GRANT',
      by: denial,
    });
    expect(reads(who, ticketAt(riverside))).toBe('ALLOWED');
  });

  test('it takes what its role mentions, however little the role reaches', () => {
    const who = person(grant('TECHNICIAN', atMsp), deny('EXTERNAL', atRiverside));
    expect(reads(who, ticketAt(riverside))).toBe('DENIED_BY_GRANT');
    expect(can(who, 'asset:read', ticketAt(riverside), now).allowed).toBe(true);
  });

  test('a clinic of which nobody said whose it is might be of the denied organization', () => {
    const who = person(grant('TECHNICIAN', atMsp), deny('TECHNICIAN', atGroup));
    expect(reads(who, { ...ticketAt(hillside), organizationId: null })).toBe('DENIED_BY_GRANT');
  });
});

describe('own and shared', () => {
  const nurse = person(grant('CLINIC_STAFF', atRiverside));
  const external = person(grant('EXTERNAL', atRiverside));

  test('staff see what the clinic shares and their own, nothing else', () => {
    expect(reads(nurse, ticketAt(riverside))).toBe('ALLOWED');
    expect(reads(nurse, ticketAt(riverside, { shared: false }))).toBe('NOT_SHARED');
    expect(reads(nurse, ticketAt(riverside, { shared: undefined }))).toBe('NOT_SHARED');
    expect(reads(nurse, ticketAt(riverside, { shared: false, requesterId: me }))).toBe('ALLOWED');
    expect(reads(nurse, ticketAt(riverside, { shared: false, ownerIds: [somebodyElse, me] }))).toBe(
      'ALLOWED',
    );
  });

  test('a shared ticket is read, not answered, by those it does not concern', () => {
    expect(can(nurse, 'ticket:reply', ticketAt(riverside), now).code).toBe('NOT_OWN');
    expect(can(nurse, 'ticket:reply', ticketAt(riverside, { ownerIds: [me] }), now).allowed).toBe(
      true,
    );
  });

  test('externals see their own only, and only where they belong', () => {
    expect(reads(external, ticketAt(riverside))).toBe('NOT_OWN');
    expect(reads(external, ticketAt(riverside, { requesterId: me }))).toBe('ALLOWED');
    expect(reads(external, ticketAt(lakeside, { requesterId: me }))).toBe('NO_GRANT');
    expect(
      can(external, 'ticket:create', ticketAt(riverside, { requesterId: somebodyElse }), now)
        .allowed,
    ).toBe(false);
  });

  test('nobody in particular owns nothing, also not what nobody asked for', () => {
    const key = apiKey(['ticket:read'], grant('EXTERNAL', atRiverside));
    expect(reads(key, ticketAt(riverside, { requesterId: null }))).toBe('NOT_OWN');
  });
});

describe('API keys', () => {
  const key = apiKey(['ticket:read', 'grant:manage', 'apikey:manage'], grant('MSP_ADMIN', atMsp));

  test('do what their scopes name', () => {
    expect(reads(key, ticketAt(riverside))).toBe('ALLOWED');
    expect(can(key, 'ticket:update', ticketAt(riverside), now).code).toBe('OUTSIDE_KEY_SCOPES');
    expect(reads(apiKey(null, grant('MSP_ADMIN', atMsp)), ticketAt(riverside))).toBe(
      'OUTSIDE_KEY_SCOPES',
    );
  });

  test.each(['grant:manage', 'apikey:manage'] as const)('never have %s', (permission) => {
    expect(can(key, permission, ticketAt(riverside), now).code).toBe('NEVER_FOR_API_KEYS');
  });
});

test('what a nurse may do with a colleague’s shared ticket, in one list', () => {
  expect(
    permissionsOn(person(grant('CLINIC_STAFF', atRiverside)), ticketAt(riverside), now),
  ).toEqual([
    'clinic:read',
    'location:read',
    'team:read',
    'asset:read',
    'ticket:read',
    'ticket:create',
    'ticket:watch',
    'ticket:task',
    'ticket:approve',
  ]);
});
