import type { ClinicId, Instant } from '@wardline/kernel';
import { can } from './can.ts';
import { hasAllOf } from './can-grant.ts';
import type { Grant, PlaceFacts } from './grant.ts';
import { allowed, type Decision, denied, type Principal } from './principal.ts';

/** A clinic that joins a group, or leaves it. */
export interface MembershipChange {
  readonly clinicId: ClinicId;
  readonly joins: boolean;
}

export interface MembershipFacts extends PlaceFacts {
  /** Everything granted and denied over the group, to whomever; what has ended does not matter. */
  readonly standing: readonly Grant[];
}

/**
 * May the principal put the clinic into a group, or take it out? Groups are kept by who manages the
 * clinics of the whole MSP. A change of a group is a change of everything granted over it at that clinic,
 * and takes the same authority: a clinic that joins gets those grants and denials (`canGrant`), one that
 * leaves loses them (`canRevoke`). So nobody widens anybody's rights, their own least of all, by naming a
 * clinic a part of something.
 */
export function canChangeMembership(
  principal: Principal,
  { clinicId, joins }: MembershipChange,
  now: Instant,
  facts: MembershipFacts,
): Decision {
  const keeps = can(principal, 'clinic:manage', { clinicId: null, organizationId: null }, now);
  if (!keeps.allowed) return keeps;
  const standing = facts.standing.filter(({ until }) => until === null || now < until);
  for (const grant of standing) {
    const there: Grant = { ...grant, scope: { type: 'CLINIC', id: clinicId } };
    // As in canRevoke: a right that ends needs to be held now, one given or given back to its end.
    const measured = !joins && grant.effect === 'ALLOW' ? { ...there, until: now } : there;
    const decision = hasAllOf(principal, measured, now, facts);
    if (decision.allowed) continue;
    const what = joins ? 'come to hold' : 'hold no longer';
    return denied(
      'MORE_THAN_OWN',
      `At this clinic a grant over the group would ${what}, and it includes what you do not have there for as long.`,
      grant,
    );
  }
  return allowed('Holds everything that is granted over the group.', keeps.by);
}
