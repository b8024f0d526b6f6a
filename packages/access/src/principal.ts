import type { Actor, MspId, PersonId } from '@wardline/kernel';
import type { Grant, Place } from './grant.ts';
import type { Permission } from './permission.ts';
import type { Side } from './role.ts';

/** Who asks, with everything needed to answer: made once per request from the credential. */
export interface Principal {
  readonly mspId: MspId;
  readonly actor: Actor;
  /** The person behind it; null for a service and for a key that acts for nobody. */
  readonly personId: PersonId | null;
  readonly side: Side;
  /** All that were given, also future, expired and denying ones. None is nothing allowed. */
  readonly grants: readonly Grant[];
  /** The permissions an API key is limited to; null for people and services. */
  readonly apiKeyScopes: readonly Permission[] | null;
}

/** What the question is about. For tickets also who counts as an owner, and what the clinic shows its staff. */
export interface Resource extends Place {
  readonly requesterId?: string | null | undefined;
  /** Watchers and others for whom the record counts as their own. */
  readonly ownerIds?: readonly string[] | undefined;
  /** Who is in the team it is with, if that is a clinic's own or a vendor's: theirs to work on. */
  readonly teamMemberIds?: readonly string[] | undefined;
  /** Whether the clinic shows it to all its staff (a ticket that is not confidential). Left out: no. */
  readonly shared?: boolean | undefined;
}

/** The answer, with its reason as data: for `viewerCan`, for the audit trail, for support. */
export interface Decision {
  readonly allowed: boolean;
  readonly code: DecisionCode;
  /** For people who administer; never to be shown to those who were refused by it. */
  readonly reason: string;
  /** The grant that decided; null if it was none in particular. */
  readonly by: Grant | null;
}

export const DECISION_CODES = [
  'ALLOWED',
  // Asking to do something
  'OUTSIDE_KEY_SCOPES',
  'NEVER_FOR_API_KEYS',
  'DENIED_BY_GRANT',
  'NO_GRANT',
  'NOT_OWN',
  'NOT_SHARED',
  'NOT_WITH_TEAM',
  // Asking to hand out or take away rights
  'SCOPE_NOT_FOR_ROLE',
  'SIDE_MISMATCH',
  'PERIOD_INVALID',
  'ADMIN_NOT_DENIABLE',
  'MORE_THAN_OWN',
  'LAST_MSP_ADMIN',
  'KEY_SCOPES_INVALID',
] as const;
export type DecisionCode = (typeof DECISION_CODES)[number];

export function allowed(reason: string, by: Grant | null): Decision {
  return { allowed: true, code: 'ALLOWED', reason, by };
}

export function denied(
  code: Exclude<DecisionCode, 'ALLOWED'>,
  reason: string,
  by: Grant | null = null,
): Decision {
  return { allowed: false, code, reason, by };
}
