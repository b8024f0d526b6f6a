import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  can,
  canGrant,
  canMintApiKey,
  clinicScope,
  type Grant,
  NEVER_FOR_API_KEYS,
  PERMISSIONS,
  type Permission,
  type Principal,
  type Resource,
  ROLE_DEFINITIONS,
  ROLES,
} from '../src/index.ts';
import {
  atGroup,
  atHillside,
  atLakeside,
  atMsp,
  atPractice,
  atRegion,
  atRiverside,
  clinics,
  group,
  hours,
  me,
  now,
  organizationOf,
  person,
  practice,
  somebodyElse,
} from './a-principal.ts';

const instant = fc.integer({ min: -3, max: 3 }).map((n) => now + hours(n));
const scope = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(atMsp, atGroup, atPractice, atRiverside, atLakeside, atHillside),
  },
  fc.subarray(clinics.map(({ id }) => id)).map((ids) => atRegion(...ids)),
);
const role = fc.constantFrom(...ROLES);
/** Any grant, also senseless ones. */
const anyGrant: fc.Arbitrary<Grant> = fc.record({
  id: fc.uuid(),
  role,
  effect: fc.constantFrom('ALLOW', 'ALLOW', 'ALLOW', 'DENY'),
  scope,
  from: instant,
  until: fc.option(instant, { nil: null }),
});
/** Mostly grants that hold now and fit their role, so that laws are about something. */
const grantNow = anyGrant
  .map(
    (each): Grant => ({
      ...each,
      from: now - hours(4),
      until: each.until === null || each.until <= now ? null : each.until,
    }),
  )
  .filter((each) => ROLE_DEFINITIONS[each.role].scopes.includes(each.scope.type));
const grants = fc.array(fc.oneof({ weight: 4, arbitrary: grantNow }, anyGrant), { maxLength: 5 });
const principal: fc.Arbitrary<Principal> = fc
  .record({ grants, side: fc.constantFrom('PROVIDER' as const, 'CLIENT' as const) })
  .map(({ grants: held, side }) => ({ ...person(), grants: held, side }));
const place = fc.constantFrom(
  ...clinics.map(({ id, organizationId }) => ({ clinicId: id, organizationId })),
  { clinicId: null, organizationId: group },
  { clinicId: null, organizationId: practice },
  { clinicId: null, organizationId: null },
);
const resource: fc.Arbitrary<Resource> = fc
  .record({
    place,
    requesterId: fc.constantFrom(me, somebodyElse, null),
    ownerIds: fc.subarray([me, somebodyElse]),
    shared: fc.boolean(),
  })
  .map(({ place: where, ...rest }) => ({ ...where, ...rest }));
const permission = fc.constantFrom(...PERMISSIONS);
const may = (who: Principal, what: Permission, where: Resource, when = now) =>
  can(who, what, where, when).allowed;

describe('what grants do', () => {
  test('one more ALLOW never takes, one more DENY never gives', () => {
    fc.assert(
      fc.property(
        principal,
        anyGrant,
        permission,
        resource,
        instant,
        (who, extra, what, where, when) => {
          const with_ = (effect: Grant['effect']) => ({
            ...who,
            grants: [...who.grants, { ...extra, effect }],
          });
          const before = may(who, what, where, when);
          if (before) expect(may(with_('ALLOW'), what, where, when)).toBe(true);
          else expect(may(with_('DENY'), what, where, when)).toBe(false);
        },
      ),
    );
  });

  test('deny beats allow, in whatever order they were given', () => {
    fc.assert(
      fc.property(principal, grantNow, permission, resource, (who, extra, what, where) => {
        const denial: Grant = { ...extra, effect: 'DENY' };
        const orders = [
          [denial, ...who.grants],
          [...who.grants, denial],
        ];
        const [front, back] = orders.map((each) => can({ ...who, grants: each }, what, where, now));
        expect(front?.allowed).toBe(back?.allowed);
        // Whatever the same grant would have allowed to somebody of its side is now refused.
        const sole = {
          ...who,
          side: ROLE_DEFINITIONS[extra.role].side,
          grants: [{ ...extra, effect: 'ALLOW' as const }],
        };
        if (may(sole, what, where)) expect(front?.allowed).toBe(false);
      }),
    );
  });

  test('none, or none in force, is nothing', () => {
    fc.assert(
      fc.property(principal, permission, resource, (who, what, where) => {
        const expired = who.grants.map((each) => ({ ...each, from: now - 2, until: now }));
        expect(may({ ...who, grants: [] }, what, where)).toBe(false);
        expect(may({ ...who, grants: expired }, what, where)).toBe(false);
      }),
    );
  });

  test('a key never does more than its scopes, nor more than the same grants without them', () => {
    fc.assert(
      fc.property(
        principal,
        fc.subarray([...PERMISSIONS]),
        permission,
        resource,
        (who, scopes, what, where) => {
          const key: Principal = {
            ...who,
            actor: { kind: 'API_KEY', id: 'k' },
            apiKeyScopes: scopes,
          };
          if (!may(key, what, where)) return;
          expect(scopes).toContain(what);
          expect(NEVER_FOR_API_KEYS).not.toContain(what);
          expect(may(who, what, where)).toBe(true);
        },
      ),
    );
  });
});

test('the clinic scope says for every ticket what can() says', () => {
  fc.assert(
    fc.property(principal, resource, instant, (who, where, when) => {
      const { clinicId, requesterId, ownerIds = [], shared } = where;
      if (clinicId === null) return;
      const { all, full, staff, own, known } = clinicScope(who, when, clinics);
      const isOwn = requesterId === me || ownerIds.includes(me);
      const visible =
        full.includes(clinicId) ||
        (staff.includes(clinicId) && (shared || isOwn)) ||
        (own.includes(clinicId) && isOwn);
      expect(may(who, 'ticket:read', where, when)).toBe(visible);
      if (all) expect(full).toEqual(clinics.map(({ id }) => id));
      for (const clinic of [...full, ...staff, ...own]) expect(known).toContain(clinic);
      expect(new Set([...full, ...staff, ...own]).size).toBe(
        full.length + staff.length + own.length,
      );
    }),
  );
});

describe('what is handed on', () => {
  const facts = { organizationOf };
  /** Whoever is given something by somebody with exactly these rights. */
  const holderOf = (given: Grant): Principal => ({
    ...person(),
    side: ROLE_DEFINITIONS[given.role].side,
    grants: [given],
  });
  // Owning is about who somebody is: a receiver's own records are not the giver's.
  const notOwned = resource.map(
    (where): Resource => ({ ...where, requesterId: null, ownerIds: [] }),
  );
  const admin = principal.map(
    (who): Principal => ({ ...who, grants: [...who.grants, { ...adminGrant(who) }] }),
  );
  const adminGrant = (who: Principal): Grant => ({
    id: 'admin',
    role: who.side === 'PROVIDER' ? 'MSP_ADMIN' : 'ORG_ADMIN',
    effect: 'ALLOW',
    scope: who.side === 'PROVIDER' ? atMsp : atGroup,
    from: now - hours(4),
    until: null,
  });

  test('gives nobody a permission that the giver does not have, now or at any later time', () => {
    fc.assert(
      fc.property(
        admin,
        grantNow,
        permission,
        notOwned,
        fc.nat({ max: 4 }),
        (giver, extra, what, where, later) => {
          const given: Grant = { ...extra, effect: 'ALLOW' };
          fc.pre(canGrant(giver, given, now, facts).allowed);
          const when = now + hours(later);
          if (may(holderOf(given), what, where, when))
            expect(may(giver, what, where, when)).toBe(true);
        },
      ),
    );
  });

  test('and lets nobody hand on what the first giver could not have', () => {
    fc.assert(
      fc.property(admin, grantNow, grantNow, (giver, extra, next) => {
        const given: Grant = { ...extra, effect: 'ALLOW' };
        const handedOn: Grant = { ...next, effect: 'ALLOW' };
        fc.pre(canGrant(giver, given, now, facts).allowed);
        if (!canGrant(holderOf(given), handedOn, now, facts).allowed) return;
        expect(canGrant(giver, handedOn, now, facts).allowed).toBe(true);
      }),
    );
  });

  test('a key does nothing that its creator could not', () => {
    fc.assert(
      fc.property(
        admin,
        grantNow,
        fc.subarray([...PERMISSIONS], { minLength: 1 }),
        permission,
        notOwned,
        (creator, extra, scopes, what, where) => {
          const given: Grant = { ...extra, effect: 'ALLOW' };
          const allowedScopes = scopes.filter(
            (each) => !NEVER_FOR_API_KEYS.some((never) => never === each),
          );
          fc.pre(
            canMintApiKey(creator, { scopes: allowedScopes, grants: [given] }, now, facts).allowed,
          );
          const key: Principal = {
            ...creator,
            actor: { kind: 'API_KEY', id: 'k' },
            personId: null,
            grants: [given],
            apiKeyScopes: allowedScopes,
          };
          if (may(key, what, where)) expect(may(creator, what, where)).toBe(true);
        },
      ),
    );
  });
});
