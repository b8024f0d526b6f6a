// A grant over a group of clinics is the same grant over each of them, however the group comes about.
import type { ClinicId } from '@wardline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  can,
  canChangeMembership,
  canGrant,
  canMintApiKey,
  canRevoke,
  clinicScope,
  type Grant,
  PERMISSIONS,
  type Principal,
  ROLE_DEFINITIONS,
  ROLES,
  type Scope,
} from '../src/index.ts';
import {
  apiKey,
  atGroup,
  atHillside,
  atMsp,
  atPractice,
  atRegion,
  atRiverside,
  clinics,
  deny,
  grant,
  group,
  hillside,
  hours,
  lakeside,
  now,
  organizationOf,
  person,
  practice,
  riverside,
  ticketAt,
} from './a-principal.ts';

const facts = { organizationOf };
const everywhere = clinics.map(({ id }) => id);
const region = fc.subarray<ClinicId>(everywhere);
const role = fc.constantFrom(...ROLES.filter((each) => each !== 'MSP_ADMIN'));
const providerRole = fc.constantFrom(
  'DISPATCHER' as const,
  'TECHNICIAN' as const,
  'AUDITOR' as const,
);
const effect = fc.constantFrom('ALLOW' as const, 'DENY' as const);
const until = fc.constantFrom(null, now + hours(1), now + hours(3));
const other: fc.Arbitrary<Grant> = fc
  .record({
    role,
    effect,
    until,
    scope: fc.constantFrom(atMsp, atGroup, atPractice, atRiverside, atHillside),
  })
  .map(({ role: given, scope, ...more }) => grant(given, scope, more));
const others = fc.array(other, { maxLength: 3 });
const permission = fc.constantFrom(...PERMISSIONS);
const place = fc.constantFrom(
  ...everywhere.map((id) => ticketAt(id)),
  { clinicId: null, organizationId: group },
  { clinicId: null, organizationId: practice },
  { clinicId: null, organizationId: null },
);
const provider = (grants: readonly Grant[]): Principal => ({
  ...person(...grants),
  side: 'PROVIDER',
});
const overRegion = (given: Grant, ids: readonly ClinicId[]): Grant => ({
  ...given,
  scope: atRegion(...ids),
});
const overEach = (given: Grant, ids: readonly ClinicId[]): Grant[] =>
  ids.map((id): Grant => ({ ...given, scope: { type: 'CLINIC', id } }));

describe('a grant over a group is the same grant over each of its clinics', () => {
  const standing = fc
    .record({ role: providerRole, effect, until })
    .map(({ role: given, ...more }) => grant(given, atMsp, more));

  test('for every permission, place and time, whatever else somebody was granted or denied', () => {
    fc.assert(
      fc.property(
        others,
        standing,
        region,
        permission,
        place,
        fc.nat({ max: 4 }),
        (held, given, ids, what, where, later) => {
          const when = now + hours(later);
          const asGroup = provider([...held, overRegion(given, ids)]);
          const asEach = provider([...held, ...overEach(given, ids)]);
          expect(can(asGroup, what, where, when).code).toBe(can(asEach, what, where, when).code);
        },
      ),
    );
  });

  test('for what row-level security is told, and for what may be handed on', () => {
    fc.assert(
      fc.property(others, standing, region, other, (held, given, ids, handedOn) => {
        const runs = [...held, grant('MSP_ADMIN', atMsp)];
        const asGroup = provider([...runs, overRegion(given, ids)]);
        const asEach = provider([...runs, ...overEach(given, ids)]);
        expect(clinicScope(asGroup, now, clinics)).toEqual(clinicScope(asEach, now, clinics));
        const granteeSide = ROLE_DEFINITIONS[handedOn.role].side;
        const asked = (who: Principal) =>
          canGrant(who, handedOn, now, { ...facts, granteeSide }).code;
        expect(asked(asGroup)).toBe(asked(asEach));
      }),
    );
  });

  test('so a clinic that joins is covered, and one that leaves is no longer', () => {
    const at = (...ids: readonly ClinicId[]) => person(grant('TECHNICIAN', atRegion(...ids)));
    const reads = (who: Principal, clinic: ClinicId) =>
      can(who, 'ticket:read', ticketAt(clinic), now).code;
    expect(reads(at(riverside), hillside)).toBe('NO_GRANT');
    expect(reads(at(riverside, hillside), hillside)).toBe('ALLOWED');
    expect(reads(at(hillside), riverside)).toBe('NO_GRANT');
    expect(reads(at(), riverside)).toBe('NO_GRANT');
  });

  test('a denial over a group beats whatever gives, and spares the rest', () => {
    const who = person(
      grant('TECHNICIAN', atMsp),
      grant('DISPATCHER', atHillside),
      deny('TECHNICIAN', atRegion(hillside)),
    );
    expect(clinicScope(who, now, clinics)).toMatchObject({
      all: false,
      full: [riverside, lakeside],
      known: [riverside, lakeside],
    });
  });

  test('of a group whose clinics nobody told, nothing is given and everything denied', () => {
    const untold: Scope = { ...atRegion(), clinicIds: null };
    const technician = person(grant('TECHNICIAN', untold));
    expect(can(technician, 'ticket:read', ticketAt(riverside), now).code).toBe('NO_GRANT');
    const barred = person(grant('TECHNICIAN', atMsp), deny('TECHNICIAN', untold));
    expect(can(barred, 'ticket:read', ticketAt(riverside), now).code).toBe('DENIED_BY_GRANT');
    const admin = person(grant('MSP_ADMIN', atMsp), deny('TECHNICIAN', untold));
    expect(canGrant(admin, grant('TECHNICIAN', atRiverside), now, facts).code).toBe(
      'MORE_THAN_OWN',
    );
  });
});

describe('granting over a group', () => {
  const mspAdmin = person(grant('MSP_ADMIN', atMsp));
  const asked = (who: Principal, what: Grant, granteeSide?: 'PROVIDER' | 'CLIENT') =>
    canGrant(who, what, now, { ...facts, granteeSide }).code;

  test('is for the provider’s roles: a group crosses customers', () => {
    for (const each of ROLES) {
      const { side, scopes } = ROLE_DEFINITIONS[each];
      const fits = scopes.includes('CLINIC_GROUP');
      expect(fits).toBe(side === 'PROVIDER' && each !== 'MSP_ADMIN');
      const code = asked(mspAdmin, grant(each, atRegion(riverside)));
      expect(code).toBe(fits ? 'ALLOWED' : 'SCOPE_NOT_FOR_ROLE');
    }
    // One that was written all the same is void.
    const forged = person(grant('CLINIC_ADMIN', atRegion(riverside)));
    expect(can(forged, 'ticket:read', ticketAt(riverside), now).code).toBe('NO_GRANT');
  });

  test('takes having it in the whole MSP, also over a group that is empty yet', () => {
    const orgAdmin = person(grant('ORG_ADMIN', atGroup));
    const barred = person(grant('MSP_ADMIN', atMsp), deny('TECHNICIAN', atHillside));
    for (const where of [atRegion(), atRegion(riverside)]) {
      expect(asked(mspAdmin, grant('TECHNICIAN', where))).toBe('ALLOWED');
      expect(asked(orgAdmin, grant('TECHNICIAN', where))).toBe('MORE_THAN_OWN');
      expect(asked(barred, grant('TECHNICIAN', where))).toBe('MORE_THAN_OWN');
      expect(asked(mspAdmin, deny('TECHNICIAN', where), 'PROVIDER')).toBe('ALLOWED');
      expect(asked(barred, deny('TECHNICIAN', where), 'PROVIDER')).toBe('MORE_THAN_OWN');
    }
  });

  test('whoever may grant over a group may grant over each of its clinics, and end both alike', () => {
    fc.assert(
      fc.property(others, providerRole, effect, until, region, (held, given, does, ends, ids) => {
        const who = provider([grant('MSP_ADMIN', atMsp), ...held]);
        const over = grant(given, atRegion(...ids), { effect: does, until: ends });
        const mspAdminGrants = mspAdmin.grants;
        const mayGrant = (what: Grant) =>
          canGrant(who, what, now, { ...facts, granteeSide: 'PROVIDER' }).allowed;
        const mayRevoke = (what: Grant) =>
          canRevoke(who, what, now, { ...facts, mspAdminGrants }).allowed;
        for (const each of overEach(over, ids)) {
          if (mayGrant(over)) expect(mayGrant(each)).toBe(true);
          if (mayRevoke(over)) expect(mayRevoke(each)).toBe(true);
        }
      }),
    );
  });

  test('a key does no more over a group than its creator', () => {
    const key = (creator: Principal) =>
      canMintApiKey(
        creator,
        { scopes: ['ticket:read'], grants: [grant('DISPATCHER', atRegion(riverside))] },
        now,
        facts,
      ).code;
    expect(key(mspAdmin)).toBe('ALLOWED');
    expect(key(person(grant('MSP_ADMIN', atMsp), deny('AUDITOR', atHillside)))).toBe(
      'MORE_THAN_OWN',
    );
  });
});

describe('putting a clinic into a group, and taking it out', () => {
  const standing = fc.array(
    fc
      .record({ role: providerRole, effect, until })
      .map(({ role: given, ...more }) => grant(given, atRegion(riverside), more)),
    { maxLength: 3 },
  );
  const admin = others.map((held) => provider([grant('MSP_ADMIN', atMsp), ...held]));
  const clinicId = fc.constantFrom(...everywhere);

  test('gives nobody a permission there that who does it does not have, then or later', () => {
    fc.assert(
      fc.property(
        admin,
        standing,
        others,
        clinicId,
        fc.boolean(),
        permission,
        fc.nat({ max: 4 }),
        (who, over, held, id, joins, what, later) => {
          fc.pre(
            canChangeMembership(who, { clinicId: id, joins }, now, { ...facts, standing: over })
              .allowed,
          );
          const when = now + hours(later);
          const rest = everywhere.filter((each) => each !== id);
          const [without, within] = [rest, everywhere].map((ids) =>
            provider([...held, ...over.map((each) => overRegion(each, ids))]),
          ) as [Principal, Principal];
          const [before, after] = joins ? [without, within] : [within, without];
          const may = (principal: Principal) => can(principal, what, ticketAt(id), when).allowed;
          if (may(after) && !may(before)) expect(may(who)).toBe(true);
        },
      ),
    );
  });

  test('takes what granting and revoking there would take, no more and no less', () => {
    fc.assert(
      fc.property(admin, standing, clinicId, fc.boolean(), (who, over, id, joins) => {
        const change = { clinicId: id, joins };
        const decision = canChangeMembership(who, change, now, { ...facts, standing: over });
        const keeps = can(who, 'clinic:manage', { clinicId: null, organizationId: null }, now);
        const each = over.every((given) => {
          const there: Grant = { ...given, scope: { type: 'CLINIC', id } };
          return joins
            ? canGrant(who, there, now, { ...facts, granteeSide: 'PROVIDER' }).allowed
            : canRevoke(who, there, now, { ...facts, mspAdminGrants: [] }).allowed;
        });
        expect(decision.allowed).toBe(keeps.allowed && each);
      }),
    );
  });

  test('nobody frees themselves of a denial by taking the clinic out of the group it is over', () => {
    const denial = deny('TECHNICIAN', atRegion(hillside));
    const who = person(grant('MSP_ADMIN', atMsp), denial);
    const asked = (clinicId: ClinicId, joins: boolean) =>
      canChangeMembership(who, { clinicId, joins }, now, { ...facts, standing: [denial] }).code;
    expect(asked(hillside, false)).toBe('MORE_THAN_OWN');
    // That the others be denied riverside too is in their power.
    expect(asked(riverside, true)).toBe('ALLOWED');
  });

  test('a key keeps groups that give nobody anything, and no others', () => {
    const key = apiKey(['clinic:manage', 'grant:manage'], grant('MSP_ADMIN', atMsp));
    const asked = (over: readonly Grant[]) =>
      canChangeMembership(key, { clinicId: riverside, joins: true }, now, {
        ...facts,
        standing: over,
      }).code;
    const over = grant('AUDITOR', atRegion());
    expect(asked([])).toBe('ALLOWED');
    expect(asked([over])).toBe('MORE_THAN_OWN');
    expect(asked([{ ...over, until: now }])).toBe('ALLOWED');
    // One that is still to come will give.
    expect(asked([{ ...over, from: now + hours(1) }])).toBe('MORE_THAN_OWN');
  });

  test('is not for who runs one customer', () => {
    const who = person(grant('ORG_ADMIN', atGroup));
    const change = { clinicId: riverside, joins: true };
    expect(canChangeMembership(who, change, now, { ...facts, standing: [] }).code).toBe('NO_GRANT');
  });
});
