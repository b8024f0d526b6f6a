import type { AssetId, ClinicId, Instant, LocationId } from '@wardline/kernel';
import type { AssetKind } from './asset-kind.ts';
import type { AssetStateName, OutOfServiceReason } from './lifecycle.ts';

/** How much care depends on an asset, most critical first. */
export const CRITICALITIES = [
  'LIFE_SUPPORT',
  'HIGH_RISK',
  'CARE_CRITICAL',
  'BUSINESS',
  'LOW',
] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** Whether it holds electronic protected health information. `UNKNOWN` is treated as yes. */
export const EPHI_ANSWERS = ['YES', 'NO', 'UNKNOWN'] as const;
export type EphiAnswer = (typeof EPHI_ANSWERS)[number];

/** What tells one asset from another; each may be unknown. */
export interface AssetIdentity {
  /** The label somebody stuck on it, unique per MSP where there is one. */
  readonly tag: string | null;
  readonly serial: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
}

/** An asset as the decisions see it: plain JSON, the fold of its events. */
export interface AssetState extends AssetIdentity {
  readonly id: AssetId;
  readonly clinicId: ClinicId;
  readonly kind: AssetKind;
  /** What people call it. */
  readonly name: string;
  /** For medical devices: what kind of device. Null for every other kind. */
  readonly deviceClass: string | null;
  readonly criticality: Criticality;
  readonly ephi: EphiAnswer;
  /** Where it should be. */
  readonly locationId: LocationId | null;
  readonly state: AssetStateName;
  /** Set exactly while `state` is `OUT_OF_SERVICE`. */
  readonly outOfServiceReason: OutOfServiceReason | null;
  readonly registeredAt: Instant;
  /** The stored row's version. The store counts it; decisions and `evolve` only carry it. */
  readonly version: number;
}

/** The most Unicode code points a text may have. */
export const ASSET_LIMITS = {
  name: 200,
  identity: 200,
  deviceClass: 200,
  note: 20_000,
} as const;
