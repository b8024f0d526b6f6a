import type { ClinicGroupId, ClinicId, Instant, OrganizationId } from '@wardline/kernel';
import { ROLE_DEFINITIONS, type Role } from './role.ts';

/**
 * Where a grant holds: the whole MSP, one organization with all its clinics, one clinic, or the clinics
 * of a group, whosoever they are. What belongs to an organization as a whole is no clinic's, and so no group's.
 */
export type Scope =
  | { readonly type: 'MSP' }
  | { readonly type: 'ORGANIZATION'; readonly id: OrganizationId }
  | { readonly type: 'CLINIC'; readonly id: ClinicId }
  | {
      readonly type: 'CLINIC_GROUP';
      readonly id: ClinicGroupId;
      /** Its clinics now. Null: nobody told; it then gives nothing anywhere, and denies at every clinic. */
      readonly clinicIds: ReadonlySet<ClinicId> | null;
    };

/** A role given to somebody, or (`DENY`) everything the role may do taken from them. Deny beats allow. */
export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly effect: 'ALLOW' | 'DENY';
  readonly scope: Scope;
  /** The first instant it holds. */
  readonly from: Instant;
  /** The first instant it holds no more; null is without end. */
  readonly until: Instant | null;
}

/** Where a record belongs. Both null: to the MSP itself. Only the organization: to no single clinic. */
export interface Place {
  readonly clinicId: ClinicId | null;
  readonly organizationId: OrganizationId | null;
}

/** To which organization clinics belong. A clinic that is missing here counts as unknown, on the safe side. */
export interface PlaceFacts {
  readonly organizationOf?: Readonly<Record<string, OrganizationId>> | undefined;
}

/** True from `from` until just before `until`. */
export function isActive(grant: Grant, now: Instant): boolean {
  return grant.from <= now && (grant.until === null || now < grant.until);
}

/** True if everything at the place lies within the scope. An empty id matches nothing. */
export function covers(scope: Scope, place: Place): boolean {
  switch (scope.type) {
    case 'MSP':
      return true;
    case 'ORGANIZATION':
      return scope.id.length > 0 && scope.id === place.organizationId;
    case 'CLINIC':
      return scope.id.length > 0 && scope.id === place.clinicId;
    case 'CLINIC_GROUP':
      return place.clinicId !== null && scope.clinicIds?.has(place.clinicId) === true;
  }
}

/**
 * As `covers`, for denials: a clinic whose organization nobody told might be of the denied one, and any
 * clinic of a denied group whose clinics nobody told.
 */
export function mayCover(scope: Scope, place: Place): boolean {
  if (covers(scope, place)) return true;
  if (place.clinicId === null) return false;
  if (scope.type === 'CLINIC_GROUP') return scope.clinicIds === null;
  return scope.type === 'ORGANIZATION' && place.organizationId === null;
}

/** True if scope and place may share a clinic: one lies in the other, or nobody told. */
export function mayOverlap(scope: Scope, place: Place, facts: PlaceFacts): boolean {
  if (mayCover(scope, place)) return true;
  if (place.clinicId !== null) return false;
  if (scope.type === 'CLINIC_GROUP') {
    if (scope.clinicIds === null) return true;
    return [...scope.clinicIds].some((id) => mayOverlap({ type: 'CLINIC', id }, place, facts));
  }
  if (place.organizationId === null) return true;
  if (scope.type !== 'CLINIC') return false;
  const organizationId = facts.organizationOf?.[scope.id];
  return organizationId === undefined || organizationId === place.organizationId;
}

/**
 * The place a scope stands for. A group stands for the whole MSP: what is handed on over it comes to hold
 * at clinics that nobody knows yet, so it takes having it everywhere.
 */
export function placeOf(scope: Scope, facts: PlaceFacts = {}): Place {
  switch (scope.type) {
    case 'MSP':
    case 'CLINIC_GROUP':
      return { clinicId: null, organizationId: null };
    case 'ORGANIZATION':
      return { clinicId: null, organizationId: scope.id };
    case 'CLINIC':
      return { clinicId: scope.id, organizationId: facts.organizationOf?.[scope.id] ?? null };
  }
}

/** True if the role may be granted for a scope of this kind at all. */
export function fitsRole(grant: Pick<Grant, 'role' | 'scope'>): boolean {
  return ROLE_DEFINITIONS[grant.role].scopes.includes(grant.scope.type);
}
