import type { Instant } from '@wardline/kernel';

/** Where the time went. */
export const TIME_KINDS = ['ON_SITE', 'REMOTE', 'TRAVEL'] as const;
export type TimeKind = (typeof TIME_KINDS)[number];

/**
 * Who pays. `BILLABLE`: the client, by the contract and beyond it. `CONTRACT`: the contract does, and
 * what it does not cover is not charged. `NON_BILLABLE`: nobody; it uses nothing up.
 */
export const BILLINGS = ['BILLABLE', 'NON_BILLABLE', 'CONTRACT'] as const;
export type Billing = (typeof BILLINGS)[number];

/** Worked time, as it was recorded. */
export interface TimeEntry {
  readonly id: string;
  readonly ticketId: string;
  readonly clinicId: string;
  readonly personId: string;
  readonly assetIds: readonly string[];
  readonly domain: string;
  /** Of the ticket; null: it has none. */
  readonly category: string | null;
  readonly startedAt: Instant;
  /** Whole minutes, 1 to 1440. */
  readonly minutes: number;
  readonly kind: TimeKind;
  readonly billing: Billing;
}

/** A part that was used up. */
export interface PartUsed {
  readonly id: string;
  readonly ticketId: string;
  readonly clinicId: string;
  readonly assetIds: readonly string[];
  readonly domain: string;
  /** Of the ticket; null: it has none. */
  readonly category: string | null;
  readonly usedAt: Instant;
  readonly name: string;
  /** Whole pieces, at least 1. */
  readonly quantity: number;
  /** In the contract's currency. */
  readonly unitPriceMinor: number;
  readonly billing: Billing;
}
