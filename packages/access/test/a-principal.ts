import type {
  ClinicGroupId,
  ClinicId,
  Id,
  MspId,
  OrganizationId,
  PersonId,
} from '@wardline/kernel';
import type { ClinicFact, Grant, Principal, Role, Scope } from '../src/index.ts';
import { ROLE_DEFINITIONS } from '../src/index.ts';

/** `uuid<ClinicId>(7)`: a UUID that says which one it is. */
export function uuid<T extends Id<string>>(n: number): T {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as T;
}

// One MSP, two customers: a group with two clinics and a practice with one.
export const group = uuid<OrganizationId>(1);
export const practice = uuid<OrganizationId>(2);
export const riverside = uuid<ClinicId>(11);
export const lakeside = uuid<ClinicId>(12);
export const hillside = uuid<ClinicId>(21);
export const clinics: readonly ClinicFact[] = [
  { id: riverside, organizationId: group },
  { id: lakeside, organizationId: group },
  { id: hillside, organizationId: practice },
];
export const organizationOf = Object.fromEntries(
  clinics.map((each) => [each.id, each.organizationId]),
);

export const atMsp: Scope = { type: 'MSP' };
export const atGroup: Scope = { type: 'ORGANIZATION', id: group };
export const atPractice: Scope = { type: 'ORGANIZATION', id: practice };
export const atRiverside: Scope = { type: 'CLINIC', id: riverside };
export const atLakeside: Scope = { type: 'CLINIC', id: lakeside };
export const atHillside: Scope = { type: 'CLINIC', id: hillside };
/** A group of clinics across customers, as the MSP put it together. */
export const atRegion = (...clinicIds: readonly ClinicId[]) =>
  ({ type: 'CLINIC_GROUP', id: uuid<ClinicGroupId>(41), clinicIds: new Set(clinicIds) }) as const;

export const now = Date.UTC(2026, 10, 23, 9);
export const hours = (n: number) => n * 3_600_000;
export const me = uuid<PersonId>(31);
export const somebodyElse = uuid<PersonId>(32);

let last = 0;
/** A grant in force for ever. */
export function grant(role: Role, scope: Scope, more: Partial<Grant> = {}): Grant {
  last += 1;
  return {
    id: `grant-${last}`,
    role,
    effect: 'ALLOW',
    scope,
    from: now - hours(1),
    until: null,
    ...more,
  };
}

export function deny(role: Role, scope: Scope): Grant {
  return grant(role, scope, { effect: 'DENY' });
}

/** A person of the side of their first grant's role. */
export function person(...grants: readonly Grant[]): Principal {
  return {
    mspId: uuid<MspId>(900),
    actor: { kind: 'MEMBER', id: me },
    personId: me,
    side: grants[0] ? ROLE_DEFINITIONS[grants[0].role].side : 'PROVIDER',
    grants,
    apiKeyScopes: null,
  };
}

export function apiKey(scopes: Principal['apiKeyScopes'], ...grants: readonly Grant[]): Principal {
  return {
    ...person(...grants),
    actor: { kind: 'API_KEY', id: uuid(77) },
    personId: null,
    apiKeyScopes: scopes,
  };
}

/** A ticket of a clinic that somebody else asked for. */
export const ticketAt = (clinicId: ClinicId, more: object = {}) => ({
  clinicId,
  organizationId: organizationOf[clinicId] ?? null,
  requesterId: somebodyElse,
  shared: true,
  ...more,
});
