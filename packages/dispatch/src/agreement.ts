import type { TeamId } from '@wardline/kernel';

/**
 * Who does the work, seen from the contract: the MSP, or the clinic's own IT, medical engineering (HTM)
 * and facilities, or a vendor.
 */
export const SIDES = ['MSP', 'IN_HOUSE_IT', 'HTM', 'FACILITIES', 'VENDOR'] as const;
export type Side = (typeof SIDES)[number];

/** Why work passes to somebody else. */
export const HAND_OVER_REASONS = [
  'OUT_OF_SCOPE',
  'SKILL_NEEDED',
  'ACCESS_NEEDED',
  'OUTSIDE_HOURS',
  'CAPACITY',
  'VENDOR_CONTRACT',
  'FOLLOW_THE_SUN',
  'RETURNED',
  'OTHER',
] as const;
export type HandOverReason = (typeof HAND_OVER_REASONS)[number];

/** Of a calendar's hours: within them or outside of them. */
export interface LaneHours {
  readonly calendarId: string;
  readonly when: 'INSIDE' | 'OUTSIDE';
}

/** Whose some of the work is. An empty list and a null leave the work as it comes; all others must hold. */
export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  /** Names; `Network` also means `Network/Switches`. Case does not matter. */
  readonly categories: readonly string[];
  readonly ticketTypes: readonly string[];
  readonly priorities: readonly string[];
  /** Support tiers: 1 first line, 2 second line, 3 engineering. */
  readonly tiers: readonly number[];
  readonly hours: LaneHours | null;
  readonly owner: Side;
  /** The owner's team; null: any of the side. */
  readonly teamId: TeamId | null;
}

/** Which hand-overs between sides the agreement provides for; what no rule names is not agreed. */
export interface HandOverRule {
  readonly from: Side;
  readonly to: Side;
  /** Empty: for any reason. */
  readonly reasons: readonly HandOverReason[];
  readonly noteRequired: boolean;
}

/** A co-managed contract as data: the first lane that fits decides whose the work is. */
export interface CoManagedAgreement {
  readonly name: string;
  readonly lanes: readonly Lane[];
  /** Whose everything else is. */
  readonly otherwise: { readonly owner: Side; readonly teamId: TeamId | null };
  readonly handOvers: readonly HandOverRule[];
}

/** What of a ticket decides whose it is. */
export interface WorkFacts {
  readonly domain: string;
  readonly category: string | null;
  readonly ticketType: string;
  readonly priority: string;
  readonly tier: number;
}
