import type { ClinicId, Instant, OrganizationId } from '@wardline/kernel';
import { type Grant, isActive, mayOverlap } from './grant.ts';
import type { Principal } from './principal.ts';
import { allows, denies, keyLimit, reachOf } from './reach-of.ts';
import { ROLE_DEFINITIONS } from './role.ts';

export interface ClinicFact {
  readonly id: ClinicId;
  readonly organizationId: OrganizationId;
}

/** Which clinics' tickets a principal sees: what row-level security is told. Lists are in the given order. */
export interface ClinicScope {
  /** Every clinic of the MSP in full, also those founded later in the same request. */
  readonly all: boolean;
  /** All tickets. */
  readonly full: readonly ClinicId[];
  /** The tickets the clinic shares with its staff, and one's own. */
  readonly staff: readonly ClinicId[];
  /** One's own tickets only. */
  readonly own: readonly ClinicId[];
  /** The clinics themselves may be read: a superset of the three lists. */
  readonly known: readonly ClinicId[];
}

/**
 * The same answer as `can(principal, 'ticket:read', …)` for every clinic at once.
 * @param clinics all clinics of the principal's MSP.
 */
export function clinicScope(
  principal: Principal,
  now: Instant,
  clinics: readonly ClinicFact[],
): ClinicScope {
  const lists = {
    ANY: [] as ClinicId[],
    SHARED: [] as ClinicId[],
    OWN: [] as ClinicId[],
    TEAM: [] as ClinicId[],
  };
  const known: ClinicId[] = [];
  for (const { id, organizationId } of clinics) {
    const place = { clinicId: id, organizationId };
    const tickets = reachOf(principal, 'ticket:read', place, now);
    if ('reach' in tickets) lists[tickets.reach].push(id);
    if ('reach' in tickets || 'reach' in reachOf(principal, 'clinic:read', place, now)) {
      known.push(id);
    }
  }
  const all = seesEverything(principal, now);
  return { all, full: lists.ANY, staff: lists.SHARED, own: [...lists.OWN, ...lists.TEAM], known };
}

function seesEverything(principal: Principal, now: Instant): boolean {
  if (keyLimit(principal, 'ticket:read')) return false;
  const active = principal.grants.filter((grant) => isActive(grant, now));
  // A denial over a group without clinics takes nothing.
  const everywhere = { clinicId: null, organizationId: null };
  const bars = (grant: Grant) =>
    denies(grant, 'ticket:read') && mayOverlap(grant.scope, everywhere, {});
  if (active.some(bars)) return false;
  return active.some(
    (grant) =>
      grant.scope.type === 'MSP' &&
      allows(principal, grant, 'ticket:read') &&
      ROLE_DEFINITIONS[grant.role].permissions['ticket:read'] === 'ANY',
  );
}
