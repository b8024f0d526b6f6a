/** An asset's states from wish to disposal, in the order of an undisturbed life. */
export const ASSET_STATES = [
  'PLANNED',
  'ORDERED',
  'RECEIVED',
  'INCOMING_INSPECTION',
  'INSTALLED',
  'IN_SERVICE',
  'OUT_OF_SERVICE',
  'DECOMMISSIONING',
  'SANITIZED',
  'DISPOSED',
] as const;
export type AssetStateName = (typeof ASSET_STATES)[number];

/** Why an asset is out of service. */
export const OUT_OF_SERVICE_REASONS = [
  'UNDER_REPAIR',
  'RECALLED',
  'QUARANTINED',
  'LOANED',
] as const;
export type OutOfServiceReason = (typeof OUT_OF_SERVICE_REASONS)[number];

/** Why a transition is not open now. */
export interface AssetTransitionBlocker {
  readonly code: string;
  readonly message: string;
}

export type AssetRequirement = 'OUT_OF_SERVICE_REASON' | 'NOTE';

export interface AssetTransitionRule {
  readonly to: AssetStateName;
  readonly requires?: readonly AssetRequirement[];
  /** The name of a condition in `ASSET_GUARDS`. */
  readonly guard?: 'NO_EPHI';
}

const OUT: AssetTransitionRule = { to: 'OUT_OF_SERVICE', requires: ['OUT_OF_SERVICE_REASON'] };
const RETIRE: AssetTransitionRule = { to: 'DECOMMISSIONING' };

/** Which state may follow which, as data. What is absent is refused. */
export const ASSET_LIFECYCLE: Readonly<Record<AssetStateName, readonly AssetTransitionRule[]>> = {
  PLANNED: [
    { to: 'ORDERED' },
    { to: 'RECEIVED' },
    { to: 'DISPOSED', requires: ['NOTE'] }, // never bought
  ],
  ORDERED: [{ to: 'RECEIVED' }, { to: 'PLANNED', requires: ['NOTE'] }],
  RECEIVED: [{ to: 'INCOMING_INSPECTION' }, RETIRE],
  INCOMING_INSPECTION: [{ to: 'INSTALLED' }, OUT, RETIRE],
  INSTALLED: [{ to: 'IN_SERVICE' }, OUT, RETIRE],
  IN_SERVICE: [OUT, RETIRE],
  // OUT_OF_SERVICE to itself changes the reason: recalled while under repair.
  OUT_OF_SERVICE: [{ to: 'IN_SERVICE' }, { to: 'INCOMING_INSPECTION' }, OUT, RETIRE],
  DECOMMISSIONING: [
    { to: 'SANITIZED' },
    { to: 'DISPOSED', guard: 'NO_EPHI' },
    { to: 'IN_SERVICE', requires: ['NOTE'] },
  ],
  SANITIZED: [{ to: 'DISPOSED' }],
  DISPOSED: [],
};

/** States an asset may be registered in: everything before its end, for it may be older than the register. */
export const REGISTRABLE_STATES = [
  'PLANNED',
  'ORDERED',
  'RECEIVED',
  'INCOMING_INSPECTION',
  'INSTALLED',
  'IN_SERVICE',
  'OUT_OF_SERVICE',
] as const satisfies readonly AssetStateName[];
